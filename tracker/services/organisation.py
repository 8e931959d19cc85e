"""Units of an office: founded, corrected, dissolved with successors. Names: unit_names.py.

Nothing is deleted: a task of last year keeps the unit and the name that it had.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, datetime, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from tracker.domain.errors import Conflict, InvalidInput
from tracker.domain.history import EventKind
from tracker.domain.vietnamese import day_words, one_line
from tracker.models import Office, Unit, UnitGroupMember, UnitName, UnitSuccession, UnitType
from tracker.permissions import Actor
from tracker.services.history import record
from tracker.services.unit_names import answer_to, checked_name, own_unit, refuse_same_name


def add_unit(
    session: Session,
    *,
    name: str,
    short: str = "",
    type_code: str,
    parent_id: int,
    outside: bool = False,
    identifier: str = "",
    email: str = "",
    from_on: date | None = None,
    aliases: Iterable[str] = (),
    actor: Actor,
    now: datetime,
) -> Unit:
    """A unit below ``parent_id``. It answers to its name, its short name and ``aliases``.

    ``outside``: the office cannot order it, it gets requests (design D17). Raises InvalidInput
    at the field, also when an existing unit of the office has this very name.
    """
    called = checked_name(name)
    parent = own_unit(session, unit_id=parent_id, actor=actor)
    if session.get(UnitType, type_code) is None:
        raise InvalidInput("Hãy chọn loại đơn vị.", field="type_code")
    refuse_same_name(session, called, from_on, actor)
    unit = Unit(
        type_code=type_code,
        parent=parent,
        outside=outside,
        identifier=one_line(identifier) or None,
        email=one_line(email).lower() or None,
        from_on=from_on,
    )
    unit.names.append(UnitName(name=called, short=one_line(short) or None, from_on=from_on))
    session.add(unit)
    session.flush()
    answer_to(session, unit, [called, one_line(short), *aliases], from_on=None)
    record(session, EventKind.UNIT_CREATED, actor=actor, now=now, unit=unit, name=called)
    return unit


def change_unit(
    session: Session,
    *,
    unit_id: int,
    version: int | None,
    type_code: str,
    parent_id: int | None,
    outside: bool,
    identifier: str = "",
    email: str = "",
    ord: int = 0,
    actor: Actor,
    now: datetime,
) -> Unit:
    """Correct everything but the name. Raises InvalidInput for a parent below the unit itself."""
    unit = own_unit(session, unit_id=unit_id, actor=actor, version=version)
    before = _facts(unit)
    if _is_root(session, unit, actor):
        parent_id = unit.parent_id
    elif parent_id is None or _hangs_below(session, parent_id, unit):
        raise InvalidInput(
            "Đơn vị cấp trên không thể là chính đơn vị này hoặc đơn vị trực thuộc nó.",
            field="parent",
        )
    else:
        parent_id = own_unit(session, unit_id=parent_id, actor=actor).id
    if session.get(UnitType, type_code) is None:
        raise InvalidInput("Hãy chọn loại đơn vị.", field="type_code")
    unit.type_code = type_code
    unit.parent_id = parent_id
    unit.outside = outside
    unit.identifier = one_line(identifier) or None
    unit.email = one_line(email).lower() or None
    unit.ord = ord
    session.flush()
    after = _facts(unit)
    changes = {key: [before[key], after[key]] for key in before if before[key] != after[key]}
    if changes:
        record(session, EventKind.UNIT_CHANGED, actor=actor, now=now, unit=unit, changes=changes)
    return unit


def dissolve_unit(
    session: Session,
    *,
    unit_id: int,
    version: int | None,
    last_day: date,
    successor_ids: Sequence[int],
    basis: str,
    actor: Actor,
    now: datetime,
) -> Unit:
    """The unit ends after ``last_day``; ``successor_ids`` take over the day after.

    Only dates change here: what it had to do goes over in unit_succession.py. Conflict for
    the office itself, its lead unit, and a unit that still has others below it.
    """
    unit = own_unit(session, unit_id=unit_id, actor=actor, version=version)
    refuse_needed(session, unit, last_day, actor)
    if not basis.strip():
        raise InvalidInput("Hãy ghi văn bản làm căn cứ.", field="basis")
    if unit.from_on is not None and last_day < unit.from_on:
        raise InvalidInput("Ngày này sớm hơn ngày thành lập đơn vị.", field="last_day")
    next_day = last_day + timedelta(days=1)
    for key in dict.fromkeys(successor_ids):
        successor = own_unit(session, unit_id=key, actor=actor)
        if successor.id == unit.id or not successor.exists_on(next_day):
            raise InvalidInput(
                "Đơn vị kế thừa phải là đơn vị khác và đang hoạt động từ ngày %(day)s.",
                field="successors",
                day=day_words(next_day),
            )
        session.add(UnitSuccession(from_unit_id=unit.id, to_unit_id=key, on_day=next_day))
    unit.to_on = last_day
    unit.names[-1].to_on = last_day
    _leave_groups(session, unit, last_day)
    session.flush()
    record(
        session,
        EventKind.UNIT_DISSOLVED,
        actor=actor,
        now=now,
        unit=unit,
        basis=basis.strip(),
        last_day=last_day.isoformat(),
        successors=list(dict.fromkeys(successor_ids)),
    )
    return unit


def refuse_needed(session: Session, unit: Unit, last_day: date, actor: Actor) -> None:
    """Raise Conflict for a unit that cannot end, with the reason."""
    if unit.to_on is not None:
        raise Conflict("Đơn vị này đã giải thể hoặc sáp nhập.")
    office = session.get_one(Office, actor.office_id)
    if unit.id == office.root_unit_id:
        raise Conflict("Đây là chính cơ quan, không thể giải thể tại đây.")
    if unit.id == office.lead_unit_id:
        raise Conflict(
            "Đây là đơn vị theo dõi, đôn đốc của cơ quan. Hãy chọn đơn vị khác thay trước."
        )
    below = session.scalars(select(Unit).where(Unit.parent_id == unit.id, Unit.to_on.is_(None)))
    if any(child.exists_on(last_day) for child in below.unique()):
        raise Conflict(
            "Đơn vị còn các đơn vị trực thuộc. Hãy chuyển hoặc giải thể các đơn vị đó trước."
        )


def _leave_groups(session: Session, unit: Unit, last_day: date) -> None:
    memberships = session.scalars(
        select(UnitGroupMember).where(
            UnitGroupMember.unit_id == unit.id, UnitGroupMember.to_on.is_(None)
        )
    )
    for membership in memberships:
        membership.to_on = last_day


def _is_root(session: Session, unit: Unit, actor: Actor) -> bool:
    return session.get_one(Office, actor.office_id).root_unit_id == unit.id


def _hangs_below(session: Session, unit_id: int, upper: Unit) -> bool:
    """Whether ``unit_id`` is ``upper`` or hangs somewhere below it."""
    found = session.get(Unit, unit_id)
    while found is not None:
        if found.id == upper.id:
            return True
        found = found.parent
    return False


def _facts(unit: Unit) -> dict[str, object]:
    return {
        "type": unit.type_code,
        "parent": unit.parent_id,
        "outside": unit.outside,
        "identifier": unit.identifier,
        "email": unit.email,
        "ord": unit.ord,
    }
