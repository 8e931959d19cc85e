"""Units that owe the report of the period that has ended and have not sent it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from sqlalchemy.orm import Session

from tracker.models import Office
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


def missing_unit_reports(
    session: Session, *, office_id: int, on_day: date
) -> list[MissingUnitReport]:
    """As it stood at the end of ``on_day``, by the names of units; what came later is missing."""
    office = session.get_one(Office, office_id)
    period = last_period_ended(session, office_id, on_day)
    return [
        MissingUnitReport(
            unit_id=answer.unit_id,
            unit=answer.unit,
            period=period,
            duties=answer.duties,
            answered=answer.answered,
            days_late=(on_day - period.due_on).days,
        )
        for answer in answers(session, office, [period], on_day)[period.key]
        if answer.state in (Answered.WAITING, Answered.MISSING)
    ]
