"""Editing what the machine proposed: nothing is assigned here, everything can be undone."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from tracker.domain.errors import Conflict, InvalidInput, NotFound
from tracker.domain.follow_up import TRACKED, DraftState, FollowUp, UnitRole
from tracker.domain.history import EventKind
from tracker.domain.recurrence import RecurrenceRule
from tracker.domain.vietnamese import nfc, one_line
from tracker.models import Clause, Directive, DraftUnit, Reading, TaskDraft
from tracker.permissions import Actor
from tracker.queries.drafts import clause_of
from tracker.services.history import record
from tracker.services.loading import for_change


@dataclass(frozen=True, slots=True)
class ChosenUnit:
    """A unit or class in a role; ``as_written`` is the paper's name, or the unit's own."""

    role: UnitRole
    as_written: str
    unit_id: int | None = None
    group_id: int | None = None


@dataclass(frozen=True, slots=True)
class DraftChange:
    """All that a person may decide about a draft. A due day that is not the paper's needs a basis.

    With ``recurrence`` the draft makes a series, and ``due_on`` does not count.
    """

    text: str
    product: str
    follow_up: FollowUp
    units: Sequence[ChosenUnit]
    due_on: date | None = None
    due_basis: str = ""
    recurrence: RecurrenceRule | None = None
    key_task: bool = False


def edit_draft(
    session: Session,
    *,
    directive_id: int,
    draft_id: int,
    version: int | None,
    change: DraftChange,
    actor: Actor,
    now: datetime,
) -> TaskDraft:
    """Save ``change``; a draft that was ready is to be looked at once more.

    Raises Conflict for another version or a confirmed draft, InvalidInput for an empty text.
    """
    draft = open_draft(session, directive_id, draft_id, version)
    before = facts(draft)
    _apply(draft, change)
    draft.state = DraftState.PROPOSED if draft.state is DraftState.READY else draft.state
    mark_edited(draft, actor, now)
    session.flush()
    after = facts(draft)
    changed = {key: [before[key], after[key]] for key in after if before[key] != after[key]}
    if changed:
        record_edit(session, draft, actor=actor, now=now, changed=changed)
    return draft


def add_draft(
    session: Session,
    *,
    directive_id: int,
    clause_id: int | None,
    change: DraftChange,
    actor: Actor,
    now: datetime,
) -> TaskDraft:
    """A draft that the reader did not propose, from a clause of the paper or beside them all.

    It stands after the drafts of the clauses before it. Raises NotFound for another's clause.
    """
    directive = for_change(session, Directive, directive_id)
    clause = _clause_of(session, directive, clause_id) if clause_id is not None else None
    draft = TaskDraft(
        directive_id=directive.id,
        reading_id=clause.reading_id if clause else _last_reading(session, directive.id),
        ord=_place_after(session, directive.id, clause),
        path=clause.path if clause else "",
        text="",
        product="",
        follow_up=change.follow_up,
        follow_up_why="",
        due_phrase="",
        due_kind="none",
        due_basis="",
        why={},
        clauses=[clause] if clause else [],
    )
    make_room(session, directive.id, draft.ord)
    _apply(draft, change)
    mark_edited(draft, actor, now)
    session.add(draft)
    session.flush()
    record_edit(session, draft, actor=actor, now=now, added=True)
    return draft


def open_draft(
    session: Session, directive_id: int, draft_id: int, version: int | None
) -> TaskDraft:
    """The draft under a lock, while it is still open to changes."""
    draft = for_change(session, TaskDraft, draft_id, version=version)
    if draft.directive_id != directive_id:
        raise NotFound("Không tìm thấy nội dung này. Có thể nó đã bị xóa.")
    if draft.state is DraftState.CONFIRMED:
        raise Conflict(
            "Nội dung này đã được giao thành nhiệm vụ nên không sửa ở đây được nữa. "
            "Hãy mở nhiệm vụ để điều chỉnh.",
            code="already_confirmed",
        )
    return draft


def facts(draft: TaskDraft) -> dict[str, Any]:
    """What a person decides about a draft, as plain values for the history."""
    return {
        "text": draft.text,
        "product": draft.product,
        "follow_up": draft.follow_up.value,
        "lead": [row.as_written for row in draft.units if row.role is UnitRole.LEAD],
        "coordinating": [row.as_written for row in draft.units if row.role is not UnitRole.LEAD],
        "due_on": draft.due_on.isoformat() if draft.due_on else None,
        "due_basis": draft.due_basis,
        "recurrence": draft.recurrence,
        "key_task": draft.key_task,
    }


def chosen(row: DraftUnit) -> ChosenUnit:
    """A stored unit of a draft as the value that a person may choose anew."""
    return ChosenUnit(row.role, row.as_written, row.unit_id, row.group_id)


def set_units(draft: TaskDraft, units: Sequence[ChosenUnit]) -> None:
    """Replace the units of ``draft``; the same unit or name in a role counts once.

    Rows are kept by place, so that a place is never taken twice while the change is written.
    """
    for role in UnitRole:
        wanted = list(dict.fromkeys(unit for unit in units if unit.role is role))
        present = sorted((row for row in draft.units if row.role is role), key=lambda row: row.ord)
        for place, unit in enumerate(wanted):
            row = present[place] if place < len(present) else None
            if row is None:
                row = DraftUnit(role=role, ord=place, as_written="")
                draft.units.append(row)
            row.ord = place
            row.as_written = one_line(unit.as_written)[:300]
            row.unit_id = unit.unit_id
            row.group_id = unit.group_id
        for row in present[len(wanted) :]:
            draft.units.remove(row)


def mark_edited(draft: TaskDraft, actor: Actor, now: datetime) -> None:
    """Who touched the draft last, for the page that two people share."""
    draft.edited_by_id = actor.user_id
    draft.edited_at = now


def record_edit(
    session: Session, draft: TaskDraft, *, actor: Actor, now: datetime, **data: Any
) -> None:
    """One event on the directive's history."""
    record(
        session,
        EventKind.DRAFT_EDITED,
        actor=actor,
        now=now,
        directive=session.get_one(Directive, draft.directive_id),
        draft=draft.id,
        path=draft.path,
        **data,
    )


def make_room(session: Session, directive_id: int, place: int) -> None:
    """Move the drafts from ``place`` on by one; their versions stay as people saw them."""
    session.execute(
        update(TaskDraft)
        .where(TaskDraft.directive_id == directive_id, TaskDraft.ord >= place)
        .values(ord=TaskDraft.ord + 1)
        .execution_options(synchronize_session="fetch")
    )


def _apply(draft: TaskDraft, change: DraftChange) -> None:
    text = nfc(change.text).strip()
    if not text:
        raise InvalidInput("Hãy nhập nội dung nhiệm vụ.", field="text")
    draft.text = text
    draft.product = one_line(change.product)
    draft.follow_up = change.follow_up
    draft.key_task = change.key_task
    tracked = change.follow_up in TRACKED
    draft.recurrence = (
        change.recurrence.to_json() if change.recurrence is not None and tracked else None
    )
    draft.due_on = change.due_on if tracked and draft.recurrence is None else None
    draft.due_basis = change.due_basis.strip() if draft.due_on is not None else ""
    set_units(draft, change.units)


def _clause_of(session: Session, directive: Directive, clause_id: int) -> Clause:
    clause = clause_of(session, directive.id, clause_id)
    if clause is None:
        raise NotFound("Không tìm thấy đoạn văn bản này.")
    return clause


def _last_reading(session: Session, directive_id: int) -> int | None:
    return session.scalar(
        select(Reading.id)
        .where(Reading.directive_id == directive_id)
        .order_by(Reading.version.desc())
        .limit(1)
    )


def _place_after(session: Session, directive_id: int, clause: Clause | None) -> int:
    """The place of a new draft: after every draft whose first clause stands before ``clause``."""
    drafts = session.scalars(
        select(TaskDraft).where(TaskDraft.directive_id == directive_id).order_by(TaskDraft.ord)
    ).all()
    if clause is None:
        return drafts[-1].ord + 1 if drafts else 0
    earlier = [
        draft.ord for draft in drafts if any(source.ord <= clause.ord for source in draft.clauses)
    ]
    return max(earlier) + 1 if earlier else 0
