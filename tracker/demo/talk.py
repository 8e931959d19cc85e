"""What is said around the demonstration's tasks: difficulties answered, passed upward, waiting."""

from __future__ import annotations

from datetime import datetime, timedelta
from functools import partial
from typing import TYPE_CHECKING

from sqlalchemy import select

from tracker.domain.local_time import local_day
from tracker.domain.obstacle_rules import ObstacleState
from tracker.models import Obstacle
from tracker.services import obstacle_answers

if TYPE_CHECKING:
    from tracker.demo.deeds import Stage

ANSWER = "Đã làm việc với Phòng Tài chính - Kế hoạch; đề nghị đơn vị lập dự toán bổ sung gửi trước."
FULFILLED = "Đã được tháo gỡ theo trả lời."


def answer_obstacles(stage: Stage, task_id: int, now: datetime) -> None:
    """Put what becomes of this task's new difficulties on the agenda: by turns."""
    query = select(Obstacle.id).where(Obstacle.task_id == task_id, Obstacle.raised_at == now)
    for obstacle_id in stage.session.scalars(query).all():
        turn, day = obstacle_id % 4, local_day(now)
        if turn == 0:
            continue
        later = day + timedelta(days=4 if turn < 3 else 12)
        stage.agenda.at(later, 9, 45, partial(_answer, stage, obstacle_id))
        if turn == 1:
            after = day + timedelta(days=9)
            stage.agenda.at(after, 15, 20, partial(_close, stage, obstacle_id))


def _answer(stage: Stage, obstacle_id: int, now: datetime) -> None:
    obstacle = stage.session.get_one(Obstacle, obstacle_id)
    if obstacle.state is not ObstacleState.WAITING:
        return
    if obstacle_id % 4 == 2:
        obstacle_answers.pass_up(
            stage.session,
            obstacle_id=obstacle_id,
            version=None,
            to="Sở Tài chính",
            number=f"{300 + obstacle_id}/UBND-VP",
            paper_on=local_day(now),
            actor=stage.actor("theodoi", now),
            now=now,
        )
        return
    obstacle_answers.answer(
        stage.session,
        obstacle_id=obstacle_id,
        version=None,
        text=ANSWER,
        number="",
        paper_on=None,
        actor=stage.actor("theodoi", now),
        now=now,
    )


def _close(stage: Stage, obstacle_id: int, now: datetime) -> None:
    obstacle = stage.session.get_one(Obstacle, obstacle_id)
    if obstacle.state is not ObstacleState.ANSWERED:
        return
    obstacle_answers.close(
        stage.session,
        obstacle_id=obstacle_id,
        version=None,
        reason=FULFILLED,
        actor=stage.actor("theodoi", now),
        now=now,
    )
