"""Whom a ladder would reach in the coming week, before it is saved; what goes out next morning."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from sqlalchemy.orm import Session

from tracker.domain.local_time import local_day
from tracker.domain.reminder_ladder import ReminderRule, RuleKind
from tracker.domain.vietnamese import sort_key
from tracker.domain.working_days import Calendar
from tracker.models import User
from tracker.queries.due_things import Morning
from tracker.queries.reminder_rules import rules_of_office
from tracker.queries.working_calendar import working_calendar
from tracker.services.reminders import look, planned_until
from tracker.services.told import Told

WEEK = 5
"""Working mornings of a look ahead."""

MOST_A_WEEK = 500
"""More reminders than this to one person in a week are no help to anybody."""


@dataclass(frozen=True, slots=True)
class Reached:
    """One person of a look: how often, by which rules and rungs, about how many things."""

    person: User
    count: int
    things: int
    rungs: tuple[tuple[str, int], ...]
    """Rung of its rule ("deadline/d-3") and how often, the most frequent first."""


@dataclass(frozen=True, slots=True)
class Look:
    """What would be told between two days, both inclusive."""

    from_on: date
    to_on: date
    people: tuple[Reached, ...]
    by_rung: tuple[tuple[str, int], ...]

    @property
    def count(self) -> int:
        return sum(person.count for person in self.people)

    @property
    def too_many(self) -> tuple[Reached, ...]:
        """People who would be told more than the cap."""
        return tuple(person for person in self.people if person.count > MOST_A_WEEK)


def week_of(
    session: Session,
    *,
    office_id: int,
    rules: Sequence[ReminderRule],
    kind: RuleKind,
    now: datetime,
) -> Look:
    """The coming working mornings by the rules of one kind, as if nothing changed until then."""
    calendar = working_calendar(session, office_id)
    days = mornings(calendar, local_day(now), WEEK)
    chosen = [rule for rule in rules if rule.kind is kind]
    return _look(session, office_id, days, chosen, calendar)


def next_morning(session: Session, *, office_id: int, now: datetime) -> Look:
    """What the next working morning would tell whom, by every rule."""
    calendar = working_calendar(session, office_id)
    days = mornings(calendar, local_day(now), 1)
    return _look(session, office_id, days, rules_of_office(session, office_id, now), calendar)


def mornings(calendar: Calendar, after: date, count: int) -> list[date]:
    """The next ``count`` working days after a day."""
    return [calendar.add(after, n) for n in range(1, count + 1)]


def with_rule(rules: Sequence[ReminderRule], rule: ReminderRule) -> list[ReminderRule]:
    """``rules`` with ``rule`` in the place of the one of the same kind and scope."""
    others = [
        other
        for other in rules
        if (other.kind, other.unit_id, other.directive_id)
        != (rule.kind, rule.unit_id, rule.directive_id)
    ]
    return [*others, replace(rule, id=None)]


def _look(
    session: Session,
    office_id: int,
    days: Sequence[date],
    rules: Sequence[ReminderRule],
    calendar: Calendar,
) -> Look:
    until = planned_until(session, office_id, days[0] - timedelta(days=1))
    told: dict[int, dict[tuple[object, ...], Told]] = defaultdict(dict)
    people: dict[int, User] = {}
    for day in days:
        wanted = look(session, Morning(office_id, day, calendar, rules, until))
        people.update(wanted.book.people)
        for person_id, reasons in wanted.reasons.items():
            for reason in reasons:
                told[person_id].setdefault(_same(reason), reason)
    reached = [_reached(people[key], list(found.values())) for key, found in told.items()]
    total: Counter[str] = Counter()
    for person in reached:
        total.update(dict(person.rungs))
    return Look(
        from_on=days[0],
        to_on=days[-1],
        people=tuple(sorted(reached, key=lambda one: (-one.count, sort_key(one.person.name)))),
        by_rung=tuple(total.most_common()),
    )


def _same(told: Told) -> tuple[object, ...]:
    standing = told.due.standing
    return (told.due.subject, told.due.rule.key, standing.rung.key, standing.occurrence,
            told.due.version)  # fmt: skip


def _reached(person: User, reasons: Sequence[Told]) -> Reached:
    rungs = Counter(f"{told.due.rule.key}/{told.due.standing.rung.key}" for told in reasons)
    things = {told.due.subject for told in reasons}
    return Reached(person, len(reasons), len(things), tuple(rungs.most_common()))
