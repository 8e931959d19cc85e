"""Which offices have a gateway for text messages, and what may go there."""

from __future__ import annotations

from sqlalchemy import select
from sqlalchemy.orm import Session

from tracker.domain.messages import MessageKind
from tracker.models import MessageGateway


def gateway_offices(session: Session) -> list[int]:
    """The offices whose gateway is switched on."""
    return list(session.scalars(select(MessageGateway.office_id).where(MessageGateway.active)))


def goes_by_gateway(session: Session, office_id: int | None, kind: MessageKind) -> bool:
    """Whether messages of this kind go to telephones, for whoever has a number."""
    if office_id is None:
        return False
    wanted = MessageGateway.digests if kind is MessageKind.DIGEST else MessageGateway.notices
    return bool(
        session.scalar(
            select(MessageGateway.office_id).where(
                MessageGateway.office_id == office_id, MessageGateway.active, wanted
            )
        )
    )
