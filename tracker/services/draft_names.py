"""A name that a person has resolved counts for all open drafts of the same directive."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import and_, select
from sqlalchemy.orm import Session

from tracker.domain.follow_up import DraftDeedKind, DraftState
from tracker.models import DraftUnit, TaskDraft
from tracker.permissions import Actor
from tracker.services.draft_memory import as_it_is, keep_deed
from tracker.services.draft_rows import mark_edited


def apply_choice(
    session: Session,
    *,
    directive_id: int,
    as_written: str,
    unit_id: int | None,
    group_id: int | None,
    actor: Actor,
    now: datetime,
) -> int:
    """Let the open drafts of a directive take over a choice for the same unresolved name.

    Returns how many drafts it touched. It is a deed of its own: whoever has one of them on the
    screen hears of it, and it can be undone.
    """
    named = (
        DraftUnit.as_written == as_written,
        DraftUnit.unit_id.is_(None),
        DraftUnit.group_id.is_(None),
    )
    drafts = session.scalars(
        select(TaskDraft)
        .where(
            TaskDraft.directive_id == directive_id,
            TaskDraft.state.in_((DraftState.PROPOSED, DraftState.READY)),
            TaskDraft.units.any(and_(*named)),
        )
        .order_by(TaskDraft.ord, TaskDraft.id)
        .with_for_update(of=TaskDraft)
    ).all()
    was = [as_it_is(draft) for draft in drafts]
    for draft in drafts:
        for row in draft.units:
            if row.as_written == as_written and row.unit_id is None and row.group_id is None:
                row.unit_id, row.group_id = unit_id, group_id
        mark_edited(draft, actor, now)
    session.flush()
    for draft in drafts:
        session.expire(draft, ["units"])
    keep_deed(session, DraftDeedKind.CHANGED, before=was, touched=drafts, actor=actor, now=now)
    return len(drafts)
