"""Tasks as official papers list them: the order's words, its paper, both deadlines, the delay."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import ColumnElement, Select, func, select
from sqlalchemy.orm import Session

from tracker.domain.deadlines import Timeliness
from tracker.domain.task_status import OPEN, WITH_UNIT, TaskStatus
from tracker.domain.vietnamese import capitalised, one_line
from tracker.models import Deadline, Duty, Task
from tracker.queries.report_rows import task_words
from tracker.queries.timeliness_sql import current, open_and_dated

#: So many keys go into one IN (...).
_BATCH = 5000


@dataclass(frozen=True, slots=True)
class PaperTask:
    """One task. ``late``: calendar days past its due day, 0 when it is not late or has no day.

    ``first_due_on`` is the deadline that it was given with; ``restricted``: its words are those
    of a paper for internal use.
    """

    id: int
    unit_id: int
    duty_id: int
    directive_id: int
    text: str
    product: str
    source: str
    source_on: date | None
    coordinating: tuple[str, ...]
    due_phrase: str
    first_due_on: date | None
    due_on: date | None
    late: int
    status: TaskStatus
    restricted: bool


def overdue_of_unit(
    session: Session, *, office_id: int, unit_id: int, on_day: date
) -> list[PaperTask]:
    """What the unit owes and is late with on ``on_day``, the longest delay first.

    What was handed in waits for the lead office, so nobody is chased for it.
    """
    return _listed(session, _overdue(office_id, on_day, Task.lead_unit_id == unit_id),
                   on_day)  # fmt: skip


def overdue_of_office(session: Session, *, office_id: int, on_day: date) -> list[PaperTask]:
    """The same of every unit, unit by unit."""
    return _listed(session, _overdue(office_id, on_day), on_day)


def overdue_units(session: Session, *, office_id: int, on_day: date) -> list[int]:
    """The units that owe something and are late with it."""
    query = select(Task.lead_unit_id).distinct().where(*_late(office_id, on_day))
    return sorted(session.scalars(query))


def waiting_of_office(session: Session, *, office_id: int, on_day: date) -> list[PaperTask]:
    """What was handed in and waits for its decision."""
    query = select(Task.id).where(Task.office_id == office_id, Task.status == TaskStatus.SUBMITTED)
    return _listed(session, query, on_day)


def open_of_unit(
    session: Session, *, office_id: int, unit_id: int, directive_id: int | None, on_day: date
) -> list[PaperTask]:
    """What the unit was given and has not finished, under one directive or under all."""
    query = select(Task.id).where(
        Task.office_id == office_id,
        Task.lead_unit_id == unit_id,
        Task.status.in_(sorted(OPEN - {TaskStatus.REFUSED})),
        *_under(directive_id),
    )
    return _listed(session, query, on_day)


def given_by(
    session: Session, *, office_id: int, directive_id: int | None, on_day: date
) -> list[PaperTask]:
    """All tasks that a directive led to (or all of the office), but for those called off."""
    query = select(Task.id).where(
        Task.office_id == office_id,
        Task.status.not_in([TaskStatus.CANCELLED, TaskStatus.REFUSED]),
        *_under(directive_id),
    )
    return _listed(session, query, on_day)


def paper_task(session: Session, task: Task, on_day: date) -> PaperTask:
    """One task."""
    (found,) = _listed(session, select(Task.id).where(Task.id == task.id), on_day)
    return found


def _under(directive_id: int | None) -> tuple[ColumnElement[bool], ...]:
    if directive_id is None:
        return ()
    return (Task.duty_id.in_(select(Duty.id).where(Duty.directive_id == directive_id)),)


def _late(office_id: int, on_day: date) -> tuple[ColumnElement[bool], ...]:
    return (
        Task.office_id == office_id,
        Task.status.in_(sorted(WITH_UNIT)),
        open_and_dated(current(on_day), Timeliness.OPEN_OVERDUE),
    )


def _overdue(office_id: int, on_day: date, *more: ColumnElement[bool]) -> Select[int]:
    return select(Task.id).where(*_late(office_id, on_day), *more)


def _listed(session: Session, ids: Select[int], on_day: date) -> list[PaperTask]:
    """Those tasks with their words, by unit and due day; undated ones last."""
    keys = sorted(session.scalars(ids))
    words = task_words(session, keys, on_day)
    first = _first_deadlines(session, keys)
    found = []
    for task, duty in _rows(session, keys):
        told = words[task.id]
        owed = task.status in WITH_UNIT and task.due_on is not None and task.due_on < on_day
        found.append(
            PaperTask(
                id=task.id,
                unit_id=task.lead_unit_id,
                duty_id=duty.id,
                directive_id=duty.directive_id,
                text=told.text,
                product=capitalised(one_line(duty.product)),
                source=told.source,
                source_on=told.source_on,
                coordinating=told.coordinating,
                due_phrase=one_line(duty.due_phrase),
                first_due_on=first.get(task.id),
                due_on=task.due_on,
                late=(on_day - task.due_on).days if owed and task.due_on else 0,
                status=task.status,
                restricted=told.restricted,
            )
        )
    return sorted(found, key=lambda row: (row.unit_id, row.due_on or date.max, row.id))


def _rows(session: Session, keys: Sequence[int]) -> list[tuple[Task, Duty]]:
    found: list[tuple[Task, Duty]] = []
    for start in range(0, len(keys), _BATCH):
        query = (
            select(Task, Duty)
            .join(Duty, Duty.id == Task.duty_id)
            .where(Task.id.in_(keys[start : start + _BATCH]))
        )
        found += [(task, duty) for task, duty in session.execute(query)]
    return found


def _first_deadlines(session: Session, keys: Sequence[int]) -> dict[int, date | None]:
    """The first day that each task ever had."""
    found: dict[int, date | None] = {}
    for start in range(0, len(keys), _BATCH):
        first = (
            select(Deadline.task_id, func.min(Deadline.version).label("version"))
            .where(Deadline.task_id.in_(keys[start : start + _BATCH]), Deadline.due_on.is_not(None))
            .group_by(Deadline.task_id)
            .subquery()
        )
        query = select(Deadline.task_id, Deadline.due_on).join(
            first,
            (Deadline.task_id == first.c.task_id) & (Deadline.version == first.c.version),
        )
        found |= {row.task_id: row.due_on for row in session.execute(query)}
    return found
