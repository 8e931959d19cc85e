"""What was told, what waits, what failed: the outbox and the ledger of an office."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import Select, func, select
from sqlalchemy.orm import Session, selectinload

from tracker.domain.delivery import LEAVING, DeliveryState
from tracker.domain.errors import NotFound
from tracker.models import OutboxMessage, PlanRun
from tracker.queries.keyset import Key, Stretch

_WHERE = {
    DeliveryState.SENT: OutboxMessage.sent_at.is_not(None),
    DeliveryState.FAILED: OutboxMessage.failed_at.is_not(None) & ~OutboxMessage.needless,
    DeliveryState.NEEDLESS: OutboxMessage.failed_at.is_not(None) & OutboxMessage.needless,
    DeliveryState.WAITING: OutboxMessage.sent_at.is_(None) & OutboxMessage.failed_at.is_(None),
}


OUTGOING_ORDER = (
    Stretch((Key(OutboxMessage.created_at, datetime), Key(OutboxMessage.id)), descending=True),
)
"""Newest first."""


def outgoing(office_id: int, state: DeliveryState | None = None) -> Select[OutboxMessage]:
    """Messages that leave the house (e-mail, gateway), newest first."""
    query = (
        select(OutboxMessage)
        .where(OutboxMessage.office_id == office_id, OutboxMessage.channel.in_(LEAVING))
        .order_by(OutboxMessage.created_at.desc(), OutboxMessage.id.desc())
    )
    if state is not None:
        query = query.where(_WHERE.get(state, _WHERE[DeliveryState.WAITING]))
    return query


def waiting_count(session: Session, office_id: int) -> int:
    """How many mails wait."""
    query = outgoing(office_id, DeliveryState.WAITING).order_by(None)
    return session.scalar(select(func.count()).select_from(query.subquery())) or 0


def outgoing_message(session: Session, office_id: int, message_id: int) -> OutboxMessage:
    """One mail of the office with the reasons behind it; what is in an inbox is its owner's."""
    found = session.scalar(
        outgoing(office_id)
        .where(OutboxMessage.id == message_id)
        .options(selectinload(OutboxMessage.entries))
    )
    if found is None:
        raise NotFound("Không tìm thấy tin này.")
    return found


def last_plan(session: Session, office_id: int) -> PlanRun | None:
    """The newest planned morning."""
    return session.scalar(
        select(PlanRun).where(PlanRun.office_id == office_id).order_by(PlanRun.on_day.desc())
    )
