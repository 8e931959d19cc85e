"""What waits for a person: the content of "Chờ tôi xử lý", group by group, most pressing first."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import lru_cache
from itertools import chain
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, func, literal, select, union_all
from sqlalchemy.orm import Session

from tracker.domain.people import Role
from tracker.domain.task_status import OPEN
from tracker.domain.vietnamese import one_line
from tracker.models import Duty, Task, TaskPart, Unit
from tracker.permissions import Actor
from tracker.queries.owed_parts import is_waiting
from tracker.queries.period import Period, last_period_ended
from tracker.queries.period_rows import Answered, how_answered, owes_regular_duties, unit_report
from tracker.queries.talk_waiting import WaitingTalk, waiting_talk
from tracker.queries.task_filters import DueSoon, TaskFilters, TaskState, where
from tracker.queries.task_order import still_open
from tracker.queries.task_question import TaskQuestion, found_by
from tracker.queries.task_rows import TaskRow, unit_names
from tracker.queries.timeliness_sql import current
from tracker.queries.unit_heads import has_head

SHOWN = 8
"""Tasks of each group."""
PARTS_SHOWN = 20


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


@dataclass(frozen=True, slots=True)
class WaitingPart:
    """A coordinating unit's part that is not answered yet."""

    task_id: int
    text: str
    unit: str
    request: str
    due_on: date | None


@dataclass(frozen=True, slots=True)
class WaitingReport:
    """A period report that one of the person's units has not handed in."""

    unit_id: int
    unit: str
    period: Period
    state: Answered


@dataclass(frozen=True, slots=True)
class WaitingFor:
    """Everything that waits for one person; ``total`` counts tasks and parts once per group."""

    groups: tuple[WaitingGroup, ...]
    parts: tuple[WaitingPart, ...]
    """The first PARTS_SHOWN of ``parts_total``."""
    parts_total: int
    part_units: tuple[tuple[int, str], ...]
    """Units, with their names, whose parts are not all shown here."""
    reports: tuple[WaitingReport, ...]
    talk: WaitingTalk

    @property
    def total(self) -> int:
        tasks = sum(group.total for group in self.groups)
        return tasks + self.parts_total + len(self.reports) + self.talk.total


_OF_UNITS = (
    (Waiting.RETURNED, TaskState.RETURNED),
    (Waiting.OVERDUE, TaskState.OPEN_OVERDUE),
    (Waiting.DUE_SOON, TaskState.DUE_SOON),
    (Waiting.ACKNOWLEDGE, TaskState.TO_ACKNOWLEDGE),
)
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


def waiting_for(session: Session, *, actor: Actor, as_of: date) -> WaitingFor:
    """What ``actor`` has to do: for the office when its role says so, and for each unit."""
    parts, parts_total = _parts(session, actor) if actor.unit_ids else ((), 0)
    all_shown = len(parts) == parts_total
    part_units = () if all_shown else tuple(unit_names(session, actor.unit_ids).items())
    return WaitingFor(
        groups=tuple(_groups(session, actor, as_of)),
        parts=parts,
        parts_total=parts_total,
        part_units=part_units,
        reports=tuple(_reports(session, actor, as_of)),
        talk=waiting_talk(session, actor=actor, as_of=as_of),
    )


def _groups(session: Session, actor: Actor, as_of: date) -> Iterator[WaitingGroup]:
    """All groups together, in four statements and the two of ``TaskQuestion``."""
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
    if not asked:
        return
    question = TaskQuestion.of(session, actor, as_of)
    how_many, which = _statements(tuple(asked), actor, as_of, question.soon, question.dialect)
    counts = session.execute(how_many).one()
    first: dict[int, list[int]] = defaultdict(list)
    for number, task_id in session.execute(which):
        first[number].append(task_id)
    rows = {row.id: row for row in question.rows(session, sorted({*chain(*first.values())}))}
    for number, (one, count) in enumerate(zip(asked, counts, strict=True)):
        if count:
            shown = tuple(rows[task_id] for task_id in first[number])
            yield WaitingGroup(one.why, count, shown, one.unit_id, one.state)


_Statement = Select[*tuple[Any, ...]]


@lru_cache(maxsize=256)
def _statements(
    asked: tuple[_Asked, ...], actor: Actor, as_of: date, soon: DueSoon, dialect: str
) -> tuple[_Statement, _Statement]:
    """How many of each group, and the first ones: put together once for each person and day."""
    found = [_found(one, actor, as_of, soon, dialect) for one in asked]
    return select(*(_count(condition) for condition in found)), _first_ones(found)


def _found(
    one: _Asked, actor: Actor, as_of: date, soon: DueSoon, dialect: str
) -> ColumnElement[bool]:
    """A unit of one's own needs no other look: all that it leads may be seen."""
    filters = TaskFilters(state=one.state, unit_id=one.unit_id)
    if one.unit_id is None:
        return and_(still_open, found_by(actor, filters, current(as_of), soon, dialect))
    here = Task.office_id == actor.office_id
    return and_(here, where(filters, current(as_of), soon, dialect))


def _count(found: ColumnElement[bool]) -> ColumnElement[int]:
    return select(func.count()).select_from(Task).where(found).scalar_subquery()


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


def _parts(session: Session, actor: Actor) -> tuple[tuple[WaitingPart, ...], int]:
    """The first ones by due day, and how many there are."""
    conditions = (
        Task.office_id == actor.office_id,
        Task.status.in_(sorted(OPEN)),
        TaskPart.unit_id.in_(sorted(actor.unit_ids)),
        is_waiting(),
    )
    columns = (TaskPart.task_id, Duty.text, Task.lead_unit_id, TaskPart.request, TaskPart.due_on)
    rows = session.execute(
        select(*columns)
        .join(Task, Task.id == TaskPart.task_id)
        .join(Duty, Duty.id == Task.duty_id)
        .where(*conditions)
        .order_by(TaskPart.due_on.asc().nulls_last(), TaskPart.id)
        .limit(PARTS_SHOWN + 1)
    ).all()
    names = unit_names(session, {row.lead_unit_id for row in rows})
    shown = tuple(
        WaitingPart(
            row.task_id, one_line(row.text), names[row.lead_unit_id], row.request, row.due_on
        )
        for row in rows[:PARTS_SHOWN]
    )
    if len(rows) <= PARTS_SHOWN:
        return shown, len(rows)
    every = select(func.count()).select_from(TaskPart).join(Task, Task.id == TaskPart.task_id)
    return shown, session.scalar(every.where(*conditions)) or 0


def _reports(session: Session, actor: Actor, as_of: date) -> Iterator[WaitingReport]:
    """The last ended period of each unit that owes regular duties and has not handed it in."""
    if actor.office_id is None:
        return
    period = last_period_ended(session, actor.office_id, as_of)
    for unit in session.scalars(select(Unit).where(Unit.id.in_(sorted(actor.unit_ids)))):
        report = unit_report(session, actor.office_id, unit.id, period)
        state = how_answered(report.submitted_at if report else None, period, as_of)
        if state not in (Answered.WAITING, Answered.MISSING):
            continue
        if owes_regular_duties(session, actor.office_id, unit.id, period):
            yield WaitingReport(unit.id, unit.name, period, state)
