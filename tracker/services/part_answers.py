"""The lead's word on what a coordinating unit answered: it helps, or another one is asked for.

Neither moves the task's status, and neither changes what was counted: the day of the first
answer is the unit's day (decision 0035).
"""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from tracker.domain.errors import Conflict, InvalidInput, NotAllowed, NotFound
from tracker.domain.history import EventKind
from tracker.domain.local_time import local_day
from tracker.domain.messages import MessageKind
from tracker.domain.restricted_papers import WITHHELD
from tracker.domain.task_status import OPEN
from tracker.domain.unit_handover import joined_requests
from tracker.domain.vietnamese import one_line
from tracker.models import Event, Task, TaskPart
from tracker.permissions import Actor
from tracker.services.history import record
from tracker.services.living_heir import passing_on
from tracker.services.loading import for_change
from tracker.services.notices import people_of_unit, tell
from tracker.services.part_handover import hand_over_part
from tracker.services.passing import Passing
from tracker.services.task_notices import short_text


def confirm_part(
    session: Session,
    *,
    task_id: int,
    version: int | None,
    unit_id: int,
    actor: Actor,
    now: datetime,
) -> TaskPart:
    """The answer helps; it is not changed any more. Raises as ``_answered``."""
    task = for_change(session, Task, task_id, version=version)
    part = _answered(session, task, unit_id, actor)
    part.confirmed_at, part.confirmed_by_id = now, actor.user_id
    task.updated_at = now
    record(
        session, EventKind.PART_CONFIRMED, actor=actor, now=now, task=task, unit=part.unit,
        note=part.unit.name,
    )  # fmt: skip
    return part


def return_part(
    session: Session,
    *,
    task_id: int,
    version: int | None,
    unit_id: int,
    reason: str,
    actor: Actor,
    now: datetime,
) -> TaskPart:
    """Another answer is asked for, with a reason, and the unit hears of it.

    Of a unit that has ended it is asked from its successor. Raises InvalidInput without a reason,
    Conflict where nobody carries on for the unit, else as ``_answered``.
    """
    task = for_change(session, Task, task_id, version=version)
    part = _answered(session, task, unit_id, actor)
    why = one_line(reason)
    if not why:
        raise InvalidInput("Hãy ghi nội dung cần trả lời lại, bổ sung.", field="reason")
    today = local_day(now)
    passing = passing_on(session, part.unit, today, f"Đề nghị trả lời phối hợp lại: {why}")
    if passing is None and not part.unit.exists_on(today):
        raise Conflict(
            "%(unit)s đã kết thúc hoạt động và không có đơn vị kế thừa nên không đề nghị trả lời "
            "lại được.",
            unit=part.unit.name,
        )
    part.returned_at, part.returned_by_id, part.return_reason = now, actor.user_id, why
    task.updated_at = now
    event = record(
        session,
        EventKind.PART_RETURNED,
        actor=actor,
        now=now,
        task=task,
        unit=part.unit,
        note=f"{part.unit.name}: {why}",
        answer=part.answer,
    )
    asked = part
    if passing is not None:
        asked = _ask_the_heir(session, passing, task, part, actor=actor, now=now)
    _tell(session, task, asked.unit_id, event, why, actor=actor, now=now)
    return part


def _ask_the_heir(
    session: Session, passing: Passing, task: Task, part: TaskPart, *, actor: Actor, now: datetime
) -> TaskPart:
    """The successor's own part with what is asked again; the old one where it leads the task."""
    hand_over_part(session, passing, task, part, actor=actor, now=now)
    own = session.scalar(
        select(TaskPart).where(TaskPart.task_id == task.id, TaskPart.unit_id == passing.first.id)
    )
    if own is None:
        return part
    own.request = joined_requests(own.request, part.return_reason)
    return own


def _answered(session: Session, task: Task, unit_id: int, actor: Actor) -> TaskPart:
    """The part whose answer is to be judged.

    Raises NotFound for a unit that has no part here, Conflict where there is nothing to judge
    (any more), NotAllowed for whoever gave the answer.
    """
    part = session.scalar(
        select(TaskPart).where(TaskPart.task_id == task.id, TaskPart.unit_id == unit_id)
    )
    if part is None:
        raise NotFound("Đơn vị này không phối hợp thực hiện nhiệm vụ.")
    if task.status not in OPEN:
        raise Conflict("Nhiệm vụ đã kết thúc, không xem xét nội dung phối hợp nữa.")
    if not part.is_answered:
        raise Conflict("Không có nội dung phối hợp nào đang chờ xem xét.")
    if part.answered_by_id in actor.people or unit_id in actor.unit_ids:
        raise NotAllowed("Đơn vị đã trả lời không tự xem xét nội dung phối hợp của mình.")
    return part


def _tell(
    session: Session,
    task: Task,
    unit_id: int,
    event: Event,
    why: str,
    *,
    actor: Actor,
    now: datetime,
) -> None:
    """Bodies that the office cannot order read the same: it is asked of everybody."""
    if task.duty.directive.restricted:
        words, text = WITHHELD, "Văn bản lưu hành nội bộ: xem nội dung trong phần mềm."
    else:
        words = short_text(task)
        text = f"Nhiệm vụ “{one_line(task.duty.text)}”: {why}"
    tell(
        session,
        recipients=people_of_unit(session, unit_id, on_day=local_day(now)),
        kind=MessageKind.PART_REMINDED,
        deed=f"event:{event.id}/{unit_id}",
        subject=f"Đề nghị trả lời phối hợp lại: {words}",
        text=text,
        link=f"/tasks/{task.id}/answer",
        actor=actor,
        now=now,
        tasks=[task],
    )
