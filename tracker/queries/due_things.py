"""What waits for somebody on a morning: one value for whatever a rule may remind of."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import NamedTuple

from tracker.domain.local_time import VIETNAM
from tracker.domain.reminder_ladder import ReminderRule, RuleKind, Span, Standing
from tracker.domain.working_days import Calendar

MADE_UP = 10
"""For so many working days at least the last rung of a ladder is made up for."""


_OF_TASKS = frozenset({RuleKind.DEADLINE, RuleKind.ACKNOWLEDGE, RuleKind.UPDATE})


@dataclass(frozen=True, slots=True)
class Morning:
    """One morning of one office, and what is known of the mornings before it.

    ``planned_until``: the last day whose planning was finished; None when none was, or when the
    newest planning broke off. Then everything in reach is looked at again and the ledger's key
    alone keeps anybody from being told twice.
    """

    office_id: int
    day: date
    calendar: Calendar
    rules: Sequence[ReminderRule]
    planned_until: date | None = None

    @property
    def made_up(self) -> int | None:
        """For how many working days a last rung is still made up for (None: for ever)."""
        if self.planned_until is None:
            return None
        return max(MADE_UP, self.calendar.count(self.planned_until, self.day))

    def of_kind(self, kind: RuleKind) -> list[ReminderRule]:
        """The rules of a kind that are switched on."""
        return [rule for rule in self.rules if rule.kind is kind and rule.enabled]


def leaves_out(morning: Morning, kind: RuleKind) -> bool:
    """Whether the database leaves out what was told already of things of this kind.

    Only of tasks' own clocks, and only when the mornings before were planned to their end.
    """
    return morning.planned_until is not None and kind in _OF_TASKS


class About(NamedTuple):
    """The subject's keys, as the ledger keeps them."""

    task_id: int | None = None
    directive_id: int | None = None
    submission_id: int | None = None
    extension_request_id: int | None = None
    series_id: int | None = None
    evidence_id: int | None = None
    unit_report_id: int | None = None
    period_key: str | None = None
    sheet_id: int | None = None
    item_id: int | None = None
    question_id: int | None = None


class Whose(NamedTuple):
    """By whose posts it is known who is told: a unit, its officer, the leader in charge."""

    unit_id: int | None = None
    officer_id: int | None = None
    leader_id: int | None = None
    """Decided for the duty itself."""
    field_id: int | None = None
    """The duty's own field of work; else the unit's usual one."""


class Due(NamedTuple):
    """One thing for which a rung counts this morning, before it is known whom it reaches."""

    subject: str
    rule: ReminderRule
    standing: Standing
    target: date
    version: int
    """Of the deadline; 0 where the reason has nothing to do with one."""
    about: About
    whose: Whose


class Standings:
    """Where one rung stands for the target days of a span: worked out once for each day.

    Many things share a day, and hold one value instead of one each.
    """

    def __init__(self, span: Span, calendar: Calendar) -> None:
        self._span = span
        self._calendar = calendar
        self._found: dict[date, tuple[date, Standing, datetime]] = {}

    def of(self, target: date) -> tuple[date, Standing, datetime]:
        """The target day itself, how the rung stands, and the first moment after its day."""
        if target not in self._found:
            rung, occurrence = self._span.rung, self._span.occurrence
            planned_on = rung.day(target, self._calendar, occurrence)
            standing = Standing(rung, occurrence, planned_on)
            self._found[target] = target, standing, end_of(planned_on)
        return self._found[target]


def start_of(day: date) -> datetime:
    """The first moment of a Vietnamese day, in UTC."""
    return datetime.combine(day, time(), VIETNAM).astimezone(UTC)


def end_of(day: date) -> datetime:
    """The first moment after a Vietnamese day, in UTC."""
    return start_of(day + timedelta(days=1))
