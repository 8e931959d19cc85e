"""What the planner looks at in the morning: tasks that units still owe, near or past due."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import Row, Select, and_, select
from sqlalchemy.orm import Session

from tracker.domain.local_time import local_day
from tracker.domain.reminder_rules import TaskFacts
from tracker.domain.restricted_papers import WITHHELD_TITLE, outward
from tracker.domain.task_status import WITH_UNIT
from tracker.models import Deadline, Directive, Duty, Task, TaskLead, Unit


@dataclass(frozen=True, slots=True)
class DueTask:
    """A task as the planner needs it: the facts of the rules, whose it is, what may be said."""

    facts: TaskFacts
    lead_unit_id: int
    assignee_id: int | None
    text: str
    directive: str
    directive_id: int


def due_tasks(session: Session, *, office_id: int, until: date) -> Iterator[DueTask]:
    """Every task with its unit that is due by ``until`` (inclusive), by due day.

    Requests to bodies that the office cannot order climb no ladder (design D17).
    """
    for row in session.execute(_selection(office_id, until).execution_options(yield_per=1000)):
        yield _due_task(row)


_PAPER = (Directive.number, Directive.title, Directive.restricted)


def _selection(office_id: int, until: date) -> Select[*tuple[Any, ...]]:
    return (
        select(
            Task.id,
            Task.status,
            Task.due_on,
            Task.lead_unit_id,
            Task.assignee_id,
            Task.assigned_at,
            TaskLead.from_at,
            Deadline.version,
            Deadline.set_at,
            Duty.text,
            Duty.directive_id,
            *_PAPER,
        )
        .join(Duty, Duty.id == Task.duty_id)
        .join(Directive, Directive.id == Duty.directive_id)
        .join(TaskLead, and_(TaskLead.task_id == Task.id, TaskLead.to_at.is_(None)))
        .join(
            Deadline,
            and_(
                Deadline.task_id == Task.id,
                Deadline.version
                == select(Deadline.version)
                .where(Deadline.task_id == Task.id)
                .order_by(Deadline.version.desc())
                .limit(1)
                .correlate(Task)
                .scalar_subquery(),
            ),
        )
        .where(
            Task.office_id == office_id,
            Task.status.in_(sorted(WITH_UNIT)),
            Task.due_on.is_not(None),
            Task.due_on <= until,
            Task.lead_unit_id.not_in(select(Unit.id).where(Unit.outside)),
        )
        .order_by(Task.due_on, Task.id)
    )


def _due_task(row: Row[*tuple[Any, ...]]) -> DueTask:
    values, restricted = row._mapping, row._mapping["restricted"]
    title = outward(values["title"], restricted=restricted, instead=WITHHELD_TITLE)
    return DueTask(
        facts=TaskFacts(
            task_id=values["id"],
            status=values["status"],
            due_on=values["due_on"],
            deadline_version=values["version"],
            deadline_set_on=local_day(values["set_at"]),
            assigned_on=local_day(values["from_at"]),
        ),
        lead_unit_id=values["lead_unit_id"],
        assignee_id=values["assignee_id"],
        text=outward(values["text"], restricted=restricted),
        directive=values["number"] or title,
        directive_id=values["directive_id"],
    )
