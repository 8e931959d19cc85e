"""Units that owe the report of a period and have not sent it: one answer, for papers and clock."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from tracker.models import Office, UnitReport
from tracker.queries.period import Period, last_period_ended
from tracker.queries.period_rows import Answered, answers


@dataclass(frozen=True, slots=True)
class MissingUnitReport:
    """One unit; ``days_late`` calendar days after the due day, 0 or below while it is in time."""

    unit_id: int
    unit: str
    period: Period
    duties: int
    answered: int
    days_late: int
    report_id: int | None = None
    """What the unit has begun to write."""


def missing_unit_reports(
    session: Session, *, office_id: int, on_day: date, period: Period | None = None
) -> list[MissingUnitReport]:
    """As it stood at the end of ``on_day``, by the names of units; what came later is missing.

    ``period``: the newest that has ended when none is given.
    """
    office = session.get_one(Office, office_id)
    period = period or last_period_ended(session, office_id, on_day)
    begun = _begun(session, office_id, period)
    return [
        MissingUnitReport(
            unit_id=answer.unit_id,
            unit=answer.unit,
            period=period,
            duties=answer.duties,
            answered=answer.answered,
            days_late=(on_day - period.due_on).days,
            report_id=begun.get(answer.unit_id),
        )
        for answer in answers(session, office, [period], on_day)[period.key]
        if answer.state in (Answered.WAITING, Answered.MISSING)
    ]


def _begun(session: Session, office_id: int, period: Period) -> dict[int, int]:
    """The report that each unit has saved or sent for a period, by unit."""
    rows = session.execute(
        select(UnitReport.unit_id, UnitReport.id).where(
            UnitReport.office_id == office_id,
            UnitReport.period_kind == period.kind,
            UnitReport.period_key == period.key,
        )
    )
    return {row.unit_id: row.id for row in rows}
