"""What lies on the desks of the demonstration this morning: due periods, a prepared result."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from sqlalchemy import select

from tracker.domain.task_status import WITH_UNIT
from tracker.models import Task
from tracker.services import prepared_results, series_rolling

if TYPE_CHECKING:
    from tracker.demo.deeds import Stage

WHO = "tuphap.cb"
SUMMARY = "Đã tổng hợp xong, dự thảo báo cáo trình Trưởng phòng duyệt trước khi gửi Văn phòng."


def lay_out(stage: Stage, now: datetime) -> None:
    """Recurring duties make the tasks that are due; an officer's result waits for the head."""
    series_rolling.roll(stage.session, office_id=stage.office.id, now=now)
    actor = stage.actor(WHO, now)
    task = stage.session.scalars(
        select(Task)
        .where(Task.assignee_id == actor.user_id, Task.status.in_(sorted(WITH_UNIT)))
        .where(Task.due_on.is_(None) | (Task.due_on >= stage.today))
        .order_by(Task.id.desc())
    ).first()
    if task is None:
        return
    prepared_results.prepare(
        stage.session,
        task_id=task.id,
        version=None,
        summary=SUMMARY,
        paper_number=None,
        paper_on=None,
        evidence_ids=[],
        explanation="",
        actor=actor,
        now=now,
    )
