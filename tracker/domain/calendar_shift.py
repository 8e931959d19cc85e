"""What a change of the working calendar would do to due days that were counted with it.

Nothing moves by itself (lessons 2, OpenProject): a due day that a paper fixes stays what the paper
says, one that was counted in working days is *listed* with the day it would have now, and a person
decides. Whether a day was counted is not guessed: its rule must give the kept day with the
calendar as it was before.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from tracker.domain.calendar_rows import CalendarRow, DayKind
from tracker.domain.day_explanations import Explanation, explain_add, explain_rule
from tracker.domain.recurrence import RecurrenceRule
from tracker.domain.working_days import Calendar

_SPAN = re.compile(r"\b(\d{1,3})\s+ngày làm việc\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class DaysAfter:
    """So many working days after a day."""

    start: date
    n: int

    def explained(self, calendar: Calendar) -> Explanation:
        return explain_add(calendar, self.start, self.n)


@dataclass(frozen=True, slots=True)
class OfPeriod:
    """The due day of one period of a recurring duty."""

    rule: RecurrenceRule
    key: str

    def explained(self, calendar: Calendar) -> Explanation:
        return explain_rule(calendar, self.rule, self.key)


DueRule = DaysAfter | OfPeriod


@dataclass(frozen=True, slots=True)
class Shift:
    """The day that a counted due day would have with the new calendar, and how it is counted."""

    due_on: date
    explanation: Explanation

    @property
    def new_due_on(self) -> date:
        return self.explanation.day


def shift(
    due_on: date, rules: Iterable[DueRule], *, before: Calendar, after: Calendar
) -> Shift | None:
    """The first of ``rules`` that explains ``due_on`` by ``before`` decides; None: it stays."""
    for rule in rules:
        if rule.explained(before).day == due_on:
            now = rule.explained(after)
            return Shift(due_on, now) if now.day != due_on else None
    return None


def spans_in(phrase: str) -> list[int]:
    """The numbers of working days that a paper's words speak of: "trong 10 ngày làm việc"."""
    return [int(found) for found in _SPAN.findall(phrase)]


def with_day(calendar_rows: Sequence[CalendarRow], day: date, *, works: bool) -> Calendar:
    """The calendar of these rows in which ``day`` works or rests, whatever it is called."""
    others = [row for row in calendar_rows if row.day != day]
    rests = day.isoweekday() in (6, 7)
    if works is not rests:  # its place in the week says so already
        return Calendar(others)
    kind = DayKind.SWAP_WORK if works else DayKind.HOLIDAY
    return Calendar([*others, CalendarRow(day, kind, "?", "?", confirmed=True)])


def without_year(calendar_rows: Sequence[CalendarRow], year: int) -> Calendar:
    """The calendar before anything of this year was entered."""
    return Calendar(row for row in calendar_rows if row.day.year != year)
