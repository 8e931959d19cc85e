"""The demonstration's weekly meeting: what was decided about late work as it was spoken."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from sqlalchemy import select

from tracker.domain.local_time import local_day
from tracker.domain.task_status import OPEN
from tracker.models import Task
from tracker.services import meetings
from tracker.services.meetings import SpokenWords

if TYPE_CHECKING:
    from tracker.demo.deeds import Stage

DAYS_AGO = 3
LATE_WORK = 2
ABOUT_LATE_WORK = "Khẩn trương hoàn thành, không xin gia hạn thêm; báo cáo kết quả bằng văn bản."
IN_GENERAL = "Các đơn vị gửi báo cáo tháng trước ngày họp giao ban một ngày làm việc."


def meet(stage: Stage) -> None:
    """Put the last meeting on the agenda; its conclusion has not come yet."""
    stage.agenda.at(stage.today - timedelta(days=DAYS_AGO), 14, 0, lambda now: _hold(stage, now))


def _hold(stage: Stage, now: datetime) -> None:
    actor, day = stage.actor("theodoi", now), local_day(now)
    meeting = meetings.open_meeting(
        stage.session,
        name="Họp giao ban tuần",
        held_on=day,
        unit_ids=[],
        actor=actor,
        now=now,
    )
    late = stage.session.scalars(
        select(Task)
        .where(Task.office_id == stage.office.id, Task.status.in_(sorted(OPEN)), Task.due_on < day)
        .order_by(Task.due_on, Task.id)
        .limit(LATE_WORK)
    ).all()
    spoken = [
        SpokenWords(text=ABOUT_LATE_WORK, task_id=task.id, due_on=day + timedelta(days=14))
        for task in late
    ]
    for words in (*spoken, SpokenWords(text=IN_GENERAL)):
        meetings.decide(stage.session, meeting_id=meeting.id, spoken=words, actor=actor, now=now)
