"""One change on many drafts: follow-up, lead, coordinating units, deadline."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

from sqlalchemy.orm import Session

from tracker.domain.errors import InvalidInput
from tracker.domain.follow_up import TRACKED, DraftDeedKind, DraftState, FollowUp, UnitRole
from tracker.models import TaskDraft
from tracker.permissions import Actor
from tracker.services.draft_memory import as_it_is, keep_deed
from tracker.services.draft_rows import (
    ChosenUnit,
    Pick,
    chosen,
    facts,
    mark_edited,
    open_drafts,
    record_edit,
    set_units,
)


@dataclass(frozen=True, slots=True)
class BulkChange:
    """What to set on all picked drafts; None leaves a thing as it is.

    ``coordinating`` joins the units that are there, or with ``replace`` takes their place
    (nobody coordinates any more when it is empty then).
    """

    follow_up: FollowUp | None = None
    lead: ChosenUnit | None = None
    coordinating: tuple[ChosenUnit, ...] = ()
    replace: bool = False
    due_on: date | None = None
    due_basis: str = ""


def change_many(
    session: Session,
    *,
    directive_id: int,
    picks: Sequence[Pick],
    change: BulkChange,
    actor: Actor,
    now: datetime,
) -> list[TaskDraft]:
    """Set ``change`` on all picked drafts: all of them, or none.

    Raises InvalidInput for nothing picked or nothing to set, and for a due day without its
    basis; Conflict when one of them was changed meanwhile.
    """
    _check(picks, change)
    changed, was = [], []
    for draft in open_drafts(session, directive_id, picks):
        was.append(as_it_is(draft))
        before = facts(draft)
        _apply(draft, change)
        if draft.state is DraftState.READY:
            draft.state = DraftState.PROPOSED
        mark_edited(draft, actor, now)
        after = facts(draft)
        different = {key: [before[key], after[key]] for key in after if before[key] != after[key]}
        if different:
            record_edit(session, draft, actor=actor, now=now, changed=different)
        changed.append(draft)
    keep_deed(session, DraftDeedKind.CHANGED, before=was, touched=changed, actor=actor, now=now)
    return changed


def _check(picks: Sequence[Pick], change: BulkChange) -> None:
    if not picks:
        raise InvalidInput("Chưa chọn nội dung nào. Hãy đánh dấu ít nhất một nội dung.")
    if change == BulkChange(due_basis=change.due_basis):
        raise InvalidInput("Hãy chọn cách theo dõi, đơn vị hoặc thời hạn cần đặt.")
    if change.due_on is not None and not change.due_basis.strip():
        raise InvalidInput("Hãy ghi căn cứ của thời hạn.", field="due_basis")


def _apply(draft: TaskDraft, change: BulkChange) -> None:
    if change.follow_up is not None:
        draft.follow_up = change.follow_up
    elif change.due_on is not None and draft.follow_up not in TRACKED:
        draft.follow_up = FollowUp.PER_UNIT
    set_units(draft, _units(draft, change))
    if draft.follow_up not in TRACKED:
        draft.due_on, draft.due_basis, draft.recurrence = None, "", None
    elif change.due_on is not None:
        draft.due_on, draft.recurrence = change.due_on, None
        draft.due_basis = change.due_basis.strip()


def _units(draft: TaskDraft, change: BulkChange) -> list[ChosenUnit]:
    leads = [chosen(row) for row in draft.units if row.role is UnitRole.LEAD]
    others = [chosen(row) for row in draft.units if row.role is UnitRole.COORDINATING]
    if change.lead is not None:
        leads = [replace(change.lead, role=UnitRole.LEAD)]
    if change.replace:
        others = []
    there = {(unit.unit_id, unit.group_id) for unit in (*leads, *others)}
    others += [
        replace(unit, role=UnitRole.COORDINATING)
        for unit in change.coordinating
        if (unit.unit_id, unit.group_id) not in there
    ]
    return [*leads, *others]
