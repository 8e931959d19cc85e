"""Asking about difficulties and proposals: the list, one row with its age, what waits for whom."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from sqlalchemy import ColumnElement, Select, select
from sqlalchemy.orm import Session, joinedload

from tracker.domain.local_time import local_day
from tracker.domain.obstacle_rules import ObstacleState, age_days, answer_overdue_days
from tracker.models import Duty, DutyLine, Event, Obstacle, ObstacleDeed, Task
from tracker.permissions import Actor
from tracker.permissions.scope import visible_obstacles, visible_tasks


class ObstacleFilter(StrEnum):
    """What a list may be narrowed to."""

    OPEN = "open"
    OVERDUE = "overdue"
    PASSED_UP = "passed_up"
    ANSWERED = "answered"
    CLOSED = "closed"


@dataclass(frozen=True, slots=True)
class ObstacleFilters:
    """``owner_unit_id`` and ``owner_user_id``: who owes the answer. Days of raising inclusive."""

    state: ObstacleFilter | None = None
    unit_id: int | None = None
    owner_unit_id: int | None = None
    owner_user_id: int | None = None
    from_on: date | None = None
    to_on: date | None = None
    due_on: date | None = None
    """Only those whose answer is due on this day."""


@dataclass(frozen=True, slots=True)
class ObstacleRow:
    """One as lists show it. ``age``: calendar days until it was closed, else until the day.

    ``overdue``: calendar days by which its answer is late, or came late. ``about``: the words of
    the task or regular duty; ``task_id`` only where the reader may open that task.
    """

    obstacle: Obstacle
    age: int
    overdue: int
    answered_late: bool
    about: str
    task_id: int | None

    @property
    def waits(self) -> bool:
        return self.obstacle.state in (ObstacleState.WAITING, ObstacleState.PASSED_UP)


def obstacle_list(actor: Actor, filters: ObstacleFilters, on_day: date) -> Select[Obstacle]:
    """What ``actor`` may see of what was asked for, the longest standing first."""
    conditions = [visible_obstacles(actor), *_conditions(filters, on_day)]
    return (
        select(Obstacle)
        .where(*conditions)
        .options(*_WHOLE)
        .order_by(Obstacle.raised_on, Obstacle.id)
    )


def obstacles_of_task(session: Session, task_id: int) -> Sequence[Obstacle]:
    """All of a task, newest first."""
    return session.scalars(
        select(Obstacle)
        .where(Obstacle.task_id == task_id)
        .options(*_WHOLE)
        .order_by(Obstacle.id.desc())
    ).all()


def rows_of(
    session: Session, actor: Actor, obstacles: Iterable[Obstacle], on_day: date
) -> list[ObstacleRow]:
    """Each with its age on ``on_day`` and, where ``actor`` may open it, its task."""
    found = list(obstacles)
    wanted = {row.task_id for row in found if row.task_id is not None}
    seen = set(
        session.scalars(select(Task.id).where(Task.id.in_(wanted), visible_tasks(actor)))
        if wanted
        else ()
    )
    return [_row(obstacle, obstacle.task_id in seen, on_day) for obstacle in found]


def obstacle_events(session: Session, obstacle_id: int) -> Sequence[Event]:
    """Its whole history with the people, newest first."""
    return session.scalars(
        select(Event)
        .join(ObstacleDeed, ObstacleDeed.event_id == Event.id)
        .where(ObstacleDeed.obstacle_id == obstacle_id)
        .options(joinedload(Event.actor), joinedload(Event.for_unit), joinedload(Event.for_user))
        .order_by(Event.id.desc())
    ).all()


_WHOLE = (
    joinedload(Obstacle.unit),
    joinedload(Obstacle.owner_unit),
    joinedload(Obstacle.owner_user),
    joinedload(Obstacle.raised_by),
    joinedload(Obstacle.answered_by),
    joinedload(Obstacle.closed_by),
    joinedload(Obstacle.task).joinedload(Task.duty).joinedload(Duty.directive),
    joinedload(Obstacle.line).joinedload(DutyLine.duty).joinedload(Duty.directive),
)


def _conditions(filters: ObstacleFilters, on_day: date) -> list[ColumnElement[bool]]:
    states: dict[ObstacleFilter, ColumnElement[bool]] = {
        ObstacleFilter.OPEN: Obstacle.state != ObstacleState.CLOSED,
        ObstacleFilter.OVERDUE: (Obstacle.state == ObstacleState.WAITING)
        & (Obstacle.answer_due_on < on_day),
        ObstacleFilter.PASSED_UP: Obstacle.state == ObstacleState.PASSED_UP,
        ObstacleFilter.ANSWERED: Obstacle.state == ObstacleState.ANSWERED,
        ObstacleFilter.CLOSED: Obstacle.state == ObstacleState.CLOSED,
    }
    asked: list[ColumnElement[bool]] = []
    if filters.state is not None:
        asked.append(states[filters.state])
    if filters.unit_id is not None:
        asked.append(Obstacle.unit_id == filters.unit_id)
    if filters.owner_unit_id is not None:
        asked.append(Obstacle.owner_unit_id == filters.owner_unit_id)
    if filters.owner_user_id is not None:
        asked.append(Obstacle.owner_user_id == filters.owner_user_id)
    if filters.from_on is not None:
        asked.append(Obstacle.raised_on >= filters.from_on)
    if filters.to_on is not None:
        asked.append(Obstacle.raised_on <= filters.to_on)
    if filters.due_on is not None:
        asked.append(Obstacle.answer_due_on == filters.due_on)
    return asked


def _row(obstacle: Obstacle, seen: bool, on_day: date) -> ObstacleRow:
    duty = obstacle.task.duty if obstacle.task is not None else None
    if duty is None and obstacle.line is not None:
        duty = obstacle.line.duty
    answered_on = local_day(obstacle.answered_at) if obstacle.answered_at is not None else None
    overdue = answer_overdue_days(obstacle.state, obstacle.answer_due_on, answered_on, on_day)
    return ObstacleRow(
        obstacle=obstacle,
        age=age_days(obstacle.raised_on, obstacle.closed_on or on_day),
        overdue=overdue,
        answered_late=bool(overdue) and obstacle.state is ObstacleState.ANSWERED,
        about=duty.text if duty is not None else "",
        task_id=obstacle.task_id if seen else None,
    )
