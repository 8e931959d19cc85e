"""Deciding about drafts: looked at and ready, set aside with a reason, taken in again."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy.orm import Session

from tracker.domain.errors import InvalidInput
from tracker.domain.follow_up import DraftDeedKind, DraftState
from tracker.domain.history import EventKind
from tracker.domain.local_time import local_day
from tracker.domain.vietnamese import one_line
from tracker.models import Directive, TaskDraft
from tracker.permissions import Actor
from tracker.queries.draft_readiness import lacking
from tracker.queries.draft_shares import Members, members_on
from tracker.services.draft_memory import as_it_is, keep_deed
from tracker.services.draft_rows import Pick, mark_edited, open_draft, open_drafts
from tracker.services.history import record


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
    ready, wanting, was = [], [], []
    drafts = open_drafts(session, directive_id, picks)
    for draft in drafts:
        missing = lacking(draft, members, today=local_day(now))
        if missing and len(drafts) == 1:
            values: dict[str, Any] = dict(missing[0].values)
            raise InvalidInput(missing[0].message, **values)
        if missing:
            wanting.append(draft)
            continue
        was.append(as_it_is(draft))
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
    keep_deed(session, DraftDeedKind.READY, before=was, touched=ready, actor=actor, now=now)
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
    drafts = open_drafts(session, directive_id, picks)
    was = [as_it_is(draft) for draft in drafts]
    for draft in drafts:
        draft.state = DraftState.SET_ASIDE
        draft.set_aside_reason, draft.answered_by_id = reason[:500], None
        mark_edited(draft, actor, now)
        session.flush()
        _record(session, EventKind.DRAFT_SET_ASIDE, draft, actor=actor, now=now, note=reason[:500])
    keep_deed(session, DraftDeedKind.SET_ASIDE, before=was, touched=drafts, actor=actor, now=now)
    return drafts


def restore(
    session: Session, *, directive_id: int, pick: Pick, actor: Actor, now: datetime
) -> TaskDraft:
    """Take a draft back into the list (also one that was marked ready)."""
    draft = open_draft(session, directive_id, pick.draft_id, pick.version)
    was, was_aside = as_it_is(draft), draft.state is DraftState.SET_ASIDE
    draft.state = DraftState.PROPOSED
    draft.set_aside_reason = draft.answered_by_id = None
    mark_edited(draft, actor, now)
    session.flush()
    if was_aside:
        _record(session, EventKind.DRAFT_RESTORED, draft, actor=actor, now=now)
    keep_deed(session, DraftDeedKind.RESTORED, before=[was], touched=[draft], actor=actor, now=now)
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
