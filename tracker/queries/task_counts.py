"""How many tasks are in each state, of what somebody may see and asked for."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, Select, and_, case, false, func, literal, select, true
from sqlalchemy.orm import Session

from tracker.db.watch import unchanged
from tracker.domain.task_status import OPEN, WITH_UNIT, TaskStatus
from tracker.models import Task
from tracker.permissions import Actor
from tracker.permissions.readers import handles_papers
from tracker.permissions.scope import gathered_tasks
from tracker.queries.keyset import MOST_COUNTED, Total, capped
from tracker.queries.task_filters import (
    DueSoon,
    TaskFilters,
    TaskState,
    asked_statuses,
    is_request,
    of_the_person,
    where,
)
from tracker.queries.task_question import TaskQuestion
from tracker.queries.timeliness_sql import TaskKnown, current, waiting_late


@dataclass(frozen=True, slots=True)
class TaskCounts:
    """How many of the tasks asked about are in each state; every count is of the same tasks.

    What is open is counted to the last one, what is over up to keyset.MOST_COUNTED.
    """

    total: Total
    open_overdue: int
    due_soon: int
    awaiting: int
    open_in_time: int
    completed: Total


def task_counts(
    session: Session,
    *,
    actor: Actor,
    filters: TaskFilters,
    as_of: date,
    question: TaskQuestion | None = None,
) -> TaskCounts:
    """Counts by state over what ``actor`` may see and ``filters`` ask for, in one statement."""
    question = question or TaskQuestion.of(session, actor, as_of)
    asked = (question.actor, filters, as_of, question.soon, question.dialect)
    return unchanged(
        session.connection(),
        ("counts", *asked),
        lambda: _counted(session, _statement(*asked), filters),
    )


def _counted(
    session: Session, statement: Select[*tuple[Any, ...]], filters: TaskFilters
) -> TaskCounts:
    row = session.execute(statement)
    n = _Numbers(*(number or 0 for number in row.one()))
    waiting_late = n.waiting_late - n.asked_waiting_late
    waiting_in_time = n.waiting_dated - n.asked_waiting_dated - waiting_late
    late = n.owed_late - n.asked_late + waiting_late
    in_time, waiting = n.owed_in_time - n.asked_in_time + waiting_in_time, n.waiting
    still_open = n.owed_late + n.owed_in_time + n.owed_undated + n.waiting + n.set_aside
    if filters.state is TaskState.OPEN_OVERDUE:
        in_time, waiting, still_open = 0, waiting_late, late
    elif filters.state is TaskState.OPEN_IN_TIME:
        late, waiting, still_open = 0, waiting_in_time, in_time
    completed, cancelled = capped(n.completed), capped(n.cancelled)
    return TaskCounts(
        total=Total(still_open) + completed + cancelled,
        open_overdue=late,
        due_soon=n.due_soon - n.asked_soon if filters.state is not TaskState.OPEN_OVERDUE else 0,
        awaiting=waiting,
        open_in_time=in_time,
        completed=completed,
    )


@lru_cache(maxsize=256)
def _statement(
    actor: Actor, filters: TaskFilters, as_of: date, soon: DueSoon, dialect: str
) -> Select[*tuple[Any, ...]]:
    """The question, not its answer, is remembered: whoever comes back asks the same."""
    by_status = filters.state in (*_JUDGED, *_OF_STATUSES)
    kept = replace(filters, state=None) if by_status else filters
    known = current(as_of)
    asked = where(kept, known, soon, dialect, actor.office_id)
    found = and_(gathered_tasks(actor), asked, of_the_person(actor, filters))
    asks = _Asks(actor, known, soon, filters, found)
    return select(*asks.still_open(), *asks.over())


class _Numbers(NamedTuple):
    """What is counted. Handed in and in time is what is left of the handed in and dated.

    ``set_aside``: refused or suspended. ``asked_…``: the requests to bodies outside in the number
    of that name; they stand in the list, but in nothing that speaks of due days.
    """

    owed_late: int
    owed_in_time: int
    owed_undated: int
    due_soon: int
    waiting: int
    waiting_dated: int
    waiting_late: int
    set_aside: int
    asked_late: int
    asked_in_time: int
    asked_soon: int
    asked_waiting_dated: int
    asked_waiting_late: int
    completed: int
    cancelled: int


_JUDGED = (TaskState.OPEN_OVERDUE, TaskState.OPEN_IN_TIME)
"""Counted with the tasks of the other one too, and sorted out by the numbers."""
_OF_STATUSES = (
    TaskState.OPEN,
    TaskState.AWAITING,
    TaskState.TO_ACKNOWLEDGE,
    TaskState.RETURNED,
    TaskState.REFUSED,
    TaskState.COMPLETED,
    TaskState.SUSPENDED,
    TaskState.CANCELLED,
)
"""Nothing but their statuses, which every count asks for anyway."""


@dataclass(frozen=True, slots=True)
class _Asks:
    """The columns of ``_Numbers``.

    For the whole office each number is a walk along an index; of what a unit, a paper or some
    words narrow down, one look at the few rows gives all of them. Only what was handed in and is
    past its day is judged row by row.
    """

    actor: Actor
    known: TaskKnown
    soon: DueSoon
    filters: TaskFilters
    found: ColumnElement[bool]

    def still_open(self) -> list[ColumnElement[Any]]:
        if self._is_narrow():
            return self._in_one_look()
        wide = [self._count(statuses, condition) for statuses, condition in self._open_parts()]
        return [*wide, *self._sums(self._asked_parts(), is_request(self.known), "requests")]

    def over(self) -> list[ColumnElement[Any]]:
        """Completed, cancelled; each up to one more than is counted."""
        return [
            self._count({status}, true(), most=MOST_COUNTED + 1)
            for status in (TaskStatus.COMPLETED, TaskStatus.CANCELLED)
        ]

    def _open_parts(self) -> list[tuple[frozenset[TaskStatus], ColumnElement[bool]]]:
        """Open ones as in ``_Numbers``: pairs (statuses, what else holds)."""
        known, soon, waiting = self.known, self.soon, {TaskStatus.SUBMITTED}
        over = Task.due_on < known.as_of
        return [
            (WITH_UNIT, over),
            (WITH_UNIT, Task.due_on >= known.as_of),
            (WITH_UNIT, Task.due_on.is_(None)),
            (WITH_UNIT, Task.due_on.between(soon.from_on, soon.to_on)),
            (frozenset(waiting), true()),
            (frozenset(waiting), Task.due_on.is_not(None)),
            (frozenset(waiting), and_(over, waiting_late(known))),
            (OPEN - WITH_UNIT - waiting, true()),
        ]

    def _asked_parts(self) -> list[tuple[frozenset[TaskStatus], ColumnElement[bool]]]:
        """Requests to bodies outside, in the same order: few, found by those bodies."""
        late, in_time, _undated, soon, _all, dated, waiting, _aside = self._open_parts()
        return [late, in_time, soon, dated, waiting]

    def _is_narrow(self) -> bool:
        asked = self.filters
        of_few = (
            asked.unit_id,
            asked.part_id,
            asked.officer_id,
            asked.directive_id,
            asked.series_id,
            asked.leader_id,
            asked.field_id,
            asked.key_only,
            asked.state is TaskState.MINE,
            asked.words.strip(),
        )
        return any(of_few) or not handles_papers(self.actor)

    def _in_one_look(self) -> list[ColumnElement[Any]]:
        asked = [
            (statuses, and_(condition, is_request(self.known)))
            for statuses, condition in self._asked_parts()
        ]
        return self._sums([*self._open_parts(), *asked], true(), "open_ones")

    def _sums(
        self,
        parts: Sequence[tuple[frozenset[TaskStatus], ColumnElement[bool]]],
        only: ColumnElement[bool],
        name: str,
    ) -> list[ColumnElement[Any]]:
        sums = [
            func.sum(case((and_(Task.status.in_(sorted(statuses)), condition), 1), else_=0))
            for statuses, condition in parts
        ]
        asked = self._asked(OPEN)
        rows = (
            select(*(one.label(f"n{number}") for number, one in enumerate(sums)))
            .select_from(Task)
            .where(Task.status.in_(asked) if asked else false(), self.found, only)
            .subquery(name)
        )
        return list(rows.c)

    def _asked(self, statuses: Iterable[TaskStatus]) -> list[TaskStatus]:
        return sorted(asked_statuses(self.filters) & frozenset(statuses))

    def _count(
        self,
        statuses: Iterable[TaskStatus],
        condition: ColumnElement[bool],
        *,
        most: int | None = None,
    ) -> ColumnElement[Any]:
        asked = self._asked(statuses)
        if not asked:
            return literal(0)
        found = and_(Task.status.in_(asked), self.found, condition)
        if most is None:
            return select(func.count()).select_from(Task).where(found).scalar_subquery()
        rows = select(literal(1)).select_from(Task).where(found).limit(most).subquery()
        return select(func.count()).select_from(rows).scalar_subquery()
