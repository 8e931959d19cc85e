"""What lies on the desks of the demonstration this morning: due periods, a prepared result."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from sqlalchemy import select

from tracker.domain.series_plan import MISSED_LIMIT
from tracker.domain.task_status import WITH_UNIT
from tracker.models import Series, Task
from tracker.queries.series import made, plan_of, running_series
from tracker.queries.working_calendar import working_calendar
from tracker.services import prepared_results, series_periods, series_rolling

if TYPE_CHECKING:
    from tracker.demo.deeds import Stage

REPORTED_ON_PAPER = "Kỳ này đơn vị đã báo cáo bằng văn bản giấy."
WHO = "tuphap.cb"
WHO_GIVES = "theodoi"
SUMMARY = "Đã tổng hợp xong, dự thảo báo cáo trình Trưởng phòng duyệt trước khi gửi Văn phòng."


def lay_out(stage: Stage, now: datetime) -> None:
    """Recurring duties make the tasks that are due; an officer's result waits for the head."""
    _leave_out_what_is_over(stage, now)
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


def _leave_out_what_is_over(stage: Stage, now: datetime) -> None:
    """Nobody rolled during the story's year: this morning is no day to give past periods late."""
    session = stage.session
    calendar = working_calendar(session, stage.office.id)
    for series_id in running_series(session, stage.office.id):
        series = session.get_one(Series, series_id)
        given = {key for key, _unit_id in made(session, series_id)}
        for period in plan_of(series).passed(stage.today, calendar)[-MISSED_LIMIT:]:
            if period.key in given:
                continue
            series_periods.skip_period(
                session,
                series_id=series_id,
                version=None,
                key=period.key,
                reason=REPORTED_ON_PAPER,
                calendar=calendar,
                actor=stage.actor(WHO_GIVES, now),
                now=now,
            )
