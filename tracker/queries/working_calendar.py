"""The calendar table as the rules read it."""

from __future__ import annotations

from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from tracker.domain.calendar_rows import CalendarRow
from tracker.domain.working_days import Calendar
from tracker.models import CalendarDay


def working_calendar(session: Session, office_id: int) -> Calendar:
    """All days that the office entered: some hundreds of rows, read anew so that edits hold."""
    return Calendar(
        CalendarRow(
            day=row.on_day,
            kind=row.kind,
            name=row.name,
            source=row.source,
            confirmed=row.confirmed,
        )
        for row in session.scalars(select(CalendarDay).where(CalendarDay.office_id == office_id))
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
