"""What every deed on drafts needs: the row under its lock, its units, who touched it, its place."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from tracker.domain.errors import Conflict, NotFound
from tracker.domain.follow_up import DraftState, UnitRole
from tracker.domain.history import EventKind
from tracker.domain.vietnamese import one_line
from tracker.models import Directive, DraftUnit, TaskDraft
from tracker.permissions import Actor
from tracker.services.history import record
from tracker.services.loading import for_change, in_version


@dataclass(frozen=True, slots=True)
class ChosenUnit:
    """A unit or class in a role; ``as_written`` is the paper's name, or the unit's own."""

    role: UnitRole
    as_written: str
    unit_id: int | None = None
    group_id: int | None = None


@dataclass(frozen=True, slots=True)
class Pick:
    """A draft in the version that the person saw."""

    draft_id: int
    version: int


def open_draft(
    session: Session, directive_id: int, draft_id: int, version: int | None
) -> TaskDraft:
    """The draft under a lock, while it is still open to changes."""
    return _still_open(directive_id, for_change(session, TaskDraft, draft_id, version=version))


def open_drafts(session: Session, directive_id: int, picks: Sequence[Pick]) -> list[TaskDraft]:
    """All picked drafts under their locks, read at once; refused like one of them."""
    keys = [pick.draft_id for pick in picks]
    query = select(TaskDraft).where(TaskDraft.id.in_(keys)).order_by(TaskDraft.id)
    locked = query.with_for_update(of=TaskDraft).execution_options(populate_existing=True)
    found = {draft.id: draft for draft in session.scalars(locked)}
    drafts = []
    for pick in dict.fromkeys(picks):
        draft = found.get(pick.draft_id)
        if draft is None:
            raise NotFound("Không tìm thấy nội dung này. Có thể nó đã bị xóa.")
        drafts.append(_still_open(directive_id, in_version(draft, pick.version)))
    return drafts


def _still_open(directive_id: int, draft: TaskDraft) -> TaskDraft:
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


def make_room(session: Session, directive_id: int, place: int, *, by: int = 1) -> None:
    """Move the drafts from ``place`` on; their versions stay as people saw them."""
    session.execute(
        update(TaskDraft)
        .where(TaskDraft.directive_id == directive_id, TaskDraft.ord >= place)
        .values(ord=TaskDraft.ord + by)
        .execution_options(synchronize_session="fetch")
    )
