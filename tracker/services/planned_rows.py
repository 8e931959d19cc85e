"""One person's part of a morning: what is claimed in the ledger, and the messages about it.

A message comes before its ledger rows, so that each row is written once. What somebody else
planned at the same moment is theirs: the ledger's unique key decides, and the words are drawn
from what is left.
"""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, NamedTuple

from sqlalchemy import Insert, select
from sqlalchemy.dialects.postgresql import insert as postgresql_insert
from sqlalchemy.dialects.sqlite import insert as sqlite_insert
from sqlalchemy.orm import Session

from tracker.domain.delivery import Channel
from tracker.domain.messages import MessageKind
from tracker.domain.reminder_rules import dedupe_key
from tracker.models import LedgerEntry, Office, OutboxMessage, User
from tracker.queries.due_things import Due
from tracker.services.digests import compose

BATCH = 500
"""Rows of one statement."""

_ABOUT = ("task_id", "directive_id", "submission_id", "extension_request_id", "series_id",
          "evidence_id", "unit_report_id", "period_key")  # fmt: skip


class Told(NamedTuple):
    """One reason to tell somebody one thing, with its words."""

    due: Due
    cause: str

    @property
    def task_id(self) -> int | None:
        return self.due.about.task_id

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


@dataclass(frozen=True, slots=True)
class MorningWriter:
    """Writes what one person is told of a morning of one office."""

    office: Office
    on_day: date
    now: datetime
    base_url: str
    dry_run: bool

    def write(
        self,
        session: Session,
        person: User,
        told: Mapping[Channel, Sequence[Told]],
        planned: Counter[str],
    ) -> int:
        """Claim what is new, one message per channel; returns how many messages there are."""
        messages = 0
        words = _Words(lambda reasons: self._words(session, person, reasons))
        for channel, reasons in told.items():
            keyed = {_key(reason.due, person, channel): reason for reason in reasons}
            fresh = _without(keyed, _known(session, keyed))
            if fresh and not self.dry_run:
                fresh = self._claim(session, person, channel, fresh, words)
            messages += bool(fresh)
            for reason in fresh.values():
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
        message = self._message(person, channel, fresh)
        session.add(message)
        session.flush()
        claimed: set[str] = set()
        for some in _chunks(list(fresh.items()), BATCH):
            rows = [self._row(key, reason, message) for key, reason in some]
            claimed.update(session.connection().execute(_insert(session), rows).scalars())
        ours = {key: reason for key, reason in fresh.items() if key in claimed}
        if len(ours) < len(fresh):
            message.message_id = _message_id(self.on_day, person, channel, ours)
        text = words.of(list(ours.values())) if ours else None
        if text is None:
            session.delete(message)
        else:
            message.subject, message.text, message.html = text
        session.flush()
        return ours

    def _words(
        self, session: Session, person: User, reasons: Sequence[Told]
    ) -> tuple[str, str, str] | None:
        text = compose(
            session,
            person=person,
            office=self.office,
            on_day=self.on_day,
            entries=reasons,
            base_url=self.base_url,
        )
        return (text.subject, text.text, text.html) if text is not None else None

    def _message(self, person: User, channel: Channel, fresh: Mapping[str, Told]) -> OutboxMessage:
        return OutboxMessage(
            office_id=self.office.id,
            recipient_id=person.id,
            channel=channel,
            kind=MessageKind.DIGEST,
            message_id=_message_id(self.on_day, person, channel, fresh),
            subject="",
            text="",
            html="",
            link="/",
            created_at=self.now,
            next_attempt_at=self.now,
            sent_at=self.now if channel is Channel.IN_APP else None,
        )

    def _row(self, key: str, told: Told, message: OutboxMessage) -> dict[str, Any]:
        due, rung = told.due, told.due.standing.rung
        return {
            "office_id": self.office.id,
            "dedupe_key": key,
            "recipient_id": message.recipient_id,
            "channel": message.channel,
            "message_id": message.id,
            "rule": due.rule.key,
            "rung": rung.key,
            "occurrence": due.standing.occurrence,
            "deadline_version": due.version,
            "cause": told.cause,
            "on_day": self.on_day,
            "planned_at": self.now,
            "unit_id": due.whose.unit_id,
            "rule_id": due.rule.id,
            "level": rung.level(due.rule.kind),
            "statutory": rung.statutory,
            **dict(zip(_ABOUT, due.about, strict=True)),
        }


_Drawn = tuple[str, str, str] | None


class _Words:
    """The words of a morning, drawn once for all channels that tell of the same things."""

    def __init__(self, draw: Callable[[Sequence[Told]], _Drawn]) -> None:
        self._draw = draw
        self._drawn: dict[frozenset[int], _Drawn] = {}

    def of(self, reasons: Sequence[Told]) -> _Drawn:
        """Subject, text and HTML of a digest of them; None when nothing is left to say."""
        about = frozenset(id(reason) for reason in reasons)
        if about not in self._drawn:
            self._drawn[about] = self._draw(reasons)
        return self._drawn[about]


def _known(session: Session, keyed: Mapping[str, Told]) -> set[str]:
    """Which of these keys the ledger has."""
    known: set[str] = set()
    for some in _chunks(list(keyed), BATCH):
        known.update(
            session.scalars(select(LedgerEntry.dedupe_key).where(LedgerEntry.dedupe_key.in_(some)))
        )
    return known


def _without(keyed: Mapping[str, Told], known: set[str]) -> dict[str, Told]:
    return {key: told for key, told in keyed.items() if key not in known}


def _key(due: Due, person: User, channel: Channel) -> str:
    return dedupe_key(
        subject=due.subject,
        recipient=f"user:{person.id}",
        rule=due.rule.key,
        rung=due.standing.rung.key,
        deadline_version=due.version,
        occurrence=due.standing.occurrence,
        channel=channel.value,
    )


def _message_id(on_day: date, person: User, channel: Channel, keys: Iterable[str]) -> str:
    """Deterministic: the same reasons on the same day make the same Message-ID."""
    digest_of_keys = hashlib.sha256("\n".join(sorted(keys)).encode()).hexdigest()[:16]
    return f"digest.{on_day:%Y%m%d}.{person.id}.{channel.value}.{digest_of_keys}"


def _chunks(items: list[Any], size: int) -> Iterator[list[Any]]:
    return (items[start : start + size] for start in range(0, len(items), size))


def _insert(session: Session) -> Insert:
    """Ledger rows; gives back the keys that were not there before."""
    dialect = session.get_bind().dialect.name
    make: Any = sqlite_insert if dialect == "sqlite" else postgresql_insert
    table = LedgerEntry.__table__
    statement: Insert = (
        make(table)
        .on_conflict_do_nothing(index_elements=["dedupe_key"])
        .returning(table.c.dedupe_key)
    )
    return statement
