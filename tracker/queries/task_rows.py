"""What a list says of a task: the facts of its row, for the few tasks of one page."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import lru_cache
from typing import Any

from sqlalchemy import Row, Select, String, bindparam, func, literal, select
from sqlalchemy.orm import Session

from tracker.domain.deadlines import Timeliness
from tracker.domain.request_state import RequestState, request_state
from tracker.domain.task_status import WITH_UNIT, TaskStatus
from tracker.domain.working_days import Calendar
from tracker.models import Deadline, Directive, Duty, Task, Unit, UnitName, User
from tracker.queries.directives import CITED, paper_words
from tracker.queries.task_filters import DueSoon
from tracker.queries.timeliness_sql import TaskKnown, current


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
    timeliness: Timeliness | RequestState
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
    request: bool = False
    """Led by a body that the office cannot order: asked, not urged (design D17)."""
    period_key: str | None = None
    """The period of a recurring duty's task."""


def task_rows(
    session: Session, ids: Sequence[int], *, known: TaskKnown, soon: DueSoon, calendar: Calendar
) -> list[TaskRow]:
    """The rows of these tasks in this order, in two statements; whoever asks may see them."""
    if not ids:
        return []
    as_of = known.as_of
    query = _current_query(as_of) if known is current(as_of) else _query(known)
    found = {row.id: row for row in session.execute(query, {"ids": list(ids)})}
    units = unit_names(session, {row.unit_id for row in found.values()})
    return [_row(found[key], units, as_of, soon, calendar) for key in ids if key in found]


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
    """The present names of units, in one statement."""
    asked = sorted(ids)
    rows = session.execute(_NAMES, {"ids": asked}).all() if asked else ()
    return {row.unit_id: row.name for row in rows}


_NAMES = (
    select(UnitName.unit_id, UnitName.name)
    .where(UnitName.unit_id.in_(bindparam("ids", expanding=True)))
    .order_by(UnitName.from_on.asc().nulls_first(), UnitName.id)
)


@lru_cache(maxsize=16)
def _current_query(as_of: date) -> Select[*tuple[Any, ...]]:
    """The question is long and always the same: it is put together once a day."""
    return _query(current(as_of))


def _query(known: TaskKnown) -> Select[*tuple[Any, ...]]:
    return (
        select(*_columns(known))
        .join(Duty, Duty.id == Task.duty_id)
        .join(Directive, Directive.id == Duty.directive_id)
        .join(Unit, Unit.id == Task.lead_unit_id)
        .where(Task.id.in_(bindparam("ids", expanding=True)))
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
        known.lead_unit_id.label("unit_id"),
        Duty.directive_id,
        *CITED,
        known.status.label("status"),
        known.timeliness.label("timeliness"),
        known.due_on.label("due_on"),
        first_due.label("first_due"),
        known.done_on.label("done_on"),
        Duty.key_task,
        Unit.outside.label("request"),
        func.coalesce(assignee, literal("", String)).label("assignee"),
        Task.updated_at,
        Task.row_version,
        Task.period_key,
    ]


def _row(
    found: Row[*tuple[Any, ...]],
    units: dict[int, str],
    as_of: date,
    soon: DueSoon,
    calendar: Calendar,
) -> TaskRow:
    values = found._mapping
    status, due_on, first_due = values["status"], values["due_on"], values["first_due"]
    timeliness, request = Timeliness(values["timeliness"]), values["request"]
    left = days_left(status, due_on, as_of, calendar)
    if request and left is not None and left < 0:
        left = None  # a body outside is asked: no days are counted against it
    return TaskRow(
        id=values["id"],
        text=values["text"],
        unit_id=values["unit_id"],
        unit=units[values["unit_id"]],
        directive_id=values["directive_id"],
        source=paper_words(found),
        status=status,
        timeliness=request_state(timeliness) if request else timeliness,
        due_on=due_on,
        original_due_on=first_due if first_due != due_on else None,
        done_on=values["done_on"] if status is TaskStatus.COMPLETED else None,
        left=left,
        due_soon=not request and status in WITH_UNIT and soon.holds(due_on),
        awaiting=status is TaskStatus.SUBMITTED,
        key_task=values["key_task"],
        request=request,
        assignee=values["assignee"] or None,
        updated_at=values["updated_at"],
        version=values["row_version"],
        period_key=values["period_key"],
    )
