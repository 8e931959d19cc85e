"""The one shape of a deed on a task: a page that asks (GET), a deed that is done once (POST)."""

from __future__ import annotations

from collections.abc import Callable
from http import HTTPStatus
from typing import Any

from flask import render_template, request, url_for
from werkzeug.wrappers import Response
from wtforms import Field, StringField

from tracker.blueprints.conflicts import conflict_page
from tracker.blueprints.deeds import VersionedDeedForm, carry_out, done_before
from tracker.blueprints.guards import load
from tracker.blueprints.papers import PapersField
from tracker.blueprints.present import actor
from tracker.blueprints.timeline import told
from tracker.db import db
from tracker.domain.errors import Conflict
from tracker.domain.task_status import TRANSITIONS, TaskAction, status_after
from tracker.models import Task
from tracker.queries.meanwhile import meanwhile
from tracker.services.evidence import KeptFile
from tracker.surroundings import now

Answer = Response | str | tuple[str, int]


def from_form(
    service: Callable[..., Any], form: VersionedDeedForm, task: Task, *names: str, **more: Any
) -> Callable[[], Any]:
    """``service`` on this task, with the form's version and the values of its fields ``names``.

    Called when the transaction is open. Text that was left empty is ""; ``more`` are values that
    the service wants otherwise than the form has them.
    """
    task_id = task.id

    def deed() -> Any:
        return service(
            db.session(),
            task_id=task_id,
            version=form.version.data,
            actor=actor(),
            now=now(),
            **{name: _value(form[name]) for name in names},
            **more,
        )

    return deed


def _value(field: Field) -> Any:
    return field.data or "" if isinstance(field, StringField) else field.data


def deed_page(
    task: Task,
    form: VersionedDeedForm,
    deed: Callable[[], Any],
    *,
    template: str,
    said: Callable[[Any], str] | str,
    action: TaskAction | None = None,
    back: str | None = None,
    **context: Any,
) -> Answer:
    """Ask, do ``deed`` in its transaction, say ``said``, go back to the task (or to ``back``).

    ``deed`` takes its version from the form. A form sent twice leads where it led first. Raises
    Conflict where the task's status does not admit ``action``.
    """
    task_id = task.id
    back = back or url_for("tasks.show", task_id=task_id)
    if request.method == "POST" and (before := done_before(form)) is not None:
        return before
    try:
        if action is not None:
            status_after(task.status, action)
        done = carry_out(form, deed, location=lambda _done: back, said=said)
    except Conflict as error:
        if request.method != "POST":
            raise
        return _changed_meanwhile(
            error, task_id, form, template=template, action=action, context=context
        )
    return done or shown(task, form, template, back=back, **context)


def _changed_meanwhile(
    error: Conflict,
    task_id: int,
    form: VersionedDeedForm,
    *,
    template: str,
    action: TaskAction | None,
    context: dict[str, Any],
) -> Answer:
    """What the other did beside what was typed, and the way on where the deed is still possible.

    The form then carries the version that is shown now; another click does the deed.
    """
    db.session.rollback()
    task, shown_version = load(Task, task_id), form.version.object_data
    events = told(meanwhile(db.session(), task_id, opened=form.opened_at(), actor=actor()))
    back = url_for("tasks.show", task_id=task_id)
    possible = action is None or (task.status, action) in TRANSITIONS
    if error.code != "stale_version" or not possible or shown_version is None:
        return conflict_page(error, back_url=back, events=events)
    form.version.data, form.version.raw_data = shown_version, None
    form.opened.data = now().isoformat(timespec="seconds")
    page = render_template(template, task=task, form=form, back=back, meanwhile=events, **context)
    return page, HTTPStatus.CONFLICT


def papers_deed_page(
    task: Task,
    form: Any,
    deed: Callable[[list[KeptFile]], Any],
    *,
    template: str,
    said: Callable[[Any], str] | str,
    action: TaskAction | None = None,
    **context: Any,
) -> Answer:
    """As ``deed_page`` for a form with a field ``files``: papers are kept before the deed."""
    papers: PapersField = form.files
    files: list[KeptFile] | None = []
    if request.method == "POST" and done_before(form) is None:
        valid = form.validate()
        files = papers.take_in(form)
        if files is None or not valid:
            return shown(task, form, template, **context)
    return deed_page(
        task,
        form,
        lambda: deed(files or []),
        template=template,
        said=said,
        action=action,
        **context,
    )


def shown(
    task: Task, form: VersionedDeedForm, template: str, *, back: str | None = None, **context: Any
) -> Answer:
    """The page that asks; 422 when the form came back with faults."""
    back = back or url_for("tasks.show", task_id=task.id)
    page = render_template(template, task=task, form=form, back=back, **context)
    return (page, 422) if form.errors else page
