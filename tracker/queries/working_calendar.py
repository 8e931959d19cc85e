"""The calendar table as the rules read it."""

from __future__ import annotations

from datetime import date
from functools import lru_cache
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from tracker.domain.calendar_rows import CalendarRow
from tracker.domain.working_days import Calendar
from tracker.models import CalendarDay


def working_calendar(session: Session, office_id: int) -> Calendar:
    """All days that the office entered: some hundreds of rows, read anew so that edits hold."""
    rows = session.execute(
        select(
            CalendarDay.on_day,
            CalendarDay.kind,
            CalendarDay.name,
            CalendarDay.source,
            CalendarDay.confirmed,
        ).where(CalendarDay.office_id == office_id)
    )
    return _calendar(tuple(tuple(row) for row in rows))


@lru_cache(maxsize=16)
def _calendar(rows: tuple[tuple[Any, ...], ...]) -> Calendar:
    """Remembered by all its rows: a calendar never changes, an office's rows seldom do."""
    return Calendar(
        CalendarRow(day=day, kind=kind, name=name, source=source, confirmed=confirmed)
        for day, kind, name, source, confirmed in rows
    )


def days_of_year(session: Session, office_id: int, year: int) -> list[CalendarDay]:
    """The days of ``year`` that the office entered, in order."""
    return list(
        session.scalars(
            select(CalendarDay)
            .where(
                CalendarDay.office_id == office_id,
                CalendarDay.on_day >= date(year, 1, 1),
                CalendarDay.on_day <= date(year, 12, 31),
            )
            .order_by(CalendarDay.on_day)
        )
    )
