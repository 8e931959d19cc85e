"""Lists of tasks: one page of what somebody may see, and the row of one task."""

from __future__ import annotations

from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from tracker.domain.errors import NotFound
from tracker.models import Task
from tracker.permissions import Actor
from tracker.permissions.scope import visible_tasks
from tracker.queries.keyset import PlacedPage, Total, placed_page
from tracker.queries.paging import ROWS
from tracker.queries.task_filters import TaskFilters
from tracker.queries.task_order import joined, order
from tracker.queries.task_question import TaskQuestion
from tracker.queries.task_rows import TaskRow


def task_list(
    session: Session,
    *,
    actor: Actor,
    filters: TaskFilters,
    as_of: date,
    place: str | None = None,
    total: Total | None = None,
    question: TaskQuestion | None = None,
    size: int = ROWS,
) -> PlacedPage[TaskRow]:
    """The rows at one place of what ``actor`` may see, in a few statements whatever its length.

    ``total`` is counted when left out. LostPlace for an address that speaks of no place here.
    """
    question = question or TaskQuestion.of(session, actor, as_of)
    query = select(Task.id).where(question.found_by(filters))
    for model, condition in joined(filters.sort):
        query = query.join(model, condition)
    found = placed_page(session, query, order(filters), place, total=total, size=size)
    return found.holding(question.rows(session, found.rows))


def one_task(session: Session, *, actor: Actor, task_id: int, as_of: date) -> TaskRow:
    """The row of one task. NotFound when there is none that ``actor`` may see."""
    seen = select(Task.id).where(Task.id == task_id, visible_tasks(actor))
    if session.scalar(seen) is None:
        raise NotFound("Không tìm thấy nhiệm vụ này.")
    (row,) = TaskQuestion.of(session, actor, as_of).rows(session, [task_id])
    return row
