"""What tracking says of a unit, for the items of the index that are scored from it.

The adapter between the index and the figures of the report: nothing is counted here, each measure
is a figure that queries/report_figures.py counted (invariant 6).
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from sqlalchemy import select
from sqlalchemy.orm import Session

from tracker.domain.figures import Rate
from tracker.domain.index_answer import Answer
from tracker.domain.index_rule import Measure
from tracker.domain.local_time import local_day
from tracker.domain.reporting_periods import Window
from tracker.models import Task, UnitReport
from tracker.queries.period import unit_period
from tracker.queries.report_figures import Counted, count
from tracker.queries.working_calendar import working_calendar


@dataclass(frozen=True, slots=True)
class Measured:
    """The year's figures of one unit, counted once and asked by name."""

    counted: Counted
    reports: Rate
    """Periods of which the unit's report came in time, of those that any unit reported on."""

    def answer(self, measure: Measure) -> Answer:
        """What the measure states; empty where there was nothing to count."""
        figures = self.counted.tasks
        match measure:
            case Measure.OVERDUE_COUNT:
                return Answer(value=Decimal(figures.open_overdue))
            case Measure.ON_TIME_RATE:
                return _of(figures.on_time_rate)
            case Measure.DONE_RATE:
                return _of(figures.completion_rate)
            case Measure.UPDATE_RATE:
                rows = self.counted.rows
                return _of(Rate(sum(row.updated for row in rows), len(rows)))
            case Measure.REPORTS_IN_TIME:
                return _of(self.reports)


def measured(session: Session, *, office_id: int, unit_id: int, year: int, as_of: date) -> Measured:
    """Figures of ``unit_id`` from the first of January to the end of the year, as of a day."""
    days = Window(date(year, 1, 1), date(year, 12, 31))
    end = min(as_of, days.to_on)
    return Measured(
        count(
            session,
            office_id=office_id,
            window=Window(days.from_on, end),
            as_of=end,
            only=Task.lead_unit_id == unit_id,
        ),
        _reports_in_time(session, office_id, unit_id, Window(days.from_on, end)),
    )


def _reports_in_time(session: Session, office_id: int, unit_id: int, days: Window) -> Rate:
    """Periods that ended within ``days`` and whose report was due by then."""
    rows = session.scalars(
        select(UnitReport).where(
            UnitReport.office_id == office_id,
            UnitReport.submitted_at.is_not(None),
            UnitReport.to_on >= days.from_on,
            UnitReport.to_on <= days.to_on,
        )
    ).all()
    calendar = working_calendar(session, office_id)
    due = {
        (row.period_kind, row.period_key): unit_period(row.period_kind, row.period_key, calendar)
        for row in rows
    }
    owed = {key for key, period in due.items() if period.due_on <= days.to_on}
    in_time = {
        (row.period_kind, row.period_key)
        for row in rows
        if row.unit_id == unit_id
        and row.submitted_at is not None
        and local_day(row.submitted_at) <= due[row.period_kind, row.period_key].due_on
    }
    return Rate(len(owed & in_time), len(owed))


def _of(rate: Rate) -> Answer:
    if rate.whole == 0:
        return Answer()
    return Answer(done=Decimal(rate.part), of=Decimal(rate.whole))
