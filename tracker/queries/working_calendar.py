"""The calendar table as the rules read it."""

from __future__ import annotations

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
