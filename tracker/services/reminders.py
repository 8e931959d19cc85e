"""Planning a morning: which reminders are deserved, whom they reach, what was told already.

Repeatable: the ledger's unique key is the claim, so planning twice, in two processes, or again
after a crash adds nothing. One digest per person and channel; what was missed while nobody
planned is made up by the nearest passed rung (domain/reminder_rules.py).
"""

from __future__ import annotations

import hashlib
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from sqlalchemy import Insert, select
from sqlalchemy.dialects.postgresql import insert as postgresql_insert
from sqlalchemy.dialects.sqlite import insert as sqlite_insert
from sqlalchemy.orm import Session

from tracker.domain.delivery import Channel
from tracker.domain.local_time import local_day
from tracker.domain.messages import MessageKind
from tracker.domain.reminder_ladder import DEFAULT_RULES, ReminderRule
from tracker.domain.reminder_rules import Reminder, dedupe_key, deserved, latest_due_in_reach
from tracker.models import LedgerEntry, Office, OutboxMessage, PlanRun, User
from tracker.queries.due_tasks import DueTask, due_tasks
from tracker.queries.recipients import directory
from tracker.queries.working_calendar import working_calendar
from tracker.services.digests import compose
from tracker.services.notices import channels_of


@dataclass(slots=True)
class Plan:
    """What a round of planning did (or would do): new ledger entries by rule and rung."""

    on_day: date
    works: bool
    planned: Counter[str] = field(default_factory=Counter)
    messages: int = 0
    people: set[int] = field(default_factory=set)

    @property
    def total(self) -> int:
        return sum(self.planned.values())


@dataclass(frozen=True, slots=True)
class _Due:
    """One reminder of one task for one person."""

    task: DueTask
    reminder: Reminder


def plan(
    session: Session,
    *,
    office_id: int,
    now: datetime,
    base_url: str,
    dry_run: bool = False,
    rules: Sequence[ReminderRule] = DEFAULT_RULES,
) -> Plan:
    """Plan the morning of ``now`` for one office.

    A batch service: commits once per person, so that a crash loses nobody who was planned.
    With ``dry_run`` nothing is written. Nothing is planned on a day that does not work.
    """
    on_day = local_day(now)
    calendar = working_calendar(session, office_id)
    done = Plan(on_day=on_day, works=calendar.is_working(on_day))
    if not done.works:
        return done
    run = None if dry_run else _begin_run(session, office_id, on_day, now)
    until = latest_due_in_reach(on_day, calendar, rules)
    book = directory(session, office_id=office_id, on_day=on_day)
    wanted: dict[int, list[_Due]] = defaultdict(list)
    for task in due_tasks(session, office_id=office_id, until=until):
        for reminder in deserved(task.facts, on_day, calendar, rules):
            reached = book.reached(
                reminder.audiences, unit_id=task.lead_unit_id, assignee_id=task.assignee_id
            )
            for person_id in reached:
                wanted[person_id].append(_Due(task, reminder))
    office = session.get_one(Office, office_id)
    for person_id, dues in sorted(wanted.items()):
        writer = _DigestWriter(office, on_day, now, base_url, dry_run)
        writer.write(session, book.people[person_id], dues, done)
        if not dry_run:
            session.commit()
    if run is not None:
        run.finished_at = now
        run.planned_count += done.total
        session.commit()
    return done


@dataclass(frozen=True, slots=True)
class _DigestWriter:
    """Writes one person's ledger entries and digests."""

    office: Office
    on_day: date
    now: datetime
    base_url: str
    dry_run: bool

    def write(self, session: Session, person: User, dues: list[_Due], done: Plan) -> None:
        """Claim what was not told yet and put it into one message per channel."""
        for channel in channels_of(person):
            claimed = self._claim(session, person, channel, dues)
            if not claimed:
                continue
            done.people.add(person.id)
            done.messages += 1
            for due in claimed.values():
                done.planned[f"{due.reminder.rule}/{due.reminder.rung}"] += 1
            if not self.dry_run:
                self._message(session, person, channel, claimed)

    def _claim(
        self, session: Session, person: User, channel: Channel, dues: list[_Due]
    ) -> dict[str, _Due]:
        keyed = {_key(due, person, channel): due for due in dues}
        if self.dry_run:
            known: set[str] = set()
            for some in _chunks(list(keyed), 500):
                known.update(
                    session.scalars(
                        select(LedgerEntry.dedupe_key).where(LedgerEntry.dedupe_key.in_(some))
                    )
                )
            return {key: due for key, due in keyed.items() if key not in known}
        claimed: set[str] = set()
        for some in _chunks(list(keyed), 200):
            values = [self._entry(key, keyed[key], person, channel) for key in some]
            statement = (
                _insert(session)
                .values(values)
                .on_conflict_do_nothing(index_elements=["dedupe_key"])
            )
            claimed.update(session.scalars(statement.returning(LedgerEntry.dedupe_key)))
        return {key: due for key, due in keyed.items() if key in claimed}

    def _entry(self, key: str, due: _Due, person: User, channel: Channel) -> dict[str, Any]:
        return {
            "office_id": self.office.id,
            "dedupe_key": key,
            "recipient_id": person.id,
            "channel": channel,
            "rule": due.reminder.rule,
            "rung": due.reminder.rung,
            "occurrence": due.reminder.occurrence,
            "deadline_version": due.reminder.deadline_version,
            "cause": str(due.reminder.reason),
            "on_day": self.on_day,
            "planned_at": self.now,
            "task_id": due.task.facts.task_id,
            "directive_id": due.task.directive_id,
        }

    def _message(
        self, session: Session, person: User, channel: Channel, claimed: Iterable[str]
    ) -> None:
        keys = sorted(claimed)
        entries = [
            entry
            for some in _chunks(keys, 500)
            for entry in session.scalars(
                select(LedgerEntry).where(LedgerEntry.dedupe_key.in_(some))
            )
        ]
        text = compose(
            session,
            person=person,
            office=self.office,
            on_day=self.on_day,
            entries=entries,
            base_url=self.base_url,
        )
        if text is None:
            return
        message = OutboxMessage(
            office_id=self.office.id,
            recipient_id=person.id,
            channel=channel,
            kind=MessageKind.DIGEST,
            message_id=_message_id(self.on_day, person, channel, keys),
            subject=text.subject,
            text=text.text,
            html=text.html,
            link="/",
            created_at=self.now,
            next_attempt_at=self.now,
            sent_at=self.now if channel is Channel.IN_APP else None,
        )
        session.add(message)
        session.flush()
        for entry in entries:
            entry.message_id = message.id
        session.flush()


def _begin_run(session: Session, office_id: int, on_day: date, now: datetime) -> PlanRun:
    run = session.scalar(
        select(PlanRun).where(PlanRun.office_id == office_id, PlanRun.on_day == on_day)
    )
    if run is None:
        run = PlanRun(office_id=office_id, on_day=on_day, started_at=now, planned_count=0)
        session.add(run)
        session.commit()
    return run


def _key(due: _Due, person: User, channel: Channel) -> str:
    return dedupe_key(
        subject=f"task:{due.task.facts.task_id}",
        recipient=f"user:{person.id}",
        rule=due.reminder.rule,
        rung=due.reminder.rung,
        deadline_version=due.reminder.deadline_version,
        occurrence=due.reminder.occurrence,
        channel=channel.value,
    )


def _message_id(on_day: date, person: User, channel: Channel, keys: Iterable[str]) -> str:
    """Deterministic: the same reasons on the same day make the same Message-ID."""
    digest_of_keys = hashlib.sha256("\n".join(sorted(keys)).encode()).hexdigest()[:16]
    return f"digest.{on_day:%Y%m%d}.{person.id}.{channel.value}.{digest_of_keys}"


def _chunks(items: list[str], size: int) -> Iterable[list[str]]:
    return (items[start : start + size] for start in range(0, len(items), size))


def _insert(session: Session) -> Any:
    dialect = session.get_bind().dialect.name
    make: Any = sqlite_insert if dialect == "sqlite" else postgresql_insert
    statement: Insert = make(LedgerEntry)
    return statement
