"""The tasks that a report counts, as known on a day; set by set, not task by task."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from functools import lru_cache, partial
from typing import Any

from sqlalchemy import ColumnElement, Row, Select, String, case, null, select, type_coerce
from sqlalchemy.orm import Session

from tracker.db.plain_rows import plain_rows
from tracker.domain.counted_tasks import CountedTask
from tracker.domain.deadlines import Timeliness, state_of
from tracker.domain.measured_tasks import days_late, on_time_by
from tracker.domain.reporting_periods import Window
from tracker.domain.task_status import OPEN, TaskStatus
from tracker.models import Duty, Task
from tracker.queries.counted_scope import asked_for, readings, reopened_inside, status_before
from tracker.queries.task_measures import TaskMeasures, task_measures
from tracker.queries.timeliness_sql import TaskKnown

_STATUS = {status.value: status for status in TaskStatus}
_WAS_OPEN = frozenset(status.value for status in OPEN)


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
    again = session.scalars(reopened_inside(office_id, window, as_of))
    reopened = frozenset(task_id for task_id in again if task_id is not None)
    asked = asked_for(office_id, window, as_of)
    if directive_id is not None:
        asked.append(Task.duty_id.in_(select(Duty.id).where(Duty.directive_id == directive_id)))
    if only is not None:
        asked.append(only)
    beside = task_measures(session, office_id=office_id, window=window, as_of=as_of)
    found: list[CountedTask] = []
    for known, touched in readings(session, office_id, as_of):
        rows = plain_rows(session, _facts(known, window).where(*asked, touched))
        found += _counted(rows, reopened, beside, as_of)
    return tuple(sorted(found, key=lambda row: row.task_id))


def _facts(known: TaskKnown, window: Window) -> Select[*tuple[Any, ...]]:
    """What is counted of each task; each fact once, the rule is applied to the row."""
    status = type_coerce(known.status, String)
    waits = case((status == TaskStatus.SUBMITTED.value, known.handed_in_on), else_=null())
    return select(
        Task.id,
        Task.duty_id,
        Duty.directive_id,
        Duty.field_id,
        type_coerce(status_before(window), String),
        status,
        known.lead_unit_id,
        known.due_on,
        known.done_on,
        type_coerce(waits, Task.due_on.type),
    ).join(Duty, Duty.id == Task.duty_id)


def _counted(
    rows: Any, reopened: frozenset[int], beside: TaskMeasures, as_of: date
) -> Iterator[CountedTask]:
    """The rows as counted, without those that were closed before the window and stayed so."""
    judge = lru_cache(maxsize=None)(partial(_judged, as_of))
    row: Row[*tuple[Any, ...]]
    for row in rows:
        key, duty_id, directive_id, field_id, was, now, unit_id, due_on, done_on, handed_in_on = row
        if now is None or (was is not None and was not in _WAS_OPEN and key not in reopened):
            continue
        status = _STATUS[now]
        first_due = beside.first_due.get(key, due_on)
        moved = first_due != due_on
        state, late = judge(status, due_on, done_on, handed_in_on)
        yield CountedTask(
            key,
            duty_id,
            unit_id,
            status,
            state,
            was is not None,
            due_on,
            done_on if status is TaskStatus.COMPLETED else None,
            directive_id,
            field_id or beside.usual_field.get(unit_id, 0),
            moved,
            first_due if moved else None,
            on_time_by(first_due, status, done_on, handed_in_on or as_of),
            late,
            beside.extensions[key],
            beside.returns[key],
            key in beside.updated,
        )


def _judged(
    as_of: date,
    status: TaskStatus,
    due_on: date | None,
    done_on: date | None,
    handed_in_on: date | None,
) -> tuple[Timeliness, int]:
    """State and days late; many tasks share their days, so it is asked once for all of these."""
    state = state_of(status, due_on=due_on, done_on=done_on, handed_in_on=handed_in_on, as_of=as_of)
    return state, days_late(state, due_on, done_on, handed_in_on or as_of)
