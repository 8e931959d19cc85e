"""A message in somebody's inbox."""

from __future__ import annotations

from datetime import datetime

from tracker.domain.delivery import Channel
from tracker.domain.messages import MessageKind
from tracker.models import Office, OutboxMessage, User


def a_message(office: Office, user: User, words: str, *, now: datetime) -> OutboxMessage:
    """Not added to any session; ``words`` are its subject and its text."""
    return OutboxMessage(
        office_id=office.id,
        recipient_id=user.id,
        channel=Channel.IN_APP,
        kind=next(iter(MessageKind)),
        message_id="thu-1@thu",
        subject=words,
        text=words,
        created_at=now,
        next_attempt_at=now,
    )
