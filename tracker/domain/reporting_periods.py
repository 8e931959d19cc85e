"""Reporting periods: which days a report of a month, quarter, half-year … covers.

A reporting period is not a calendar period: by decree 09/2019/NĐ-CP art. 12 the report of
November covers 15 October to 14 November. The windows are data (``WindowRule``): a locality
may set others, and a report stores the two days that it really used. Every window has both
its ends inside. Keys: "2026-W47", "2026-11", "2026-Q4", "2026-H2", "2026-9M", "2026"; of free
periods "20261015-20261114" and "L20261015-20261114".
"""

from __future__ import annotations

import calendar
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import NamedTuple

from tracker.domain.errors import InvalidInput
from tracker.domain.free_periods import free_days, period_sentence
from tracker.domain.vietnamese import day_words

FIRST_YEAR, LAST_YEAR = 2000, 2100


class PeriodKind(StrEnum):
    """How long a report's period is."""

    WEEK = "week"
    MONTH = "month"
    QUARTER = "quarter"
    HALF_YEAR = "half_year"
    NINE_MONTHS = "nine_months"
    YEAR = "year"
    SPAN = "span"
    """Any days, for a report on demand; its key holds both of them."""
    LIFE = "life"
    """From the first task of a directive to a day: sơ kết, tổng kết."""


#: Periods that follow no calendar: none comes before or after them.
FREE_KINDS = frozenset({PeriodKind.SPAN, PeriodKind.LIFE})


class Window(NamedTuple):
    """The days a report covers, both inside."""

    from_on: date
    to_on: date


@dataclass(frozen=True, slots=True)
class WindowRule:
    """Where a period's window begins and ends.

    For months and longer: ``first_day`` of the month ``months_before`` the period's first month,
    to ``last_day`` of the period's last month (a day beyond the month's end means its end).
    For weeks: ISO weekdays; a ``first_day`` after ``last_day`` lies in the week before.
    """

    first_day: int
    last_day: int
    months_before: int = 0


Rules = Mapping[PeriodKind, WindowRule]

_MID_MONTH = WindowRule(first_day=15, last_day=14, months_before=1)

#: Decree 09/2019/NĐ-CP art. 12; its nine-month row and the week (Monday to Sunday) are custom.
DECREE_09: Rules = {
    PeriodKind.WEEK: WindowRule(first_day=1, last_day=7),
    PeriodKind.MONTH: _MID_MONTH,
    PeriodKind.QUARTER: _MID_MONTH,
    PeriodKind.HALF_YEAR: _MID_MONTH,
    PeriodKind.NINE_MONTHS: _MID_MONTH,
    PeriodKind.YEAR: _MID_MONTH,
}

_SHAPES = {
    PeriodKind.WEEK: (re.compile(r"(\d{4})-W(\d{2})", re.ASCII), "2026-W47"),
    PeriodKind.MONTH: (re.compile(r"(\d{4})-(\d{2})", re.ASCII), "2026-11"),
    PeriodKind.QUARTER: (re.compile(r"(\d{4})-Q(\d)", re.ASCII), "2026-Q4"),
    PeriodKind.HALF_YEAR: (re.compile(r"(\d{4})-H(\d)", re.ASCII), "2026-H2"),
    PeriodKind.NINE_MONTHS: (re.compile(r"(\d{4})-(9)M", re.ASCII), "2026-9M"),
    PeriodKind.YEAR: (re.compile(r"(\d{4})", re.ASCII), "2026"),
}
_MONTHS = {
    PeriodKind.MONTH: 1,
    PeriodKind.QUARTER: 3,
    PeriodKind.HALF_YEAR: 6,
    PeriodKind.NINE_MONTHS: 9,
    PeriodKind.YEAR: 12,
}


def window(kind: PeriodKind, key: str, rules: Rules = DECREE_09) -> Window:
    """The days of the period; InvalidInput when the key is none or the window has no day."""
    if kind in FREE_KINDS:
        days = Window(*free_days(key))
        check_window(days)
        return days
    year, number = _parse(kind, key)
    rule = rules[kind]
    if kind is PeriodKind.WEEK:
        last = date.fromisocalendar(year, number, rule.last_day)
        first = date.fromisocalendar(year, number, rule.first_day)
        found = Window(first if first <= last else first - timedelta(weeks=1), last)
    else:
        first_month, last_month = _month_range(kind, year, number)
        found = Window(
            _day_in(first_month - rule.months_before, rule.first_day),
            _day_in(last_month, rule.last_day),
        )
    check_window(found)
    return found


def period_containing(kind: PeriodKind, day: date, rules: Rules = DECREE_09) -> str | None:
    """The key of the period whose window holds ``day``.

    None where no window does (16 October lies in no nine-month period). Where a locality's
    windows overlap, the earlier period is taken.
    """
    near = _calendar_key(kind, day)
    for key in (previous(kind, near), near, following(kind, near)):
        found = window(kind, key, rules)
        if found.from_on <= day <= found.to_on:
            return key
    return None


def previous(kind: PeriodKind, key: str) -> str:
    """The key of the period just before (December 2025 before January 2026)."""
    return _shifted(kind, key, -1)


def following(kind: PeriodKind, key: str) -> str:
    """The key of the period just after."""
    return _shifted(kind, key, 1)


def same_period_last_year(kind: PeriodKind, key: str) -> str:
    """The key one year earlier; week 53 becomes week 52 where last year had no 53rd."""
    year, number = _parse(kind, key)
    if kind is PeriodKind.WEEK:
        number = min(number, _weeks_in(year - 1))
    return _key(kind, year - 1, number)


def label(kind: PeriodKind, key: str) -> str:
    """How a report names the period: "tháng 11 năm 2026", "quý IV năm 2026"."""
    if kind not in FREE_KINDS:
        _parse(kind, key)
    return str(period_sentence(key))


def check_window(days: Window) -> None:
    """Refuse a window without a day in it (also for from/to that a person typed)."""
    if days.to_on < days.from_on:
        raise InvalidInput(
            "Kỳ báo cáo không có ngày nào: ngày kết thúc %(to_on)s trước ngày bắt đầu "
            "%(from_on)s. Hãy chọn lại ngày kết thúc.",
            field="to_on",
            code="empty_window",
            from_on=day_words(days.from_on),
            to_on=day_words(days.to_on),
        )


def cut_off(days: Window, today: date) -> date:
    """The day as of which a report made today counts: the window's end, or today inside it.

    InvalidInput when the window has not begun.
    """
    check_window(days)
    if days.from_on > today:
        raise InvalidInput(
            "Kỳ báo cáo từ ngày %(from_on)s đến ngày %(to_on)s chưa bắt đầu nên chưa có số liệu. "
            "Hãy chọn một kỳ đã bắt đầu.",
            field="period",
            code="future_period",
            from_on=day_words(days.from_on),
            to_on=day_words(days.to_on),
        )
    return min(days.to_on, today)


def _parse(kind: PeriodKind, key: str) -> tuple[int, int]:
    """Year and number of the period within the year (1 for a year); InvalidInput otherwise."""
    shape, example = _SHAPES[kind]
    found = shape.fullmatch(key.strip())
    if found is None:
        raise InvalidInput(
            "Không hiểu kỳ báo cáo “%(key)s”. Hãy viết theo mẫu %(example)s.",
            field="period",
            code="bad_period",
            key=key,
            example=example,
        )
    year, number = int(found[1]), int(found[2]) if found.re.groups > 1 else 1
    _check_year(year)
    if not 1 <= number <= _count_in(kind, year):
        raise InvalidInput(
            "Năm %(year)s không có kỳ báo cáo “%(key)s”. Hãy chọn lại kỳ, ví dụ %(example)s.",
            field="period",
            code="bad_period",
            year=year,
            key=key,
            example=example,
        )
    return year, number


def _check_year(year: int) -> None:
    if not FIRST_YEAR <= year <= LAST_YEAR:
        raise InvalidInput(
            "Năm báo cáo phải từ %(first)s đến %(last)s. Hãy chọn lại năm.",
            field="period",
            code="bad_period",
            first=FIRST_YEAR,
            last=LAST_YEAR,
        )


def _count_in(kind: PeriodKind, year: int) -> int:
    """How many such periods a year numbers (the nine months carry the number 9)."""
    if kind is PeriodKind.WEEK:
        return _weeks_in(year)
    return 9 if kind is PeriodKind.NINE_MONTHS else 12 // _MONTHS[kind]


def _weeks_in(year: int) -> int:
    return date(year, 12, 28).isocalendar().week


def _key(kind: PeriodKind, year: int, number: int) -> str:
    _check_year(year)
    written = {
        PeriodKind.WEEK: f"-W{number:02d}",
        PeriodKind.MONTH: f"-{number:02d}",
        PeriodKind.QUARTER: f"-Q{number}",
        PeriodKind.HALF_YEAR: f"-H{number}",
        PeriodKind.NINE_MONTHS: "-9M",
        PeriodKind.YEAR: "",
    }
    return f"{year}{written[kind]}"


def _shifted(kind: PeriodKind, key: str, by: int) -> str:
    year, number = _parse(kind, key)
    if kind is PeriodKind.WEEK:
        moved = (date.fromisocalendar(year, number, 4) + timedelta(weeks=by)).isocalendar()
        return _key(kind, moved.year, moved.week)
    if kind is PeriodKind.NINE_MONTHS:
        return _key(kind, year + by, number)
    per_year = _count_in(kind, year)
    index = year * per_year + number - 1 + by
    return _key(kind, index // per_year, index % per_year + 1)


def _calendar_key(kind: PeriodKind, day: date) -> str:
    if kind is PeriodKind.WEEK:
        iso = day.isocalendar()
        return _key(kind, iso.year, iso.week)
    if kind is PeriodKind.NINE_MONTHS:
        return _key(kind, day.year, 9)
    return _key(kind, day.year, (day.month - 1) // _MONTHS[kind] + 1)


def _month_range(kind: PeriodKind, year: int, number: int) -> tuple[int, int]:
    """First and last month of the period, as months counted from year 0."""
    length = _MONTHS[kind]
    offset = 0 if kind is PeriodKind.NINE_MONTHS else (number - 1) * length
    first = year * 12 + offset
    return first, first + length - 1


def _day_in(month_index: int, day: int) -> date:
    year, month = month_index // 12, month_index % 12 + 1
    return date(year, month, min(day, calendar.monthrange(year, month)[1]))
