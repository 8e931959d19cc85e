"""Tasks with what every real one has: a lead span, a first deadline version, their first event."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, timedelta

from sqlalchemy.orm import Session

from tests.factories.duty import a_duty
from tracker.domain.deadlines import DeadlineCause
from tracker.domain.history import EventKind
from tracker.domain.local_time import VIETNAM
from tracker.domain.task_status import TaskStatus
from tracker.models import Deadline, Duty, Event, Office, Task, TaskLead, TaskPart, Unit


def a_task(
    session: Session,
    office: Office,
    unit: Unit,
    *,
    due_on: date | None = date(2026, 11, 30),
    assigned_on: date = date(2026, 10, 1),
    text: str = "Rà soát thủ tục hành chính thuộc lĩnh vực phụ trách",
    duty: Duty | None = None,
    status: TaskStatus = TaskStatus.ASSIGNED,
    done_on: date | None = None,
    coordinating: Sequence[Unit] = (),
) -> Task:
    """A task of ``unit``; any other status than assigned is reached the day after assignment."""
    duty = duty or a_duty(session, office, text, leads=[unit])
    at = datetime(assigned_on.year, assigned_on.month, assigned_on.day, 9, tzinfo=VIETNAM)
    task = Task(
        office_id=office.id,
        duty_id=duty.id,
        lead_unit_id=unit.id,
        status=status,
        due_on=due_on,
        done_on=done_on,
        assigned_at=at,
        updated_at=at,
    )
    task.leads.append(TaskLead(unit_id=unit.id, from_at=at))
    task.deadlines.append(
        Deadline(
            version=1,
            due_on=due_on,
            cause=DeadlineCause.DIRECTIVE,
            basis="Theo văn bản",
            set_by_id=duty.created_by_id,
            set_at=at,
        )
    )
    task.parts.extend(TaskPart(unit_id=other.id) for other in coordinating)
    session.add(task)
    session.flush()
    _event(session, task, duty, EventKind.TASK_ASSIGNED, after=TaskStatus.ASSIGNED, at=at)
    if status is not TaskStatus.ASSIGNED:
        later = at + timedelta(days=1)
        _event(session, task, duty, EventKind.PROGRESS_REPORTED, after=status, at=later)
    session.flush()
    return task


def _event(
    session: Session, task: Task, duty: Duty, kind: EventKind, *, after: TaskStatus, at: datetime
) -> None:
    session.add(
        Event(
            office_id=task.office_id,
            kind=kind,
            at=at,
            actor_id=duty.created_by_id,
            task_id=task.id,
            duty_id=duty.id,
            directive_id=duty.directive_id,
            status_after=after,
        )
    )
