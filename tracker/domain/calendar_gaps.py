"""When to say that a year's calendar is missing: lunar days and moved days must be entered."""

from __future__ import annotations

from datetime import date

from tracker.domain.working_days import Calendar

WARNING_MONTH = 12
"""From 1 December the coming year is asked for: its due days are being set by then."""


def missing_years(calendar: Calendar, today: date) -> tuple[int, ...]:
    """This year, and from 1 December the next one, where nothing of it was entered."""
    wanted = [today.year] + [today.year + 1] * (today.month >= WARNING_MONTH)
    return tuple(year for year in wanted if not calendar.is_entered(year))
