"""The calendar table as the rules read it."""

from __future__ import annotations

from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from tracker.domain.calendar_rows import CalendarRow
from tracker.domain.working_days import Calendar
from tracker.models import CalendarDay


def working_calendar(session: Session) -> Calendar:
    """All entered days; some hundreds of rows, read anew each time so that edits hold at once."""
    return Calendar(
        CalendarRow(
            day=row.on_day,
            kind=row.kind,
            name=row.name,
            source=row.source,
            confirmed=row.confirmed,
        )
        for row in session.scalars(select(CalendarDay))
    )


def days_of_year(session: Session, year: int) -> list[CalendarDay]:
    """The entered days of ``year``, in order."""
    return list(
        session.scalars(
            select(CalendarDay)
            .where(CalendarDay.on_day >= date(year, 1, 1), CalendarDay.on_day <= date(year, 12, 31))
            .order_by(CalendarDay.on_day)
        )
    )
