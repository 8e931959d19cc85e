"""Leaders in charge of units and fields, by dates: put in charge, ended, never erased."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime

from sqlalchemy import ColumnElement, or_, select
from sqlalchemy.orm import Session

from tracker.domain.errors import Conflict, InvalidInput, NotFound
from tracker.domain.history import EventKind
from tracker.domain.people import Role
from tracker.domain.vietnamese import day_words
from tracker.models import LeaderCharge, User, WorkField
from tracker.permissions import Actor
from tracker.queries.charges import field_of_office
from tracker.services.history import record
from tracker.services.loading import for_change
from tracker.services.notices import people_with_role
from tracker.services.unit_names import own_unit


def put_in_charge(
    session: Session,
    *,
    user_id: int,
    unit_ids: Iterable[int],
    field_ids: Iterable[int],
    from_on: date,
    basis: str,
    actor: Actor,
    now: datetime,
) -> list[LeaderCharge]:
    """One row for each unit and field, from ``from_on`` on.

    Raises InvalidInput for somebody who is no leader then, for nothing chosen, without a basis,
    and where somebody is in charge at that time already.
    """
    leader = leader_on(session, user_id, from_on, actor)
    if not basis.strip():
        raise InvalidInput("Hãy ghi văn bản phân công làm căn cứ.", field="basis")
    made = [
        *(_unit(session, unit_id, from_on, actor) for unit_id in dict.fromkeys(unit_ids)),
        *(_field(session, field_id, from_on, actor) for field_id in dict.fromkeys(field_ids)),
    ]
    if not made:
        raise InvalidInput("Hãy chọn ít nhất một đơn vị hoặc một lĩnh vực.", field="units")
    for charge in made:
        charge.user_id = leader.id
        charge.basis = basis.strip()
        charge.set_by_id = actor.user_id
        charge.set_at = now
        session.add(charge)
    session.flush()
    for charge in made:
        _record(session, charge, actor, now, basis.strip())
    return made


def end_charge(
    session: Session,
    *,
    charge_id: int,
    version: int | None,
    last_day: date,
    basis: str,
    actor: Actor,
    now: datetime,
) -> LeaderCharge:
    """The charge ends after ``last_day``; the row stays for whoever asks who was in charge."""
    charge = own_charge(session, charge_id, actor)
    charge = for_change(session, LeaderCharge, charge_id, version=version)
    if charge.to_on is not None:
        raise Conflict("Phân công này đã kết thúc.")
    if last_day < charge.from_on:
        raise InvalidInput(
            "Phân công có từ ngày %(day)s. Ngày kết thúc không thể sớm hơn.",
            field="last_day",
            day=day_words(charge.from_on),
        )
    charge.to_on = last_day
    _record(session, charge, actor, now, basis.strip())
    return charge


def own_charge(session: Session, charge_id: int, actor: Actor) -> LeaderCharge:
    """A charge of the actor's office. NotFound for any other."""
    charge = session.get(LeaderCharge, charge_id)
    if charge is None or charge.office_id != actor.office_id:
        raise NotFound("Không tìm thấy nội dung này. Có thể nó đã bị xóa.")
    return charge


def leader_on(session: Session, user_id: int, on_day: date, actor: Actor) -> User:
    """A leader of the actor's office on a day. InvalidInput for anybody else."""
    leaders = people_with_role(session, actor.office_id or 0, Role.LEADER, on_day=on_day)
    found = next((person for person in leaders if person.id == user_id), None)
    if found is None:
        raise InvalidInput(
            "Hãy chọn một người có vai trò lãnh đạo vào ngày %(day)s.",
            field="leader",
            day=day_words(on_day),
        )
    return found


def _unit(session: Session, unit_id: int, from_on: date, actor: Actor) -> LeaderCharge:
    try:
        unit = own_unit(session, unit_id=unit_id, actor=actor)
    except NotFound as error:
        raise InvalidInput(error.message, field="units") from None
    if unit.to_on is not None and unit.to_on < from_on:
        raise InvalidInput(
            "%(unit)s không còn hoạt động. Hãy chọn đơn vị khác.", field="units", unit=unit.name
        )
    _refuse_taken(session, LeaderCharge.unit_id == unit.id, unit.name, from_on, at="units")
    return LeaderCharge(office_id=actor.office_id or 0, unit_id=unit.id, from_on=from_on)


def _field(session: Session, field_id: int, from_on: date, actor: Actor) -> LeaderCharge:
    field: WorkField | None = field_of_office(session, actor.office_id or 0, field_id)
    if field is None:
        raise InvalidInput("Hãy chọn một lĩnh vực của cơ quan.", field="fields")
    _refuse_taken(session, LeaderCharge.field_id == field.id, field.name, from_on, at="fields")
    return LeaderCharge(office_id=actor.office_id or 0, field_id=field.id, from_on=from_on)


def _refuse_taken(
    session: Session, what: ColumnElement[bool], name: str, from_on: date, *, at: str
) -> None:
    """Nobody else is in charge of it on or after that day."""
    taken = session.scalar(
        select(LeaderCharge)
        .where(what, or_(LeaderCharge.to_on.is_(None), LeaderCharge.to_on >= from_on))
        .limit(1)
    )
    if taken is not None:
        raise InvalidInput(
            "%(name)s đang do %(person)s phụ trách từ ngày %(day)s. Hãy kết thúc phân công đó "
            "trước.",
            field=at,
            name=name,
            person=taken.user.name,
            day=day_words(taken.from_on),
        )


def _record(
    session: Session, charge: LeaderCharge, actor: Actor, now: datetime, basis: str
) -> None:
    what = charge.unit.name if charge.unit is not None else ""
    if charge.field is not None:
        what = charge.field.name
    until = f" đến hết {day_words(charge.to_on)}" if charge.to_on else ""
    record(
        session,
        EventKind.CHARGE_CHANGED,
        actor=actor,
        now=now,
        user=charge.user,
        unit=charge.unit,
        basis=basis,
        note=f"{charge.user.name}: {what}, từ {day_words(charge.from_on)}{until}",
        charge=charge.id,
    )
