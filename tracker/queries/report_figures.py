"""The one place where figures are counted: screens, papers and lists read the same rows.

A report's window is a span of days; its figures say what was known at the end of an as-of
day. Counted are tasks that were open when the window began (carried over) and tasks that were
given inside it; what was closed before the window is history. See design 2b, "total".
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from sqlalchemy import ColumnElement, Row, select
from sqlalchemy.orm import Session

from tracker.domain.deadlines import Timeliness
from tracker.domain.figures import Figures, RegularFigures, UnitFigures, state_of_duty
from tracker.domain.local_time import local_day
from tracker.domain.reporting_periods import Window
from tracker.domain.task_status import CLOSED, OPEN, TaskStatus
from tracker.domain.vietnamese import sort_key
from tracker.models import Duty, Task, Unit
from tracker.queries.period import regular_figures
from tracker.queries.timeliness_sql import day_ends, known_on


@dataclass(frozen=True, slots=True)
class CountedTask:
    """One task as a report counts it; the list behind every number is made of these."""

    task_id: int
    duty_id: int
    unit_id: int
    status: TaskStatus
    timeliness: Timeliness
    carried_over: bool
    due_on: date | None
    done_on: date | None


@dataclass(frozen=True, slots=True)
class Counted:
    """Everything counted once: totals in both counts, per unit, and the tasks behind."""

    window: Window
    as_of: date
    tasks: Figures
    duties: Figures
    regular: RegularFigures
    units: tuple[UnitFigures, ...]
    rows: tuple[CountedTask, ...]


def count(
    session: Session,
    *,
    office_id: int,
    window: Window,
    as_of: date,
    directive_id: int | None = None,
    only: ColumnElement[bool] | None = None,
) -> Counted:
    """Figures of one office (or one of its directives) for ``window`` as known on ``as_of``.

    ``only`` narrows the tasks further (one unit's own page). Units stand in dictionary order.
    """
    rows = counted_tasks(
        session,
        office_id=office_id,
        window=window,
        as_of=as_of,
        directive_id=directive_id,
        only=only,
    )
    regular = (
        {}
        if directive_id is not None or only is not None
        else regular_figures(session, office_id, window, as_of)
    )
    by_unit: dict[int, list[CountedTask]] = defaultdict(list)
    for row in rows:
        by_unit[row.unit_id].append(row)
    names = _names(session, set(by_unit) | set(regular), as_of)
    units = tuple(
        UnitFigures(
            unit_id=unit_id,
            unit=names[unit_id],
            tasks=figures(by_unit[unit_id]),
            duties=duty_figures(by_unit[unit_id]),
            regular=regular.get(unit_id, RegularFigures()),
        )
        for unit_id in sorted(names, key=lambda unit_id: sort_key(names[unit_id]))
    )
    return Counted(
        window=window,
        as_of=as_of,
        tasks=figures(rows),
        duties=duty_figures(rows),
        regular=_sum(regular.values()),
        units=units,
        rows=rows,
    )


def counted_tasks(
    session: Session,
    *,
    office_id: int,
    window: Window,
    as_of: date,
    directive_id: int | None = None,
    only: ColumnElement[bool] | None = None,
) -> tuple[CountedTask, ...]:
    """The tasks that a report on ``window`` counts, by task id."""
    before = known_on(window.from_on - timedelta(days=1))
    after = known_on(as_of)
    query = (
        select(
            Task.id,
            Task.duty_id,
            Task.assigned_at,
            before.status,
            after.status,
            after.timeliness,
            after.lead_unit_id,
            after.due_on,
            after.done_on,
        )
        .where(Task.office_id == office_id, Task.assigned_at < day_ends(min(as_of, window.to_on)))
        .order_by(Task.id)
    )
    if directive_id is not None:
        query = query.join(Duty, Duty.id == Task.duty_id).where(Duty.directive_id == directive_id)
    if only is not None:
        query = query.where(only)
    counted = (_counted(row, window) for row in session.execute(query))
    return tuple(row for row in counted if row is not None)


def _counted(row: Row[*tuple[Any, ...]], window: Window) -> CountedTask | None:
    """The row as counted, or None when it was closed before the window (or not yet born)."""
    task_id, duty_id, assigned_at, was, now, timeliness, unit_id, due_on, done_on = row
    if now is None:
        return None
    status = TaskStatus(now)
    was_open = was is not None and TaskStatus(was) in OPEN
    given_inside = was is None and local_day(assigned_at) >= window.from_on
    reopened = was is not None and not was_open and status not in CLOSED
    if not (was_open or given_inside or reopened):
        return None
    return CountedTask(
        task_id=task_id,
        duty_id=duty_id,
        unit_id=unit_id,
        status=status,
        timeliness=Timeliness(timeliness),
        carried_over=not given_inside,
        due_on=due_on,
        done_on=done_on if status is TaskStatus.COMPLETED else None,
    )


def figures(rows: Iterable[CountedTask]) -> Figures:
    """Lượt giao: one per task; cancelled and refused stand outside the total."""
    return _figures((row.timeliness, row.status, row.carried_over) for row in rows)


def duty_figures(rows: Iterable[CountedTask]) -> Figures:
    """Nhiệm vụ: one per duty, in the worst state of its tasks."""
    by_duty: dict[int, list[CountedTask]] = defaultdict(list)
    for row in rows:
        by_duty[row.duty_id].append(row)
    return _figures(_of_duty(tasks) for tasks in by_duty.values())


def _of_duty(tasks: list[CountedTask]) -> tuple[Timeliness, TaskStatus, bool]:
    state = state_of_duty(task.timeliness for task in tasks)
    status = next(task.status for task in tasks if task.timeliness is state)
    return state, status, any(task.carried_over for task in tasks)


_COLUMN = {
    Timeliness.COMPLETED_ON_TIME: "completed_on_time",
    Timeliness.COMPLETED_LATE: "completed_late",
    Timeliness.OPEN_IN_TIME: "open_in_time",
    Timeliness.OPEN_OVERDUE: "open_overdue",
    Timeliness.UNDATED_OPEN: "undated_open",
    Timeliness.UNDATED_DONE: "undated_done",
    Timeliness.SUSPENDED: "suspended",
}


def _figures(things: Iterable[tuple[Timeliness, TaskStatus, bool]]) -> Figures:
    counts: dict[str, int] = defaultdict(int)
    for timeliness, status, carried_over in things:
        if timeliness is Timeliness.NOT_COUNTED:
            counts["cancelled" if status is TaskStatus.CANCELLED else "refused"] += 1
            continue
        counts["total"] += 1
        counts["carried_over" if carried_over else "assigned"] += 1
        counts[_COLUMN[timeliness]] += 1
    return Figures(**counts)


def _sum(parts: Iterable[RegularFigures]) -> RegularFigures:
    rows = list(parts)
    return RegularFigures(
        duties=sum(row.duties for row in rows),
        reported=sum(row.reported for row in rows),
        reported_late=sum(row.reported_late for row in rows),
        not_reported=sum(row.not_reported for row in rows),
    )


def _names(session: Session, unit_ids: set[int], as_of: date) -> dict[int, str]:
    units = session.scalars(select(Unit).where(Unit.id.in_(sorted(unit_ids))))
    return {unit.id: unit.name_on(as_of).name for unit in units}
