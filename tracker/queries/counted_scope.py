"""Which tasks a report looks at, and how each is read as of its day; for rows and for counts.

The archive is not looked at: what was closed before the window and stayed so left a closing
event before it and none since. Of the rest, a task on which nothing was done after the as-of
day stands in its own columns as it was then; only the others are read from their dated rows.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

from sqlalchemy import (
    ColumnElement,
    CompoundSelect,
    Select,
    SQLColumnExpression,
    String,
    case,
    literal,
    literal_column,
    null,
    or_,
    select,
    type_coerce,
)
from sqlalchemy.orm import Session

from tracker.domain.history import EventKind
from tracker.domain.reporting_periods import Window
from tracker.domain.task_status import OPEN, TaskStatus
from tracker.models import Event, Task
from tracker.queries.task_order import still_open
from tracker.queries.timeliness_sql import TaskKnown, current, day_ends, known_on


def readings(
    session: Session, office_id: int, as_of: date
) -> Iterator[tuple[TaskKnown, ColumnElement[bool]]]:
    """How to read which tasks: as they stand, and as they were where more was done since."""
    later = (
        select(Event.task_id)
        .where(
            Event.office_id == office_id, Event.at >= day_ends(as_of), Event.task_id.is_not(None)
        )
        .correlate(None)
    )
    if session.scalar(later.limit(1)) is None:
        yield current(as_of), literal(1) == 1
        return
    yield current(as_of), Task.id.not_in(later)
    yield known_on(as_of), Task.id.in_(later)


def asked_for(office_id: int, window: Window, as_of: date) -> list[ColumnElement[bool]]:
    """Given by the end of window and day, and not long closed."""
    return [
        Task.office_id == office_id,
        Task.assigned_at < day_ends(min(as_of, window.to_on)),
        Task.id.in_(_open_or_closed_since(office_id, window.from_on)),
    ]


def status_before(window: Window) -> ColumnElement[Any]:
    """The status with which a task went into the window; NULL for one that was given inside."""
    eve = window.from_on - timedelta(days=1)
    return case((Task.assigned_at >= day_ends(eve), null()), else_=known_on(eve).status)


def facts(known: TaskKnown, window: Window) -> Select[*tuple[Any, ...]]:
    """What the rule asks of each task: id, duty, unit, status, the three days, status before."""
    status = type_coerce(known.status, String)
    waits = case((status == TaskStatus.SUBMITTED.value, known.handed_in_on), else_=null())
    return select(
        Task.id,
        Task.duty_id,
        known.lead_unit_id.label("unit_id"),
        status.label("status"),
        known.due_on.label("due_on"),
        known.done_on.label("done_on"),
        type_coerce(waits, Task.due_on.type).label("handed_in_on"),
        type_coerce(status_before(window), String).label("was"),
    )


def is_counted(
    task_id: SQLColumnExpression[int],
    was: ColumnElement[Any],
    office_id: int,
    window: Window,
    as_of: date,
) -> ColumnElement[bool]:
    """Not closed before the window, or opened again inside it; ``was``: its status before."""
    return or_(
        was.is_(None),
        was.in_(sorted(OPEN)),
        task_id.in_(reopened_inside(office_id, window, as_of)),
    )


def reopened_inside(office_id: int, window: Window, as_of: date) -> Select[int | None]:
    """Tasks opened again inside the window: also those that were closed again meanwhile."""
    return select(Event.task_id).where(
        Event.office_id == office_id,
        literal_column("event.kind") == literal_column(f"'{EventKind.TASK_REOPENED}'"),
        Event.at >= day_ends(window.from_on - timedelta(days=1)),
        Event.at < day_ends(min(as_of, window.to_on)),
        Event.task_id.is_not(None),
    )


def _open_or_closed_since(office_id: int, day: date) -> CompoundSelect[Any]:
    """Tasks that are open now or were closed on ``day`` or later: all else is archive."""
    still = select(Task.id.label("task_id")).where(Task.office_id == office_id, still_open)
    closed = (
        select(Event.task_id)
        .where(
            Event.office_id == office_id,
            literal_column("event.status_after").in_(
                [literal_column("'cancelled'"), literal_column("'completed'")]
            ),
            Event.at >= day_ends(day - timedelta(days=1)),
            Event.task_id.is_not(None),
        )
        .correlate(None)
    )
    return still.correlate(None).union_all(closed)
