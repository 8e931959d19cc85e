"""The lead office steers: deadlines, suspension, cancelling, reopening, refusals, transfer."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from tracker.domain.deadlines import DeadlineCause
from tracker.domain.errors import InvalidInput
from tracker.domain.history import EventKind
from tracker.domain.local_time import local_day
from tracker.domain.task_status import TaskAction
from tracker.models import Event, Suspension, Task, TaskLead, Unit
from tracker.permissions import Actor
from tracker.services import task_notices
from tracker.services.deadline_versions import set_deadline
from tracker.services.history import record
from tracker.services.life import act
from tracker.services.loading import for_change


def change_deadline(
    session: Session,
    *,
    task_id: int,
    version: int | None,
    due_on: date | None,
    basis: str,
    actor: Actor,
    now: datetime,
) -> Task:
    """Another due day on a stated basis; the old one stays countable."""
    task = for_change(session, Task, task_id, version=version)
    if due_on == task.due_on:
        raise InvalidInput("Thời hạn mới trùng với thời hạn hiện tại.", field="due_on")
    set_deadline(
        session,
        task,
        due_on=due_on,
        cause=DeadlineCause.CORRECTION if task.due_on else DeadlineCause.LEAD_OFFICE,
        basis=basis,
        actor=actor,
        now=now,
    )
    event = session.scalars(
        select(Event)
        .where(Event.task_id == task.id, Event.kind == EventKind.DEADLINE_SET)
        .order_by(Event.id.desc())
    ).first()
    if event is not None:
        task_notices.deadline_changed(session, task, event, actor=actor, now=now)
    return task


def refuse(
    session: Session,
    *,
    task_id: int,
    version: int | None,
    instead_id: int,
    reason: str,
    actor: Actor,
    now: datetime,
) -> Task:
    """The unit says that the task is not its function, and whose it is instead."""
    task = for_change(session, Task, task_id, version=version)
    if not reason.strip():
        raise InvalidInput("Hãy ghi lý do trả lại nhiệm vụ.", field="reason")
    if instead_id == task.lead_unit_id:
        raise InvalidInput("Hãy chọn một đơn vị khác.", field="instead_id")
    task.refused_for_id = session.get_one(Unit, instead_id).id
    act(
        session,
        task,
        TaskAction.REFUSE,
        actor=actor,
        now=now,
        note=reason.strip(),
        instead=instead_id,
    )
    return task


def decide_refusal(
    session: Session,
    *,
    task_id: int,
    version: int | None,
    accept: bool,
    basis: str,
    actor: Actor,
    now: datetime,
) -> Task:
    """Move a refused task to the unit that was named, or leave it where it was."""
    task = for_change(session, Task, task_id, version=version)
    if not basis.strip():
        raise InvalidInput("Hãy ghi căn cứ của quyết định.", field="basis")
    action = TaskAction.ACCEPT_REFUSAL if accept else TaskAction.REJECT_REFUSAL
    act(session, task, action, actor=actor, now=now, basis=basis.strip(), accept=accept)
    if accept and task.refused_for_id is not None:
        _move(session, task, task.refused_for_id, basis=basis, now=now)
    task.refused_for_id = None
    return task


def suspend(
    session: Session, *, task_id: int, version: int | None, basis: str, actor: Actor, now: datetime
) -> Task:
    """No timeliness from today on."""
    task = for_change(session, Task, task_id, version=version)
    _need(basis)
    session.add(Suspension(task_id=task.id, from_on=local_day(now), basis=basis.strip()))
    act(session, task, TaskAction.SUSPEND, actor=actor, now=now, basis=basis.strip())
    return task


def resume(
    session: Session,
    *,
    task_id: int,
    version: int | None,
    due_on: date | None,
    basis: str,
    actor: Actor,
    now: datetime,
) -> Task:
    """Go on, with a deadline version of its own."""
    task = for_change(session, Task, task_id, version=version)
    _need(basis)
    open_row = session.scalar(
        select(Suspension).where(Suspension.task_id == task.id, Suspension.to_on.is_(None))
    )
    if open_row is not None:
        open_row.to_on = local_day(now)
    act(session, task, TaskAction.RESUME, actor=actor, now=now, basis=basis.strip())
    set_deadline(
        session,
        task,
        due_on=due_on,
        cause=DeadlineCause.RESUME,
        basis=basis,
        actor=actor,
        now=now,
    )
    return task


def cancel(
    session: Session, *, task_id: int, version: int | None, basis: str, actor: Actor, now: datetime
) -> Task:
    """Stop following; the task stays with its history, below the table of every report."""
    task = for_change(session, Task, task_id, version=version)
    _need(basis)
    for submission in task.submissions:
        if submission.decided_at is None and submission.withdrawn_at is None:
            submission.withdrawn_at = now
            submission.withdrawn_on = local_day(now)
    event = act(session, task, TaskAction.CANCEL, actor=actor, now=now, basis=basis.strip())
    task_notices.cancelled(session, task, event, actor=actor, now=now)
    return task


def reopen(
    session: Session,
    *,
    task_id: int,
    version: int | None,
    due_on: date | None,
    basis: str,
    actor: Actor,
    now: datetime,
) -> Task:
    """Undo a completion or a cancelling, on a stated basis; listed among the explained changes."""
    task = for_change(session, Task, task_id, version=version)
    _need(basis)
    act(session, task, TaskAction.REOPEN, actor=actor, now=now, basis=basis.strip())
    if due_on is not None and due_on != task.due_on:
        set_deadline(
            session,
            task,
            due_on=due_on,
            cause=DeadlineCause.CORRECTION,
            basis=basis,
            actor=actor,
            now=now,
        )
    return task


def transfer(
    session: Session,
    *,
    task_id: int,
    version: int | None,
    unit_id: int,
    basis: str,
    actor: Actor,
    now: datetime,
) -> Task:
    """Another lead unit: an event and a dated span, the task stays the same."""
    task = for_change(session, Task, task_id, version=version)
    _need(basis)
    if unit_id == task.lead_unit_id:
        raise InvalidInput("Hãy chọn một đơn vị khác.", field="unit_id")
    before = session.get_one(Unit, task.lead_unit_id)
    _move(session, task, unit_id, basis=basis, now=now)
    record(
        session,
        EventKind.TASK_ASSIGNED,
        actor=actor,
        now=now,
        task=task,
        unit=session.get_one(Unit, unit_id),
        before=task.status,
        after=task.status,
        basis=basis.strip(),
        unit_before=before.id,
    )
    return task


def _move(session: Session, task: Task, unit_id: int, *, basis: str, now: datetime) -> None:
    for span in task.leads:
        if span.to_at is None:
            span.to_at = now
    session.flush()
    task.leads.append(TaskLead(task_id=task.id, unit_id=unit_id, from_at=now, basis=basis.strip()))
    task.lead_unit_id = unit_id
    task.assignee_id = None
    session.flush()


def _need(basis: str) -> None:
    if not basis.strip():
        raise InvalidInput("Hãy ghi căn cứ (văn bản hoặc ý kiến của lãnh đạo).", field="basis")
