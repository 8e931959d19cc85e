"""How the tests of the outbox make a notice, send it to a real server and look at it."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from tests.factories.task import a_task
from tests.factories.unit import a_unit
from tests.factories.user import a_user, as_actor
from tests.support.mail import PostOffice
from tracker.channels.email import EmailChannel
from tracker.channels.envelope import WayOut
from tracker.channels.smtp_server import SmtpServer
from tracker.domain.delivery import Channel
from tracker.domain.messages import MessageKind
from tracker.models import Office, OutboxMessage, User
from tracker.services.notices import tell
from tracker.services.outbox import Delivery, deliver
from tracker.services.ways_out import Ways

BASE = "http://tracker.test"


def a_channel(post_office: PostOffice) -> EmailChannel:
    return EmailChannel(
        SmtpServer.from_url(post_office.url), sender="Theo dõi <theo.doi@tracker.test>"
    )


def send(session: Session, post_office: PostOffice, now: datetime) -> Delivery:
    channel = a_channel(post_office)
    try:
        return deliver(session, ways=Ways(email=channel), clock=lambda: now, base_url=BASE)
    finally:
        channel.close()


def a_notice(session: Session, office: Office, people: list[User], now: datetime) -> None:
    unit = a_unit(session, parent=office.root_unit)
    task = a_task(session, office, unit)
    tell(
        session,
        recipients=people,
        kind=MessageKind.ASSIGNED,
        deed=f"event:{task.id}",
        subject="Giao nhiệm vụ: Rà soát “thủ tục” & biểu mẫu",
        text="Đơn vị được giao 1 nhiệm vụ mới.",
        link=f"/tasks/{task.id}",
        actor=as_actor(a_user(session), office),
        now=now,
        tasks=[task],
    )
    session.commit()


def try_to(session: Session, way: WayOut, now: datetime) -> Delivery:
    return deliver(session, ways=Ways(email=way), clock=lambda: now, base_url=BASE)


def mail_of(session: Session) -> OutboxMessage:
    session.expire_all()
    found = session.scalars(select(OutboxMessage).where(OutboxMessage.channel == Channel.EMAIL))
    return found.one()
