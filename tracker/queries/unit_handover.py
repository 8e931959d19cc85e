"""What goes over when units end: looked at before the deed, loaded by it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import ColumnElement, Select, func, or_, select
from sqlalchemy.orm import Session, contains_eager

from tracker.domain.follow_up import FollowUp, UnitRole
from tracker.domain.task_status import CLOSED, OPEN, TaskStatus
from tracker.models import (
    Duty,
    DutyUnit,
    LeaderCharge,
    Membership,
    Series,
    Substitution,
    Task,
    TaskPart,
    UnitGroupMember,
    UnitReport,
)
from tracker.queries.owed_parts import is_waiting


@dataclass(frozen=True, slots=True)
class Handover:
    """How much of each goes over; ``closed`` stays under the old name."""

    tasks: int
    submitted: int
    """Of these, handed in and waiting for their decision."""
    parts: int
    regular: int
    series: int
    reports: int
    """Period reports that were begun and not sent."""
    groups: int
    people: int
    substitutions: int
    charges: int
    closed: int


def handover(session: Session, unit_ids: Sequence[int], on_day: date) -> Handover:
    """What the units have on the day on which the successor takes over."""
    open_tasks = _tasks(unit_ids).where(Task.status.in_(sorted(OPEN)))
    return Handover(
        tasks=_count(session, open_tasks),
        submitted=_count(session, _tasks(unit_ids).where(Task.status == TaskStatus.SUBMITTED)),
        parts=_count(session, _parts(unit_ids)),
        regular=_count(
            session, _duties(unit_ids, on_day).where(Duty.follow_up == FollowUp.REGULAR)
        ),
        series=_count(
            session,
            select(Series.id).where(
                Series.duty_id.in_(_duties(unit_ids, on_day).with_only_columns(Duty.id))
            ),
        ),
        reports=_count(
            session,
            select(UnitReport.id).where(
                UnitReport.unit_id.in_(unit_ids), UnitReport.submitted_at.is_(None)
            ),
        ),
        groups=_count(session, _groups(unit_ids).with_only_columns(UnitGroupMember.group_id)),
        people=_count(session, _posts(unit_ids, on_day).with_only_columns(Membership.user_id)),
        substitutions=_count(session, _substitutions(unit_ids, on_day)),
        charges=_count(session, _charges(unit_ids, on_day).with_only_columns(LeaderCharge.id)),
        closed=_count(session, _tasks(unit_ids).where(Task.status.in_(sorted(CLOSED)))),
    )


def _count(session: Session, query: Select[int]) -> int:
    distinct = query.order_by(None).distinct().subquery()
    return session.scalar(select(func.count()).select_from(distinct)) or 0


def _tasks(unit_ids: Sequence[int]) -> Select[int]:
    return select(Task.id).where(Task.lead_unit_id.in_(unit_ids))


def _parts(unit_ids: Sequence[int]) -> Select[int]:
    return (
        select(TaskPart.id)
        .join(Task, Task.id == TaskPart.task_id)
        .where(TaskPart.unit_id.in_(unit_ids), Task.status.in_(sorted(OPEN)), is_waiting())
    )


def _duties(unit_ids: Sequence[int], on_day: date) -> Select[int]:
    """Duties that the units lead and that go on."""
    return (
        select(Duty.id)
        .join(DutyUnit, DutyUnit.duty_id == Duty.id)
        .where(
            DutyUnit.unit_id.in_(unit_ids),
            DutyUnit.role == UnitRole.LEAD,
            *_goes_on(on_day),
        )
    )


def _goes_on(on_day: date) -> tuple[ColumnElement[bool], ...]:
    return (
        or_(DutyUnit.to_on.is_(None), DutyUnit.to_on >= on_day),
        or_(Duty.ended_on.is_(None), Duty.ended_on >= on_day),
    )


def _groups(unit_ids: Sequence[int]) -> Select[UnitGroupMember]:
    return select(UnitGroupMember).where(
        UnitGroupMember.unit_id.in_(unit_ids), UnitGroupMember.to_on.is_(None)
    )


def _posts(unit_ids: Sequence[int], on_day: date) -> Select[Membership]:
    return (
        select(Membership)
        .where(
            Membership.unit_id.in_(unit_ids),
            or_(Membership.to_on.is_(None), Membership.to_on >= on_day),
        )
        .order_by(Membership.id)
    )


def _substitutions(unit_ids: Sequence[int], on_day: date) -> Select[int]:
    people = _posts(unit_ids, on_day).with_only_columns(Membership.user_id).order_by(None)
    return select(Substitution.id).where(
        Substitution.to_on >= on_day,
        or_(Substitution.principal_id.in_(people), Substitution.deputy_id.in_(people)),
    )


def _charges(unit_ids: Sequence[int], on_day: date) -> Select[LeaderCharge]:
    return select(LeaderCharge).where(
        LeaderCharge.unit_id.in_(unit_ids),
        or_(LeaderCharge.to_on.is_(None), LeaderCharge.to_on >= on_day),
    )


def open_tasks_of(session: Session, unit_ids: Sequence[int]) -> list[Task]:
    """The units' unfinished tasks with duty and directive, nearest due day first."""
    return list(
        session.scalars(
            select(Task)
            .join(Task.duty)
            .join(Duty.directive)
            .options(contains_eager(Task.duty).contains_eager(Duty.directive))
            .where(Task.lead_unit_id.in_(unit_ids), Task.status.in_(sorted(OPEN)))
            .order_by(Task.due_on.asc().nulls_last(), Task.id)
        ).unique()
    )


def waiting_parts_of(session: Session, unit_ids: Sequence[int]) -> list[TaskPart]:
    """Parts of open tasks that the units have not answered."""
    found = _parts(unit_ids).with_only_columns(TaskPart).order_by(TaskPart.id)
    return list(session.scalars(found))


def duty_rows_of(session: Session, unit_ids: Sequence[int], on_day: date) -> list[DutyUnit]:
    """Everything that the units carry of duties that go on, in whatever role."""
    return list(
        session.scalars(
            select(DutyUnit)
            .join(Duty, Duty.id == DutyUnit.duty_id)
            .options(contains_eager(DutyUnit.duty))
            .where(DutyUnit.unit_id.in_(unit_ids), *_goes_on(on_day))
            .order_by(DutyUnit.id)
        )
    )


def posts_of(session: Session, unit_ids: Sequence[int], on_day: date) -> list[Membership]:
    """Posts in the units that hold on ``on_day`` or begin later."""
    return list(session.scalars(_posts(unit_ids, on_day)))


def charges_of(session: Session, unit_ids: Sequence[int], on_day: date) -> list[LeaderCharge]:
    """Who is in charge of the units on ``on_day`` or later."""
    return list(session.scalars(_charges(unit_ids, on_day)))


def memberships_of(session: Session, unit_ids: Sequence[int]) -> list[UnitGroupMember]:
    """The classes to which the units belong until further notice."""
    return list(session.scalars(_groups(unit_ids)))


def refused_in_favour_of(session: Session, unit_ids: Sequence[int]) -> list[Task]:
    """Tasks that others returned as being these units'."""
    return list(
        session.scalars(
            select(Task).where(Task.refused_for_id.in_(unit_ids), Task.status.in_(sorted(OPEN)))
        )
    )
