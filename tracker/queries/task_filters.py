"""What a list of tasks may be asked for, as one WHERE and one ORDER BY."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import Any

from sqlalchemy import ColumnElement, SQLColumnExpression, and_, case, or_, select

from tracker.domain.deadlines import Timeliness
from tracker.domain.extension_rules import ExtensionState
from tracker.domain.task_status import CLOSED, OPEN, WITH_UNIT, TaskStatus
from tracker.domain.working_days import Calendar
from tracker.models import Duty, ExtensionRequest, SearchEntry, SearchKind, Task, TaskPart, Unit
from tracker.models.search_index import matching
from tracker.queries.charge_filters import charge_conditions
from tracker.queries.timeliness_sql import TaskKnown


class TaskState(StrEnum):
    """Questions about where tasks stand: timeliness, and what waits for somebody."""

    OPEN = "open"
    OPEN_IN_TIME = "open_in_time"
    DUE_SOON = "due_soon"
    OPEN_OVERDUE = "open_overdue"
    AWAITING = "awaiting"
    TO_ACKNOWLEDGE = "to_acknowledge"
    RETURNED = "returned"
    REFUSED = "refused"
    EXTENSION_ASKED = "extension_asked"
    COMPLETED = "completed"
    COMPLETED_ON_TIME = "completed_on_time"
    COMPLETED_LATE = "completed_late"
    UNDATED = "undated"
    SUSPENDED = "suspended"
    CANCELLED = "cancelled"


@dataclass(frozen=True, slots=True)
class TaskFilters:
    """What was asked; None and "" ask nothing. ``from_on``, ``to_on``: due days, inclusive."""

    words: str = ""
    unit_id: int | None = None
    directive_id: int | None = None
    series_id: int | None = None
    status: TaskStatus | None = None
    state: TaskState | None = None
    from_on: date | None = None
    to_on: date | None = None
    coordinating: bool = False
    """Only tasks in which ``unit_id`` (else anybody asked about) coordinates."""
    leader_id: int | None = None
    """Tasks of which this leader is in charge on the as-of day."""
    field_id: int | None = None
    key_only: bool = False
    sort: str = "due"


@dataclass(frozen=True, slots=True)
class DueSoon:
    """From which to which due day a task that is still owed counts as due soon (inclusive)."""

    from_on: date
    to_on: date

    @classmethod
    def around(cls, as_of: date, calendar: Calendar, working_days: int) -> DueSoon:
        """Due days at most ``working_days`` working days after ``as_of``."""
        return cls(as_of, calendar.add(as_of, working_days + 1) - timedelta(days=1))

    def holds(self, due_on: date | None) -> bool:
        return due_on is not None and self.from_on <= due_on <= self.to_on


def where(
    filters: TaskFilters, known: TaskKnown, soon: DueSoon, dialect: str
) -> ColumnElement[bool]:
    """Everything that was asked, together. ``Duty`` must be joined."""
    asked: list[ColumnElement[bool]] = []
    if filters.unit_id is not None:
        asked.append(_of_unit(filters.unit_id, coordinating=filters.coordinating))
    if filters.directive_id is not None:
        asked.append(Duty.directive_id == filters.directive_id)
    if filters.series_id is not None:
        asked.append(Task.series_id == filters.series_id)
    if filters.status is not None:
        asked.append(Task.status == filters.status)
    if filters.state is not None:
        asked.append(in_state(filters.state, known, soon))
    if filters.from_on is not None:
        asked.append(Task.due_on >= filters.from_on)
    if filters.to_on is not None:
        asked.append(Task.due_on <= filters.to_on)
    asked += charge_conditions(
        filters.leader_id, filters.field_id, key_only=filters.key_only, on_day=soon.from_on
    )
    if filters.words.strip():
        asked.append(_with_words(filters.words, dialect))
    return and_(Task.id.is_not(None), *asked)


def in_state(state: TaskState, known: TaskKnown, soon: DueSoon) -> ColumnElement[bool]:
    """Tasks of which ``state`` is true."""
    timely: dict[TaskState, tuple[Timeliness, ...]] = {
        TaskState.OPEN_IN_TIME: (Timeliness.OPEN_IN_TIME,),
        TaskState.OPEN_OVERDUE: (Timeliness.OPEN_OVERDUE,),
        TaskState.COMPLETED_ON_TIME: (Timeliness.COMPLETED_ON_TIME,),
        TaskState.COMPLETED_LATE: (Timeliness.COMPLETED_LATE,),
        TaskState.UNDATED: (Timeliness.UNDATED_OPEN, Timeliness.UNDATED_DONE),
    }
    if state in timely:
        return known.timeliness.in_([member.value for member in timely[state]])
    return _by_status(state, soon)


def _by_status(state: TaskState, soon: DueSoon) -> ColumnElement[bool]:
    statuses: dict[TaskState, frozenset[TaskStatus]] = {
        TaskState.OPEN: OPEN,
        TaskState.DUE_SOON: WITH_UNIT,
        TaskState.AWAITING: frozenset({TaskStatus.SUBMITTED}),
        TaskState.TO_ACKNOWLEDGE: frozenset({TaskStatus.ASSIGNED}),
        TaskState.RETURNED: frozenset({TaskStatus.RETURNED}),
        TaskState.REFUSED: frozenset({TaskStatus.REFUSED}),
        TaskState.EXTENSION_ASKED: OPEN,
        TaskState.COMPLETED: frozenset({TaskStatus.COMPLETED}),
        TaskState.SUSPENDED: frozenset({TaskStatus.SUSPENDED}),
        TaskState.CANCELLED: frozenset({TaskStatus.CANCELLED}),
    }
    found = Task.status.in_(sorted(statuses[state]))
    if state is TaskState.DUE_SOON:
        return and_(found, Task.due_on.between(soon.from_on, soon.to_on))
    return and_(found, _asks_for_time()) if state is TaskState.EXTENSION_ASKED else found


def _asks_for_time() -> ColumnElement[bool]:
    return Task.id.in_(
        select(ExtensionRequest.task_id).where(ExtensionRequest.state == ExtensionState.WAITING)
    )


_COLUMNS: dict[str, Callable[[], SQLColumnExpression[Any]]] = {
    "due": lambda: Task.due_on,
    "unit": lambda: Unit.ord,
    "updated": lambda: Task.updated_at,
    "assigned": lambda: Task.assigned_at,
    "directive": lambda: Duty.directive_id,
}


def order(sort: str) -> list[Any]:
    """ORDER BY for a sort of the address ("-updated"); by due day what is over comes last."""
    name = sort.removeprefix("-")
    column = _COLUMNS.get(name, _COLUMNS["due"])()
    turned = column.desc() if sort.startswith("-") else column.asc()
    if name == "unit":
        return [turned, Unit.id, _over(), Task.due_on.asc().nulls_last(), Task.id]
    first = [_over()] if column is Task.due_on else []
    return [*first, turned.nulls_last(), Task.id]


def _over() -> ColumnElement[int]:
    """0 while somebody still owes something, 1 once the task is over."""
    return case((Task.status.in_(sorted(CLOSED)), 1), else_=0)


def _of_unit(unit_id: int, *, coordinating: bool) -> ColumnElement[bool]:
    if not coordinating:
        return Task.lead_unit_id == unit_id
    return (
        select(TaskPart.id)
        .where(TaskPart.task_id == Task.id, TaskPart.unit_id == unit_id)
        .correlate(Task)
        .exists()
    )


def _with_words(words: str, dialect: str) -> ColumnElement[bool]:
    """The words stand in the task's, its duty's or its paper's (number, title) search entry."""
    hit = (
        select(SearchEntry.id)
        .where(
            matching(words, dialect),
            or_(
                and_(SearchEntry.kind == SearchKind.TASK, SearchEntry.thing_id == Task.id),
                and_(SearchEntry.kind == SearchKind.DUTY, SearchEntry.thing_id == Task.duty_id),
                and_(
                    SearchEntry.kind == SearchKind.DIRECTIVE,
                    SearchEntry.thing_id == Duty.directive_id,
                ),
            ),
        )
        .correlate(Task, Duty)
    )
    return hit.exists()
