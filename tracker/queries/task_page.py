"""Everything that one task's page shows, loaded in a fixed number of statements."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import func, select, true
from sqlalchemy.orm import Session, joinedload, selectinload

from tracker.domain.history import EventKind
from tracker.domain.local_time import local_day
from tracker.domain.task_answer import TaskStand
from tracker.domain.task_status import TaskStatus
from tracker.models import (
    Deadline,
    Duty,
    Event,
    Evidence,
    EvidenceRevision,
    EvidenceTask,
    Explanation,
    ExtensionRequest,
    Membership,
    Obstacle,
    ProgressUpdate,
    Submission,
    Task,
    TaskLead,
    Unit,
    User,
)
from tracker.queries.extension_requests import requests_of
from tracker.queries.obstacles import obstacles_of_task
from tracker.queries.office_rules import office_rules
from tracker.queries.task_life import who_confirms


@dataclass(frozen=True, slots=True)
class TaskDetail:
    """One task with what was said, shown and decided about it, each list newest first."""

    task: Task
    updates: Sequence[ProgressUpdate]
    obstacles: Sequence[Obstacle]
    evidence: Sequence[Evidence]
    events: Sequence[Event]
    extensions: Sequence[ExtensionRequest]
    siblings: int
    """How many other units have a share of the same duty."""


def task_detail(session: Session, task_id: int, *, events: int | None) -> TaskDetail:
    """The task (which the door has found and allowed) and its newest ``events`` events (or all)."""
    task = session.scalars(
        select(Task)
        .where(Task.id == task_id)
        .options(
            joinedload(Task.duty).joinedload(Duty.directive),
            joinedload(Task.lead_unit),
            joinedload(Task.assignee),
            joinedload(Task.monitor),
            selectinload(Task.parts),
            selectinload(Task.leads).joinedload(TaskLead.unit),
            selectinload(Task.deadlines).joinedload(Deadline.set_by),
            selectinload(Task.submissions).options(
                joinedload(Submission.submitted_by),
                joinedload(Submission.submitted_for),
                joinedload(Submission.prepared_by),
                joinedload(Submission.decided_by),
                selectinload(Submission.revisions).joinedload(EvidenceRevision.uploaded_by),
                joinedload(Submission.explanation).joinedload(Explanation.confirmed_by),
            ),
        )
        .execution_options(populate_existing=True)
    ).one()
    return TaskDetail(
        task=task,
        updates=session.scalars(
            select(ProgressUpdate)
            .where(ProgressUpdate.task_id == task_id)
            .options(joinedload(ProgressUpdate.by))
            .order_by(ProgressUpdate.id.desc())
        ).all(),
        obstacles=obstacles_of_task(session, task_id),
        evidence=evidence_of(session, task_id),
        events=task_events(session, task_id, limit=events),
        extensions=requests_of(session, task_id),
        siblings=_siblings(session, task),
    )


def _siblings(session: Session, task: Task) -> int:
    """Other units' shares of the same duty, of the same period where it recurs."""
    query = select(func.count()).where(
        Task.duty_id == task.duty_id,
        Task.id != task.id,
        Task.series_id.is_not_distinct_from(task.series_id),
        Task.period_key.is_not_distinct_from(task.period_key),
    )
    return session.scalar(query) or 0


def evidence_of(session: Session, task_id: int) -> Sequence[Evidence]:
    """The papers of a task with all their versions, newest paper first."""
    return session.scalars(
        select(Evidence)
        .join(EvidenceTask, EvidenceTask.evidence_id == Evidence.id)
        .where(EvidenceTask.task_id == task_id)
        .options(
            joinedload(Evidence.unit),
            selectinload(Evidence.revisions).joinedload(EvidenceRevision.uploaded_by),
        )
        .order_by(Evidence.id.desc())
    ).all()


def task_events(session: Session, task_id: int, *, limit: int | None) -> Sequence[Event]:
    """The newest events of a task with their people; all of them without a limit.

    With a limit comments are left out: they stand on the page themselves.
    """
    shown = Event.kind != EventKind.COMMENTED if limit is not None else true()
    return session.scalars(
        select(Event)
        .where(Event.task_id == task_id, shown)
        .options(joinedload(Event.actor), joinedload(Event.for_unit), joinedload(Event.for_user))
        .order_by(Event.id.desc())
        .limit(limit)
    ).all()


def stand_of(session: Session, detail: TaskDetail, as_of: date) -> TaskStand:
    """The task's present state for the sentence on top of its page."""
    task = detail.task
    instead = session.get(Unit, task.refused_for_id) if task.refused_for_id else None
    waits = task.status is TaskStatus.SUBMITTED
    return TaskStand(
        status=task.status,
        due_on=task.due_on,
        done_on=task.done_on,
        since_on=_since(detail),
        instead=instead.name if instead else "",
        with_whom=who_confirms(session, task, as_of) if waits else "",
        confirm_days=office_rules(session, task.office_id, as_of).confirm_working_days,
        request=task.lead_unit.outside,
    )


def people_of(session: Session, unit_id: int, on_day: date) -> list[User]:
    """Who holds a post in the unit on a day: to whom its head may hand a task."""
    return list(
        session.scalars(
            select(User)
            .join(Membership, Membership.user_id == User.id)
            .where(
                Membership.unit_id == unit_id,
                Membership.from_on <= on_day,
                Membership.to_on.is_(None) | (Membership.to_on >= on_day),
                User.active,
            )
            .order_by(User.name, User.id)
        ).unique()
    )


def _since(detail: TaskDetail) -> date | None:
    """Since when the present status holds; for a hand-in its own day."""
    task = detail.task
    if task.status is TaskStatus.SUBMITTED:
        waiting = [row for row in task.submissions if row.withdrawn_at is None]
        return waiting[-1].submitted_on if waiting else None
    for event in detail.events:
        if event.status_after is task.status and event.status_before is not task.status:
            return local_day(event.at)
    return None
