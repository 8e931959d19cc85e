"""Planning a morning: which reminders are deserved, whom they reach, what was told already.

Repeatable: the ledger's unique key is the claim, so planning twice, in two processes, or again
after a crash adds nothing. One digest per person and channel; what was missed while nobody
planned is made up by the nearest passed rung (domain/reminder_rules.py). Nothing is assigned to
anybody by it: whoever owes a deed goes on owing it.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from itertools import chain

from sqlalchemy import select
from sqlalchemy.orm import Session

from tracker.domain.delivery import Channel
from tracker.domain.local_time import local_day
from tracker.domain.reminder_ladder import ReminderRule
from tracker.domain.reminder_words import reason
from tracker.models import Office, PlanRun, User
from tracker.queries.due_decisions import due_to_confirm, due_to_decide
from tracker.queries.due_periods import due_to_begin, due_to_renew, due_to_report
from tracker.queries.due_tasks import due_by_deadline, due_to_acknowledge, due_to_update
from tracker.queries.due_things import Due, Morning
from tracker.queries.recipients import Directory, directory
from tracker.queries.reminder_rules import rules_of_office
from tracker.queries.working_calendar import working_calendar
from tracker.services.notices import channels_of
from tracker.services.planned_rows import MorningWriter, Told


@dataclass(slots=True)
class Plan:
    """What a round of planning did (or would do): new ledger entries by rule and rung."""

    on_day: date
    works: bool
    planned: Counter[str] = field(default_factory=Counter)
    messages: int = 0
    people: set[int] = field(default_factory=set)
    letters: set[int] = field(default_factory=set)
    """Units for which a rung was reached that drafts the chasing letter."""

    @property
    def total(self) -> int:
        return sum(self.planned.values())

    @property
    def by_rule(self) -> Counter[str]:
        """New ledger entries by rule alone."""
        found: Counter[str] = Counter()
        for name, count in self.planned.items():
            found[name.partition("/")[0]] += count
        return found


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is due this morning, by whom it reaches."""

    office: Office
    book: Directory
    reasons: Mapping[int, Sequence[Told]]


def plan(
    session: Session,
    *,
    office_id: int,
    now: datetime,
    base_url: str,
    dry_run: bool = False,
    rules: Sequence[ReminderRule] | None = None,
) -> Plan:
    """Plan the morning of ``now`` for one office.

    A batch service: commits once per person, so that a crash loses nobody who was planned.
    With ``dry_run`` nothing is written. Nothing is planned on a day that does not work.
    ``rules``: others than those that the office has, for a look at what they would do.
    """
    on_day = local_day(now)
    calendar = working_calendar(session, office_id)
    done = Plan(on_day=on_day, works=calendar.is_working(on_day))
    if not done.works:
        return done
    morning = Morning(
        office_id=office_id,
        day=on_day,
        calendar=calendar,
        rules=rules if rules is not None else rules_of_office(session, office_id, now),
        planned_until=planned_until(session, office_id, on_day),
    )
    run = None if dry_run else _begin_run(session, office_id, on_day, now)
    if not dry_run:
        session.connection(execution_options={"writing": False})  # no write lock over the look
    wanted = look(session, morning)
    if not dry_run:
        session.commit()
    writer = MorningWriter(wanted.office, on_day, now, base_url, dry_run)
    for person_id, reasons in sorted(wanted.reasons.items()):
        person = wanted.book.people[person_id]
        messages = writer.write(session, person, by_channel(person, reasons), done.planned)
        if messages:
            done.messages += messages
            done.people.add(person_id)
            done.letters |= _letters(reasons)
        if not dry_run:
            session.commit()
    if run is not None:
        run.finished_at = now
        run.planned_count += done.total
        session.commit()
    return done


def look(session: Session, morning: Morning) -> Wanted:
    """Everything that is due this morning, resolved to the set of persons whom it reaches."""
    book = directory(session, office_id=morning.office_id, on_day=morning.day)
    reached: dict[object, list[int]] = {}
    causes: dict[object, str] = {}
    found: dict[int, list[Told]] = defaultdict(list)
    for due in due_things(session, morning):
        rung = due.standing.rung
        whom = (rung.audiences, due.whose)
        if whom not in reached:
            unit_id, officer_id, leader_id, field_id = due.whose
            reached[whom] = sorted(
                book.reached(
                    rung.audiences,
                    unit_id=unit_id,
                    assignee_id=officer_id,
                    leader_id=leader_id,
                    field_id=field_id,
                )
            )
        why = (due.rule.kind, rung, due.standing.occurrence, due.target)
        if why not in causes:
            said = reason(due.rule.kind, due.target, due.standing, morning.day, morning.calendar)
            causes[why] = str(said)
        for person_id in reached[whom]:
            found[person_id].append(Told(due, causes[why]))
    return Wanted(session.get_one(Office, morning.office_id), book, found)


def due_things(session: Session, morning: Morning) -> Iterator[Due]:
    """All kinds, one after another."""
    return chain(
        due_by_deadline(session, morning),
        due_to_acknowledge(session, morning),
        due_to_update(session, morning),
        due_to_confirm(session, morning),
        due_to_decide(session, morning),
        due_to_report(session, morning),
        due_to_begin(session, morning),
        due_to_renew(session, morning),
    )


def by_channel(person: User, reasons: Sequence[Told]) -> dict[Channel, list[Told]]:
    """The reasons by the ways on which this person is told of them."""
    open_ways = channels_of(person)
    found = {
        channel: [told for told in reasons if channel in told.due.standing.rung.channels]
        for channel in open_ways
    }
    return {channel: told for channel, told in found.items() if told}


def _letters(reasons: Sequence[Told]) -> set[int]:
    return {
        told.due.whose.unit_id
        for told in reasons
        if told.due.standing.rung.letter and told.due.whose.unit_id is not None
    }


def planned_until(session: Session, office_id: int, on_day: date) -> date | None:
    """The last day up to which planning was finished; None when the newest one broke off."""
    newest = session.scalar(
        select(PlanRun)
        .where(PlanRun.office_id == office_id, PlanRun.on_day <= on_day)
        .order_by(PlanRun.on_day.desc())
        .limit(1)
    )
    return newest.on_day if newest is not None and newest.finished_at is not None else None


def _begin_run(session: Session, office_id: int, on_day: date, now: datetime) -> PlanRun:
    """The run of this day, open again until it was planned to its end."""
    run = session.scalar(
        select(PlanRun).where(PlanRun.office_id == office_id, PlanRun.on_day == on_day)
    )
    if run is None:
        run = PlanRun(office_id=office_id, on_day=on_day, started_at=now, planned_count=0)
        session.add(run)
    run.finished_at = None
    session.commit()
    return run
