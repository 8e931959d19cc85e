"""The units that can be chosen, in columns: lists and forms ask for them on every page."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from types import MappingProxyType
from typing import Any, NamedTuple

from sqlalchemy import Select, or_, select
from sqlalchemy.orm import Session

from tracker.db.plain_rows import plain_rows
from tracker.db.watch import unchanged
from tracker.domain.vietnamese import sort_key
from tracker.models import Office, Unit, UnitGroup, UnitName, UnitType
from tracker.queries.units import keys_of_office

UnitsByType = Mapping[str, tuple[tuple[int, str], ...]]
"""Pairs (key, name) under the name of their type, as ``units.choices_by_type``."""


class OfferedUnit(NamedTuple):
    """A unit under its present name; ``outside``: it can be asked, not ordered."""

    id: int
    name: str
    outside: bool


class OfferedGroup(NamedTuple):
    """A class of units."""

    id: int
    name: str


_Row = tuple[int, bool, int, int, str, str]
"""Unit, outside, its place, the place of its type, the type's name, its own."""


@dataclass(frozen=True, slots=True)
class _Listed:
    """The units of an office under their types, in the two forms in which pages ask for them."""

    units: Mapping[str, tuple[OfferedUnit, ...]]
    pairs: UnitsByType


def unit_choices(session: Session, office_id: int, on_day: date) -> UnitsByType:
    """Units that exist on ``on_day`` under their present names, in one statement at most."""
    return _listed(session, office_id, on_day).pairs


def offered_units(
    session: Session, office: Office, on_day: date
) -> Mapping[str, tuple[OfferedUnit, ...]]:
    """As units.orderable_units under the names of their types: all but the office itself."""
    found: dict[str, tuple[OfferedUnit, ...]] = {}
    for kind, units in _listed(session, office.id, on_day).units.items():
        below = tuple(unit for unit in units if unit.id != office.root_unit_id)
        if below:
            found[kind] = below
    return found


def offered_groups(session: Session, office_id: int) -> list[OfferedGroup]:
    """As units.groups_of_office, without the ways in which papers write them."""
    rows = session.execute(
        select(UnitGroup.id, UnitGroup.name).where(UnitGroup.office_id == office_id)
    )
    return sorted((OfferedGroup(*row) for row in rows), key=lambda group: sort_key(group.name))


def _listed(session: Session, office_id: int, on_day: date) -> _Listed:
    def read() -> _Listed:
        rows = plain_rows(session, _statement(office_id, on_day))
        return _by_type(tuple(map(tuple, rows)))

    return unchanged(session.connection(), ("units", office_id, on_day), read, held=True)


@lru_cache(maxsize=16)
def _statement(office_id: int, on_day: date) -> Select[*tuple[Any, ...]]:
    """Put together once a day: that takes as long as asking it."""
    return (
        select(Unit.id, Unit.outside, Unit.ord, UnitType.ord, UnitType.name, UnitName.name)
        .join(UnitType, UnitType.code == Unit.type_code)
        .join(UnitName, UnitName.unit_id == Unit.id)
        .where(
            Unit.id.in_(keys_of_office(office_id)),
            or_(Unit.from_on.is_(None), Unit.from_on <= on_day),
            or_(Unit.to_on.is_(None), Unit.to_on >= on_day),
        )
        .order_by(Unit.id, UnitName.from_on.asc().nulls_first(), UnitName.id)
    )


@lru_cache(maxsize=16)
def _by_type(rows: tuple[_Row, ...]) -> _Listed:
    """Remembered by all that it depends on: the same rows are sorted once."""
    newest = {row[0]: row for row in rows}
    placed = sorted(
        (type_ord, ord_, sort_key(name), type_name, OfferedUnit(key, name, outside))
        for key, outside, ord_, type_ord, type_name, name in newest.values()
    )
    groups: dict[str, list[OfferedUnit]] = defaultdict(list)
    for _type_ord, _ord, _key, type_name, unit in placed:
        groups[type_name].append(unit)
    units = {kind: tuple(found) for kind, found in groups.items()}
    pairs = {kind: tuple((one.id, one.name) for one in found) for kind, found in units.items()}
    return _Listed(MappingProxyType(units), MappingProxyType(pairs))
