"""The periods of recurring work: a week, month, quarter, half-year or year with its key.

Calendar periods, for due days; the windows that a *report* covers are ``reporting_periods``,
which writes the same keys and calls its periods by the same names.
"""

from __future__ import annotations

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from tracker.domain.errors import InvalidInput
from tracker.domain.sentences import Sentence, say


class Every(StrEnum):
    """How often something recurs. Values are the reader's notation; DATES is a yearly list.

    MONTHS is any other number of months, counted from a month of its own (``Cycle``).
    """

    WEEK = "weekly"
    MONTH = "monthly"
    QUARTER = "quarterly"
    HALF_YEAR = "6-monthly"
    YEAR = "yearly"
    MONTHS = "n-monthly"
    DATES = "dates"


@dataclass(frozen=True, slots=True)
class Period:
    """A period by its key, from its first to its last day, both included."""

    key: str
    first: date
    last: date


_MONTHS = {Every.MONTH: 1, Every.QUARTER: 3, Every.HALF_YEAR: 6, Every.YEAR: 12}
_KEYS = {
    Every.WEEK: re.compile(r"(\d{4})-W(\d{2})"),
    Every.MONTH: re.compile(r"(\d{4})-(\d{2})"),
    Every.QUARTER: re.compile(r"(\d{4})-Q([1-4])"),
    Every.HALF_YEAR: re.compile(r"(\d{4})-H([12])"),
    Every.YEAR: re.compile(r"(\d{4})()"),
}
_CYCLE_KEY = re.compile(r"(\d{4})-(\d{2})x(\d{1,2})", re.ASCII)


def period_of(every: Every, day: date) -> Period:
    """Return the period that ``day`` lies in; a week belongs to its ISO year."""
    if every is Every.WEEK:
        year, week, _ = day.isocalendar()
        return _week(year, week)
    return _months(every, day.year, (day.month - 1) // _MONTHS[every] + 1)


def read_period(every: Every, key: str) -> Period:
    """Return the period of a key. Raises InvalidInput when it is no key of this cycle."""
    match = _KEYS[every].fullmatch(key)
    try:
        if match is None:
            raise ValueError(key)
        year, number = int(match[1]), int(match[2] or 1)
        return _week(year, number) if every is Every.WEEK else _months(every, year, number)
    except ValueError:
        raise InvalidInput("Kỳ “%(key)s” không thuộc chu kỳ này.", key=key) from None


@dataclass(frozen=True, slots=True)
class Cycle:
    """Periods of ``length`` months without a gap; one of them begins in ``month`` of ``year``."""

    length: int
    year: int
    month: int

    def period_of(self, day: date) -> Period:
        """The period that ``day`` lies in."""
        anchor = self.year * 12 + self.month - 1
        place = day.year * 12 + day.month - 1
        return self._beginning(place - (place - anchor) % self.length)

    def read(self, key: str) -> Period:
        """The period of a key. Raises InvalidInput when it is no key of this cycle."""
        match = _CYCLE_KEY.fullmatch(key)
        if match is not None and 1 <= int(match[2]) <= 12 and int(match[1]):
            period = self._beginning(int(match[1]) * 12 + int(match[2]) - 1)
            if self.period_of(period.first) == period and period.key == key:
                return period
        raise InvalidInput("Kỳ “%(key)s” không thuộc chu kỳ này.", key=key)

    def _beginning(self, place: int) -> Period:
        """The period whose first month is the ``place``-th since the year nought."""
        year, month = divmod(place, 12)
        end_year, end_month = divmod(place + self.length - 1, 12)
        last = date(end_year, end_month + 1, monthrange(end_year, end_month + 1)[1])
        return Period(f"{year}-{month + 1:02d}x{self.length}", date(year, month + 1, 1), last)


def _week(year: int, week: int) -> Period:
    first = date.fromisocalendar(year, week, 1)
    return Period(f"{year}-W{week:02d}", first, first + timedelta(days=6))


def _months(every: Every, year: int, number: int) -> Period:
    length = _MONTHS[every]
    end = number * length
    last = date(year, end, monthrange(year, end)[1])
    suffix = {
        Every.MONTH: f"-{number:02d}",
        Every.QUARTER: f"-Q{number}",
        Every.HALF_YEAR: f"-H{number}",
        Every.YEAR: "",
    }[every]
    return Period(f"{year}{suffix}", date(year, end - length + 1, 1), last)


_ROMAN = ("I", "II", "III", "IV")

#: One sentence each, because other languages have names for their months.
_NAMED_MONTHS = (
    say("tháng 1 năm %(year)s"),
    say("tháng 2 năm %(year)s"),
    say("tháng 3 năm %(year)s"),
    say("tháng 4 năm %(year)s"),
    say("tháng 5 năm %(year)s"),
    say("tháng 6 năm %(year)s"),
    say("tháng 7 năm %(year)s"),
    say("tháng 8 năm %(year)s"),
    say("tháng 9 năm %(year)s"),
    say("tháng 10 năm %(year)s"),
    say("tháng 11 năm %(year)s"),
    say("tháng 12 năm %(year)s"),
)
_PARTS_OF_YEAR = {
    "H1": say("6 tháng đầu năm %(year)s"),
    "H2": say("6 tháng cuối năm %(year)s"),
    "9M": say("9 tháng đầu năm %(year)s"),
}


def period_words(key: str) -> Sentence:
    """Name a period by its key: "tháng 11 năm 2026", "quý IV năm 2026"."""
    year, _, rest = key.partition("-")
    if not rest:
        return say("năm %(year)s", year=year)
    if rest[0] == "W":
        return say("tuần %(n)s năm %(year)s", n=int(rest[1:]), year=year)
    if rest[0] == "Q":
        return say("quý %(n)s năm %(year)s", n=_ROMAN[int(rest[1:]) - 1], year=year)
    if rest in _PARTS_OF_YEAR:
        return Sentence(_PARTS_OF_YEAR[rest].message, (("year", year),))
    if "x" in rest:
        month, _, length = rest.partition("x")
        return say(
            "%(n)s tháng từ tháng %(month)s năm %(year)s", n=length, month=int(month), year=year
        )
    month, _, day = rest.partition("-")
    if day:
        return say("kỳ %(day)s/%(month)s/%(year)s", day=day, month=month, year=year)
    return Sentence(_NAMED_MONTHS[int(month) - 1].message, (("year", year),))
