"""What is overdue, unit by unit: how many, how late at worst, and the tasks under it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import ColumnElement, Integer, case, func, literal_column, null, select
from sqlalchemy.orm import Session

from tracker.domain.task_status import TaskStatus
from tracker.models import Task
from tracker.permissions import Actor
from tracker.queries.paging import ROWS, Page
from tracker.queries.task_filters import TaskFilters, TaskState
from tracker.queries.task_order import still_open
from tracker.queries.task_question import TaskQuestion
from tracker.queries.task_rows import TaskRow, unit_names

_UNIT: ColumnElement[int] = literal_column("+task.lead_unit_id", Integer)
"""The plus keeps SQLite from walking the index of units: what is overdue is little."""
_OVERDUE = TaskFilters(state=TaskState.OPEN_OVERDUE)


@dataclass(frozen=True, slots=True)
class OverdueUnit:
    """A unit with those of its overdue tasks that stand on the page.

    ``worst``: calendar days by which the unit is late with its oldest task; None when all were
    handed in and only wait. ``continued``: it began on an earlier page.
    """

    unit_id: int
    unit: str
    count: int
    worst: int | None
    continued: bool
    rows: tuple[TaskRow, ...]


@dataclass(frozen=True, slots=True)
class OverdueByUnit:
    """One page: fifty tasks under their units. ``most``: the unit with the most of them."""

    page: Page[OverdueUnit]
    units: int
    most: tuple[str, int] | None
    last: int

    @property
    def next(self) -> int | None:
        return self.page.number + 1 if self.last < self.page.total else None

    @property
    def first(self) -> int:
        return (self.page.number - 1) * self.page.size + 1 if self.page.rows else 0


@dataclass(frozen=True, slots=True)
class _Heap:
    """The overdue tasks of one unit; ``before``: how many stand before them in the list."""

    unit_id: int
    count: int
    oldest: date | None
    before: int


def overdue_by_unit(session: Session, *, actor: Actor, as_of: date, number: int) -> OverdueByUnit:
    """What ``actor`` may see, the unit with the most first, the longest delay first in each.

    Open tasks only, so there are few pages and they have numbers; one beyond the last shows it.
    """
    question = TaskQuestion.of(session, actor, as_of)
    heaps = list(_heaps(session, question))
    total = sum(heap.count for heap in heaps)
    number = max(1, min(number, -(-total // ROWS)))
    start, end = (number - 1) * ROWS, min(number * ROWS, total)
    here = [heap for heap in heaps if heap.before < end and heap.before + heap.count > start]
    rows = _rows(session, question, here, start)
    names = unit_names(session, {heap.unit_id for heap in (*here, *heaps[:1])})
    found = [
        OverdueUnit(
            unit_id=heap.unit_id,
            unit=names[heap.unit_id],
            count=heap.count,
            worst=(as_of - heap.oldest).days if heap.oldest else None,
            continued=heap.before < start,
            rows=tuple(row for row in rows if row.unit_id == heap.unit_id),
        )
        for heap in here
    ]
    return OverdueByUnit(
        page=Page(rows=found, number=number, total=total),
        units=len(heaps),
        most=(names[heaps[0].unit_id], heaps[0].count) if heaps else None,
        last=end,
    )


def _heaps(session: Session, question: TaskQuestion) -> Iterator[_Heap]:
    """Every unit with overdue tasks, in one statement."""
    count = func.count()
    owed = case((Task.status == TaskStatus.SUBMITTED, null()), else_=Task.due_on)
    rows = session.execute(
        select(_UNIT, count, func.min(owed, type_=Task.due_on.type))
        .where(still_open, question.found_by(_OVERDUE))
        .group_by(_UNIT)
        .order_by(count.desc(), _UNIT)
    )
    before = 0
    for unit_id, number, oldest in rows:
        yield _Heap(unit_id, number, oldest, before)
        before += number


def _rows(
    session: Session, question: TaskQuestion, here: Sequence[_Heap], start: int
) -> list[TaskRow]:
    """The page's tasks: only those of its own units are sorted."""
    if not here:
        return []
    units = [heap.unit_id for heap in here]
    turn = case({unit_id: place for place, unit_id in enumerate(units)}, value=Task.lead_unit_id)
    ids = session.scalars(
        select(Task.id)
        .where(Task.lead_unit_id.in_(units), question.found_by(_OVERDUE))
        .order_by(turn, Task.due_on, Task.id)
        .limit(ROWS)
        .offset(start - here[0].before)
    )
    return question.rows(session, list(ids))
