"""Delivering: claim, send outside any transaction, record. Repeatable, one person at a time.

A crash between the server's acceptance and our commit repeats one mail with the same
Message-ID; everything else happens once (design D6, lessons 3.3).
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from tracker.channels.envelope import Envelope, PermanentFailure, TransientFailure, WayOut
from tracker.documents.message_text import notice_text
from tracker.domain.delivery import Channel, DeliveryState
from tracker.domain.local_time import local_day
from tracker.domain.messages import MessageKind
from tracker.models import Office, OutboxMessage
from tracker.services.digests import compose
from tracker.services.still_owed import still_owed

CLAIM = timedelta(minutes=5)
BACK_OFF = tuple(timedelta(minutes=m) for m in (1, 5, 15, 60, 180, 360, 720))
MOST_ATTEMPTS = len(BACK_OFF) + 1


@dataclass(slots=True)
class Delivery:
    """What one round did."""

    sent: int = 0
    postponed: int = 0
    failed: int = 0
    needless: int = 0


def deliver(
    session: Session, *, way: WayOut, now: datetime, base_url: str, limit: int = 200
) -> Delivery:
    """Send what waits, at most ``limit`` messages.

    A batch service: commits the claim and again after each message; no transaction is open
    while a server is spoken to.
    """
    done = Delivery()
    for message_id in _claim(session, now, limit):
        message = session.get_one(OutboxMessage, message_id)
        if not _bring_up_to_date(session, message, base_url):
            message.failed_at = now
            message.last_error = "không còn cần nhắc: các nhiệm vụ đã được báo cáo trước khi gửi"
            message.claimed_until = None
            session.commit()
            done.needless += 1
            continue
        envelope = _envelope(session, message, base_url)
        session.commit()
        _send(session, message, envelope, way=way, now=now, done=done)
    return done


def state_of(message: OutboxMessage, *, mail_live: bool) -> DeliveryState:
    """What to say of a message; derived, never stored."""
    if message.sent_at is not None:
        return DeliveryState.SENT
    if message.failed_at is not None:
        return DeliveryState.FAILED
    return DeliveryState.WAITING if mail_live else DeliveryState.HELD


def _claim(session: Session, now: datetime, limit: int) -> list[int]:
    waiting = session.scalars(
        select(OutboxMessage)
        .where(
            OutboxMessage.channel == Channel.EMAIL,
            OutboxMessage.sent_at.is_(None),
            OutboxMessage.failed_at.is_(None),
            OutboxMessage.next_attempt_at <= now,
            or_(OutboxMessage.claimed_until.is_(None), OutboxMessage.claimed_until < now),
        )
        .order_by(OutboxMessage.next_attempt_at, OutboxMessage.id)
        .limit(limit)
        .with_for_update(skip_locked=True, of=OutboxMessage)
    ).all()
    for message in waiting:
        message.claimed_until = now + CLAIM
    session.commit()
    return [message.id for message in waiting]


def _bring_up_to_date(session: Session, message: OutboxMessage, base_url: str) -> bool:
    """Leave out of a digest what was done meanwhile; False when nothing of it is owed any more."""
    if message.kind is not MessageKind.DIGEST or message.office_id is None:
        return True
    entries = sorted(message.entries, key=lambda entry: entry.id)
    owed = still_owed(session, entries)
    if not owed or len(owed) == len(entries):
        return bool(owed)
    text = compose(
        session,
        person=message.recipient,
        office=session.get_one(Office, message.office_id),
        on_day=local_day(message.created_at),
        entries=owed,
        base_url=base_url,
    )
    if text is not None:
        message.subject, message.text, message.html = text.subject, text.text, text.html
    return text is not None


def _envelope(session: Session, message: OutboxMessage, base_url: str) -> Envelope:
    text, html = message.text, message.html
    if not html:
        office = session.get(Office, message.office_id) if message.office_id else None
        made = notice_text(
            recipient=message.recipient.name,
            office=office.name if office else "",
            subject=message.subject,
            text=message.text,
            url=f"{base_url}{message.link}",
        )
        text, html = made.text, made.html
    return Envelope(
        message_id=message.message_id,
        to_address=message.recipient.email or "",
        to_name=message.recipient.name,
        subject=message.subject,
        text=text,
        html=html,
    )


def _send(
    session: Session,
    message: OutboxMessage,
    envelope: Envelope,
    *,
    way: WayOut,
    now: datetime,
    done: Delivery,
) -> None:
    problem: TransientFailure | PermanentFailure | None = None
    try:
        if not envelope.to_address:
            raise PermanentFailure("không có địa chỉ thư điện tử")
        way.send(envelope)
    except (TransientFailure, PermanentFailure) as failure:
        problem = failure
    message = session.get_one(OutboxMessage, message.id, populate_existing=True)
    message.attempts += 1
    message.claimed_until = None
    if problem is None:
        message.sent_at = now
        message.last_error = ""
        done.sent += 1
    elif isinstance(problem, PermanentFailure) or message.attempts >= MOST_ATTEMPTS:
        message.failed_at = now
        message.last_error = str(problem)
        if isinstance(problem, PermanentFailure) and problem.address_is_bad:
            message.recipient.mail_failing = True
        done.failed += 1
    else:
        message.next_attempt_at = now + BACK_OFF[message.attempts - 1]
        message.last_error = str(problem)
        done.postponed += 1
    session.commit()
