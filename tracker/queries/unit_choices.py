"""The units that can be chosen, in columns: lists and forms ask for them on every page."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from datetime import date
from functools import lru_cache
from types import MappingProxyType
from typing import Any

from sqlalchemy import Select, or_, select
from sqlalchemy.orm import Session

from tracker.db.watch import unchanged
from tracker.domain.vietnamese import sort_key
from tracker.models import Unit, UnitName, UnitType
from tracker.queries.units import keys_of_office

UnitsByType = Mapping[str, tuple[tuple[int, str], ...]]
"""Pairs (key, name) under the name of their type, as ``units.choices_by_type``."""


_Named = tuple[int, int, str, int, str]
"""Key of the unit, order and name of its type, its order, its name."""


def unit_choices(session: Session, office_id: int, on_day: date) -> UnitsByType:
    """Units that exist on ``on_day`` under their present names, in one statement."""

    def read() -> UnitsByType:
        rows = session.execute(_statement(office_id, on_day))
        return _by_type(tuple(tuple(row) for row in rows))

    return unchanged(session.connection(), ("units", office_id, on_day), read)


@lru_cache(maxsize=16)
def _statement(office_id: int, on_day: date) -> Select[*tuple[Any, ...]]:
    """Put together once a day: that takes as long as asking it."""
    return (
        select(Unit.id, UnitType.ord, UnitType.name, Unit.ord, UnitName.name)
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
def _by_type(rows: tuple[_Named, ...]) -> UnitsByType:
    """Remembered by all that it depends on: the same rows are sorted once."""
    newest = {row[0]: row for row in rows}
    groups: dict[str, list[tuple[int, str]]] = defaultdict(list)
    in_order = sorted(newest.values(), key=lambda row: (row[1], row[3], sort_key(row[4])))
    for key, _type_ord, type_name, _ord, name in in_order:
        groups[type_name].append((key, name))
    return MappingProxyType({kind: tuple(pairs) for kind, pairs in groups.items()})
