"""A paper's number and date, entered because the paper left them blank when it was read.

Deadlines that count from the date of issue, or name a day without its year, could not be
resolved then: drafts that nobody has touched get them now.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime
from typing import Any

from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from tracker.documents.file_kind import READABLE_KINDS
from tracker.documents.read_file import read_file
from tracker.domain.follow_up import DraftState
from tracker.domain.local_time import local_day
from tracker.domain.source import FileRole
from tracker.domain.working_days import Calendar
from tracker.models import Directive, TaskDraft
from tracker.permissions import Actor
from tracker.queries.office_rules import office_rules
from tracker.reading.directive_reading import Reading, read_directive
from tracker.services.directive_register import HeaderChange, edit_header
from tracker.services.draft_proposals import redate
from tracker.storage import FileStore


def read_with_day(store: FileStore, directive: Directive, issued_on: date | None) -> Reading | None:
    """The original file read once more, now that the paper's date is known; no transaction here.

    None where that changes nothing: no new date, or no file to read. Raises as the file's
    reader does.
    """
    original = next((file for file in directive.files if file.role is FileRole.ORIGINAL), None)
    if issued_on is None or issued_on == directive.issued_on or original is None:
        return None
    if not store.exists(original.blob_sha256):
        return None
    with store.open(original.blob_sha256) as stream:
        data = stream.read()
    return read_directive(
        read_file(data, original.name, allowed=READABLE_KINDS), issued_on=issued_on
    )


def complete_header(
    session: Session,
    *,
    directive: Directive,
    version: int | None,
    number: str | None,
    issued_on: date | None,
    issuer: str,
    read: Reading | None,
    calendar: Calendar,
    actor: Actor,
    now: datetime,
) -> Directive:
    """Enter what was blank and resolve the deadlines of untouched drafts by ``read``.

    Raises as ``edit_header``.
    """
    completed = edit_header(
        session,
        directive_id=directive.id,
        version=version,
        header=replace(
            HeaderChange.of(directive), number=number, issued_on=issued_on, issuer=issuer
        ),
        actor=actor,
        now=now,
    )
    if read is not None:
        rules = office_rules(session, completed.office_id, local_day(now))
        # By place and words: a later reading, a cut or a merger has numbered the rows anew.
        found = {(draft.path[:60], draft.text): draft for draft in read.drafts}
        for row in session.scalars(_untouched(completed.id)):
            draft = found.get((row.path, row.text))
            if draft is not None:
                redate(
                    row, draft, issued_on=issued_on, calendar=calendar, strict=rules.strict_before
                )
    session.flush()
    return completed


def _untouched(directive_id: int) -> Select[Any]:
    return select(TaskDraft).where(
        TaskDraft.directive_id == directive_id,
        TaskDraft.state == DraftState.PROPOSED,
        TaskDraft.edited_at.is_(None),
    )
