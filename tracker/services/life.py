"""The one door through which a task's status passes: status and history together, or neither."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy.orm import Session

from tracker.domain.history import EventKind
from tracker.domain.task_status import TaskAction, TaskStatus, status_after
from tracker.models import Event, Task, Unit, User
from tracker.permissions import Actor
from tracker.services.history import record

EVENT_OF: dict[TaskAction, EventKind] = {
    TaskAction.ACKNOWLEDGE: EventKind.TASK_ACKNOWLEDGED,
    TaskAction.REPORT_PROGRESS: EventKind.PROGRESS_REPORTED,
    TaskAction.SUBMIT: EventKind.TASK_SUBMITTED,
    TaskAction.WITHDRAW: EventKind.TASK_WITHDRAWN,
    TaskAction.CONFIRM: EventKind.TASK_CONFIRMED,
    TaskAction.RETURN: EventKind.TASK_RETURNED,
    TaskAction.REFUSE: EventKind.TASK_REFUSED,
    TaskAction.ACCEPT_REFUSAL: EventKind.REFUSAL_DECIDED,
    TaskAction.REJECT_REFUSAL: EventKind.REFUSAL_DECIDED,
    TaskAction.SUSPEND: EventKind.TASK_SUSPENDED,
    TaskAction.RESUME: EventKind.TASK_RESUMED,
    TaskAction.CANCEL: EventKind.TASK_CANCELLED,
    TaskAction.REOPEN: EventKind.TASK_REOPENED,
    TaskAction.RECORD_RESULT: EventKind.RESULT_RECORDED,
}


def act(
    session: Session,
    task: Task,
    action: TaskAction,
    *,
    actor: Actor,
    now: datetime,
    for_unit: Unit | None = None,
    for_user: User | None = None,
    basis: str = "",
    note: str = "",
    **data: Any,
) -> Event:
    """Do ``action`` to ``task`` (loaded for change). Conflict when its status does not admit it."""
    before = task.status
    task.status = status_after(before, action)
    if task.status is not TaskStatus.COMPLETED:
        task.done_on = None
    return record(
        session,
        EVENT_OF[action],
        actor=actor,
        now=now,
        task=task,
        for_unit=for_unit,
        for_user=for_user,
        before=before,
        after=task.status,
        basis=basis,
        note=note,
        **data,
    )
