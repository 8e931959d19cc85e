"""Units, with their type, name and aliases."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from itertools import count

from sqlalchemy.orm import Session

from tracker.domain.vietnamese import fold
from tracker.models import Office, Unit, UnitAlias, UnitGroup, UnitGroupMember, UnitName, UnitType

_number = count(1)


def a_unit_type(session: Session, code: str = "division", name: str = "Phòng") -> UnitType:
    """The type of this code, made when it is not there yet."""
    found = session.get(UnitType, code)
    if found is None:
        found = UnitType(code=code, name=name)
        session.add(found)
        session.flush()
    return found


def a_unit(
    session: Session,
    name: str | None = None,
    *,
    parent: Unit | None = None,
    type_code: str = "division",
    short: str | None = None,
    aliases: Sequence[str] = (),
    outside: bool = False,
    from_on: date | None = None,
    to_on: date | None = None,
) -> Unit:
    """A unit that answers to its own name and to ``aliases``; an office's when it has a parent."""
    name = name or f"Phòng Thử nghiệm {next(_number)}"
    unit = Unit(
        type=a_unit_type(session, type_code),
        parent=parent,
        outside=outside,
        from_on=from_on,
        to_on=to_on,
    )
    unit.names.append(UnitName(name=name, short=short, from_on=from_on))
    session.add(unit)
    session.flush()
    by_key = {fold(alias): alias for alias in (name, *([short] if short else []), *aliases)}
    session.add_all(
        UnitAlias(unit_id=unit.id, alias=alias, folded=folded) for folded, alias in by_key.items()
    )
    session.flush()
    return unit


def a_group(
    session: Session,
    office: Office,
    name: str = "các phòng, ban",
    *,
    members: Sequence[Unit] = (),
    code: str | None = None,
    from_on: date | None = None,
) -> UnitGroup:
    """A class of units as papers name it."""
    group = UnitGroup(office_id=office.id, code=code or f"group_{next(_number)}", name=name)
    group.members.extend(UnitGroupMember(unit=unit, from_on=from_on) for unit in members)
    session.add(group)
    session.flush()
    return group
