"""Handing in a result from a form: new files become evidence and go along with the old ones."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from wtforms.fields.choices import SelectChoice

from tracker.blueprints.present import actor
from tracker.blueprints.tasks.forms import ResultForm
from tracker.blueprints.tasks.paper_deeds import paper_title
from tracker.db import db
from tracker.models import Task
from tracker.queries.task_page import evidence_of
from tracker.services import evidence
from tracker.services.evidence import KeptFile
from tracker.surroundings import now


def offer_evidence(form: ResultForm, task: Task) -> None:
    """Papers attached before may go along; all are ticked on a fresh form."""
    items = evidence_of(db.session(), task.id)
    form.evidence.choices = [SelectChoice(item.id, paper_title(item)) for item in items]
    if not form.is_submitted():
        form.evidence.data = [item.id for item in items]


def hand_in(
    deed: Callable[..., Any],
    form: ResultForm,
    files: Sequence[KeptFile],
    *,
    task_id: int,
    unit_id: int,
    **more: Any,
) -> Any:
    """Attach ``files`` as result papers and do ``deed`` with them, in one transaction.

    The files raise the task's version by themselves, so it is compared before.
    """
    session, who, moment = db.session(), actor(), now()
    version = form.version.data
    added: list[int] = []
    if files:
        made = evidence.attach(
            session,
            task_id=task_id,
            version=version,
            unit_id=unit_id,
            files=files,
            title="",
            is_result_paper=True,
            paper_number=form.paper_number.data,
            paper_on=form.paper_on.data,
            note="",
            actor=who,
            now=moment,
        )
        added = [revision.evidence_id for revision in made]
        version = None
    return deed(
        session,
        task_id=task_id,
        version=version,
        summary=form.summary.data or "",
        paper_number=form.paper_number.data or None,
        paper_on=form.paper_on.data,
        evidence_ids=[*(form.evidence.data or []), *added],
        actor=who,
        now=moment,
        **more,
    )
