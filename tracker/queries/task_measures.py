"""What happened to tasks in a window beside their states, read from dated rows, set by set.

Nothing that is done after the as-of day changes an answer: deadline versions count by the moment
they were set, hand-ins by the day of their decision, reports by the moment of their event.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import date, timedelta

from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from tracker.db.plain_rows import plain_rows
from tracker.domain.deadlines import EXTENDING
from tracker.domain.delivery import Decision
from tracker.domain.history import EventKind
from tracker.domain.reporting_periods import Window
from tracker.models import Deadline, Event, Submission, Task, UnitField
from tracker.queries.timeliness_sql import day_ends


@dataclass(frozen=True, slots=True)
class TaskMeasures:
    """By task: the first due day of those that were moved, extensions, returns; who reported.

    ``usual_field``: by unit, for duties that have no field of their own.
    """

    first_due: dict[int, date | None]
    extensions: Counter[int]
    returns: Counter[int]
    updated: frozenset[int]
    usual_field: dict[int, int]


def task_measures(session: Session, *, office_id: int, window: Window, as_of: date) -> TaskMeasures:
    """Everything at once for one office, as known at the end of ``as_of``."""
    until = min(as_of, window.to_on)
    return TaskMeasures(
        first_due=_first_due(session, office_id, as_of),
        extensions=_extensions(session, office_id, window.from_on, until),
        returns=_returns(session, office_id, window.from_on, until),
        updated=reported_tasks(session, office_id, Window(window.from_on, until)),
        usual_field={
            row.unit_id: row.field_id
            for row in session.execute(select(UnitField.unit_id, UnitField.field_id))
        },
    )


def reported_tasks(session: Session, office_id: int, days: Window) -> frozenset[int]:
    """Tasks of which their unit reported something on one of ``days`` (the update rate's part)."""
    found = plain_rows(session, reported_inside(office_id, days).distinct())
    return frozenset(task_id for (task_id,) in found if task_id is not None)


def reported_inside(office_id: int, days: Window) -> Select[int | None]:
    """The same as a statement, a row for each report."""
    return select(Event.task_id).where(
        Event.office_id == office_id,
        Event.kind.in_([EventKind.PROGRESS_REPORTED, EventKind.TASK_SUBMITTED]),
        Event.at >= day_ends(days.from_on - timedelta(days=1)),
        Event.at < day_ends(days.to_on),
        Event.task_id.is_not(None),
    )


def _first_due(session: Session, office_id: int, as_of: date) -> dict[int, date | None]:
    moved = (
        select(Deadline.task_id)
        .where(Deadline.version > 1, Deadline.set_at < day_ends(as_of))
        .correlate(None)
    )
    rows = plain_rows(
        session,
        select(Deadline.task_id, Deadline.due_on)
        .join(Task, Task.id == Deadline.task_id)
        .where(Task.office_id == office_id, Deadline.version == 1, Deadline.task_id.in_(moved)),
    )
    return {task_id: due_on for task_id, due_on in rows}  # noqa: C416 — a row is no pair


def _extensions(session: Session, office_id: int, first: date, last: date) -> Counter[int]:
    return Counter(
        plain_rows(
            session,
            select(Deadline.task_id)
            .join(Task, Task.id == Deadline.task_id)
            .where(
                Task.office_id == office_id,
                Deadline.version > 1,
                Deadline.cause.in_(EXTENDING),
                Deadline.set_at >= day_ends(first - timedelta(days=1)),
                Deadline.set_at < day_ends(last),
            ),
        ).scalars()
    )


def _returns(session: Session, office_id: int, first: date, last: date) -> Counter[int]:
    return Counter(
        plain_rows(
            session,
            select(Submission.task_id)
            .join(Task, Task.id == Submission.task_id)
            .where(
                Task.office_id == office_id,
                Submission.decision == Decision.RETURNED,
                Submission.decided_on >= first,
                Submission.decided_on <= last,
            ),
        ).scalars()
    )
