"""Tasks by leader in charge, by field, by the star: the rule of queries/charges.py as SQL.

A test compares both over one table of cases.
"""

from __future__ import annotations

from datetime import date

from sqlalchemy import ColumnElement, Select, and_, or_, select

from tracker.models import Duty, LeaderCharge, Task, UnitField
from tracker.queries.charges import holds_on


def charge_conditions(
    leader_id: int | None, field_id: int | None, *, key_only: bool, on_day: date
) -> list[ColumnElement[bool]]:
    """What a list asks of these three; nothing asked is an empty list. ``Duty`` is joined."""
    asked: list[ColumnElement[bool]] = []
    if leader_id is not None:
        asked.append(in_charge(leader_id, on_day))
    if field_id is not None:
        asked.append(of_field(field_id))
    if key_only:
        asked.append(Duty.key_task.is_(True))
    return asked


def of_field(field_id: int) -> ColumnElement[bool]:
    """Tasks of the field: by their duty, else by their lead unit. ``Duty`` must be joined."""
    units = select(UnitField.unit_id).where(UnitField.field_id == field_id)
    return or_(
        Duty.field_id == field_id,
        and_(Duty.field_id.is_(None), Task.lead_unit_id.in_(units)),
    )


def in_charge(leader_id: int, on_day: date) -> ColumnElement[bool]:
    """Tasks of which the leader is in charge on ``on_day``. ``Duty`` must be joined."""
    mine = _charges(on_day).where(LeaderCharge.user_id == leader_id)
    led = and_(Duty.leader_id.is_(None), _in_fields(_fields(mine)))
    by_unit = and_(
        Duty.leader_id.is_(None),
        ~_in_fields(_fields(_charges(on_day))),
        Task.lead_unit_id.in_(
            mine.with_only_columns(LeaderCharge.unit_id).where(LeaderCharge.unit_id.is_not(None))
        ),
    )
    return or_(Duty.leader_id == leader_id, led, by_unit)


def _charges(on_day: date) -> Select[int]:
    """Those of the tasks' own offices: a field and a unit belong to one office each."""
    return select(LeaderCharge.id).where(holds_on(on_day))


def _fields(charges: Select[int]) -> Select[int | None]:
    return charges.with_only_columns(LeaderCharge.field_id).where(
        LeaderCharge.field_id.is_not(None)
    )


def _in_fields(fields: Select[int | None]) -> ColumnElement[bool]:
    """The task's field is one of these; never NULL, so that it can be denied."""
    units = select(UnitField.unit_id).where(UnitField.field_id.in_(fields))
    return or_(
        and_(Duty.field_id.is_not(None), Duty.field_id.in_(fields)),
        and_(Duty.field_id.is_(None), Task.lead_unit_id.in_(units)),
    )
