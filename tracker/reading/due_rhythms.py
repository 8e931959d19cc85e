"""Recurring deadlines: the rhythm, and the day within it as far as the paper says so."""

from __future__ import annotations

import re
from dataclasses import replace

from tracker.reading.due import Due, DueKind, Recurrence
from tracker.reading.due_groups import Calendar, number, quarter_number
from tracker.reading.due_row import group

_WEEKDAYS = ("hai", "ba", "tư", "năm", "sáu", "bảy")


def recurring(value: str, recurrence: Recurrence | None = None) -> Due:
    return Due(DueKind.RECURRING, value, recurrence=recurrence or Recurrence())


def list_of_days(text: str | None) -> tuple[int | None, tuple[int, ...]]:
    pairs = re.findall(r"(\d{1,2})/(\d{1,2})", text or "")
    return (int(pairs[0][0]) if pairs else None, tuple(int(month) for _, month in pairs))


def monthly(hit: re.Match[str], calendar: Calendar) -> Due:
    day = number(hit, "d") or number(hit, "dd")
    later = group(hit, "next") is not None
    return replace(
        recurring("monthly", Recurrence(day=day, next_period=later)),
        before="trước" in hit.group(),
    )


def quarterly(hit: re.Match[str], calendar: Calendar) -> Due:
    day, months = list_of_days(group(hit, "list"))
    day = day or number(hit, "d")
    later = group(hit, "next") is not None
    if day and not months:
        months = (1, 4, 7, 10) if later else (3, 6, 9, 12)
    due = recurring("quarterly", Recurrence(day=day, months=months, next_period=later))
    return replace(due, before="trước" in hit.group())


def half_yearly(hit: re.Match[str], calendar: Calendar) -> Due:
    day, months = list_of_days(" ".join(filter(None, (group(hit, "list"), group(hit, "list2")))))
    named = tuple(n for n in (number(hit, "m"), number(hit, "m2")) if n)
    return recurring("6-monthly", Recurrence(day=day, months=months or named))


def yearly(hit: re.Match[str], calendar: Calendar) -> Due:
    day = number(hit, "d") or number(hit, "dw") or number(hit, "d2") or number(hit, "dw2")
    month = number(hit, "m") or number(hit, "mw") or number(hit, "m2") or number(hit, "mw2")
    if group(hit, "q"):
        month = quarter_number(hit) * 3
    rule = Recurrence(day=day, months=(month,) if month else ())
    return replace(recurring("yearly", rule), before="trước" in hit.group())


def weekly(hit: re.Match[str], calendar: Calendar) -> Due:
    name = group(hit, "wd") or group(hit, "wd2")
    weekday = None
    if name:
        last = name.split()[-1]
        weekday = (
            6
            if name == "chủ nhật"
            else (int(last) - 2 if last.isdigit() else _WEEKDAYS.index(last))
        )
    return recurring("weekly", Recurrence(weekday=weekday))


_RHYTHMS = {1: "monthly", 3: "quarterly", 6: "6-monthly", 12: "yearly"}
_PERIODS = {"tuần": "weekly", "tháng": "monthly", "quý": "quarterly", "năm": "yearly"}


def every_months(hit: re.Match[str], calendar: Calendar) -> Due:
    every = number(hit, "n") or 1
    return recurring(_RHYTHMS.get(every, "unspecified"), Recurrence(every=every))


def times(hit: re.Match[str], calendar: Calendar) -> Due:
    return recurring(_PERIODS[group(hit, "per") or "năm"], Recurrence(times=number(hit, "n")))
