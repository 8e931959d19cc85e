"""The calendar of 2024 to 2027 as an office seeds it: the public list, corrected by our own."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import holidays

from tracker.domain.calendar_rows import (
    CalendarRow,
    rows_from_csv,
    rows_from_holidays,
    with_corrections,
)
from tracker.domain.working_days import Calendar

CORRECTIONS = Path(__file__).parents[2] / "seeds" / "calendar" / "days.csv"


@cache
def seeded_rows() -> tuple[CalendarRow, ...]:
    listed = holidays.country_holidays("VN", years=range(2024, 2028), language="vi")
    rows = rows_from_holidays(
        listed.items(), listed.weekend_workdays, source="holidays", confirmed_through=2026
    )
    with CORRECTIONS.open(encoding="utf-8") as lines:
        return tuple(with_corrections(rows, rows_from_csv(lines)))


@cache
def seeded_calendar() -> Calendar:
    return Calendar(seeded_rows())
