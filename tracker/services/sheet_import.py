"""A task list from Excel becomes drafts of a directive: one transaction, nothing by halves."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from tracker.domain.errors import InvalidInput
from tracker.domain.history import EventKind
from tracker.domain.labels import N_
from tracker.domain.local_time import local_day
from tracker.domain.source import FileRole
from tracker.domain.working_days import Calendar
from tracker.models import Directive, DirectiveFile, Office, TaskDraft
from tracker.permissions import Actor
from tracker.queries.office_rules import office_rules
from tracker.queries.unit_lexicon import unit_lexicon
from tracker.reading.clause import Clause, Disposition
from tracker.reading.directive_reading import Reading as Read
from tracker.services.draft_proposals import propose
from tracker.services.history import record
from tracker.services.import_plan import Fate, refuse_faulty
from tracker.services.intake import already_taken_in, keep_file
from tracker.services.loading import for_change
from tracker.services.order_source import OrderSource, new_entry
from tracker.services.planned_task import PlannedTask, key_of
from tracker.services.reading_finds import store_events
from tracker.services.reading_rows import READER, store_reading
from tracker.services.sheet_plan import plan
from tracker.services.task_sheet import TaskSheet

LEFT_OUT = N_("Dòng của danh mục Excel không được nhập")


@dataclass(frozen=True, slots=True)
class ImportedList:
    """``is_new`` is False when this very list had come in before; nothing was added then."""

    directive: Directive
    drafts: int
    left_out: int
    is_new: bool = True


def import_as_directive(
    session: Session,
    *,
    taken: TaskSheet,
    source: OrderSource,
    title: str,
    only_good: bool,
    calendar: Calendar,
    actor: Actor,
    now: datetime,
) -> ImportedList:
    """Enter a list without a covering paper in the register, its file as the original.

    ``only_good``: rows with faults stay behind; without it one fault refuses everything.
    Raises InvalidInput for faults, for a list without tasks, for a source that names nothing.
    """
    office = for_change(session, Office, actor.office_id)
    before = already_taken_in(session, taken.paper, office.id)
    if before is not None:
        return ImportedList(before, 0, 0, is_new=False)
    today = local_day(now)
    found = plan(session, taken=taken, directive=None, office=office, today=today, remarks=False)
    good = _good(found.rows, only_good=only_good)
    directive = new_entry(
        session,
        source,
        title=title or taken.title,
        actor=actor,
        now=now,
        restricted=taken.paper.restricted,
        text_sha256=taken.paper.text_sha256,
    )
    keep_file(session, directive, taken.paper, role=FileRole.ORIGINAL, actor=actor, now=now)
    _reading, drafts = store_reading(
        session,
        directive=directive,
        office=office,
        read=_only(taken.paper.reading, good),
        version=1,
        calendar=calendar,
        today=today,
        now=now,
    )
    session.add_all(drafts)
    session.flush()
    return _finished(
        session, directive, _Made(taken, good, drafts, found.of(Fate.FAULTY)), actor=actor, now=now
    )


def import_into(
    session: Session,
    *,
    taken: TaskSheet,
    directive_id: int,
    only_good: bool,
    calendar: Calendar,
    actor: Actor,
    now: datetime,
) -> ImportedList:
    """Add the rows of a list after the drafts of a directive, its file as an attachment.

    Rows that the directive has already are passed over. Raises as ``import_as_directive``.
    """
    directive = for_change(session, Directive, directive_id)
    office = session.get_one(Office, directive.office_id)
    today = local_day(now)
    if imported_before(session, taken, directive.id):
        return ImportedList(directive, 0, 0, is_new=False)
    found = plan(
        session, taken=taken, directive=directive, office=office, today=today, remarks=False
    )
    good = _good(found.rows, only_good=only_good)
    _attach(session, directive, taken, actor, now)
    last = session.scalar(
        select(func.max(TaskDraft.ord)).where(TaskDraft.directive_id == directive.id)
    )
    lexicon = unit_lexicon(session, office)
    strict = office_rules(session, office.id, today).strict_before
    waited = replace(taken.paper.reading, drafts=tuple(row.draft for row in good if row.draft))
    events = store_events(session, directive, waited)
    drafts = [
        propose(
            replace(row.draft, ord=place),
            {},
            directive_id=directive.id,
            reading_id=None,
            paper_day=directive.issued_on or directive.received_on,
            issued_on=directive.issued_on,
            today=today,
            lexicon=lexicon,
            calendar=calendar,
            strict=strict,
            events=events,
        )
        for place, row in enumerate(good, start=0 if last is None else last + 1)
        if row.draft is not None
    ]
    session.add_all(drafts)
    return _finished(
        session, directive, _Made(taken, good, drafts, found.of(Fate.FAULTY)), actor=actor, now=now
    )


def imported_before(session: Session, taken: TaskSheet, directive_id: int) -> bool:
    """Whether this sheet of this very file gave drafts to the directive."""
    asked = (taken.paper.waiting.sha256, taken.sheet)
    drafts = session.scalars(select(TaskDraft).where(TaskDraft.directive_id == directive_id))
    sheets = (draft.why.get("sheet") or {} for draft in drafts)
    return any((sheet.get("sha256"), sheet.get("name")) == asked for sheet in sheets)


def _good(rows: Sequence[PlannedTask], *, only_good: bool) -> list[PlannedTask]:
    good = [row for row in rows if row.fate is Fate.ADD and row.draft is not None]
    if not only_good and any(row.fate is Fate.FAULTY for row in rows):
        refuse_faulty(list(rows))
    if not good and any(row.fate is Fate.KNOWN for row in rows):
        refuse_faulty([row for row in rows if row.fate is not Fate.FAULTY])
    if not good:
        raise InvalidInput("Danh mục không có dòng nào là nhiệm vụ nhập được.")
    return good


def _only(read: Read, good: Sequence[PlannedTask]) -> Read:
    """The reading with the drafts of ``good`` rows; no other row then counts as an order."""
    drafts = tuple(
        replace(row.draft, ord=place) for place, row in enumerate(good) if row.draft is not None
    )
    kept = {draft.clause for draft in drafts}
    return replace(
        read,
        drafts=drafts,
        clauses=tuple(
            _left_out(clause)
            if clause.disposition is Disposition.TASK and clause.ord not in kept
            else clause
            for clause in read.clauses
        ),
    )


def _left_out(clause: Clause) -> Clause:
    return replace(clause, disposition=Disposition.BACKGROUND, reason=LEFT_OUT)


def _attach(
    session: Session, directive: Directive, taken: TaskSheet, actor: Actor, now: datetime
) -> None:
    """The file once, though several of its sheets are imported one after the other."""
    same = select(DirectiveFile.id).where(
        DirectiveFile.directive_id == directive.id,
        DirectiveFile.blob_sha256 == taken.paper.waiting.sha256,
    )
    if session.scalar(same) is None:
        keep_file(session, directive, taken.paper, role=FileRole.ATTACHMENT, actor=actor, now=now)


@dataclass(frozen=True, slots=True)
class _Made:
    """The rows that came in with their drafts, and those that stayed out."""

    taken: TaskSheet
    good: Sequence[PlannedTask]
    drafts: Sequence[TaskDraft]
    faulty: Sequence[PlannedTask]


def _finished(
    session: Session, directive: Directive, made: _Made, *, actor: Actor, now: datetime
) -> ImportedList:
    taken, drafts = made.taken, made.drafts
    for row, draft in zip(made.good, drafts, strict=True):
        draft.why = {**draft.why, "sheet": _whence(row, taken)}
    session.flush()
    record(
        session,
        EventKind.DIRECTIVE_READ,
        actor=actor,
        now=now,
        directive=directive,
        note=f"{taken.paper.name} – {taken.sheet}",
        drafts=len(drafts),
        left_out=len(made.faulty),
        reader=READER,
    )
    return ImportedList(directive, len(drafts), len(made.faulty))


def _whence(row: PlannedTask, taken: TaskSheet) -> dict[str, object]:
    """Which row and columns of which file a draft comes from, as plain values."""
    return {
        "file": taken.paper.name,
        "sha256": taken.paper.waiting.sha256,
        "name": taken.sheet,
        "row": row.number,
        "columns": {what.value: letter for what, letter in row.columns.items()},
        "key": list(key_of(row.draft)) if row.draft is not None else [],
    }
