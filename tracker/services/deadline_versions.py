"""Setting a due day: never silently, always as a new version with its cause and its basis."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy.orm import Session

from tracker.domain.deadlines import DeadlineCause
from tracker.domain.errors import InvalidInput
from tracker.domain.history import EventKind
from tracker.domain.vietnamese import day_words
from tracker.models import Deadline, Task
from tracker.permissions import Actor
from tracker.services.history import record


def set_deadline(
    session: Session,
    task: Task,
    *,
    due_on: date | None,
    cause: DeadlineCause,
    basis: str,
    actor: Actor,
    now: datetime,
) -> Deadline:
    """Add the next deadline version of ``task`` (loaded for change) and make it the current one.

    The first version, set together with the task, is told by the assignment's own event.
    Raises InvalidInput for a change without a basis, and for a due day before the order.
    """
    if not basis.strip() and (task.deadlines or cause is DeadlineCause.LEAD_OFFICE):
        raise InvalidInput(
            "Hãy ghi căn cứ của việc xác định hoặc thay đổi thời hạn.", field="basis"
        )
    if due_on is not None and due_on < task.ordered_on:
        raise InvalidInput(
            "Thời hạn %(due)s sớm hơn ngày có chỉ đạo (%(ordered)s). Hãy chọn ngày khác.",
            field="due_on",
            due=day_words(due_on),
            ordered=day_words(task.ordered_on),
        )
    before = task.due_on
    version = Deadline(
        task_id=task.id,
        version=len(task.deadlines) + 1,
        due_on=due_on,
        cause=cause,
        basis=basis.strip(),
        set_by_id=actor.user_id,
        set_at=now,
    )
    task.deadlines.append(version)
    task.due_on = due_on
    if version.version > 1 or task.assigned_at != now:
        record(
            session,
            EventKind.DEADLINE_SET,
            actor=actor,
            now=now,
            task=task,
            basis=version.basis,
            cause=cause.value,
            version=version.version,
            due_before=before.isoformat() if before else None,
            due_after=due_on.isoformat() if due_on else None,
        )
    return version
