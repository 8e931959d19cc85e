"""Access marks on a person's messages: when it was opened. No deed, no effect on state."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import update
from sqlalchemy.orm import Session

from tracker.domain.delivery import Channel
from tracker.domain.message_groups import MessageGroup, kinds_of
from tracker.models import OutboxMessage


def mark_read(session: Session, *, message_id: int, now: datetime) -> None:
    """The first opening is kept."""
    session.execute(
        update(OutboxMessage)
        .where(OutboxMessage.id == message_id, OutboxMessage.read_at.is_(None))
        .values(read_at=now)
    )


def mark_all_read(
    session: Session, *, user_id: int, now: datetime, group: MessageGroup | None = None
) -> None:
    """Everything that waited in this person's inbox, or under one tab of it."""
    waiting = update(OutboxMessage).where(
        OutboxMessage.recipient_id == user_id,
        OutboxMessage.channel == Channel.IN_APP,
        OutboxMessage.read_at.is_(None),
    )
    if group is not None:
        waiting = waiting.where(OutboxMessage.kind.in_(kinds_of(group)))
    session.execute(waiting.values(read_at=now))
