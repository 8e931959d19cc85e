"""Lists of tasks: frozen rows of one page, the true count, and counts by state."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from sqlalchemy import Row, Select, String, case, func, literal, select
from sqlalchemy.orm import Session

from tracker.domain.deadlines import Timeliness
from tracker.domain.errors import NotFound
from tracker.domain.task_status import WITH_UNIT, TaskStatus
from tracker.domain.working_days import Calendar
from tracker.models import Deadline, Directive, Duty, Task, Unit, User
from tracker.permissions import Actor
from tracker.permissions.scope import visible_tasks
from tracker.queries.directives import CITED, paper_words
from tracker.queries.office_rules import office_rules
from tracker.queries.paging import ROWS, Page
from tracker.queries.task_filters import (
    DueSoon,
    TaskFilters,
    TaskState,
    in_state,
    order,
    where,
)
from tracker.queries.timeliness_sql import TaskKnown, current
from tracker.queries.working_calendar import working_calendar


@dataclass(frozen=True, slots=True)
class TaskRow:
    """One task as a list shows it.

    ``left``: working days to go (0: due on the as-of day), minus calendar days overdue; None
    when nothing is owed or nothing is dated. ``original_due_on`` only where the day moved.
    """

    id: int
    text: str
    unit_id: int
    unit: str
    directive_id: int
    source: str
    """How the paper is cited: "Kế hoạch số 45/KH-UBND ngày 05/02/2026"."""
    status: TaskStatus
    timeliness: Timeliness
    due_on: date | None
    original_due_on: date | None
    done_on: date | None
    left: int | None
    due_soon: bool
    awaiting: bool
    key_task: bool
    assignee: str | None
    updated_at: datetime
    version: int
    period_key: str | None = None
    """The period of a recurring duty's task."""


@dataclass(frozen=True, slots=True)
class TaskCounts:
    """How many of the tasks asked about are in each state; every count is of the same tasks."""

    total: int = 0
    by_timeliness: Mapping[Timeliness, int] = field(default_factory=dict)
    due_soon: int = 0
    awaiting: int = 0

    def of(self, *states: Timeliness) -> int:
        return sum(self.by_timeliness.get(state, 0) for state in states)


def task_list(
    session: Session, *, actor: Actor, filters: TaskFilters, as_of: date, page: int = 1
) -> Page[TaskRow]:
    """The rows of one page of what ``actor`` may see, in six statements whatever its length.

    A page beyond the last one shows the last one.
    """
    question = _Question.of(session, actor, filters, as_of)
    total = session.scalar(question.asks(select(func.count()))) or 0
    page = max(1, min(page, -(-total // ROWS)))
    statement = (
        question.asks(select(*_columns(question.known)))
        .order_by(*order(filters.sort))
        .limit(ROWS)
        .offset((page - 1) * ROWS)
    )
    found = session.execute(statement).all()
    units = unit_names(session, {row.unit_id for row in found})
    rows = [_row(row, units, question) for row in found]
    return Page(rows=rows, number=page, total=total)


def one_task(session: Session, *, actor: Actor, task_id: int, as_of: date) -> TaskRow:
    """The row of one task. NotFound when there is none that ``actor`` may see."""
    question = _Question.of(session, actor, TaskFilters(), as_of)
    columns = select(*_columns(question.known))
    found = session.execute(question.asks(columns).where(Task.id == task_id)).one_or_none()
    if found is None:
        raise NotFound("Không tìm thấy nhiệm vụ này.")
    return _row(found, unit_names(session, [found.unit_id]), question)


def task_counts(session: Session, *, actor: Actor, filters: TaskFilters, as_of: date) -> TaskCounts:
    """Counts by state over what ``actor`` may see and ``filters`` ask for."""
    question = _Question.of(session, actor, filters, as_of)
    known, soon = question.known, question.soon
    near = func.sum(case((in_state(TaskState.DUE_SOON, known, soon), 1), else_=0))
    waits = func.sum(case((in_state(TaskState.AWAITING, known, soon), 1), else_=0))
    columns = select(known.timeliness.label("state"), func.count(), near, waits)
    rows = session.execute(question.asks(columns).group_by("state")).all()
    return TaskCounts(
        total=sum(row[1] for row in rows),
        by_timeliness={Timeliness(row[0]): row[1] for row in rows},
        due_soon=sum(row[2] for row in rows),
        awaiting=sum(row[3] for row in rows),
    )


def due_soon_days(session: Session, actor: Actor, as_of: date, calendar: Calendar) -> DueSoon:
    """The due days that are near, by the office's own rule."""
    rules = office_rules(session, actor.office_id or 0, as_of)
    return DueSoon.around(as_of, calendar, rules.due_soon_working_days)


def days_left(
    status: TaskStatus, due_on: date | None, as_of: date, calendar: Calendar
) -> int | None:
    """See ``TaskRow.left``. Before a due day with only rest days in between there is 1 to go."""
    if due_on is None or status not in WITH_UNIT:
        return None
    if due_on <= as_of:
        return (due_on - as_of).days
    return max(1, calendar.count(as_of, due_on))


def unit_names(session: Session, ids: Iterable[int]) -> dict[int, str]:
    """The present names of units, in two statements."""
    units = session.scalars(select(Unit).where(Unit.id.in_(sorted(ids))))
    return {unit.id: unit.name for unit in units}


@dataclass(frozen=True, slots=True)
class _Question:
    """Who asks for what, as of when: what every statement of one list shares."""

    actor: Actor
    filters: TaskFilters
    as_of: date
    calendar: Calendar
    soon: DueSoon
    known: TaskKnown
    dialect: str

    @classmethod
    def of(cls, session: Session, actor: Actor, filters: TaskFilters, as_of: date) -> _Question:
        calendar = working_calendar(session, actor.office_id or 0)
        return cls(
            actor=actor,
            filters=filters,
            as_of=as_of,
            calendar=calendar,
            soon=due_soon_days(session, actor, as_of, calendar),
            known=current(as_of),
            dialect=session.get_bind().dialect.name,
        )

    def asks(self, columns: Select[*tuple[Any, ...]]) -> Select[*tuple[Any, ...]]:
        return (
            columns.select_from(Task)
            .join(Duty, Duty.id == Task.duty_id)
            .join(Directive, Directive.id == Duty.directive_id)
            .join(Unit, Unit.id == Task.lead_unit_id)
            .where(
                visible_tasks(self.actor), where(self.filters, self.known, self.soon, self.dialect)
            )
        )


def _columns(known: TaskKnown) -> list[Any]:
    first_due = (
        select(Deadline.due_on)
        .where(Deadline.task_id == Task.id, Deadline.version == 1)
        .correlate(Task)
        .scalar_subquery()
    )
    assignee = (
        select(User.name).where(User.id == Task.assignee_id).correlate(Task).scalar_subquery()
    )
    return [
        Task.id,
        Duty.text,
        Task.lead_unit_id.label("unit_id"),
        Duty.directive_id,
        *CITED,
        Task.status,
        known.timeliness.label("timeliness"),
        Task.due_on,
        first_due.label("first_due"),
        Task.done_on,
        Duty.key_task,
        func.coalesce(assignee, literal("", String)).label("assignee"),
        Task.updated_at,
        Task.row_version,
        Task.period_key,
    ]


def _row(found: Row[*tuple[Any, ...]], units: dict[int, str], question: _Question) -> TaskRow:
    values = found._mapping
    status, due_on, first_due = values["status"], values["due_on"], values["first_due"]
    return TaskRow(
        id=values["id"],
        text=values["text"],
        unit_id=values["unit_id"],
        unit=units[values["unit_id"]],
        directive_id=values["directive_id"],
        source=paper_words(found),
        status=status,
        timeliness=Timeliness(values["timeliness"]),
        due_on=due_on,
        original_due_on=first_due if first_due != due_on else None,
        done_on=values["done_on"],
        left=days_left(status, due_on, question.as_of, question.calendar),
        due_soon=status in WITH_UNIT and question.soon.holds(due_on),
        awaiting=status is TaskStatus.SUBMITTED,
        key_task=values["key_task"],
        assignee=values["assignee"] or None,
        updated_at=values["updated_at"],
        version=values["row_version"],
        period_key=values["period_key"],
    )


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
