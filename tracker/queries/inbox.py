"""A person's messages inside the application."""

from __future__ import annotations

from collections import Counter

from sqlalchemy import Select, bindparam, func, select
from sqlalchemy.orm import Session

from tracker.db.watch import unchanged
from tracker.domain.delivery import Channel
from tracker.domain.errors import NotFound
from tracker.domain.message_groups import MessageGroup, group_of, kinds_of
from tracker.models import OutboxMessage
from tracker.queries.keyset import Key, Stretch

MESSAGES_ORDER = (Stretch((Key(OutboxMessage.id),), descending=True),)
"""Newest first."""

#: Put together once: every page asks for it.
_UNREAD = (
    select(func.count())
    .select_from(OutboxMessage)
    .where(
        OutboxMessage.recipient_id == bindparam("user"),
        OutboxMessage.channel == Channel.IN_APP,
        OutboxMessage.read_at.is_(None),
    )
)


def messages_of(
    user_id: int, *, group: MessageGroup | None = None, unread: bool = False
) -> Select[OutboxMessage]:
    """Newest first; ``unread``: only those."""
    query = (
        select(OutboxMessage)
        .where(OutboxMessage.recipient_id == user_id, OutboxMessage.channel == Channel.IN_APP)
        .order_by(OutboxMessage.id.desc())
    )
    if group is not None:
        query = query.where(OutboxMessage.kind.in_(kinds_of(group)))
    return query.where(OutboxMessage.read_at.is_(None)) if unread else query


def unread_by_group(session: Session, user_id: int) -> Counter[MessageGroup]:
    """How many unread messages stand under each tab, in one statement."""
    rows = session.execute(
        select(OutboxMessage.kind, func.count())
        .where(
            OutboxMessage.recipient_id == user_id,
            OutboxMessage.channel == Channel.IN_APP,
            OutboxMessage.read_at.is_(None),
        )
        .group_by(OutboxMessage.kind)
    )
    found: Counter[MessageGroup] = Counter()
    for kind, number in rows:
        found[group_of(kind)] += number
    return found


def unread_count(session: Session, user_id: int) -> int:
    return unchanged(
        session.connection(),
        ("unread", user_id),
        lambda: session.scalar(_UNREAD, {"user": user_id}) or 0,
    )


def message_of(session: Session, user_id: int, message_id: int) -> OutboxMessage:
    """One of this person's own messages; NotFound for anybody else's."""
    found = session.scalar(messages_of(user_id).where(OutboxMessage.id == message_id))
    if found is None:
        raise NotFound("Không tìm thấy tin này.")
    return found
