"""The lead office steers: deadlines, suspension, cancelling, reopening. Each on a stated basis."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from tracker.domain.deadlines import DeadlineCause
from tracker.domain.errors import Conflict, InvalidInput
from tracker.domain.history import EventKind
from tracker.domain.local_time import local_day
from tracker.domain.task_status import WITH_UNIT, TaskAction, TaskStatus
from tracker.models import Event, Suspension, Task
from tracker.permissions import Actor
from tracker.queries.working_calendar import working_calendar
from tracker.services import task_notices
from tracker.services.deadline_versions import set_deadline
from tracker.services.life import act
from tracker.services.loading import for_change
from tracker.services.reopened_task import give_to_the_living
from tracker.services.task_notices import Telling

#: A due day may move while somebody still works or decides; afterwards it would rewrite figures.
MOVABLE = WITH_UNIT | {TaskStatus.SUBMITTED}


def change_deadline(
    session: Session,
    *,
    task_id: int,
    version: int | None,
    due_on: date | None,
    basis: str,
    actor: Actor,
    now: datetime,
    tell: Telling = task_notices.tell_of,
    cause: DeadlineCause | None = None,
) -> Task:
    """Another due day on a stated basis; the old one stays countable.

    ``cause``: None for a correction, or the first day of a task that had none.
    Raises Conflict for a task that is over, suspended or refused.
    """
    task = for_change(session, Task, task_id, version=version)
    if task.status not in MOVABLE:
        raise Conflict("Chỉ thay đổi được thời hạn của nhiệm vụ đang thực hiện.")
    if due_on == task.due_on:
        raise InvalidInput("Thời hạn mới trùng với thời hạn hiện tại.", field="due_on")
    set_deadline(
        session,
        task,
        due_on=due_on,
        cause=cause or (DeadlineCause.CORRECTION if task.due_on else DeadlineCause.LEAD_OFFICE),
        basis=basis,
        actor=actor,
        now=now,
    )
    event = session.scalars(
        select(Event)
        .where(Event.task_id == task.id, Event.kind == EventKind.DEADLINE_SET)
        .order_by(Event.id.desc())
        .limit(1)
    ).one()
    tell(session, task_notices.DEADLINE_CHANGED, task, event, actor=actor, now=now)
    return task


def suspend(
    session: Session, *, task_id: int, version: int | None, basis: str, actor: Actor, now: datetime
) -> Task:
    """No timeliness from today on."""
    task = for_change(session, Task, task_id, version=version)
    need_basis(basis)
    session.add(Suspension(task_id=task.id, from_on=local_day(now), basis=basis.strip()))
    event = act(session, task, TaskAction.SUSPEND, actor=actor, now=now, basis=basis.strip())
    task_notices.tell_of(session, task_notices.STEERED, task, event, actor=actor, now=now)
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
    """Go on, with a deadline version of its own; a dated task does not become an undated one."""
    task = for_change(session, Task, task_id, version=version)
    need_basis(basis)
    if due_on is None and task.due_on is not None:
        raise InvalidInput("Hãy ghi thời hạn mới khi tiếp tục nhiệm vụ.", field="due_on")
    if due_on is not None and due_on < local_day(now):
        raise InvalidInput("Thời hạn mới phải từ hôm nay trở đi.", field="due_on")
    _end_suspension(session, task, local_day(now))
    event = act(session, task, TaskAction.RESUME, actor=actor, now=now, basis=basis.strip())
    set_deadline(
        session,
        task,
        due_on=due_on,
        cause=DeadlineCause.RESUME,
        basis=basis,
        actor=actor,
        now=now,
    )
    task_notices.tell_of(session, task_notices.STEERED, task, event, actor=actor, now=now)
    return task


def due_after_resume(session: Session, task: Task, today: date) -> date | None:
    """The due day that resuming on ``today`` proposes: what was left when it was suspended.

    Counted in working days; at least today. None for an undated task.
    """
    row = session.scalar(_open_suspension(task))
    if task.due_on is None or row is None:
        return task.due_on
    calendar = working_calendar(session, task.office_id)
    left = calendar.count(row.from_on - timedelta(days=1), task.due_on)
    return calendar.add(today - timedelta(days=1), left) if left > 0 else today


def cancel(
    session: Session,
    *,
    task_id: int,
    version: int | None,
    basis: str,
    actor: Actor,
    now: datetime,
    tell: Telling = task_notices.tell_of,
) -> Task:
    """Stop following; the task stays with its history, below the table of every report."""
    task = for_change(session, Task, task_id, version=version)
    need_basis(basis)
    for submission in task.submissions:
        if submission.decided_at is None and submission.withdrawn_at is None:
            submission.withdrawn_at = now
            submission.withdrawn_on = local_day(now)
    _end_suspension(session, task, local_day(now))
    task.refused_for_id = None
    event = act(session, task, TaskAction.CANCEL, actor=actor, now=now, basis=basis.strip())
    tell(session, task_notices.CANCELLED, task, event, actor=actor, now=now)
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
    """Undo a completion or a cancelling, on a stated basis; listed among the explained changes.

    Where its unit has ended since, the task goes over to whoever took over, with a trace.
    """
    task = for_change(session, Task, task_id, version=version)
    need_basis(basis)
    event = act(session, task, TaskAction.REOPEN, actor=actor, now=now, basis=basis.strip())
    give_to_the_living(session, task, basis=basis.strip(), actor=actor, now=now)
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
    task_notices.tell_of(session, task_notices.STEERED, task, event, actor=actor, now=now)
    return task


def need_basis(basis: str) -> None:
    """Nothing is steered without a paper or a leader's word. Raises InvalidInput."""
    if not basis.strip():
        raise InvalidInput("Hãy ghi căn cứ (văn bản hoặc ý kiến của lãnh đạo).", field="basis")


def _open_suspension(task: Task) -> Select[Suspension]:
    return select(Suspension).where(Suspension.task_id == task.id, Suspension.to_on.is_(None))


def _end_suspension(session: Session, task: Task, today: date) -> None:
    row = session.scalar(_open_suspension(task))
    if row is not None:
        row.to_on = today
