"""The calendar table as the rules read it."""

from __future__ import annotations

from datetime import date
from functools import lru_cache
from typing import Any

from sqlalchemy import bindparam, select
from sqlalchemy.orm import Session

from tracker.db.watch import unchanged
from tracker.domain.calendar_rows import CalendarRow, DayKind
from tracker.domain.working_days import Calendar
from tracker.models import CalendarDay

#: Put together once: every list asks for it.
_DAYS = select(
    CalendarDay.on_day,
    CalendarDay.kind,
    CalendarDay.name,
    CalendarDay.source,
    CalendarDay.confirmed,
).where(CalendarDay.office_id == bindparam("office"))


def working_calendar(session: Session, office_id: int) -> Calendar:
    """All days that the office entered: some hundreds of rows, read anew so that edits hold.

    A calendar of the very same rows is sorted once and never changes.
    """

    def read() -> Calendar:
        rows = session.execute(_DAYS, {"office": office_id})
        return _calendar_of(tuple(tuple(row) for row in rows))

    return unchanged(session.connection(), ("calendar", office_id), read)


@lru_cache(maxsize=64)
def _calendar_of(rows: tuple[tuple[Any, ...], ...]) -> Calendar:
    return Calendar(
        CalendarRow(day=day, kind=DayKind(kind), name=name, source=source, confirmed=confirmed)
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
