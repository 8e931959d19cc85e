"""Fields of work and leaders in charge: who answers for which task on a day, and why."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import ColumnElement, and_, or_, select
from sqlalchemy.orm import Session, joinedload

from tracker.db.watch import unchanged
from tracker.domain.charge import ChargeGround
from tracker.models import LeaderCharge, Task, UnitField, User, WorkField


@dataclass(frozen=True, slots=True)
class TaskCharge:
    """The field of a task and its leader in charge on a day, each with where it comes from."""

    field: WorkField | None
    field_is_own: bool
    """Decided for the duty itself; else the lead unit's usual one."""
    leader: User | None
    ground: ChargeGround | None


def holds_on(day: date) -> ColumnElement[bool]:
    """Charges that hold on ``day``."""
    return and_(
        LeaderCharge.from_on <= day,
        or_(LeaderCharge.to_on.is_(None), LeaderCharge.to_on >= day),
    )


def fields_of_office(
    session: Session, office_id: int, *, on_day: date | None = None
) -> list[WorkField]:
    """The office's fields in their order; with a day only those that are still chosen then."""
    query = select(WorkField).where(WorkField.office_id == office_id)
    if on_day is not None:
        query = query.where(or_(WorkField.off_on.is_(None), WorkField.off_on > on_day))
    return list(session.scalars(query.order_by(WorkField.ord, WorkField.name, WorkField.id)))


def fields_to_choose(session: Session, office_id: int) -> tuple[tuple[int, str], ...]:
    """Every field of the office by its key: old tasks have old ones."""
    return unchanged(
        session.connection(),
        ("fields", office_id),
        lambda: tuple((row.id, row.name) for row in fields_of_office(session, office_id)),
    )


def field_of_office(session: Session, office_id: int, field_id: int) -> WorkField | None:
    """This field, when it is the office's."""
    return session.scalar(
        select(WorkField).where(WorkField.id == field_id, WorkField.office_id == office_id)
    )


def units_of_fields(session: Session, fields: Sequence[WorkField]) -> dict[int, list[int]]:
    """Whose usual field each of these is: keys of units by key of the field."""
    found: dict[int, list[int]] = {field.id: [] for field in fields}
    rows = session.execute(
        select(UnitField.field_id, UnitField.unit_id)
        .where(UnitField.field_id.in_(list(found)))
        .order_by(UnitField.unit_id)
    )
    for field_id, unit_id in rows:
        found[field_id].append(unit_id)
    return found


def charges_of_office(session: Session, office_id: int) -> list[LeaderCharge]:
    """Every charge that was ever given, with its people, units and fields; newest first."""
    return list(
        session.scalars(
            select(LeaderCharge)
            .where(LeaderCharge.office_id == office_id)
            .options(
                joinedload(LeaderCharge.user),
                joinedload(LeaderCharge.unit),
                joinedload(LeaderCharge.field),
            )
            .order_by(LeaderCharge.from_on.desc(), LeaderCharge.id.desc())
        ).unique()
    )


def is_in_charge(session: Session, office_id: int, user_id: int, on_day: date) -> bool:
    """Whether the person is in charge of anything on ``on_day``."""
    query = select(LeaderCharge.id).where(
        LeaderCharge.office_id == office_id, LeaderCharge.user_id == user_id, holds_on(on_day)
    )
    return session.scalar(query.limit(1)) is not None


def charge_of_task(session: Session, task: Task, on_day: date) -> TaskCharge:
    """A decision for the duty goes first, then who has the field, then who has the unit."""
    own = task.duty.field_id is not None
    field = session.get(WorkField, task.duty.field_id) if own else _usual(session, task)
    if task.duty.leader_id is not None:
        leader = session.get(User, task.duty.leader_id)
        return TaskCharge(field, own, leader, ChargeGround.DUTY)
    if field is not None:
        found = _leader(session, task, on_day, LeaderCharge.field_id == field.id)
        if found is not None:
            return TaskCharge(field, own, found, ChargeGround.FIELD)
    found = _leader(session, task, on_day, LeaderCharge.unit_id == task.lead_unit_id)
    return TaskCharge(field, own, found, ChargeGround.UNIT if found is not None else None)


def _usual(session: Session, task: Task) -> WorkField | None:
    row = session.get(UnitField, task.lead_unit_id)
    return row.field if row is not None else None


def _leader(session: Session, task: Task, on_day: date, what: ColumnElement[bool]) -> User | None:
    return session.scalar(
        select(User)
        .join(LeaderCharge, LeaderCharge.user_id == User.id)
        .where(LeaderCharge.office_id == task.office_id, what, holds_on(on_day))
        .order_by(LeaderCharge.from_on.desc(), LeaderCharge.id.desc())
        .limit(1)
    )
