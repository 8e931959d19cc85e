"""One person's part of a morning: what is claimed in the ledger, and the messages about it.

A message comes before its ledger rows, so that each row is written once. What somebody else
planned at the same moment is theirs: the ledger's unique key decides, and the words are drawn
from what is left.
"""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass
from datetime import date, datetime
from itertools import islice
from typing import Any, NamedTuple

from sqlalchemy import Insert, delete, select, update
from sqlalchemy.dialects.postgresql import insert as postgresql_insert
from sqlalchemy.dialects.sqlite import insert as sqlite_insert
from sqlalchemy.orm import Session

from tracker.db import Base
from tracker.domain.delivery import Channel
from tracker.domain.messages import MessageKind
from tracker.domain.notice_mail import escalates
from tracker.domain.reminder_rules import dedupe_key
from tracker.models import LedgerEntry, Office, OutboxMessage, User
from tracker.queries.due_things import Due
from tracker.queries.ledger_subjects import Subjects
from tracker.services.digests import compose
from tracker.services.telling import DigestWindow

_SUBJECT = "x"

BATCH = 500
"""Rows of one statement."""

_ABOUT = ("task_id", "directive_id", "submission_id", "extension_request_id", "series_id",
          "evidence_id", "unit_report_id", "period_key")  # fmt: skip


Drawn = tuple[str, str, str]
"""Subject, plain text, HTML."""


class Told(NamedTuple):
    """One reason to tell somebody one thing, with its words."""

    due: Due
    cause: str
    name: str
    """The part of the ledger's key that is the same for everybody (``name_of``)."""
    level: int = 0
    """Đôn đốc cấp 1 to 3; 0 ahead of time."""

    @property
    def task_id(self) -> int | None:
        return self.due.about.task_id

    @property
    def directive_id(self) -> int | None:
        return self.due.about.directive_id

    @property
    def on_day(self) -> None:
        return None

    @property
    def is_news(self) -> bool:
        return False

    @property
    def awaits_decision(self) -> bool:
        return bool(self.due.about.submission_id or self.due.about.extension_request_id)

    @property
    def series_id(self) -> int | None:
        return self.due.about.series_id

    @property
    def evidence_id(self) -> int | None:
        return self.due.about.evidence_id

    @property
    def period_key(self) -> str | None:
        return self.due.about.period_key

    @property
    def unit_id(self) -> int | None:
        return self.due.whose.unit_id

    @property
    def deadline_version(self) -> int:
        return self.due.version

    @property
    def kind(self) -> MessageKind:
        """What goes up is a notice of its own (domain/notice_mail), the rest is the digest."""
        return MessageKind.ESCALATED if escalates(self.level) else MessageKind.DIGEST


@dataclass(frozen=True, slots=True)
class MorningWriter:
    """Writes what one person is told of a morning of one office."""

    office: Office
    on_day: date
    now: datetime
    base_url: str
    dry_run: bool
    window: DigestWindow
    subjects: Subjects
    shown: int
    """How many lines a digest names."""
    known: Set[str]
    """Keys that the ledger has, of everything that is due this morning."""

    def write(
        self,
        session: Session,
        person: User,
        told: Mapping[Channel, Sequence[Told]],
        planned: Counter[str],
    ) -> int:
        """Claim what is new, one message per channel and kind; returns how many there are."""
        messages = 0
        words = _Words(lambda reasons: self._words(session, person, reasons))
        for channel, reasons in told.items():
            keyed = {key_of(reason, person, channel): reason for reason in reasons}
            fresh = {key: reason for key, reason in keyed.items() if key not in self.known}
            for of_kind in _by_kind(fresh):
                ours = of_kind
                if not self.dry_run:
                    ours = self._claim(session, person, channel, of_kind, words)
                messages += bool(ours)
                for reason in ours.values():
                    planned[f"{reason.due.rule.key}/{reason.due.standing.rung.key}"] += 1
        return messages

    def _claim(
        self,
        session: Session,
        person: User,
        channel: Channel,
        fresh: dict[str, Told],
        words: _Words,
    ) -> dict[str, Told]:
        """Message and ledger rows; returns what was really ours to tell."""
        rows = session.connection()
        message = self._message(person, channel, fresh, words.of(list(fresh.values())))
        message_id = rows.execute(
            insert_new(session, OutboxMessage, "message_id").returning(OutboxMessage.id), message
        ).scalar()
        if message_id is None:
            return {}  # the very same digest was planned by somebody else a moment ago
        statement, written = insert_new(session, LedgerEntry, "dedupe_key"), 0
        for some in _chunks(list(fresh.items()), BATCH):
            values = [self._row(key, reason, person, channel, message_id) for key, reason in some]
            written += rows.execute(statement, values).rowcount
        ours = fresh if written == len(fresh) else _ours(session, message_id, fresh)
        this = OutboxMessage.id == message_id
        if not ours:
            session.execute(delete(OutboxMessage).where(this))
        elif len(ours) < len(fresh):
            less = self._message(person, channel, ours, words.of(list(ours.values())))
            session.execute(update(OutboxMessage).where(this).values(**less))
        return ours

    def _words(self, session: Session, person: User, reasons: Sequence[Told]) -> Drawn:
        text = compose(
            session,
            person=person,
            office=self.office,
            on_day=self.on_day,
            entries=reasons,
            base_url=self.base_url,
            subjects=self.subjects,
            shown=self.shown,
        )
        return (text.subject, text.text, text.html) if text is not None else ("", "", "")

    def _message(
        self, person: User, channel: Channel, told: Mapping[str, Told], words: Drawn
    ) -> dict[str, Any]:
        subject, text, html = words
        kind = next(iter(told.values())).kind
        at_once = kind is MessageKind.ESCALATED
        return {
            "office_id": self.office.id,
            "recipient_id": person.id,
            "channel": channel,
            "kind": kind,
            "message_id": _message_id(kind, self.on_day, person, channel, told),
            "subject": subject,
            "text": text,
            "html": html,
            "link": "/",
            "created_at": self.now,
            "next_attempt_at": self.now if at_once else self.window.moment(person, self.now),
            "attempts": 0,
            "sent_at": self.now if channel is Channel.IN_APP else None,
        }

    def _row(
        self, key: str, told: Told, person: User, channel: Channel, message_id: int
    ) -> dict[str, Any]:
        due, rung = told.due, told.due.standing.rung
        return {
            "office_id": self.office.id,
            "dedupe_key": key,
            "recipient_id": person.id,
            "channel": channel,
            "message_id": message_id,
            "rule": due.rule.key,
            "rung": rung.key,
            "occurrence": due.standing.occurrence,
            "deadline_version": due.version,
            "cause": told.cause,
            "on_day": self.on_day,
            "planned_at": self.now,
            "unit_id": due.whose.unit_id,
            "rule_id": due.rule.id,
            "level": told.level,
            "statutory": rung.statutory,
            **dict(zip(_ABOUT, due.about, strict=True)),
        }


def _by_kind(fresh: Mapping[str, Told]) -> Iterator[dict[str, Told]]:
    for kind in (MessageKind.ESCALATED, MessageKind.DIGEST):
        if found := {key: told for key, told in fresh.items() if told.kind is kind}:
            yield found


class _Words:
    """The words of a morning, drawn once for all channels that tell of the same things."""

    def __init__(self, draw: Callable[[Sequence[Told]], Drawn]) -> None:
        self._draw = draw
        self._drawn: dict[frozenset[int], Drawn] = {}

    def of(self, reasons: Sequence[Told]) -> Drawn:
        """Subject, text and HTML of a digest of them."""
        about = frozenset(id(reason) for reason in reasons)
        if about not in self._drawn:
            self._drawn[about] = self._draw(reasons)
        return self._drawn[about]


def _ours(session: Session, message_id: int, fresh: dict[str, Told]) -> dict[str, Told]:
    """What of ``fresh`` was really written for this message."""
    of_message = LedgerEntry.message_id == message_id
    claimed = set(session.scalars(select(LedgerEntry.dedupe_key).where(of_message)))
    return {key: reason for key, reason in fresh.items() if key in claimed}


def known_keys(session: Session, keys: Iterable[str]) -> set[str]:
    """Which of these keys the ledger has; they are not gathered, a morning may have many."""
    known: set[str] = set()
    left = iter(keys)
    while some := list(islice(left, BATCH)):
        known.update(
            session.scalars(select(LedgerEntry.dedupe_key).where(LedgerEntry.dedupe_key.in_(some)))
        )
    return known


def name_of(due: Due) -> str:
    """Rule, rung, version and occurrence, as the ledger's key has them in its middle."""
    whole = dedupe_key(
        subject=_SUBJECT,
        recipient=_SUBJECT,
        rule=due.rule.key,
        rung=due.standing.rung.key,
        deadline_version=due.version,
        occurrence=due.standing.occurrence,
        channel=_SUBJECT,
    )
    return whole.removeprefix(f"{_SUBJECT}|{_SUBJECT}|").removesuffix(f"|{_SUBJECT}")


def key_of(told: Told, person: User, channel: Channel) -> str:
    """The ledger's key (``dedupe_key``) of one reason for one person by one channel."""
    return f"{told.due.subject}|user:{person.id}|{told.name}|{channel.value}"


def _message_id(
    kind: MessageKind, on_day: date, person: User, channel: Channel, keys: Iterable[str]
) -> str:
    """Deterministic: the same reasons on the same day make the same Message-ID."""
    digest_of_keys = hashlib.sha256("\n".join(sorted(keys)).encode()).hexdigest()[:16]
    return f"{kind.value}.{on_day:%Y%m%d}.{person.id}.{channel.value}.{digest_of_keys}"


def _chunks(items: list[Any], size: int) -> Iterator[list[Any]]:
    return (items[start : start + size] for start in range(0, len(items), size))


def insert_new(session: Session, model: type[Base], *unique: str) -> Insert:
    """Rows of which those are left out that are there already, by these unique columns."""
    dialect = session.get_bind().dialect.name
    make: Any = sqlite_insert if dialect == "sqlite" else postgresql_insert
    statement: Insert = make(model.__table__).on_conflict_do_nothing(index_elements=list(unique))
    return statement
