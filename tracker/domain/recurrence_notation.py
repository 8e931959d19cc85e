"""From the words that a paper uses for a rhythm to a rule of recurrence."""

from __future__ import annotations

from calendar import monthrange
from datetime import date

from tracker.domain.recurrence import LAST_DAY, RecurrenceRule
from tracker.domain.recurrence_periods import Every

_FRIDAY = 5
_RHYTHM_OF_MONTHS = {
    frozenset(range(1, 13)): Every.MONTH,
    frozenset({3, 6, 9, 12}): Every.QUARTER,
    frozenset({6, 12}): Every.HALF_YEAR,
}


def rule_from_notation(
    notation: str,
    *,
    day: int | None = None,
    weekday: int | None = None,
    months: tuple[int, ...] = (),
    following: bool = False,
    before: bool = False,
    length: int | None = None,
    since: date | None = None,
) -> RecurrenceRule | None:
    """Make a rule from weekly, monthly, quarterly, 6-monthly or yearly and what stands beside it.

    ``day`` is a day of the month, ``weekday`` ISO 1 to 7, ``months`` the months that the paper
    names ("trước 15/3; 15/6; 15/9; 15/12" is 15 and 3, 6, 9, 12), which say more than the
    rhythm's name. Without a day: Friday of the week, or the last day of the period. ``length``
    is the number of months of a rhythm without a name ("9 tháng/lần"), counted from the month
    after ``since``, the paper's day. Returns None for words that are habits and no dates (daily,
    continuous, unspecified): those are regular duties, no series (design D4). Raises
    InvalidInput for a day that cannot be.
    """
    if notation == "unspecified" and length is not None and since is not None:
        year, month = divmod(since.year * 12 + since.month, 12)
        return RecurrenceRule(
            every=Every.MONTHS, length=length, year=year, month=month + 1, day=day or LAST_DAY
        )
    try:
        every = Every(notation)
    except ValueError:
        return None
    if every in (Every.DATES, Every.MONTHS):
        return None
    if every is Every.WEEK:
        weekday = _FRIDAY if weekday is None else weekday
        return RecurrenceRule(every=every, weekday=weekday, following=following, before=before)
    day = LAST_DAY if day is None else day
    if len(months) > 1:
        named = _RHYTHM_OF_MONTHS.get(frozenset(months))
        if named is None:
            listed = tuple((_in_month(day, month), month) for month in months)
            return RecurrenceRule(every=Every.DATES, dates=listed, before=before)
        return RecurrenceRule(every=named, day=day, before=before)
    if months:
        return RecurrenceRule(
            every=Every.YEAR, day=day, month=months[0], following=following, before=before
        )
    return RecurrenceRule(every=every, day=day, following=following, before=before)


def _in_month(day: int, month: int) -> int:
    """The day as a list of dates names it: the last day of the month when it has fewer."""
    last = monthrange(2024, month)[1] if 1 <= month <= 12 else 31
    return last if day == LAST_DAY else min(day, last)
