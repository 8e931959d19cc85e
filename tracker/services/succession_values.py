"""A succession order as plain values: signed in a form, kept until its day."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict
from datetime import date
from typing import Any

from tracker.domain.unit_handover import PeopleFate
from tracker.services.succession_check import NewUnit, SuccessionOrder


def order_values(order: SuccessionOrder) -> dict[str, Any]:
    """The order as JSON values; the successors of single tasks stand apart."""
    return asdict(order) | {"on_day": order.on_day.isoformat(), "by_task": {}}


def order_of(values: Mapping[str, Any], by_task: Mapping[int, int]) -> SuccessionOrder:
    """The order behind ``order_values`` with the successors chosen for single tasks."""
    new = values["new_unit"]
    return SuccessionOrder(
        unit_ids=tuple(values["unit_ids"]),
        on_day=date.fromisoformat(values["on_day"]),
        basis=values["basis"],
        successor_id=values["successor_id"],
        new_unit=NewUnit(**new) if new else None,
        others=tuple(values["others"]),
        by_task=by_task,
        people=PeopleFate(values["people"]),
        versions={int(key): version for key, version in values["versions"].items()},
    )
