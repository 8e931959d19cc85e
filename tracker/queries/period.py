"""Regular duties and how units answered them in a period: figures, rows of a unit, the overview.

A unit's report of a period is owed by the first working day after the period's window ends;
"late" is derived from the days of the answers, never stored (design D3, D5).
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import ColumnElement, and_, or_, select
from sqlalchemy.orm import Session

from tracker.domain.counted_tasks import RegularLine, RegularState
from tracker.domain.follow_up import FollowUp, UnitRole
from tracker.domain.local_time import local_day
from tracker.domain.reporting_periods import (
    PeriodKind,
    Window,
    period_containing,
    previous,
    window,
)
from tracker.domain.working_days import Calendar
from tracker.models import Duty, DutyLine, DutyUnit, Unit, UnitField, UnitReport
from tracker.queries.office_rules import office_rules
from tracker.queries.working_calendar import working_calendar


@dataclass(frozen=True, slots=True)
class Period:
    """One reporting period of an office's units: its key, its days, the day its report is owed."""

    kind: PeriodKind
    key: str
    days: Window
    due_on: date


def unit_period(kind: PeriodKind, key: str, calendar: Calendar) -> Period:
    """The period with this key; InvalidInput when there is none."""
    days = window(kind, key)
    return Period(kind, key, days, due_on=calendar.add(days.to_on, 1))


def period_of_day(session: Session, office_id: int, day: date) -> Period:
    """The period whose window holds ``day``, of the kind in which the office's units report."""
    kind = _kind(session, office_id, day)
    key = period_containing(kind, day)
    if key is None:  # the nine months leave the last quarter out
        kind = PeriodKind.MONTH
        key = period_containing(kind, day) or f"{day:%Y-%m}"
    return unit_period(kind, key, working_calendar(session, office_id))


def last_period_ended(session: Session, office_id: int, by: date) -> Period:
    """The newest period whose window had ended at the end of ``by``."""
    found = period_of_day(session, office_id, by)
    if found.days.to_on <= by:
        return found
    return unit_period(
        found.kind, previous(found.kind, found.key), working_calendar(session, office_id)
    )


def regular_period(session: Session, office_id: int, days: Window, as_of: date) -> Period:
    """The period of the units' own reports that speaks for ``days``.

    The newest one that had ended by ``as_of`` inside the window (a quarter's report asks for
    the answers of its last month); where none had, the newest that ends by the window's end.
    """
    ended = last_period_ended(session, office_id, min(days.to_on, as_of))
    if ended.days.to_on >= days.from_on:
        return ended
    return last_period_ended(session, office_id, days.to_on)


def regular_lines(
    session: Session,
    office_id: int,
    period: Period,
    as_of: date,
    *,
    directive_id: int | None = None,
    field_id: int | None = None,
    unit_id: int | None = None,
) -> tuple[RegularLine, ...]:
    """Every regular duty owed for ``period`` by every unit, and how it was answered.

    An answer counts from the day on which the unit's report had been submitted and the line
    been written, as known at the end of ``as_of``; after the report's due day it is late.
    """
    query = (
        select(Duty.id, DutyUnit.unit_id, DutyLine.answered_at, UnitReport.submitted_at)
        .join(Duty, Duty.id == DutyUnit.duty_id)
        .outerjoin(
            DutyLine,
            and_(
                DutyLine.duty_id == Duty.id,
                DutyLine.unit_id == DutyUnit.unit_id,
                DutyLine.period_key == period.key,
            ),
        )
        .outerjoin(UnitReport, UnitReport.id == DutyLine.unit_report_id)
        .where(Duty.office_id == office_id, regular_in(period.days))
        .order_by(Duty.id, DutyUnit.unit_id)
    )
    if directive_id is not None:
        query = query.where(Duty.directive_id == directive_id)
    if unit_id is not None:
        query = query.where(DutyUnit.unit_id == unit_id)
    if field_id is not None:
        usual = select(UnitField.unit_id).where(UnitField.field_id == field_id)
        query = query.where(
            or_(
                Duty.field_id == field_id,
                and_(Duty.field_id.is_(None), DutyUnit.unit_id.in_(usual)),
            )
        )
    return tuple(
        RegularLine(duty_id, unit_id, _answered(answered_at, submitted_at, period, as_of))
        for duty_id, unit_id, answered_at, submitted_at in session.execute(query)
    )


def _answered(
    answered_at: datetime | None, submitted_at: datetime | None, period: Period, as_of: date
) -> RegularState:
    if answered_at is None or submitted_at is None:
        return RegularState.NOT_REPORTED
    reported_on = max(local_day(answered_at), local_day(submitted_at))
    if reported_on > as_of:
        return RegularState.NOT_REPORTED
    late = reported_on > period.due_on
    return RegularState.REPORTED_LATE if late else RegularState.REPORTED


def regular_in(days: Window) -> ColumnElement[bool]:
    """A lead unit's regular duty that was valid on at least one day of the window.

    Bodies that the office cannot order owe it no period report (design D17).
    """
    return and_(
        Duty.follow_up == FollowUp.REGULAR,
        DutyUnit.role == UnitRole.LEAD,
        DutyUnit.unit_id.not_in(select(Unit.id).where(Unit.outside)),
        DutyUnit.from_on <= days.to_on,
        or_(DutyUnit.to_on.is_(None), DutyUnit.to_on >= days.from_on),
        or_(Duty.ended_on.is_(None), Duty.ended_on >= days.from_on),
    )


def _kind(session: Session, office_id: int, day: date) -> PeriodKind:
    return PeriodKind(office_rules(session, office_id, day).period_kind)
