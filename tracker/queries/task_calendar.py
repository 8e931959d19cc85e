"""What is due on each day of a month: tasks by state, answers that are owed, days of rest."""

from __future__ import annotations

from calendar import monthrange
from collections import defaultdict
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from typing import Any

from sqlalchemy import Select, func, select
from sqlalchemy.orm import Session

from tracker.domain.deadlines import Timeliness
from tracker.domain.instruction_rules import InstructionState
from tracker.domain.obstacle_rules import ObstacleState
from tracker.domain.task_status import OPEN
from tracker.models import CalendarDay, Instruction, Obstacle, Task, TaskPart
from tracker.permissions import Actor
from tracker.permissions.scope import visible_obstacles
from tracker.queries.owed_parts import is_waiting
from tracker.queries.task_filters import TaskFilters, is_request
from tracker.queries.task_question import TaskQuestion


@dataclass(slots=True)
class CalendarCell:
    """One day. ``parts``: answers of coordinating units that are still owed on it; so are the
    ``obstacles`` (answers to difficulties and proposals) and the ``instructions``; ``requests``:
    tasks asked of bodies outside, which are never late."""

    on_day: date
    rests: bool
    """Nobody works: a weekly rest day that is not worked instead, or a day off."""
    named: str = ""
    """Why the day is not what its place in the week says."""
    states: dict[Timeliness, int] = field(default_factory=dict)
    requests: int = 0
    parts: int = 0
    obstacles: int = 0
    instructions: int = 0


def month_cells(
    session: Session, *, actor: Actor, filters: TaskFilters, as_of: date, first: date
) -> list[CalendarCell]:
    """The days of the month that begins on ``first``, in eight statements whatever is in it."""
    last = first + timedelta(days=monthrange(first.year, first.month)[1] - 1)
    question = TaskQuestion.of(session, actor, as_of, past=filters.as_of)
    known = question.known
    counted = (
        select(known.due_on.label("due"), known.timeliness.label("state"))
        .select_from(Task)
        .where(question.found_by(filters), known.due_on.between(first, last), ~is_request(known))
        .subquery("due_days")
    )
    columns = (counted.c.due, counted.c.state)
    states: dict[date, dict[Timeliness, int]] = defaultdict(dict)
    for on_day, state, number in session.execute(select(*columns, func.count()).group_by(*columns)):
        states[on_day][Timeliness(state)] = number
    requests, parts, obstacles, instructions = (
        {row[0]: row[1] for row in session.execute(owed(question, filters, first, last))}
        for owed in (_requests, _parts, _obstacles, _instructions)
    )
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
            requests.get(on_day, 0),
            parts.get(on_day, 0),
            obstacles.get(on_day, 0),
            instructions.get(on_day, 0),
        )
        for on_day in days
    ]


def _requests(
    question: TaskQuestion, filters: TaskFilters, first: date, last: date
) -> Select[Any, int]:
    known = question.known
    return (
        select(known.due_on, func.count())
        .select_from(Task)
        .where(
            known.due_on.between(first, last),
            known.status.in_(sorted(OPEN)),
            is_request(known),
            question.found_by(filters),
        )
        .group_by(known.due_on)
    )


def _parts(
    question: TaskQuestion, filters: TaskFilters, first: date, last: date
) -> Select[date | None, int]:
    return (
        select(TaskPart.due_on, func.count())
        .join(Task, Task.id == TaskPart.task_id)
        .where(
            is_waiting(),
            TaskPart.due_on.between(first, last),
            Task.status.in_(sorted(OPEN)),
            question.found_by(filters),
        )
        .group_by(TaskPart.due_on)
    )


def _obstacles(
    question: TaskQuestion, filters: TaskFilters, first: date, last: date
) -> Select[date | None, int]:
    """Of the tasks asked about; without conditions those beside any task too."""
    query = (
        select(Obstacle.answer_due_on, func.count())
        .where(
            visible_obstacles(question.actor),
            Obstacle.state == ObstacleState.WAITING,
            Obstacle.answer_due_on.between(first, last),
        )
        .group_by(Obstacle.answer_due_on)
    )
    if replace(filters, sort=TaskFilters().sort) == TaskFilters():
        return query
    return query.join(Task, Task.id == Obstacle.task_id).where(question.found_by(filters))


def _instructions(
    question: TaskQuestion, filters: TaskFilters, first: date, last: date
) -> Select[date | None, int]:
    return (
        select(Instruction.due_on, func.count())
        .join(Task, Task.id == Instruction.task_id)
        .where(
            Instruction.state == InstructionState.WAITING,
            Instruction.due_on.between(first, last),
            Task.status.in_(sorted(OPEN)),
            question.found_by(filters),
        )
        .group_by(Instruction.due_on)
    )
