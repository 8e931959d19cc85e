"""What a deed on many tasks would come to: each task with what would refuse it, if anything."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload, selectinload

from tracker.domain.bulk_deeds import BulkDeed
from tracker.domain.errors import Conflict, DomainError, NotAllowed
from tracker.domain.task_status import OPEN, TaskAction, status_after
from tracker.models import Duty, Task
from tracker.permissions import Actor, allows
from tracker.permissions.scope import visible_tasks
from tracker.queries.task_rows import unit_names
from tracker.services import approval, steering, submissions, urging
from tracker.services.bulk_decisions import NEEDS


@dataclass(frozen=True, slots=True)
class Foreseen:
    """A task as it stands now; ``why_not`` is what would refuse the deed."""

    task: Task
    unit: str
    why_not: DomainError | None


def foresee(
    session: Session, *, deed: BulkDeed, task_ids: Sequence[int], actor: Actor, today: date
) -> list[Foreseen]:
    """The tasks among ``task_ids`` that ``actor`` may see, in their order; nothing is written."""
    found = session.scalars(
        select(Task)
        .where(Task.id.in_(sorted(set(task_ids))), visible_tasks(actor))
        .options(
            joinedload(Task.duty).joinedload(Duty.directive),
            joinedload(Task.assignee),
            selectinload(Task.submissions),
        )
    )
    tasks = {task.id: task for task in found}
    units = unit_names(session, {task.lead_unit_id for task in tasks.values()})
    once = [tasks[key] for key in dict.fromkeys(task_ids) if key in tasks]
    return [
        Foreseen(task, units[task.lead_unit_id], _why_not(session, deed, task, actor, today))
        for task in once
    ]


def _why_not(
    session: Session, deed: BulkDeed, task: Task, actor: Actor, today: date
) -> DomainError | None:
    if not allows(actor, NEEDS[deed], task):
        return NotAllowed("Bạn không có quyền thực hiện việc này.")
    try:
        _check(session, deed, task, actor, today)
    except DomainError as why:
        return why
    return None


def _check(session: Session, deed: BulkDeed, task: Task, actor: Actor, today: date) -> None:
    match deed:
        case BulkDeed.CONFIRM | BulkDeed.RETURN:
            action = TaskAction.CONFIRM if deed is BulkDeed.CONFIRM else TaskAction.RETURN
            approval.check_decider(session, task, submissions.undecided(task), actor)
            status_after(task.status, action)
        case BulkDeed.URGE:
            urging.check_urging(session, task, actor=actor, today=today)
        case BulkDeed.REDATE:
            if task.status not in steering.MOVABLE:
                raise Conflict("Chỉ thay đổi được thời hạn của nhiệm vụ đang thực hiện.")
        case BulkDeed.CANCEL:
            status_after(task.status, TaskAction.CANCEL)
        case BulkDeed.OFFICER:
            if task.status not in OPEN:
                raise Conflict("Nhiệm vụ đã kết thúc, không phân công lại.")
