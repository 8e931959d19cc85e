"""What a unit owes and is late with, the longest delay first: the rows of its chasing text."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from tracker.domain.chasing_text import ChasedTask
from tracker.domain.restricted_papers import outward
from tracker.domain.task_status import WITH_UNIT
from tracker.models import Directive, Duty, Task
from tracker.queries.task_filters import TaskFilters, TaskState
from tracker.queries.task_question import TaskQuestion
from tracker.queries.task_rows import unit_names

_SHOWN = 12
"""More lines than a text can hold."""


@dataclass(frozen=True, slots=True)
class Chased:
    """``total`` overdue tasks of the unit, the first of them in ``tasks``."""

    unit_id: int
    unit: str
    total: int
    tasks: tuple[ChasedTask, ...]


def chased_tasks(session: Session, question: TaskQuestion, unit_id: int) -> Chased | None:
    """Of what the actor may see; None when the unit owes nothing overdue that they may see.

    What was handed in and waits for its confirmation is not owed.
    """
    overdue = question.found_by(TaskFilters(state=TaskState.OPEN_OVERDUE, unit_id=unit_id))
    owed = (Task.status.in_(sorted(WITH_UNIT)), overdue)
    total = session.scalar(select(func.count()).select_from(Task).where(*owed)) or 0
    if not total:
        return None
    rows = session.execute(
        select(Duty.text, Task.due_on, Directive.number, Directive.restricted)
        .select_from(Task)
        .join(Duty, Duty.id == Task.duty_id)
        .join(Directive, Directive.id == Duty.directive_id)
        .where(*owed)
        .order_by(Task.due_on, Task.id)
        .limit(_SHOWN)
    )
    tasks = tuple(
        ChasedTask(
            text=outward(row.text, restricted=row.restricted),
            paper="" if row.restricted else row.number or "",
            due_on=row.due_on,
        )
        for row in rows
    )
    return Chased(unit_id, unit_names(session, [unit_id])[unit_id], total, tasks)
