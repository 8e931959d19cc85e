"""When a recurring duty is due: the intent ("ngày 20", "ngày cuối tháng") and its sequence.

A rule keeps what was meant, and every due day is computed from the period itself, never from
the instance before it: the 31st is the last day of a short month and the 31st again in the
next. A period has a key that never changes ('2026-W47', '2026-11', '2026-Q4', '2026-H2',
'2026', '2026-11x4' for four months, or the listed day '2026-06-15'), by which a task is made at
most once.
"""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import Any

from tracker.domain.errors import InvalidInput
from tracker.domain.recurrence_periods import Cycle, Every, Period, period_of, read_period
from tracker.domain.working_days import Calendar

#: ``day`` of a rule that means the last day of its month, whatever number that day has.
LAST_DAY = -1
#: ``working_day`` of a rule that means the last working day of its month.
LAST_WORKING_DAY = -1
#: Longest cycle in months.
LONGEST = 60
_NUMBERS = ("weekday", "day", "working_day", "month", "length", "year")
# A due day may fall before its period's end by a month and be moved by a long holiday.
_SLACK = timedelta(days=45)


class RestDayRule(StrEnum):
    """What happens when a due day falls on a rest day. The law leaves fixed days where they are."""

    KEEP = "keep"
    NEXT = "next"
    PREVIOUS = "previous"


@dataclass(frozen=True, slots=True)
class Occurrence:
    """One period of a rule and the day by which its task is due (that day included)."""

    key: str
    due_on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class RecurrenceRule:
    """What recurs, and by which day of its period it is due.

    A weekly rule has ``weekday`` (ISO 1 to 7); a list has ``dates`` as (day, month) pairs; all
    others have either ``day`` (1 to 31, or LAST_DAY) or ``working_day`` (the Nth of the month,
    or LAST_WORKING_DAY) of the period's last month; a yearly one may name its ``month``; one of
    every ``length`` months names the ``month`` and ``year`` in which a period begins.
    ``following`` moves to the first month after the period ("của tháng sau", "tháng đầu quý
    sau"; for a week: the week after). ``before`` is the strict reading of "trước ngày": due the
    day before. ``on_rest_day`` says whether a due day on a rest day moves.
    Raises InvalidInput when the parts do not fit together.
    """

    every: Every
    weekday: int | None = None
    day: int | None = None
    working_day: int | None = None
    month: int | None = None
    length: int | None = None
    year: int | None = None
    dates: tuple[tuple[int, int], ...] = ()
    following: bool = False
    before: bool = False
    on_rest_day: RestDayRule = RestDayRule.KEEP

    def __post_init__(self) -> None:
        """Refuse parts that do not belong together."""
        others: tuple[int | None, ...]
        cycle = (self.length, self.year)
        if self.every is Every.WEEK:
            fits = self.weekday is not None and 1 <= self.weekday <= 7
            others = (self.day, self.working_day, self.month, *cycle)
        elif self.every is Every.DATES:
            fits = bool(self.dates) and all(_is_day_of_year(d, m) for d, m in self.dates)
            fits = fits and len(set(self.dates)) == len(self.dates) and not self.following
            others = (self.weekday, self.day, self.working_day, self.month, *cycle)
        elif self.every is Every.MONTHS:
            fits = _fits_month(self.day, self.working_day) and self._fits_cycle()
            others = (self.weekday,)
        else:
            fits = _fits_month(self.day, self.working_day)
            others = (self.weekday, None if self.every is Every.YEAR else self.month, *cycle)
            fits = fits and (self.month is None or 1 <= self.month <= 12)
        if not fits or any(part is not None for part in others):
            raise InvalidInput(
                "Quy tắc định kỳ chưa hợp lệ. Hãy chọn chu kỳ và đúng một ngày đến hạn trong kỳ.",
                field="recurrence",
            )
        if self.dates and self.every is not Every.DATES:
            raise InvalidInput(
                "Danh sách ngày chỉ dùng cho chu kỳ theo các ngày ấn định.", field="recurrence"
            )

    def period_key(self, day: date) -> str:
        """Return the key of the period that ``day`` lies in.

        For a list of dates a period runs up to its date: the first listed day on or after.
        """
        if self.every is Every.DATES:
            return next(nominal for nominal in self._listed(day.year) if nominal >= _iso(day))
        return self._period_of(day).key

    def period(self, key: str) -> Period:
        """The days of a period; one of a list of dates ends on its date.

        Raises InvalidInput for a key of another cycle.
        """
        if self.every is not Every.DATES:
            return self._read_period(key)
        last = self._listed_day(key)
        before = [day for day in self._listed(last.year - 1) if day < key]
        return Period(key, self._listed_day(before[-1]) + timedelta(days=1), last)

    def due_on(self, key: str, calendar: Calendar) -> date:
        """Return the due day of a period. Raises InvalidInput for a key of another cycle."""
        due = self.fixed_day(key, calendar)
        if self.on_rest_day is RestDayRule.NEXT:
            return calendar.first_working_on_or_after(due)
        if self.on_rest_day is RestDayRule.PREVIOUS:
            return calendar.last_working_on_or_before(due)
        return due

    def fixed_day(self, key: str, calendar: Calendar) -> date:
        """The due day before a rest day moves it."""
        return self._nominal(key, calendar) - timedelta(days=int(self.before))

    def periods(self, from_on: date, to_on: date, calendar: Calendar) -> tuple[Occurrence, ...]:
        """Return every occurrence due within ``from_on`` to ``to_on``, both included, in order."""
        found = (
            Occurrence(key, self.due_on(key, calendar))
            for key in self._keys(from_on - timedelta(days=366) - _SLACK, to_on + _SLACK)
        )
        return tuple(sorted((o for o in found if from_on <= o.due_on <= to_on), key=_by_due))

    def next_due(self, on_or_after: date, calendar: Calendar) -> Occurrence:
        """Return the first occurrence that is due on or after a day."""
        reach = timedelta(days=800 + 31 * (self.length or 0))
        return self.periods(on_or_after, on_or_after + reach, calendar)[0]

    def _nominal(self, key: str, calendar: Calendar) -> date:
        if self.every is Every.DATES:
            return self._listed_day(key)
        period = self._read_period(key)
        if self.weekday is not None:
            week = 7 if self.following else 0
            return period.first + timedelta(days=self.weekday - 1 + week)
        year, month = self._due_month(period)
        if self.working_day is not None:
            return _working_day_of_month(year, month, self.working_day, calendar)
        return _day_of_month(year, month, self.day or LAST_DAY)

    def _listed_day(self, key: str) -> date:
        year, month, day = _read_listed(key)
        if (day, month) not in self.dates:
            raise InvalidInput("Kỳ “%(key)s” không thuộc chu kỳ này.", key=key)
        return _day_of_month(year, month, day)

    def _period_of(self, day: date) -> Period:
        cycle = self._cycle
        return cycle.period_of(day) if cycle else period_of(self.every, day)

    def _read_period(self, key: str) -> Period:
        cycle = self._cycle
        return cycle.read(key) if cycle else read_period(self.every, key)

    @property
    def _cycle(self) -> Cycle | None:
        if self.length is None or self.year is None or self.month is None:
            return None
        return Cycle(self.length, self.year, self.month)

    def _fits_cycle(self) -> bool:
        cycle = self._cycle
        return (
            cycle is not None
            and 1 <= cycle.length <= LONGEST
            and 1900 <= cycle.year <= 2200
            and 1 <= cycle.month <= 12
        )

    def _due_month(self, period: Period) -> tuple[int, int]:
        if self.every is Every.YEAR:
            month = self.month or (1 if self.following else 12)
            return period.first.year + self.following, month
        anchor = period.last + timedelta(days=1) if self.following else period.last
        return anchor.year, anchor.month

    def _keys(self, from_on: date, to_on: date) -> Iterator[str]:
        """Keys of the periods that touch these days (of these whole years for a list)."""
        if self.every is Every.DATES:
            for year in range(from_on.year, to_on.year + 1):
                yield from self._listed(year)[: len(self.dates)]
            return
        day = from_on
        while day <= to_on:
            period = self._period_of(day)
            yield period.key
            day = period.last + timedelta(days=1)

    def _listed(self, year: int) -> list[str]:
        """Keys of the listed days of a year and of the next, in order."""
        in_year = sorted((month, day) for day, month in self.dates)
        return [f"{y}-{month:02d}-{day:02d}" for y in (year, year + 1) for month, day in in_year]

    def to_json(self) -> dict[str, object]:
        """Return the rule as plain values for a JSON column, leaving out what is not set."""
        values: dict[str, object] = {"every": self.every.value}
        for name in _NUMBERS:
            if getattr(self, name) is not None:
                values[name] = getattr(self, name)
        if self.dates:
            values["dates"] = [list(pair) for pair in self.dates]
        for name in ("following", "before"):
            if getattr(self, name):
                values[name] = True
        if self.on_rest_day is not RestDayRule.KEEP:
            values["on_rest_day"] = self.on_rest_day.value
        return values

    @classmethod
    def from_json(cls, values: Mapping[str, Any]) -> RecurrenceRule:
        """Read back what ``to_json`` wrote. Raises InvalidInput for anything else."""
        read: dict[str, Any] = dict(values)
        try:
            read["every"] = Every(read["every"])
            read["on_rest_day"] = RestDayRule(read.get("on_rest_day", RestDayRule.KEEP))
            if any(type(read.get(name, 1)) is not int for name in _NUMBERS):
                raise TypeError
            read["dates"] = tuple((int(day), int(month)) for day, month in read.get("dates", ()))
            return cls(**read)
        except (KeyError, TypeError, ValueError):
            raise InvalidInput("Không đọc được quy tắc định kỳ đã lưu.") from None


def _by_due(occurrence: Occurrence) -> tuple[date, str]:
    return occurrence.due_on, occurrence.key


def _iso(day: date) -> str:
    return day.isoformat()


def _is_day_of_year(day: int, month: int) -> bool:
    return 1 <= month <= 12 and 1 <= day <= monthrange(2024, month)[1]


def _fits_month(day: int | None, working_day: int | None) -> bool:
    if working_day is not None:
        return day is None and (1 <= working_day <= 15 or working_day == LAST_WORKING_DAY)
    return day is not None and (1 <= day <= 31 or day == LAST_DAY)


def _day_of_month(year: int, month: int, day: int) -> date:
    last = monthrange(year, month)[1]
    return date(year, month, last if day == LAST_DAY else min(day, last))


def _working_day_of_month(year: int, month: int, n: int, calendar: Calendar) -> date:
    """Return the Nth working day, or the month's last when a month of holidays has fewer."""
    last = calendar.last_working_on_or_before(_day_of_month(year, month, LAST_DAY))
    if n == LAST_WORKING_DAY:
        return last
    return min(calendar.add(date(year, month, 1) - timedelta(days=1), n), last)


def _read_listed(key: str) -> tuple[int, int, int]:
    try:
        year, month, day = (int(part) for part in key.split("-"))
    except ValueError:
        raise InvalidInput("Kỳ “%(key)s” không thuộc chu kỳ này.", key=key) from None
    return year, month, day
