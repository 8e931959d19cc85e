"""Reminding coordinating units of the answers that they owe: a deed, once a day at most."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import datetime

from sqlalchemy.orm import Session

from tracker.domain.errors import Conflict, InvalidInput
from tracker.domain.history import EventKind
from tracker.domain.local_time import local_day
from tracker.domain.messages import MessageKind
from tracker.domain.restricted_papers import WITHHELD
from tracker.domain.task_status import OPEN
from tracker.domain.vietnamese import day_words, one_line
from tracker.models import Event, Task, TaskPart
from tracker.permissions import Actor
from tracker.queries.coordination import reminded_today
from tracker.services.history import record
from tracker.services.loading import for_change
from tracker.services.notices import people_of_unit, tell
from tracker.services.task_notices import short_text

TellingPart = Callable[[Task, TaskPart, Event], None]


def remind_parts(
    session: Session,
    *,
    task_id: int,
    version: int | None,
    unit_ids: Iterable[int],
    note: str,
    actor: Actor,
    now: datetime,
    tell: TellingPart | None = None,
) -> Task:
    """Remind these units of the task; one event, one message to each unit's people.

    ``tell`` gathers what a deed on many parts has to say. Raises InvalidInput for no unit, for
    one that owes no answer, and for one that was reminded today; Conflict once the task is over.
    """
    task = for_change(session, Task, task_id, version=version)
    if task.status not in OPEN:
        raise Conflict("Nhiệm vụ đã kết thúc, không nhắc phối hợp nữa.")
    wanted = set(unit_ids)
    if not wanted:
        raise InvalidInput("Hãy chọn đơn vị cần nhắc.", field="units")
    parts = [part for part in task.parts if part.unit_id in wanted]
    if len(parts) < len(wanted) or not all(part.is_waiting for part in parts):
        raise InvalidInput(
            "Có đơn vị đã trả lời hoặc không phối hợp nhiệm vụ này. Hãy chọn lại.", field="units"
        )
    told = reminded_today(session, task.id, local_day(now))
    again = next((part for part in parts if part.unit_id in told), None)
    if again is not None:
        raise InvalidInput(
            "%(unit)s đã được nhắc hôm nay. Mỗi ngày chỉ nhắc một lần.",
            field="units",
            unit=again.unit.name,
        )
    names = ", ".join(part.unit.name for part in parts)
    event = record(
        session,
        EventKind.PARTS_REMINDED,
        actor=actor,
        now=now,
        task=task,
        note=f"{names}: {one_line(note)}" if note.strip() else names,
        units=[part.unit_id for part in parts],
    )
    for part in parts:
        if tell is not None:
            tell(task, part, event)
        else:
            _tell(session, task, part, event, note=one_line(note), actor=actor, now=now)
    return task


def _tell(
    session: Session,
    task: Task,
    part: TaskPart,
    event: Event,
    *,
    note: str,
    actor: Actor,
    now: datetime,
) -> None:
    """Bodies that the office cannot order are asked, not urged (design D17)."""
    asked = "Đề nghị trả lời phối hợp" if part.unit.outside else "Nhắc trả lời phối hợp"
    due = f" Hạn trả lời: {day_words(part.due_on)}." if part.due_on else ""
    said = f" {note}" if note else ""
    if task.duty.directive.restricted:
        words, text = WITHHELD, f"{asked}. Văn bản lưu hành nội bộ: xem nội dung trong phần mềm."
    else:
        words = short_text(task)
        request = f" Nội dung đề nghị: {one_line(part.request)}." if part.request else ""
        text = f"{asked} nhiệm vụ “{one_line(task.duty.text)}”.{request}{due}{said}"
    tell(
        session,
        recipients=people_of_unit(session, part.unit_id, on_day=local_day(now)),
        kind=MessageKind.PART_REMINDED,
        deed=f"event:{event.id}/{part.unit_id}",
        subject=f"{asked}: {words}",
        text=text,
        link=f"/tasks/{task.id}/answer",
        actor=actor,
        now=now,
        tasks=[task],
    )
