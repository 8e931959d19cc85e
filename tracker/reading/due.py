"""A time set for a task, as written and as understood; turning it into a day.

Notation of ``value`` (by kind):
``date``: ``2024-11-10`` (the day that is named, whatever "trước" means in this office);
``period``: ``month:2024-06``, ``quarter:2024-Q3``, ``year:2025``, ``years:2023-2025``,
``from:2024`` or ``from:2024-05`` (open end), ``2024-05-01..2024-06-30``, ``hours:48``;
``recurring``: ``daily``, ``weekly``, ``monthly``, ``quarterly``, ``6-monthly``, ``yearly``,
``continuous``, ``unspecified``; ``none``: no value, the phrase (if any) stays in ``text``.
"""

from __future__ import annotations

import calendar
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from tracker.reading.words import Words


class DueKind(StrEnum):
    """What a deadline phrase amounts to."""

    DATE = "date"
    PERIOD = "period"
    RECURRING = "recurring"
    NONE = "none"


class Step(StrEnum):
    """The measure in which a relative deadline is counted."""

    HOUR = "hour"
    DAY = "day"
    WORKING_DAY = "working_day"
    WEEK = "week"
    MONTH = "month"
    YEAR = "year"


@dataclass(frozen=True, slots=True)
class Relative:
    """A deadline that hangs on an event: "trong 05 ngày làm việc kể từ ngày nhận được …".

    ``event`` is the event as written, or None when the paper's own date is meant; a negative
    ``amount`` counts back ("trước 10 ngày so với …"); amount None means at once.
    """

    event: str | None
    amount: int | None = None
    step: Step = Step.DAY

    @property
    def notation(self) -> str:
        """How long after its event, as it is kept: "5:working_day", "at_once"."""
        return AT_ONCE if self.amount is None else f"{self.amount}:{self.step.value}"


AT_ONCE = "at_once"
"""The notation of "ngay sau khi …": a person names the day."""


@dataclass(frozen=True, slots=True)
class Recurrence:
    """When within the rhythm a recurring duty falls due, as far as the paper says so.

    ``day`` 1-31; ``months`` 1-12 (for "trước 15/3; 15/6" the months 3, 6); ``weekday`` 0 is
    Monday; ``next_period`` is true for "ngày 05 của tháng sau"; ``every`` counts months
    between two times ("9 tháng/lần"); ``times`` is how often in a period at least.
    """

    day: int | None = None
    months: tuple[int, ...] = ()
    weekday: int | None = None
    next_period: bool = False
    every: int | None = None
    times: int | None = None


@dataclass(frozen=True, slots=True)
class Due:
    """One deadline phrase. ``pattern`` is its number in the table of patterns (0: none applied).

    ``before`` marks "trước ngày": strictly read the named day itself is too late. ``words``
    says where the phrase stands. ``doubtful`` asks a person to look.
    """

    kind: DueKind = DueKind.NONE
    value: str | None = None
    text: str | None = None
    words: Words | None = None
    pattern: int = 0
    before: bool = False
    relative: Relative | None = None
    recurrence: Recurrence | None = None
    doubtful: bool = False

    @property
    def event(self) -> str | None:
        """The event on which the time hangs, as the paper writes it."""
        name = self.relative.event if self.relative is not None else None
        if not name or not self.text:
            return name
        start = self.text.lower().find(name.lower())
        return self.text[start : start + len(name)] if start >= 0 else name


NO_DUE = Due()
"""No time is set: the ordinary case in directives."""


def resolve(
    due: Due,
    issued_on: date | None,
    *,
    strict: bool = False,
    event_on: date | None = None,
    add_working_days: Callable[[date, int], date] | None = None,
) -> date | None:
    """The last day on which the work is still in time, or None where the paper names no day.

    ``strict``: "trước ngày 15/12" ends on 14/12, else on 15/12 itself. A period ends on its
    last day. A relative deadline needs ``event_on`` (its event), or ``issued_on`` when it
    hangs on the paper itself; the event's day is not counted (Bộ luật Dân sự 2015, art. 147);
    working days need ``add_working_days``. Weekends are not moved here.
    """
    if due.kind is DueKind.DATE and due.value:
        day = date.fromisoformat(due.value)
        return day - timedelta(days=1) if strict and due.before else day
    if due.kind is DueKind.PERIOD and due.value and not due.value.startswith("hours:"):
        return last_day(due.value)
    if due.relative is None:
        return None
    start = event_on or (issued_on if due.relative.event is None else None)
    if start is None:
        return None
    return _counted(start, due.relative, add_working_days)


def day_after_event(
    notation: str, event_on: date, add_working_days: Callable[[date, int], date]
) -> date | None:
    """The last day of a ``Relative.notation`` counted from its event; None for "at once"."""
    amount, _, step = notation.partition(":")
    if not step:
        return None
    return _counted(event_on, Relative(None, int(amount), Step(step)), add_working_days)


def last_day(value: str) -> date | None:
    """The last day of a period in the notation above; None for an open end."""
    kind, _, rest = value.partition(":")
    if ".." in value:
        return date.fromisoformat(value.split("..")[1])
    if kind == "month":
        year, month = int(rest[:4]), int(rest[5:7])
        return date(year, month, calendar.monthrange(year, month)[1])
    if kind == "quarter":
        year, month = int(rest[:4]), int(rest[-1]) * 3
        return date(year, month, calendar.monthrange(year, month)[1])
    if kind in ("year", "years"):
        return date(int(rest[-4:]), 12, 31)
    return None


def _counted(
    start: date, rule: Relative, add_working_days: Callable[[date, int], date] | None
) -> date | None:
    amount = rule.amount
    if amount is None:
        return None
    match rule.step:
        case Step.WORKING_DAY:
            return add_working_days(start, amount) if add_working_days else None
        case Step.HOUR:
            return start + timedelta(days=-(-amount // 24))
        case Step.DAY:
            return start + timedelta(days=amount)
        case Step.WEEK:
            return start + timedelta(weeks=amount)
        case Step.MONTH | Step.YEAR:
            months = amount * (12 if rule.step is Step.YEAR else 1)
            index = start.year * 12 + start.month - 1 + months
            year, month = index // 12, index % 12 + 1
            return date(year, month, min(start.day, calendar.monthrange(year, month)[1]))
