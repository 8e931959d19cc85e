"""Series as an assignment or a person's hand leaves them, without the tasks."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, date, datetime

from sqlalchemy.orm import Session

from tests.factories.duty import a_duty
from tracker.domain.follow_up import UnitRole
from tracker.domain.recurrence import RecurrenceRule
from tracker.domain.recurrence_periods import Every
from tracker.models import Duty, DutyUnit, Office, Series, SeriesRule, Unit

TWENTIETH = RecurrenceRule(every=Every.MONTH, day=20)


def a_series(
    session: Session,
    office: Office,
    leads: Sequence[Unit],
    *,
    rule: RecurrenceRule = TWENTIETH,
    from_on: date = date(2026, 11, 1),
    days_before: int = 20,
    duty: Duty | None = None,
    coordinating: Sequence[Unit] = (),
    text: str = "Báo cáo kết quả cải cách hành chính",
) -> Series:
    """A monthly report due on the 20th, owed from November 2026 on."""
    duty = duty or a_duty(session, office, text, leads=leads)
    duty.units.extend(
        DutyUnit(unit_id=unit.id, role=UnitRole.COORDINATING, from_on=date(2026, 1, 6))
        for unit in coordinating
    )
    at = datetime(2026, 11, 1, tzinfo=UTC)
    series = Series(
        office_id=office.id,
        duty_id=duty.id,
        duty=duty,
        name=duty.text,
        days_before=days_before,
        from_on=from_on,
        created_at=at,
    )
    series.rules.append(
        SeriesRule(
            n=1, from_on=from_on, rule=rule.to_json(), set_by_id=duty.created_by_id, set_at=at
        )
    )
    session.add(series)
    session.flush()
    return series
