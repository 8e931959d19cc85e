"""The units that may be given work, in columns: forms offer them on every page and check them."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from functools import lru_cache
from types import MappingProxyType
from typing import Any, NamedTuple, cast

from sqlalchemy import BindParameter, Integer, bindparam, or_, select
from sqlalchemy.orm import Session

from tracker.domain.vietnamese import sort_key
from tracker.models import Office, Unit, UnitGroup, UnitName, UnitType
from tracker.queries.units import units_of_office


class OfferedUnit(NamedTuple):
    """A unit under its present name; ``outside``: it can be asked, not ordered."""

    id: int
    name: str
    outside: bool


class OfferedGroup(NamedTuple):
    """A class of units."""

    id: int
    name: str


class _Row(NamedTuple):
    id: int
    outside: bool
    ord: int
    type_ord: int
    type_name: str
    name: str


_DAY: BindParameter[Any] = bindparam("day")
_OFFICE = cast("int", bindparam("office", type_=Integer))  # a place for the key
#: Put together once: the tree of units makes it a long one.
_UNITS = (
    select(Unit.id, Unit.outside, Unit.ord, UnitType.ord, UnitType.name, UnitName.name)
    .join(UnitType, UnitType.code == Unit.type_code)
    .join(UnitName, UnitName.unit_id == Unit.id)
    .where(
        Unit.id.in_(units_of_office(_OFFICE).with_only_columns(Unit.id).order_by(None)),
        Unit.id != bindparam("root"),
        or_(Unit.from_on.is_(None), Unit.from_on <= _DAY),
        or_(Unit.to_on.is_(None), Unit.to_on >= _DAY),
    )
    .order_by(Unit.id, UnitName.from_on.asc().nulls_first(), UnitName.id)
)


def offered_units(
    session: Session, office: Office, on_day: date
) -> Mapping[str, tuple[OfferedUnit, ...]]:
    """As units.orderable_units under the names of their types, in one statement."""
    asked = {"office": office.id, "root": office.root_unit_id, "day": on_day}
    rows = session.execute(_UNITS, asked)
    return _by_type(tuple(tuple(row) for row in rows))


def offered_groups(session: Session, office_id: int) -> list[OfferedGroup]:
    """As units.groups_of_office, without the ways in which papers write them."""
    rows = session.execute(
        select(UnitGroup.id, UnitGroup.name).where(UnitGroup.office_id == office_id)
    )
    return sorted((OfferedGroup(*row) for row in rows), key=lambda group: sort_key(group.name))


@lru_cache(maxsize=16)
def _by_type(found: tuple[tuple[Any, ...], ...]) -> Mapping[str, tuple[OfferedUnit, ...]]:
    """Remembered by all that it depends on: the same rows are sorted once."""
    newest = {row[0]: _Row(*row) for row in found}
    groups: dict[str, list[OfferedUnit]] = {}
    for row in sorted(newest.values(), key=lambda row: (row.type_ord, row.ord, sort_key(row.name))):
        groups.setdefault(row.type_name, []).append(OfferedUnit(row.id, row.name, row.outside))
    return MappingProxyType({kind: tuple(units) for kind, units in groups.items()})
