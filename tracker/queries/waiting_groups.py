"""Tasks that wait for a person, reason by reason, and how many tasks they are."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import lru_cache
from itertools import chain
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Select,
    and_,
    false,
    func,
    literal,
    not_,
    or_,
    select,
    union_all,
)
from sqlalchemy.orm import Session

from tracker.domain.people import Role
from tracker.models import Task
from tracker.permissions import Actor
from tracker.queries.task_filters import DueSoon, TaskFilters, TaskState, where
from tracker.queries.task_order import still_open
from tracker.queries.task_question import TaskQuestion, found_by
from tracker.queries.task_rows import TaskRow
from tracker.queries.timeliness_sql import current
from tracker.queries.unit_heads import has_head

SHOWN = 8
"""Tasks of each group."""


class Waiting(StrEnum):
    """Why something waits."""

    CONFIRM = "confirm"
    EXTENSION = "extension"
    REFUSAL = "refusal"
    PREPARED = "prepared"
    MINE = "mine"
    RETURNED = "returned"
    OVERDUE = "overdue"
    DUE_SOON = "due_soon"
    ACKNOWLEDGE = "acknowledge"
    OFFICE_OVERDUE = "office_overdue"


@dataclass(frozen=True, slots=True)
class WaitingGroup:
    """Tasks that wait for one reason: the first ones, how many there are, where all stand."""

    why: Waiting
    total: int
    rows: tuple[TaskRow, ...]
    unit_id: int | None = None
    state: TaskState | None = None
    """The list's filter that shows all of them."""


_OF_UNITS = (
    (Waiting.RETURNED, TaskState.RETURNED),
    (Waiting.OVERDUE, TaskState.OPEN_OVERDUE),
    (Waiting.DUE_SOON, TaskState.DUE_SOON),
    (Waiting.ACKNOWLEDGE, TaskState.TO_ACKNOWLEDGE),
)
_LOOKS_ELSEWHERE = {TaskState.MINE: 1, TaskState.EXTENSION_ASKED: 2, TaskState.PREPARED: 2}
_OF_THE_LEAD_OFFICE = (
    (Waiting.CONFIRM, TaskState.AWAITING),
    (Waiting.EXTENSION, TaskState.EXTENSION_ASKED),
    (Waiting.REFUSAL, TaskState.REFUSED),
    (Waiting.OFFICE_OVERDUE, TaskState.OPEN_OVERDUE),
)


@dataclass(frozen=True, slots=True)
class _Asked:
    """One group's question. ``unit_id``: of this unit of the actor's own, else of the office."""

    why: Waiting
    state: TaskState
    unit_id: int | None = None


def groups_for(session: Session, actor: Actor, as_of: date) -> tuple[tuple[WaitingGroup, ...], int]:
    """All groups together and how many tasks they are, each counted once.

    Four statements and the two of ``TaskQuestion``.
    """
    asked = _asked(session, actor, as_of)
    if not asked:
        return (), 0
    question = TaskQuestion.of(session, actor, as_of)
    how_many, which = _statements(tuple(asked), actor, as_of, question.soon, question.dialect)
    counts = session.execute(how_many).all()
    first: dict[int, list[int]] = defaultdict(list)
    for number, task_id in session.execute(which):
        first[number].append(task_id)
    rows = {row.id: row for row in question.rows(session, sorted({*chain(*first.values())}))}
    groups = tuple(
        WaitingGroup(
            one.why, count, tuple(rows[key] for key in first[number]), one.unit_id, one.state
        )
        for number, (one, (count, _new)) in enumerate(zip(asked, counts, strict=True))
        if count
    )
    return groups, sum(new for _count, new in counts)


def _asked(session: Session, actor: Actor, as_of: date) -> list[_Asked]:
    """For the office when the person's role says so, and for each unit."""
    asked: list[_Asked] = []
    if actor.has(Role.LEAD_OFFICE) or actor.has(Role.LEADER):
        asked += [_Asked(why, state) for why, state in _OF_THE_LEAD_OFFICE]
    elif actor.decides_own:
        asked.append(_Asked(Waiting.CONFIRM, TaskState.AWAITING, actor.lead_unit_id))
    asked += [
        _Asked(Waiting.PREPARED, TaskState.PREPARED, unit_id)
        for unit_id in sorted(actor.unit_ids)
        if unit_id in actor.speaks_for or not has_head(session, unit_id, as_of)
    ]
    if actor.unit_ids:
        asked.append(_Asked(Waiting.MINE, TaskState.MINE))
    for own_id in sorted(actor.unit_ids):
        asked += [_Asked(why, state, own_id) for why, state in _OF_UNITS]
    return asked


_Statement = Select[*tuple[Any, ...]]


@lru_cache(maxsize=256)
def _statements(
    asked: tuple[_Asked, ...], actor: Actor, as_of: date, soon: DueSoon, dialect: str
) -> tuple[_Statement, _Statement]:
    """How many of each group, and the first ones: put together once for each person and day."""
    found = [_found(one, actor, as_of, soon, dialect) for one in asked]
    return _how_many(asked, found), _first_ones(found)


def _how_many(asked: Sequence[_Asked], found: Sequence[ColumnElement[bool]]) -> _Statement:
    """Two numbers a group: its tasks, and those of them that stand in no group counted before.

    Groups that look into other tables are counted last: they are small, and what is asked of
    each row of the large ones stands in their index.
    """
    turns = sorted(range(len(asked)), key=lambda at: _LOOKS_ELSEWHERE.get(asked[at].state, 0))
    counted = []
    for number, condition in enumerate(found):
        before = [found[other] for other in turns[: turns.index(number)]]
        new = func.count().filter(not_(func.coalesce(or_(false(), *before), false())))
        columns = (literal(number).label("number"), func.count().label("every"), new.label("new"))
        counted.append(select(*columns).select_from(Task).where(condition))
    every = union_all(*counted).subquery()
    return select(every.c.every, every.c.new).order_by(every.c.number)


def _found(
    one: _Asked, actor: Actor, as_of: date, soon: DueSoon, dialect: str
) -> ColumnElement[bool]:
    """A unit of one's own needs no other look: all that it leads may be seen."""
    filters = TaskFilters(state=one.state, unit_id=one.unit_id)
    if one.unit_id is None:
        return and_(still_open, found_by(actor, filters, current(as_of), soon, dialect))
    here = Task.office_id == actor.office_id
    return and_(here, where(filters, current(as_of), soon, dialect))


def _first_ones(found: Sequence[ColumnElement[bool]]) -> Select[*tuple[Any, ...]]:
    """Pairs (number of the group, task), the most pressing of each group first."""
    parts = []
    for number, condition in enumerate(found):
        first = (
            select(Task.id, Task.due_on)
            .where(condition)
            .order_by(Task.due_on.asc().nulls_last(), Task.id)
            .limit(SHOWN)
            .subquery()
        )
        parts.append(select(literal(number).label("number"), first.c.id, first.c.due_on))
    every = union_all(*parts).subquery()
    return select(every.c.number, every.c.id).order_by(
        every.c.number, every.c.due_on.asc().nulls_last(), every.c.id
    )
