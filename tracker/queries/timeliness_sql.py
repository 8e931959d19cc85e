"""Timeliness as one SQL expression beside domain/deadlines.timeliness (invariant 5).

Two readings of the same rule: ``current`` reads the task's own columns and is what lists use;
``known_on`` reads only dated rows (events, deadline versions, hand-ins, lead spans) as they were
known at the end of a day, and is what reports about a past day use. A test compares both with
the Python rule over one table of dates.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from functools import lru_cache
from typing import Any

from sqlalchemy import (
    ColumnElement,
    SQLColumnExpression,
    String,
    and_,
    case,
    func,
    literal,
    not_,
    null,
    or_,
    select,
)

from tracker.domain.deadlines import Timeliness
from tracker.domain.local_time import VIETNAM
from tracker.domain.task_status import WITH_UNIT, TaskStatus
from tracker.models import Deadline, Event, Submission, Task, TaskLead


def day_ends(day: date) -> datetime:
    """The moment at which a civil day in Vietnam is over (exclusive), UTC."""
    return datetime.combine(day + timedelta(days=1), time(), VIETNAM).astimezone(UTC)


@dataclass(frozen=True, slots=True)
class TaskKnown:
    """Expressions for one task as known at the end of ``as_of``; correlated to ``Task``.

    ``status`` is NULL while the task did not exist, ``timeliness`` is one of the values of
    Timeliness (NULL before birth), ``done_on`` means something for completed tasks only,
    ``handed_in_on`` for those that wait for a decision.
    """

    status: SQLColumnExpression[Any]
    due_on: SQLColumnExpression[Any]
    done_on: SQLColumnExpression[Any]
    handed_in_on: SQLColumnExpression[Any]
    lead_unit_id: SQLColumnExpression[Any]
    timeliness: ColumnElement[str]
    as_of: date
    is_now: bool = False
    """Read from the task's own columns, along which there are indexes."""


@lru_cache(maxsize=16)
def current(as_of: date) -> TaskKnown:
    """Each task as it stands now; ``as_of`` only moves the day with which due days compare."""
    handed_in_on = _undecided(Submission.submitted_on)
    return TaskKnown(
        status=Task.status,
        due_on=Task.due_on,
        done_on=Task.done_on,
        handed_in_on=handed_in_on,
        lead_unit_id=Task.lead_unit_id,
        timeliness=timeliness_of(Task.status, Task.due_on, Task.done_on, handed_in_on, as_of),
        as_of=as_of,
        is_now=True,
    )


def open_and_dated(known: TaskKnown, state: Timeliness) -> ColumnElement[bool]:
    """Tasks in ``state``, OPEN_IN_TIME or OPEN_OVERDUE, in words that an index understands.

    The same rule: what a unit still owes is late once its due day is over, what was handed in
    is judged at that day. A test compares both.
    """
    owed, handed_in = known.status.in_(sorted(WITH_UNIT)), known.status == TaskStatus.SUBMITTED
    late = waiting_late(known)
    if state is Timeliness.OPEN_OVERDUE:
        either = known.status.in_(sorted({*WITH_UNIT, TaskStatus.SUBMITTED}))
        return and_(
            known.due_on < known.as_of,
            either,  # by itself, for the index; what was handed in has to be late besides
            or_(known.status != TaskStatus.SUBMITTED, late),
        )
    in_time = or_(and_(owed, known.due_on >= known.as_of), and_(handed_in, not_(late)))
    return and_(known.due_on.is_not(None), in_time)


def waiting_late(known: TaskKnown) -> ColumnElement[bool]:
    """Of a dated task that was handed in: it was handed in after its day."""
    return known.due_on < func.coalesce(known.handed_in_on, literal(known.as_of))


def known_on(as_of: date) -> TaskKnown:
    """Each task as it was known at the end of ``as_of``, whatever happened later."""
    end = day_ends(as_of)
    status = (
        select(Event.status_after)
        .where(Event.task_id == Task.id, Event.status_after.is_not(None), Event.at < end)
        .order_by(Event.id.desc())
        .limit(1)
        .correlate(Task)
        .scalar_subquery()
    )
    due_on = (
        select(Deadline.due_on)
        .where(Deadline.task_id == Task.id, Deadline.set_at < end)
        .order_by(Deadline.version.desc())
        .limit(1)
        .correlate(Task)
        .scalar_subquery()
    )
    lead = (
        select(TaskLead.unit_id)
        .where(
            TaskLead.task_id == Task.id,
            TaskLead.from_at < end,
            or_(TaskLead.to_at.is_(None), TaskLead.to_at >= end),
        )
        .order_by(TaskLead.id.desc())
        .limit(1)
        .correlate(Task)
        .scalar_subquery()
    )
    done_on = _standing(Submission.done_on, as_of)
    handed_in_on = _standing(Submission.submitted_on, as_of)
    return TaskKnown(
        status=status,
        due_on=due_on,
        done_on=done_on,
        handed_in_on=handed_in_on,
        lead_unit_id=lead,
        timeliness=timeliness_of(status, due_on, done_on, handed_in_on, as_of),
        as_of=as_of,
    )


def _standing(column: Any, as_of: date) -> ColumnElement[Any]:
    """A column of the newest hand-in of ``as_of`` that was not withdrawn by then."""
    return (
        select(column)
        .where(
            Submission.task_id == Task.id,
            Submission.submitted_on <= as_of,
            or_(Submission.withdrawn_on.is_(None), Submission.withdrawn_on > as_of),
        )
        .order_by(Submission.n.desc())
        .limit(1)
        .correlate(Task)
        .scalar_subquery()
    )


def _undecided(column: Any) -> ColumnElement[Any]:
    """A column of the hand-in that waits for its decision now."""
    return (
        select(column)
        .where(
            Submission.task_id == Task.id,
            Submission.decided_on.is_(None),
            Submission.withdrawn_on.is_(None),
        )
        .order_by(Submission.n.desc())
        .limit(1)
        .correlate(Task)
        .scalar_subquery()
    )


def _word(state: Timeliness) -> ColumnElement[str]:
    return literal(state.value, String)


def timeliness_of(
    status: SQLColumnExpression[Any],
    due_on: SQLColumnExpression[Any],
    done_on: SQLColumnExpression[Any],
    handed_in_on: SQLColumnExpression[Any],
    as_of: date,
    *,
    say: Callable[[Timeliness], ColumnElement[Any]] = _word,
) -> ColumnElement[Any]:
    """The rule of domain/deadlines.timeliness, branch by branch in its order.

    ``say``: what stands for a state, its value unless something shorter is to be counted.
    """
    judged_on = case(
        (status == TaskStatus.SUBMITTED, func.coalesce(handed_in_on, literal(as_of))),
        else_=literal(as_of),
    )
    return case(
        (status.is_(None), null()),
        (status.in_([TaskStatus.CANCELLED, TaskStatus.REFUSED]), say(Timeliness.NOT_COUNTED)),
        (status == TaskStatus.SUSPENDED, say(Timeliness.SUSPENDED)),
        (
            and_(status == TaskStatus.COMPLETED, due_on.is_(None)),
            say(Timeliness.UNDATED_DONE),
        ),
        (
            and_(status == TaskStatus.COMPLETED, done_on <= due_on),
            say(Timeliness.COMPLETED_ON_TIME),
        ),
        (status == TaskStatus.COMPLETED, say(Timeliness.COMPLETED_LATE)),
        (due_on.is_(None), say(Timeliness.UNDATED_OPEN)),
        (judged_on <= due_on, say(Timeliness.OPEN_IN_TIME)),
        else_=say(Timeliness.OPEN_OVERDUE),
    )
