"""Notices that wait for the morning (domain/notice_mail) go into the digest of the day, or make it.

Each is a ledger entry without a message; attaching it to one is the claim. Repeatable, and apart
from the planning of reminders: whoever is owed no reminder still reads what happened.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from sqlalchemy import ColumnElement, or_, select
from sqlalchemy.orm import Session

from tracker.domain.delivery import Channel
from tracker.domain.messages import MessageKind
from tracker.domain.notice_mail import NOTICE_RUNG
from tracker.models import LedgerEntry, Office, OutboxMessage, User
from tracker.services.digests import compose
from tracker.services.telling import DigestWindow

KEPT = timedelta(days=30)
"""What nobody was mailed for so long (no address, mail switched off) stays in the inbox only."""


@dataclass(frozen=True, slots=True)
class NewsWriter:
    """Puts the news of past days into the mail of one office's morning."""

    office: Office
    window: DigestWindow
    now: datetime
    base_url: str

    def write(self, session: Session) -> int:
        """How many people get news. Commits once a person, as planning does."""
        people = session.scalars(
            select(LedgerEntry.recipient_id).where(*self._waiting()).distinct()
        ).all()
        session.commit()
        told = 0
        for person_id in sorted(people):
            person = session.get_one(User, person_id)
            mailed = person.is_active and bool(person.email) and not person.mail_failing
            if mailed and self.window.mails(person, statutory=False):
                told += self._tell(session, person)
            session.commit()
        return told

    def _waiting(self) -> tuple[ColumnElement[bool], ...]:
        """Of the days before: what happens after the morning waits for the next one."""
        day: date = self.window.day
        return (
            LedgerEntry.office_id == self.office.id,
            LedgerEntry.message_id.is_(None),
            LedgerEntry.rung == NOTICE_RUNG,
            LedgerEntry.channel == Channel.EMAIL,
            LedgerEntry.on_day < day,
            LedgerEntry.on_day >= day - KEPT,
        )

    def _tell(self, session: Session, person: User) -> bool:
        news = session.scalars(
            select(LedgerEntry)
            .where(*self._waiting(), LedgerEntry.recipient_id == person.id)
            .order_by(LedgerEntry.id)
            .with_for_update(skip_locked=True, of=LedgerEntry)
        ).all()
        if not news:
            return False
        message = self._of_today(session, person) or self._new(person, news)
        session.add(message)
        session.flush()
        for entry in news:
            entry.message_id = message.id
        session.flush()
        session.expire(message, ["entries"])
        told: list[LedgerEntry] = sorted(message.entries, key=lambda entry: entry.id)
        text = compose(
            session,
            person=person,
            office=self.office,
            on_day=self.window.day,
            entries=told,
            base_url=self.base_url,
        )
        if text is not None:
            message.subject, message.text, message.html = text.subject, text.text, text.html
        return True

    def _of_today(self, session: Session, person: User) -> OutboxMessage | None:
        """The digest that was planned this morning and has not left."""
        return session.scalar(
            select(OutboxMessage)
            .join(LedgerEntry, LedgerEntry.message_id == OutboxMessage.id)
            .where(
                OutboxMessage.recipient_id == person.id,
                OutboxMessage.office_id == self.office.id,
                OutboxMessage.channel == Channel.EMAIL,
                OutboxMessage.kind == MessageKind.DIGEST,
                OutboxMessage.sent_at.is_(None),
                OutboxMessage.failed_at.is_(None),
                or_(OutboxMessage.claimed_until.is_(None), OutboxMessage.claimed_until < self.now),
                LedgerEntry.on_day == self.window.day,
            )
            .limit(1)
            .with_for_update(skip_locked=True, of=OutboxMessage)
        )

    def _new(self, person: User, news: Sequence[LedgerEntry]) -> OutboxMessage:
        return OutboxMessage(
            office_id=self.office.id,
            recipient_id=person.id,
            channel=Channel.EMAIL,
            kind=MessageKind.DIGEST,
            message_id=f"news.{self.window.day:%Y%m%d}.{person.id}.{news[0].id}",
            subject="",
            text="",
            html="",
            link="/inbox/",
            created_at=self.now,
            next_attempt_at=self.window.moment(person, self.now),
        )
