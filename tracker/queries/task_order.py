"""In which order a list of tasks stands: what somebody still owes before what is over."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date, datetime
from typing import Any

from sqlalchemy import ColumnElement, and_, func, literal_column
from sqlalchemy.orm import InstrumentedAttribute

from tracker.domain.task_status import CLOSED, OPEN
from tracker.models import Duty, Task, Unit
from tracker.queries.keyset import Key, Stretch
from tracker.queries.task_filters import TaskFilters, TaskState, asked_statuses

_OVER: list[ColumnElement[str]] = [literal_column(f"'{status}'") for status in sorted(CLOSED)]
"""Written out, not bound: an index with a condition is used only for the same words."""

still_open: ColumnElement[bool] = Task.status.not_in(_OVER)
is_over: ColumnElement[bool] = Task.status.in_(_OVER)

_DATED = frozenset(
    {
        TaskState.OPEN_IN_TIME,
        TaskState.DUE_SOON,
        TaskState.OPEN_OVERDUE,
        TaskState.COMPLETED_ON_TIME,
        TaskState.COMPLETED_LATE,
    }
)
_ID = Key(Task.id)
_DUE = Key(func.coalesce(Task.due_on, literal_column("'9999-12-31'")), date)
"""Without a due day: after all days."""

_KEYS: dict[str, Callable[[bool], tuple[Key, ...]]] = {
    "unit": lambda down: (_turned(Unit.ord, down), _turned(Unit.id, down), _DUE, _ID),
    "assigned": lambda _down: (Key(Task.assigned_at, datetime), _ID),
    "directive": lambda _down: (Key(Duty.directive_id), _ID),
}


def joined(sort: str) -> tuple[tuple[Any, ColumnElement[bool]], ...]:
    """What must be joined to ``Task`` for this sort: pairs (model, condition)."""
    name = sort.removeprefix("-")
    if name == "unit":
        return ((Unit, Unit.id == Task.lead_unit_id),)
    return ((Duty, Duty.id == Task.duty_id),) if name == "directive" else ()


def order(filters: TaskFilters) -> list[Stretch]:
    """The order of a list for the sort of its address ("-updated"); the due day when in doubt."""
    name, down = filters.sort.removeprefix("-"), filters.sort.startswith("-")
    if name == "updated":
        return [Stretch((Key(Task.updated_at, datetime), _ID), down, _one_side(filters))]
    if name not in _KEYS:
        return list(_by_due(filters, down))
    keys = _KEYS[name](down)
    turned = down and name != "unit"
    return [Stretch(keys, turned, side) for side in _sides(filters)]


def _by_due(filters: TaskFilters, down: bool) -> Iterator[Stretch]:
    """By due day, the undated ones after the dated ones, whichever way the days run."""
    between = filters.from_on is not None or filters.to_on is not None
    for side in _sides(filters):
        if filters.state is not TaskState.UNDATED:
            dated = and_(side, Task.due_on.is_not(None))
            yield Stretch((Key(Task.due_on, date), _ID), down, dated)
        if not between and filters.state not in _DATED:
            yield Stretch((_ID,), down, and_(side, Task.due_on.is_(None)))


def _sides(filters: TaskFilters) -> list[ColumnElement[bool]]:
    """Open, then over: those of the two that the filters leave."""
    asked = asked_statuses(filters)
    found = [side for side, of in ((still_open, OPEN), (is_over, CLOSED)) if asked & of]
    return found or [still_open]


def _one_side(filters: TaskFilters) -> ColumnElement[bool] | None:
    sides = _sides(filters)
    return sides[0] if len(sides) == 1 else None


def _turned(column: InstrumentedAttribute[int], down: bool) -> Key:
    """Units may run backwards while days within a unit do not."""
    return Key(-column if down else column)
