"""How much waits to leave, since when, and what became of the rest."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, Select, func, select
from sqlalchemy.orm import Session

from tracker.domain.delivery import LEAVING, Channel
from tracker.models import OutboxMessage


@dataclass(frozen=True, slots=True)
class Queue:
    """``postponed``: among the waiting, tried in vain at least once. ``doubtful``: messages that
    may have arrived more than once, under the same Message-ID."""

    waiting: int
    postponed: int
    failed: int
    doubtful: int
    oldest: datetime | None
    last_sent: datetime | None
    last_error: str


def queue(session: Session, office_id: int | None = None) -> Queue:
    """Of one office, or of all."""
    of: ColumnElement[bool] = OutboxMessage.channel.in_(LEAVING)
    if office_id is not None:
        of &= OutboxMessage.office_id == office_id
    waits = of & OutboxMessage.sent_at.is_(None) & OutboxMessage.failed_at.is_(None)
    gone = of & OutboxMessage.sent_at.is_(None) & OutboxMessage.failed_at.is_not(None)
    waiting, oldest = session.execute(
        select(func.count(), func.min(OutboxMessage.created_at)).where(waits)
    ).one()
    return Queue(
        waiting=waiting,
        postponed=_count(session, waits & (OutboxMessage.last_error != "")),
        failed=_count(session, gone & ~OutboxMessage.needless),
        doubtful=_count(session, of & (OutboxMessage.doubtful > 0)),
        oldest=oldest,
        last_sent=max(
            filter(None, (_last_sent(session, way, office_id) for way in LEAVING)), default=None
        ),
        last_error=session.scalar(_last_error(waits)) or "",
    )


def _last_sent(session: Session, channel: Channel, office_id: int | None) -> datetime | None:
    """Channel by channel, each along its index."""
    of: ColumnElement[bool] = OutboxMessage.channel == channel
    if office_id is not None:
        of &= OutboxMessage.office_id == office_id
    return session.scalar(
        select(OutboxMessage.sent_at)
        .where(of, OutboxMessage.sent_at.is_not(None))
        .order_by(OutboxMessage.sent_at.desc())
        .limit(1)
    )


def _count(session: Session, what: ColumnElement[bool]) -> int:
    return session.scalar(select(func.count()).select_from(OutboxMessage).where(what)) or 0


def _last_error(waits: ColumnElement[bool]) -> Select[str]:
    return (
        select(OutboxMessage.last_error)
        .where(waits, OutboxMessage.last_error != "")
        .order_by(OutboxMessage.next_attempt_at.desc(), OutboxMessage.id.desc())
        .limit(1)
    )
