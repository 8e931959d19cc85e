"""Delivering: claim and commit, send outside any transaction, record and commit; one at a time.

Repeatable, and safe beside itself: a claim keeps others away (SKIP LOCKED on PostgreSQL, one
writer at a time on SQLite). A claim that expired was somebody's who died while sending: it is
taken again under the same Message-ID and counted as a possible double (design D6, lessons 3.3).
"""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import or_, select
from sqlalchemy.orm import Session, joinedload

from tracker.channels.envelope import (
    ChannelDown,
    Envelope,
    PermanentFailure,
    TransientFailure,
    WayOut,
)
from tracker.domain.delivery import Channel, DeliveryState
from tracker.models import OutboxMessage
from tracker.services.outgoing import envelope, needless
from tracker.services.ways_out import Ways

CLAIM = timedelta(minutes=5)
"""Longer than any server may take over one message."""

BACK_OFF = tuple(timedelta(minutes=m) for m in (1, 5, 15, 60, 180, 360, 720))
MOST_ATTEMPTS = len(BACK_OFF) + 1
DOWN_FOR = timedelta(minutes=1)
"""How long a channel rests that was down; its messages keep their tries."""

OUTCOME = ["claimed_until", "attempts", "doubtful", "sent_at", "failed_at"]
"""What others may have written while a server was spoken to."""

NO_ADDRESS = {
    Channel.EMAIL: "không có địa chỉ thư điện tử",
    Channel.WEBHOOK: "không có số điện thoại",
}

SWITCHED_OFF = "cổng tin nhắn đã tắt"

Clock = Callable[[], datetime]
Failure = TransientFailure | PermanentFailure | ChannelDown


@dataclass(slots=True)
class Delivery:
    """What one round did. ``doubtful``: messages that may arrive twice (same Message-ID)."""

    sent: int = 0
    postponed: int = 0
    failed: int = 0
    needless: int = 0
    doubtful: int = 0
    down: str = ""
    """What a channel said that was of no use at all."""

    @property
    def total(self) -> int:
        return self.sent + self.postponed + self.failed + self.needless


def deliver(
    session: Session, *, ways: Ways, clock: Clock, base_url: str, limit: int = 200
) -> Delivery:
    """Send what waits, at most ``limit`` messages.

    A batch service: commits each claim and each outcome; no transaction is open while a server
    is spoken to.
    """
    round_ = _Round(session, ways, clock, base_url, Delivery())
    for channel in ways.channels():
        resting: set[int] = set()
        while round_.done.total < limit:
            message = round_.claim(channel, resting)
            if message is None:
                break
            office_id = message.office_id or 0
            if not round_.deliver(message):
                if channel is Channel.EMAIL:
                    break  # one server for all
                resting.add(office_id)
    return round_.done


def state_of(message: OutboxMessage, *, mail_live: bool) -> DeliveryState:
    """What to say of a message; derived, never stored."""
    if message.sent_at is not None:
        return DeliveryState.SENT
    if message.failed_at is not None:
        return DeliveryState.NEEDLESS if message.needless else DeliveryState.FAILED
    return DeliveryState.WAITING if mail_live else DeliveryState.HELD


@dataclass(frozen=True, slots=True)
class _Round:
    """One round of deliver()."""

    session: Session
    ways: Ways
    clock: Clock
    base_url: str
    done: Delivery

    def claim(self, channel: Channel, resting: Collection[int]) -> OutboxMessage | None:
        """The next message of a channel, kept from others for a while; None when none waits.

        ``resting``: offices whose gateway was down in this round. The transaction stays open
        for a last look at what the message says.
        """
        now = self.clock()
        message = self.session.scalar(
            select(OutboxMessage)
            .where(
                OutboxMessage.channel == channel,
                OutboxMessage.sent_at.is_(None),
                OutboxMessage.failed_at.is_(None),
                OutboxMessage.next_attempt_at <= now,
                or_(OutboxMessage.claimed_until.is_(None), OutboxMessage.claimed_until < now),
                *([OutboxMessage.office_id.not_in(resting)] if resting else []),
            )
            .options(joinedload(OutboxMessage.recipient, innerjoin=True))
            .order_by(OutboxMessage.next_attempt_at, OutboxMessage.id)
            .limit(1)
            .with_for_update(skip_locked=True, of=OutboxMessage)
            .execution_options(populate_existing=True)
        )
        if message is None:
            self.session.rollback()
            return None
        if message.claimed_until is not None:
            message.doubtful += 1
            self.done.doubtful += 1
        message.claimed_until = now + CLAIM
        return message

    def deliver(self, message: OutboxMessage) -> bool:
        """Send one claimed message; False when its channel is of no use for others either."""
        session, now = self.session, self.clock()
        reason = needless(session, message, self.base_url)
        way = self.ways.of(session, message.channel, message.office_id)
        if reason or way is None:
            _give_up(message, reason or SWITCHED_OFF, now=now)
            self.done.needless += 1
            session.commit()
            return True
        ready = envelope(session, message, base_url=self.base_url, at=now)
        mine = message.claimed_until
        session.commit()
        answer, failure = _send(way, ready, NO_ADDRESS[message.channel])
        session.refresh(message, OUTCOME, with_for_update=True)
        if message.claimed_until == mine:
            _record(message, answer, failure, now=self.clock(), done=self.done)
        elif failure is None:
            _record_late(message, answer, now=self.clock(), done=self.done)
        session.commit()
        return not isinstance(failure, ChannelDown)


def _send(way: WayOut, ready: Envelope, no_address: str) -> tuple[str, Failure | None]:
    try:
        if not ready.to_address:
            raise PermanentFailure(no_address)
        return way.send(ready), None
    except (TransientFailure, PermanentFailure, ChannelDown) as failure:
        return "", failure


def _record(
    message: OutboxMessage, answer: str, failure: Failure | None, *, now: datetime, done: Delivery
) -> None:
    message.claimed_until = None
    message.last_error = str(failure or "")
    if isinstance(failure, ChannelDown):
        message.next_attempt_at = now + DOWN_FOR
        done.postponed += 1
        done.down = str(failure)
        return
    message.attempts += 1
    if failure is None:
        message.sent_at, message.answer = now, answer
        done.sent += 1
    elif isinstance(failure, PermanentFailure) or message.attempts >= MOST_ATTEMPTS:
        message.failed_at = now
        if isinstance(failure, PermanentFailure) and failure.address_is_bad:
            _flag_address(message)
        done.failed += 1
    else:
        if failure.doubtful:
            message.doubtful += 1
            done.doubtful += 1
        message.next_attempt_at = now + BACK_OFF[message.attempts - 1]
        done.postponed += 1


def _record_late(message: OutboxMessage, answer: str, *, now: datetime, done: Delivery) -> None:
    """It arrived after all; by then the claim had ended and somebody else had the message.

    The claim is theirs, and they counted the doubt when they took it: neither is touched. Of a
    failure there is nothing to write down: they try, or have tried, themselves.
    """
    if message.sent_at is None:
        message.sent_at, message.answer, message.failed_at = now, answer, None
        done.sent += 1


def _flag_address(message: OutboxMessage) -> None:
    """The administrator sees whose address is dead, and no further mail is made for it."""
    if message.channel is Channel.EMAIL:
        message.recipient.mail_failing = True


def _give_up(message: OutboxMessage, reason: str, *, now: datetime) -> None:
    message.failed_at, message.last_error = now, reason
    message.needless, message.claimed_until = True, None
