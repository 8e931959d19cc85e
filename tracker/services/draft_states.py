"""Deciding about drafts: looked at and ready, set aside with a reason, taken back; many at once."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

from sqlalchemy.orm import Session

from tracker.domain.errors import InvalidInput
from tracker.domain.follow_up import TRACKED, DraftState, FollowUp, UnitRole
from tracker.domain.history import EventKind
from tracker.domain.local_time import local_day
from tracker.domain.vietnamese import one_line
from tracker.models import Directive, TaskDraft
from tracker.permissions import Actor
from tracker.queries.draft_readiness import lacking
from tracker.queries.draft_shares import Members, members_on
from tracker.services.drafting import (
    ChosenUnit,
    chosen,
    facts,
    mark_edited,
    open_draft,
    record_edit,
    set_units,
)
from tracker.services.history import record


@dataclass(frozen=True, slots=True)
class Pick:
    """A draft in the version that the person saw."""

    draft_id: int
    version: int


@dataclass(frozen=True, slots=True)
class BulkChange:
    """What to set on all picked drafts; None leaves a thing as it is."""

    follow_up: FollowUp | None = None
    lead: ChosenUnit | None = None
    due_on: date | None = None
    due_basis: str = ""


@dataclass(frozen=True, slots=True)
class Looked:
    """Which drafts became ready, and which could not, with how many things they lack."""

    ready: tuple[TaskDraft, ...]
    lacking: tuple[TaskDraft, ...]


def mark_ready(
    session: Session, *, directive_id: int, picks: Sequence[Pick], actor: Actor, now: datetime
) -> Looked:
    """Make ready every picked draft that lacks nothing. The others stay as they are.

    For a single draft that lacks something: InvalidInput with the first sentence.
    """
    members = _members(session, directive_id, now)
    ready, wanting = [], []
    for pick in picks:
        draft = open_draft(session, directive_id, pick.draft_id, pick.version)
        missing = lacking(draft, members, today=local_day(now))
        if missing and len(picks) == 1:
            values: dict[str, Any] = dict(missing[0].values)
            raise InvalidInput(missing[0].message, **values)
        if missing:
            wanting.append(draft)
            continue
        draft.state = DraftState.READY
        draft.set_aside_reason = draft.answered_by_id = None
        mark_edited(draft, actor, now)
        ready.append(draft)
    session.flush()
    if ready:
        record(
            session,
            EventKind.DRAFTS_READY,
            actor=actor,
            now=now,
            directive=session.get_one(Directive, directive_id),
            drafts=[draft.id for draft in ready],
        )
    return Looked(tuple(ready), tuple(wanting))


def set_aside(
    session: Session,
    *,
    directive_id: int,
    picks: Sequence[Pick],
    reason: str,
    actor: Actor,
    now: datetime,
) -> list[TaskDraft]:
    """Track nothing of these drafts, and say why. Raises InvalidInput without a reason."""
    reason = one_line(reason)
    if not reason:
        raise InvalidInput("Hãy ghi lý do không theo dõi nội dung này.", field="reason")
    return [
        _set_aside(session, directive_id, pick, reason[:500], actor=actor, now=now)
        for pick in picks
    ]


def restore(
    session: Session, *, directive_id: int, pick: Pick, actor: Actor, now: datetime
) -> TaskDraft:
    """Take a draft back into the list (also one that was marked ready)."""
    draft = open_draft(session, directive_id, pick.draft_id, pick.version)
    was_aside = draft.state is DraftState.SET_ASIDE
    draft.state = DraftState.PROPOSED
    draft.set_aside_reason = draft.answered_by_id = None
    mark_edited(draft, actor, now)
    session.flush()
    if was_aside:
        _record(session, EventKind.DRAFT_RESTORED, draft, actor=actor, now=now)
    return draft


def change_many(
    session: Session,
    *,
    directive_id: int,
    picks: Sequence[Pick],
    change: BulkChange,
    actor: Actor,
    now: datetime,
) -> list[TaskDraft]:
    """Set follow-up, lead or deadline on all picked drafts: all of them, or none.

    Raises InvalidInput for nothing picked or nothing to set, and for a due day without its
    basis; Conflict when one of them was changed meanwhile.
    """
    _check_bulk(picks, change)
    changed = []
    for pick in picks:
        draft = open_draft(session, directive_id, pick.draft_id, pick.version)
        before = facts(draft)
        _apply(draft, change)
        if draft.state is DraftState.READY:
            draft.state = DraftState.PROPOSED
        mark_edited(draft, actor, now)
        after = facts(draft)
        session.flush()
        different = {key: [before[key], after[key]] for key in after if before[key] != after[key]}
        if different:
            record_edit(session, draft, actor=actor, now=now, changed=different)
        changed.append(draft)
    return changed


def _check_bulk(picks: Sequence[Pick], change: BulkChange) -> None:
    if not picks:
        raise InvalidInput("Chưa chọn nội dung nào. Hãy đánh dấu ít nhất một nội dung.")
    if change == BulkChange(due_basis=change.due_basis):
        raise InvalidInput("Hãy chọn cách theo dõi, đơn vị chủ trì hoặc thời hạn cần đặt.")
    if change.due_on is not None and not change.due_basis.strip():
        raise InvalidInput("Hãy ghi căn cứ của thời hạn.", field="due_basis")


def _apply(draft: TaskDraft, change: BulkChange) -> None:
    if change.follow_up is not None:
        draft.follow_up = change.follow_up
    elif change.due_on is not None and draft.follow_up not in TRACKED:
        draft.follow_up = FollowUp.PER_UNIT
    if change.lead is not None:
        lead = replace(change.lead, role=UnitRole.LEAD)
        others = [chosen(row) for row in draft.units if row.role is UnitRole.COORDINATING]
        set_units(draft, [lead, *others])
    if draft.follow_up not in TRACKED:
        draft.due_on, draft.due_basis, draft.recurrence = None, "", None
    elif change.due_on is not None:
        draft.due_on, draft.recurrence = change.due_on, None
        draft.due_basis = change.due_basis.strip()


def _set_aside(
    session: Session, directive_id: int, pick: Pick, reason: str, *, actor: Actor, now: datetime
) -> TaskDraft:
    draft = open_draft(session, directive_id, pick.draft_id, pick.version)
    draft.state = DraftState.SET_ASIDE
    draft.set_aside_reason, draft.answered_by_id = reason, None
    mark_edited(draft, actor, now)
    session.flush()
    _record(session, EventKind.DRAFT_SET_ASIDE, draft, actor=actor, now=now, note=reason)
    return draft


def _record(
    session: Session,
    kind: EventKind,
    draft: TaskDraft,
    *,
    actor: Actor,
    now: datetime,
    note: str = "",
) -> None:
    record(
        session,
        kind,
        actor=actor,
        now=now,
        directive=session.get_one(Directive, draft.directive_id),
        note=note,
        draft=draft.id,
        path=draft.path,
        text=draft.text[:200],
    )


def _members(session: Session, directive_id: int, now: datetime) -> Members:
    directive = session.get_one(Directive, directive_id)
    return members_on(session, directive.office_id, local_day(now))
