"""Who was told what, when, by which rule, and what became of it: the ledger as a list."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from sqlalchemy import ColumnElement, Select, or_, select
from sqlalchemy.orm import Session, joinedload

from tracker.domain.delivery import Channel
from tracker.domain.restricted_papers import outward
from tracker.domain.vietnamese import capitalised, one_line
from tracker.models import Duty, LedgerEntry, Membership, OutboxMessage, Task, User
from tracker.permissions import Actor
from tracker.permissions.ledger_scope import reads_whole_ledger, visible_ledger
from tracker.permissions.readers import handles_papers
from tracker.queries.keyset import Key, Stretch
from tracker.queries.ledger_subjects import SubjectLine, Subjects, subject_of
from tracker.queries.unit_heads import held_on

LEDGER_ORDER = (Stretch((Key(LedgerEntry.id),), descending=True),)
"""Newest first."""

_TITLE = 200


class Told(StrEnum):
    """What became of a reason to tell somebody; derived from its message."""

    WAITING = "waiting"
    SENT = "sent"
    OPENED = "opened"
    FAILED = "failed"


_WHERE: dict[Told, ColumnElement[bool]] = {
    Told.WAITING: LedgerEntry.message_id.is_(None)
    | (OutboxMessage.sent_at.is_(None) & OutboxMessage.failed_at.is_(None)),
    Told.SENT: OutboxMessage.sent_at.is_not(None),
    Told.OPENED: OutboxMessage.read_at.is_not(None),
    Told.FAILED: OutboxMessage.failed_at.is_not(None),
}


@dataclass(frozen=True, slots=True)
class LedgerFilters:
    """What was asked; None asks nothing. Days are those of planning, both inclusive."""

    task_id: int | None = None
    person_id: int | None = None
    unit_id: int | None = None
    rule: str | None = None
    channel: Channel | None = None
    told: Told | None = None
    from_on: date | None = None
    to_on: date | None = None


@dataclass(frozen=True, slots=True)
class LedgerRow:
    """One reason, ready to be shown: to whom, about what, by which rule, and its fate."""

    id: int
    on_day: date
    planned_at: datetime
    recipient_id: int
    recipient: str
    task_id: int | None
    title: str
    path: str
    unit_id: int | None
    unit: str
    rule: str
    rung: str
    occurrence: int
    deadline_version: int
    level: int
    cause: str
    channel: Channel
    told: Told
    sent_at: datetime | None
    attempts: int
    answer: str
    opened_at: datetime | None


def ledger(actor: Actor, filters: LedgerFilters) -> Select[LedgerEntry]:
    """The entries that the actor may read, newest first."""
    return (
        select(LedgerEntry)
        .outerjoin(OutboxMessage, OutboxMessage.id == LedgerEntry.message_id)
        .where(visible_ledger(actor), *_conditions(filters))
        .options(
            joinedload(LedgerEntry.recipient),
            joinedload(LedgerEntry.message),
            joinedload(LedgerEntry.task).joinedload(Task.duty).joinedload(Duty.directive),
            joinedload(LedgerEntry.task).joinedload(Task.lead_unit),
        )
        .order_by(LedgerEntry.id.desc())
    )


def ledger_rows(session: Session, actor: Actor, entries: Iterable[LedgerEntry]) -> list[LedgerRow]:
    """The entries as the actor reads them: no words of papers that they may not open."""
    opens, kept = handles_papers(actor), list(entries)
    others = [entry for entry in kept if entry.task_id is None and _is_about_something(entry)]
    named = Subjects(session).lines(others) if others else {}
    return [_row(entry, named, opens=opens, own=actor.unit_ids) for entry in kept]


def _is_about_something(entry: LedgerEntry) -> bool:
    named = entry.series_id or entry.evidence_id or entry.sheet_id
    return bool(named or (entry.unit_id and entry.period_key))


def whole_ledger(
    session: Session, actor: Actor, filters: LedgerFilters, most: int
) -> list[LedgerRow]:
    """Up to ``most`` rows for paper and Excel, newest first."""
    found = session.scalars(ledger(actor, filters).limit(most)).unique().all()
    return ledger_rows(session, actor, found)


def person_in_ledger(session: Session, actor: Actor, user_id: int) -> User | None:
    """Somebody whose ledger the actor may open: themselves, people of their units, or anybody of
    the office for who reads the whole ledger."""
    person = session.get(User, user_id)
    if person is None or person.is_system:
        return None
    if person.id == actor.user_id:
        return person
    if reads_whole_ledger(actor):
        told = select(LedgerEntry.id).where(
            LedgerEntry.recipient_id == user_id, LedgerEntry.office_id == actor.office_id
        )
        return person if session.scalar(told.limit(1)) is not None else None
    theirs = select(Membership.id).where(
        Membership.user_id == user_id,
        Membership.unit_id.in_(sorted(actor.speaks_for)),
        held_on(actor.on_day),
    )
    return person if session.scalar(theirs.limit(1)) is not None else None


def _conditions(filters: LedgerFilters) -> Sequence[ColumnElement[bool]]:
    found: list[ColumnElement[bool]] = []
    if filters.task_id is not None:
        found.append(LedgerEntry.task_id == filters.task_id)
    if filters.person_id is not None:
        found.append(LedgerEntry.recipient_id == filters.person_id)
    if filters.unit_id is not None:
        led = select(Task.id).where(Task.lead_unit_id == filters.unit_id)
        found.append(or_(LedgerEntry.unit_id == filters.unit_id, LedgerEntry.task_id.in_(led)))
    if filters.rule is not None:
        found.append(LedgerEntry.rule == filters.rule)
    if filters.channel is not None:
        found.append(LedgerEntry.channel == filters.channel)
    if filters.told is not None:
        found.append(_WHERE[filters.told])
    if filters.from_on is not None:
        found.append(LedgerEntry.on_day >= filters.from_on)
    if filters.to_on is not None:
        found.append(LedgerEntry.on_day <= filters.to_on)
    return found


def _row(
    entry: LedgerEntry, named: Mapping[str, SubjectLine], *, opens: bool, own: frozenset[int]
) -> LedgerRow:
    message, task = entry.message, entry.task
    title = unit = path = ""
    if task is None and _is_about_something(entry):
        line = named.get(subject_of(entry))
        title, unit, path = (line.title, line.unit, line.path) if line else ("", "", "")
    if task is not None:
        path = f"/tasks/{task.id}"
        closed = task.duty.directive.restricted and not opens and task.lead_unit_id not in own
        title = capitalised(one_line(outward(task.duty.text, restricted=closed)))[:_TITLE]
        unit = task.lead_unit.name
    return LedgerRow(
        id=entry.id,
        on_day=entry.on_day,
        planned_at=entry.planned_at,
        recipient_id=entry.recipient_id,
        recipient=entry.recipient.name,
        task_id=entry.task_id,
        title=title,
        path=path,
        unit_id=task.lead_unit_id if task else entry.unit_id,
        unit=unit,
        rule=entry.rule,
        rung=entry.rung,
        occurrence=entry.occurrence,
        deadline_version=entry.deadline_version,
        level=entry.level,
        cause=entry.cause,
        channel=entry.channel,
        told=_told(message),
        sent_at=message.sent_at if message else None,
        attempts=message.attempts if message else 0,
        answer=(message.answer or message.last_error) if message else "",
        opened_at=message.read_at if message else None,
    )


def _told(message: OutboxMessage | None) -> Told:
    if message is None:
        return Told.WAITING
    if message.read_at is not None:
        return Told.OPENED
    if message.sent_at is not None:
        return Told.SENT
    return Told.FAILED if message.failed_at is not None else Told.WAITING
