"""What is due on each day of a month: tasks by state, what coordinating units owe, days of rest."""

from __future__ import annotations

from calendar import monthrange
from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date, timedelta

from sqlalchemy import Select, func, select
from sqlalchemy.orm import Session

from tracker.domain.deadlines import Timeliness
from tracker.domain.task_status import OPEN
from tracker.models import CalendarDay, Task, TaskPart
from tracker.permissions import Actor
from tracker.queries.task_filters import TaskFilters
from tracker.queries.task_question import TaskQuestion


@dataclass(slots=True)
class CalendarCell:
    """One day. ``parts``: answers of coordinating units that are still owed on it."""

    on_day: date
    rests: bool
    """Nobody works: a weekly rest day that is not worked instead, or a day off."""
    named: str = ""
    """Why the day is not what its place in the week says."""
    states: dict[Timeliness, int] = field(default_factory=dict)
    parts: int = 0


def month_cells(
    session: Session, *, actor: Actor, filters: TaskFilters, as_of: date, first: date
) -> list[CalendarCell]:
    """The days of the month that begins on ``first``, in five statements whatever is in it."""
    last = first + timedelta(days=monthrange(first.year, first.month)[1] - 1)
    question = TaskQuestion.of(session, actor, as_of, past=filters.as_of)
    known = question.known
    counted = (
        select(known.due_on.label("due"), known.timeliness.label("state"))
        .select_from(Task)
        .where(question.found_by(filters), known.due_on.between(first, last))
        .subquery("due_days")
    )
    columns = (counted.c.due, counted.c.state)
    states: dict[date, dict[Timeliness, int]] = defaultdict(dict)
    for on_day, state, number in session.execute(select(*columns, func.count()).group_by(*columns)):
        states[on_day][Timeliness(state)] = number
    parts = {row[0]: row[1] for row in session.execute(_parts(question, filters, first, last))}
    named = {
        row.on_day: row.name
        for row in session.scalars(
            select(CalendarDay).where(
                CalendarDay.office_id == actor.office_id,
                CalendarDay.on_day.between(first, last),
            )
        )
    }
    days = (first + timedelta(days=n) for n in range((last - first).days + 1))
    return [
        CalendarCell(
            on_day,
            not question.calendar.is_working(on_day),
            named.get(on_day, ""),
            states.get(on_day, {}),
            parts.get(on_day, 0),
        )
        for on_day in days
    ]


def _parts(
    question: TaskQuestion, filters: TaskFilters, first: date, last: date
) -> Select[date | None, int]:
    return (
        select(TaskPart.due_on, func.count())
        .join(Task, Task.id == TaskPart.task_id)
        .where(
            TaskPart.answered_at.is_(None),
            TaskPart.due_on.between(first, last),
            Task.status.in_(sorted(OPEN)),
            question.found_by(filters),
        )
        .group_by(TaskPart.due_on)
    )
