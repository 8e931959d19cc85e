"""The rows of a unit's period page, and the lead office's overview of who has answered."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from sqlalchemy import select
from sqlalchemy.orm import Session, contains_eager

from tracker.domain.local_time import local_day
from tracker.domain.reporting_periods import previous
from tracker.domain.task_status import WITH_UNIT
from tracker.domain.vietnamese import sort_key
from tracker.models import Directive, Duty, DutyLine, DutyUnit, Office, Task, Unit, UnitReport
from tracker.permissions import Actor
from tracker.queries.directives import CITED, paper_words
from tracker.queries.period import Period, regular_in


@dataclass(frozen=True, slots=True)
class DutyRow:
    """One regular duty that a unit owes an answer in a period; ``before``: last period's words."""

    duty_id: int
    text: str
    directive_id: int
    source: str
    path: str
    before: str


class Answered(StrEnum):
    """How a unit stands with its report of a period."""

    IN_TIME = "in_time"
    LATE = "late"
    WAITING = "waiting"
    MISSING = "missing"


@dataclass(frozen=True, slots=True)
class UnitAnswer:
    """One cell of the overview: ``duties`` owed, ``answered`` of them written down."""

    unit_id: int
    unit: str
    state: Answered
    duties: int
    answered: int
    submitted_at: datetime | None


def regular_duties(session: Session, office_id: int, unit_id: int, period: Period) -> list[DutyRow]:
    """What the unit answers in ``period``, by directive and place."""
    rows = session.execute(
        select(
            Duty.id,
            Duty.text,
            Duty.path,
            Duty.directive_id,
            *CITED,
        )
        .join(DutyUnit, DutyUnit.duty_id == Duty.id)
        .join(Directive, Directive.id == Duty.directive_id)
        .where(Duty.office_id == office_id, DutyUnit.unit_id == unit_id, regular_in(period.days))
        .order_by(Directive.issued_on, Directive.id, Duty.id)
    ).all()
    before = _words_before(session, unit_id, period)
    return [
        DutyRow(
            duty_id=row.id,
            text=row.text,
            directive_id=row.directive_id,
            source=paper_words(row),
            path=row.path,
            before=before.get(row.id, ""),
        )
        for row in rows
    ]


def owes_regular_duties(session: Session, office_id: int, unit_id: int, period: Period) -> bool:
    """Whether the unit answers anything in ``period``."""
    found = (
        select(DutyUnit.duty_id)
        .join(Duty, Duty.id == DutyUnit.duty_id)
        .where(Duty.office_id == office_id, DutyUnit.unit_id == unit_id, regular_in(period.days))
        .limit(1)
    )
    return session.scalar(found) is not None


def open_tasks(session: Session, unit_id: int, actor: Actor) -> list[Task]:
    """Tasks that the unit still owes, nearest due day first, with duty and directive loaded."""
    return list(
        session.scalars(
            select(Task)
            .join(Task.duty)
            .join(Duty.directive)
            .options(contains_eager(Task.duty).contains_eager(Duty.directive))
            .where(
                Task.office_id == actor.office_id,
                Task.lead_unit_id == unit_id,
                Task.status.in_(sorted(WITH_UNIT)),
            )
            .order_by(Task.due_on.asc().nulls_last(), Task.id)
        )
    )


def unit_report(
    session: Session, office_id: int, unit_id: int, period: Period
) -> UnitReport | None:
    """What the unit has saved or handed in for ``period``."""
    return session.scalar(
        select(UnitReport).where(
            UnitReport.office_id == office_id,
            UnitReport.unit_id == unit_id,
            UnitReport.period_kind == period.kind,
            UnitReport.period_key == period.key,
        )
    )


def answers(
    session: Session, office: Office, periods: Sequence[Period], as_of: date
) -> dict[str, list[UnitAnswer]]:
    """Per period (by key): every unit that owes regular duties and how it stands on ``as_of``."""
    return {period.key: _answers(session, office, period, as_of) for period in periods}


def _answers(session: Session, office: Office, period: Period, as_of: date) -> list[UnitAnswer]:
    owed: dict[int, set[int]] = {}
    rows = session.execute(
        select(DutyUnit.unit_id, Duty.id)
        .join(Duty, Duty.id == DutyUnit.duty_id)
        .where(Duty.office_id == office.id, regular_in(period.days))
    )
    for unit_id, duty_id in rows:
        owed.setdefault(unit_id, set()).add(duty_id)
    reports = {
        report.unit_id: report
        for report in session.scalars(
            select(UnitReport).where(
                UnitReport.office_id == office.id,
                UnitReport.period_kind == period.kind,
                UnitReport.period_key == period.key,
            )
        )
    }
    written = _written(session, [report.id for report in reports.values()])
    units = session.scalars(select(Unit).where(Unit.id.in_(sorted(owed.keys() | reports.keys()))))
    found = [
        _answer(
            unit,
            reports.get(unit.id),
            period,
            as_of,
            counts=(
                len(owed.get(unit.id, set())),
                len(owed.get(unit.id, set()) & written.get(unit.id, set())),
            ),
        )
        for unit in units
    ]
    return sorted(found, key=lambda answer: sort_key(answer.unit))


def _answer(
    unit: Unit,
    report: UnitReport | None,
    period: Period,
    as_of: date,
    *,
    counts: tuple[int, int],
) -> UnitAnswer:
    submitted_at = report.submitted_at if report else None
    return UnitAnswer(
        unit_id=unit.id,
        unit=unit.name,
        state=how_answered(submitted_at, period, as_of),
        duties=counts[0],
        answered=counts[1],
        submitted_at=submitted_at,
    )


def how_answered(submitted_at: datetime | None, period: Period, as_of: date) -> Answered:
    """Late from the day after the due day; waiting until then."""
    if submitted_at is not None and local_day(submitted_at) <= as_of:
        return Answered.IN_TIME if local_day(submitted_at) <= period.due_on else Answered.LATE
    return Answered.WAITING if as_of <= period.due_on else Answered.MISSING


def _written(session: Session, report_ids: Sequence[int]) -> Mapping[int, set[int]]:
    written: dict[int, set[int]] = {}
    rows = session.execute(
        select(DutyLine.unit_id, DutyLine.duty_id).where(
            DutyLine.unit_report_id.in_(report_ids), DutyLine.answered_at.is_not(None)
        )
    )
    for unit_id, duty_id in rows:
        written.setdefault(unit_id, set()).add(duty_id)
    return written


def _words_before(session: Session, unit_id: int, period: Period) -> dict[int, str]:
    """What the unit answered in the period before, offered beside the empty field."""
    rows = session.execute(
        select(DutyLine.duty_id, DutyLine.result).where(
            DutyLine.unit_id == unit_id,
            DutyLine.period_key == previous(period.kind, period.key),
        )
    )
    return {duty_id: result for duty_id, result in rows if result}
