"""The tasks of a report that are overdue for longest: a few rows, found along an index."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, Select, select
from sqlalchemy.orm import Session

from tracker.db.plain_rows import plain_rows
from tracker.domain.deadlines import Timeliness
from tracker.domain.measured_tasks import days_late
from tracker.domain.reporting_periods import Window
from tracker.domain.task_status import WITH_UNIT, TaskStatus
from tracker.models import Task, Unit
from tracker.queries.counted_scope import asked_for, facts, is_counted, readings, status_before
from tracker.queries.task_order import still_open
from tracker.queries.timeliness_sql import (
    TaskKnown,
    day_ends,
    open_and_dated,
    timeliness_of,
)


@dataclass(frozen=True, slots=True)
class LateTask:
    """An overdue task as a report counts it (domain/counted_tasks), with what a list shows."""

    task_id: int
    unit_id: int
    status: TaskStatus
    carried_over: bool
    due_on: date
    late_days: int

    @property
    def timeliness(self) -> Timeliness:
        return Timeliness.OPEN_OVERDUE

    @property
    def done_on(self) -> None:
        return None


def late_tasks(
    session: Session, *, office_id: int, window: Window, as_of: date, most: int
) -> tuple[LateTask, ...]:
    """At least the ``most`` that are late for longest, by due day and by days late; by due day.

    What waits for a decision is late by the day of its hand-in, so its due day says less: these
    are found apart from those that units still owe, as many again where there are.
    """
    found: set[LateTask] = set()
    for known, touched in readings(session, office_id, as_of):
        for waits in (False, True):
            rows = _late(known, office_id, window, touched, waits=waits)
            found.update(_read(session, rows if waits else rows.limit(most), as_of))
    return tuple(sorted(found, key=lambda row: (row.due_on, row.task_id)))


def _late(
    known: TaskKnown,
    office_id: int,
    window: Window,
    touched: ColumnElement[bool],
    *,
    waits: bool,
) -> Select[*tuple[Any, ...]]:
    of = (TaskStatus.SUBMITTED,) if waits else sorted(WITH_UNIT)
    bodies = select(Unit.id).where(Unit.outside)
    if known.is_now:  # late now is open now: no need to look who was closed
        return (
            facts(known, window)
            .where(
                Task.office_id == office_id,
                Task.assigned_at < day_ends(known.as_of),
                still_open,
                Task.status.in_(of),
                open_and_dated(known, Timeliness.OPEN_OVERDUE),
                Task.lead_unit_id.not_in(bodies),
                is_counted(Task.id, status_before(window), office_id, window, known.as_of),
                touched,
            )
            .order_by(Task.due_on, Task.id)
        )
    asked = asked_for(office_id, window, known.as_of)
    fact = facts(known, window).where(*asked, touched).offset(0).subquery()
    days = (fact.c.due_on, fact.c.done_on, fact.c.handed_in_on)
    return (
        select(fact)
        .where(
            fact.c.status.in_(of),
            timeliness_of(fact.c.status, *days, known.as_of) == Timeliness.OPEN_OVERDUE.value,
            fact.c.unit_id.not_in(bodies),
            is_counted(fact.c.id, fact.c.was, office_id, window, known.as_of),
        )
        .order_by(fact.c.due_on, fact.c.id)
    )


def _read(session: Session, rows: Select[*tuple[Any, ...]], as_of: date) -> list[LateTask]:
    return [
        LateTask(
            row.id,
            row.unit_id,
            TaskStatus(row.status),
            row.was is not None,
            row.due_on,
            days_late(Timeliness.OPEN_OVERDUE, row.due_on, None, row.handed_in_on or as_of),
        )
        for row in plain_rows(session, rows)
    ]
