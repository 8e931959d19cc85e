"""When the clock of an office has fallen behind, and which calendars are missing."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta

from tracker.domain.local_time import VIETNAM
from tracker.domain.working_days import Calendar

MORNING = time(7, 30)
"""When working people are told; the calendar table says whether the day works."""

PATIENCE = timedelta(hours=1)
"""How long after a working morning its plan may still be under way."""

CALENDAR_MONTH = 12
"""From this month on next year's calendar should be there."""


def plan_is_late(last_on: date, now: datetime, calendar: Calendar) -> bool:
    """Whether a working morning has passed since the last planned day.

    ``last_on``: the newest planned day, or the day before an office began. A plan is older than
    one working day an hour after the next working morning.
    """
    due = datetime.combine(calendar.next_working(last_on), MORNING, tzinfo=VIETNAM)
    return now >= due + PATIENCE


def calendars_missing(today: date, calendar: Calendar) -> list[int]:
    """Years whose working calendar nobody entered: this one, from 1 December the next one."""
    years = [today.year, *([today.year + 1] if today.month >= CALENDAR_MONTH else [])]
    return [year for year in years if not calendar.is_entered(year)]
