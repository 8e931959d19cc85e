"""Lists of tasks: one page of what somebody may see, and the row of one task."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from tracker.domain.errors import NotFound
from tracker.models import Duty, Task
from tracker.permissions import Actor
from tracker.permissions.scope import visible_tasks
from tracker.queries.keyset import PlacedPage, Stretch, Total, Walked, capped_count, page_of
from tracker.queries.paging import ROWS
from tracker.queries.past_tasks import past_order
from tracker.queries.task_filters import DueSoon, TaskFilters
from tracker.queries.task_order import joined, order
from tracker.queries.task_question import TaskQuestion, found_by
from tracker.queries.task_rows import TaskRow, unit_names
from tracker.queries.timeliness_sql import current

_BATCH = 500
"""Rows that are read at once: a statement holds only so many keys."""


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
    question = question or TaskQuestion.of(session, actor, as_of, past=filters.as_of)
    if question.past:
        walked = Walked(_ids(question, filters), past_order(question.known, filters))
    else:
        asked = (question.actor, filters, question.as_of, question.soon, question.dialect)
        walked = _walked(*asked)
    if total is None:
        total = capped_count(session, walked.query)
    found = page_of(session, walked, place, total=total, size=size)
    return found.holding(question.rows(session, found.rows))


@lru_cache(maxsize=256)
def _walked(actor: Actor, filters: TaskFilters, as_of: date, soon: DueSoon, dialect: str) -> Walked:
    """The list, not its rows, is remembered: whoever comes back asks the same."""
    return Walked(_present_ids(actor, filters, as_of, soon, dialect), order(filters))


def _present_ids(
    actor: Actor, filters: TaskFilters, as_of: date, soon: DueSoon, dialect: str
) -> Select[int]:
    asked = found_by(actor, filters, current(as_of), soon, dialect)
    query = select(Task.id).where(asked)
    for model, condition in joined(filters.sort):
        query = query.join(model, condition)
    return query


def whole_list(
    session: Session, *, actor: Actor, filters: TaskFilters, as_of: date, most: int
) -> list[TaskRow]:
    """All rows of what ``actor`` may see and ``filters`` ask for, but never more than ``most``."""
    question = TaskQuestion.of(session, actor, as_of, past=filters.as_of)
    ids: list[int] = []
    for stretch in _order(question, filters):
        ids += _ids_of(session, _ids(question, filters), stretch, most - len(ids))
        if len(ids) >= most:
            break
    parts = (ids[first : first + _BATCH] for first in range(0, len(ids), _BATCH))
    return [row for part in parts for row in question.rows(session, part)]


def _ids(question: TaskQuestion, filters: TaskFilters) -> Select[int]:
    if question.past:
        return select(Task.id).where(question.found_by(filters))
    asked = question
    return _present_ids(asked.actor, filters, asked.as_of, asked.soon, asked.dialect)


def _order(question: TaskQuestion, filters: TaskFilters) -> list[Stretch]:
    return past_order(question.known, filters) if question.past else order(filters)


def _ids_of(session: Session, query: Select[int], stretch: Stretch, most: int) -> list[int]:
    columns = [key.column for key in stretch.keys]
    turned = (column.desc() if stretch.descending else column.asc() for column in columns)
    if stretch.only is not None:
        query = query.where(stretch.only)
    return list(session.scalars(query.order_by(*turned).limit(most)))


def one_task(session: Session, *, actor: Actor, task_id: int, as_of: date) -> TaskRow:
    """The row of one task. NotFound when there is none that ``actor`` may see."""
    seen = select(Task.id).where(Task.id == task_id, visible_tasks(actor))
    if session.scalar(seen) is None:
        raise NotFound("Không tìm thấy nhiệm vụ này.")
    (row,) = TaskQuestion.of(session, actor, as_of).rows(session, [task_id])
    return row


@dataclass(frozen=True, slots=True)
class NamedTask:
    """A task by what it says and who carries it."""

    text: str
    unit: str


def named_tasks(session: Session, actor: Actor, ids: Iterable[int]) -> dict[int, NamedTask]:
    """Those of these tasks that ``actor`` may see, in words."""
    found = session.execute(
        select(Task.id, Duty.text, Task.lead_unit_id)
        .join(Duty, Duty.id == Task.duty_id)
        .where(Task.id.in_(sorted(ids)), visible_tasks(actor))
    ).all()
    units = unit_names(session, {row.lead_unit_id for row in found})
    return {row.id: NamedTask(row.text, units[row.lead_unit_id]) for row in found}
