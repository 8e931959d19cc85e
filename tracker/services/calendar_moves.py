"""Moving due days after the calendar was changed: by a person, one by one, each with its reason."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime

from sqlalchemy.orm import Session

from tracker.domain.deadlines import DeadlineCause
from tracker.domain.errors import Conflict, InvalidInput, NotAllowed
from tracker.domain.vietnamese import day_words
from tracker.models import Task
from tracker.permissions import Actor, Permission, allows
from tracker.queries.calendar_touch import CalendarTouch
from tracker.services.gathered_notices import GatheredNotices
from tracker.services.steering import change_deadline


def move_deadlines(
    session: Session,
    *,
    touch: CalendarTouch,
    chosen: Mapping[int, date],
    basis: str,
    actor: Actor,
    now: datetime,
) -> list[Task]:
    """Give each ``chosen`` task (key → the new day that the person saw) its counted day.

    A deadline version with the cause "calendar"; one message a person. Reminders follow the new
    version by themselves. Raises InvalidInput without a choice or a basis, Conflict when what the
    person saw is no longer so, NotAllowed for a task that the actor does not steer.
    """
    if not basis.strip():
        raise InvalidInput("Hãy ghi văn bản làm căn cứ để dời thời hạn.", field="basis")
    if not chosen:
        raise InvalidInput("Chưa chọn nhiệm vụ nào để dời thời hạn.", field="chosen")
    counted = {row.task.id: row for row in touch.moved}
    gathered = GatheredNotices()
    moved: list[Task] = []
    for task_id, seen in sorted(chosen.items()):
        row = counted.get(task_id)
        if row is None or row.shift.new_due_on != seen:
            raise Conflict("Danh sách thời hạn vừa thay đổi. Hãy mở lại trang để xem bản mới.")
        if not allows(actor, Permission.TASK_STEER, row.task):
            raise NotAllowed("Bạn không có quyền thay đổi thời hạn của nhiệm vụ này.")
        moved.append(
            change_deadline(
                session,
                task_id=task_id,
                version=None,
                due_on=seen,
                basis=f"{basis.strip()} (lịch làm việc thay đổi, tính lại hạn từ "
                f"{day_words(row.shift.due_on)} sang {day_words(seen)})",
                cause=DeadlineCause.CALENDAR,
                actor=actor,
                now=now,
                tell=gathered.add,
            )
        )
    gathered.send(session, actor=actor, now=now)
    return moved
