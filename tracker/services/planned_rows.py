"""One person's part of a morning: what is claimed in the ledger, and the messages about it.

A message comes before its ledger rows, so that each row is written once. What somebody else
planned at the same moment is theirs: the ledger's unique key decides, and the words are drawn
from what is left.
"""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence, Set
from dataclasses import dataclass
from datetime import date, datetime
from itertools import islice
from typing import Any, cast

from sqlalchemy import Insert, Table, delete, select, update
from sqlalchemy.dialects.postgresql import insert as postgresql_insert
from sqlalchemy.dialects.sqlite import insert as sqlite_insert
from sqlalchemy.orm import Session
from sqlalchemy.sql.dml import ReturningInsert

from tracker.db import Base
from tracker.db.many_rows import NewRows
from tracker.domain.delivery import Channel
from tracker.domain.messages import MessageKind
from tracker.models import LedgerEntry, Office, OutboxMessage, User
from tracker.queries.ledger_subjects import Subjects
from tracker.services.digests import compose
from tracker.services.telling import DigestWindow
from tracker.services.told import Told, keys_of

BATCH = 500
"""Rows of one statement."""

_SAME = ("office_id", "recipient_id", "channel", "message_id", "on_day", "planned_at")
_OWN = ("dedupe_key", "cause", "rule", "rung", "occurrence", "deadline_version", "rule_id",
        "level", "statutory", "unit_id",
        # as About has them
        "task_id", "directive_id", "submission_id", "extension_request_id", "series_id",
        "evidence_id", "unit_report_id", "period_key", "sheet_id", "item_id",
        "question_id")  # fmt: skip


Drawn = tuple[str, str, str]
"""Subject, plain text, HTML."""


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
    """Keys that the ledger has, of what the database has not left out already."""
    rows: NewRows
    new_message: ReturningInsert[int]
    """A message, unless the very same one is there; returns its id."""

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
            fresh = keys_of(reasons, person, channel)
            if self.known:
                fresh = {key: told for key, told in fresh.items() if key not in self.known}
            for ours in _by_kind(fresh):
                if not self.dry_run:
                    ours = self._claim(session, person, channel, ours, words)  # noqa: PLW2901
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
        message_id = rows.execute(self.new_message, message).scalar()
        if message_id is None:
            return {}  # the very same digest was planned by somebody else a moment ago
        written = self.rows.write(
            rows,
            self._same(person, channel, message_id),
            (_own(key, reason) for key, reason in fresh.items()),
        )
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
        kind = next(iter(told.values())).place.kind
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

    def _same(self, person: User, channel: Channel, message_id: int) -> dict[str, Any]:
        """What all ledger rows of one message have in common (_SAME)."""
        told_to = (self.office.id, person.id, channel, message_id)
        return dict(zip(_SAME, (*told_to, self.on_day, self.now), strict=True))


def _own(key: str, told: Told) -> tuple[Any, ...]:
    """What a ledger row has for itself (_OWN)."""
    due = told.due
    return (key, told.cause, *told.place.kept, due.whose.unit_id, *due.about)


def _by_kind(fresh: Mapping[str, Told]) -> list[dict[str, Told]]:
    """What goes up, then the rest: each its own message; one walk where all is of one kind."""
    found: dict[MessageKind, dict[str, Told]] = {}
    for key, told in fresh.items():
        found.setdefault(told.place.kind, {})[key] = told
    return [found[kind] for kind in (MessageKind.ESCALATED, MessageKind.DIGEST) if kind in found]


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


def new_message(session: Session) -> ReturningInsert[int]:
    """The statement that writes a message, put together once for a whole morning."""
    return insert_new(session, OutboxMessage, "message_id").returning(OutboxMessage.id)


def ledger_rows(session: Session) -> NewRows:
    """The statement that claims reasons."""
    table = cast(Table, LedgerEntry.__table__)
    return NewRows(session.connection(), table, _SAME, _OWN, unique="dedupe_key")


def _message_id(
    kind: MessageKind, on_day: date, person: User, channel: Channel, keys: Iterable[str]
) -> str:
    """Deterministic: the same reasons on the same day make the same Message-ID."""
    of_keys = hashlib.sha256()
    for n, key in enumerate(sorted(keys)):
        of_keys.update(f"\n{key}".encode() if n else key.encode())
    digest = of_keys.hexdigest()[:16]
    return f"{kind.value}.{on_day:%Y%m%d}.{person.id}.{channel.value}.{digest}"


def insert_new(session: Session, model: type[Base], *unique: str) -> Insert:
    """Rows of which those are left out that are there already, by these unique columns."""
    dialect = session.get_bind().dialect.name
    make: Any = sqlite_insert if dialect == "sqlite" else postgresql_insert
    statement: Insert = make(model.__table__).on_conflict_do_nothing(index_elements=list(unique))
    return statement
