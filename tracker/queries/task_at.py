"""One task as the rules of reminding see it at any moment, read from dated rows only."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from tracker.domain.local_time import local_day
from tracker.domain.reminder_rules import TaskFacts
from tracker.domain.task_status import TaskStatus
from tracker.models import (
    Deadline,
    Event,
    ExtensionRequest,
    ProgressUpdate,
    Submission,
    Task,
    TaskLead,
)
from tracker.queries.period import period_of_day


def facts_at(session: Session, task: Task, at: datetime) -> TaskFacts | None:
    """What the rules need of ``task`` as it was at ``at``; None before it was given."""
    lead = lead_at(session, task, at)
    if lead is None:
        return None
    deadline = session.scalar(
        select(Deadline)
        .where(Deadline.task_id == task.id, Deadline.set_at <= at)
        .order_by(Deadline.version.desc())
        .limit(1)
    )
    day = local_day(at)
    period = period_of_day(session, task.office_id, day)
    return TaskFacts(
        task_id=task.id,
        status=_status_at(session, task, at),
        due_on=deadline.due_on if deadline else None,
        deadline_version=deadline.version if deadline else 0,
        deadline_set_on=local_day(deadline.set_at) if deadline else None,
        assigned_on=local_day(lead.from_at),
        submitted_on=_submitted_on(session, task, at),
        updated_on=_updated_on(session, task, at),
        period=(period.days.from_on, period.days.to_on),
        asked_on=_asked_on(session, task, at),
        outside=lead.unit.outside,
    )


def lead_at(session: Session, task: Task, at: datetime) -> TaskLead | None:
    """The span of the unit that led the task at ``at``."""
    return session.scalar(
        select(TaskLead)
        .where(
            TaskLead.task_id == task.id,
            TaskLead.from_at <= at,
            or_(TaskLead.to_at.is_(None), TaskLead.to_at > at),
        )
        .order_by(TaskLead.id.desc())
        .limit(1)
    )


def _status_at(session: Session, task: Task, at: datetime) -> TaskStatus:
    later = session.scalar(
        select(Event.status_before)
        .where(
            Event.task_id == task.id,
            Event.at > at,
            Event.status_after.is_not(None),
            Event.status_before.is_not(None),
        )
        .order_by(Event.at, Event.id)
        .limit(1)
    )
    return later or task.status


def _submitted_on(session: Session, task: Task, at: datetime) -> date | None:
    return session.scalar(
        select(Submission.submitted_on)
        .where(
            Submission.task_id == task.id,
            Submission.submitted_at <= at,
            or_(Submission.decided_at.is_(None), Submission.decided_at > at),
            or_(Submission.withdrawn_at.is_(None), Submission.withdrawn_at > at),
        )
        .order_by(Submission.n.desc())
        .limit(1)
    )


def _asked_on(session: Session, task: Task, at: datetime) -> date | None:
    return session.scalar(
        select(ExtensionRequest.asked_on)
        .where(
            ExtensionRequest.task_id == task.id,
            ExtensionRequest.asked_at <= at,
            or_(ExtensionRequest.closed_at.is_(None), ExtensionRequest.closed_at > at),
        )
        .limit(1)
    )


def _updated_on(session: Session, task: Task, at: datetime) -> date | None:
    if task.updated_at <= at:
        return local_day(task.updated_at)
    said = session.scalar(
        select(ProgressUpdate.at)
        .where(ProgressUpdate.task_id == task.id, ProgressUpdate.at <= at)
        .order_by(ProgressUpdate.at.desc(), ProgressUpdate.id.desc())
        .limit(1)
    )
    return local_day(said) if said else local_day(task.assigned_at)
