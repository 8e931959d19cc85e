"""What others did to a task while somebody had its page open."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload

from tracker.models import Event
from tracker.permissions import Actor
from tracker.permissions.scope import visible_events

MOST, UNKNOWN = 10, 3
"""Events that are told; where nobody knows when the page was opened, the last few."""


def meanwhile(
    session: Session, task_id: int, *, opened: datetime | None, actor: Actor
) -> Sequence[Event]:
    """The newest events of the task since ``opened``, one's own aside, with their people."""
    query = (
        select(Event)
        .where(Event.task_id == task_id, Event.actor_id != actor.user_id, visible_events(actor))
        .options(joinedload(Event.actor), joinedload(Event.for_unit), joinedload(Event.for_user))
        .order_by(Event.id.desc())
    )
    if opened is None:
        return session.scalars(query.limit(UNKNOWN)).all()
    return session.scalars(query.where(Event.at >= opened).limit(MOST)).all()
