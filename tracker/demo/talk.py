"""What is said around the demonstration's tasks: difficulties answered, passed upward, waiting."""

from __future__ import annotations

from datetime import datetime, timedelta
from functools import partial
from typing import TYPE_CHECKING

from sqlalchemy import select

from tracker.demo.fates import Plan
from tracker.domain.local_time import local_day
from tracker.domain.obstacle_rules import ObstacleState
from tracker.domain.task_status import OPEN
from tracker.models import Obstacle, Task
from tracker.permissions import Actor
from tracker.queries.instructions import unanswered
from tracker.services import comments, instructions, obstacle_answers, unit_steps

if TYPE_CHECKING:
    from tracker.demo.deeds import Stage

ANSWER = "Đã làm việc với Phòng Tài chính - Kế hoạch; đề nghị đơn vị lập dự toán bổ sung gửi trước."
ORDERS = (
    "Báo cáo rõ nguyên nhân chậm và cam kết thời gian hoàn thành.",
    "Làm việc trực tiếp với các xã chưa gửi số liệu, báo cáo kết quả trước khi trình.",
)
REPLY = "Đã làm việc với các xã; số liệu sẽ đủ trong tuần này, không đề nghị gia hạn."
STEPS = ("Lấy số liệu của các xã, thị trấn", "Dự thảo báo cáo", "Trình lãnh đạo phòng")
REMARK = "@theodoi cho hỏi biểu mẫu tổng hợp dùng mẫu năm nay hay mẫu năm trước?"
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
            actor=_answerer(stage, obstacle, now),
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
        actor=_answerer(stage, obstacle, now),
        now=now,
    )


def _answerer(stage: Stage, obstacle: Obstacle, now: datetime) -> Actor:
    """The lead office; for what it raised itself the leader who owes the answer."""
    keeper = stage.actor("theodoi", now)
    return stage.actor("chutich", now) if obstacle.unit_id in keeper.unit_ids else keeper


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


def talk_about(stage: Stage, task_id: int, plan: Plan) -> None:
    """On some tasks a leader instructs, the unit answers or has not yet; people ask each other."""
    if task_id % 3 != 1:
        stage.agenda.at(plan.reported, 15, 0, partial(_instruct, stage, task_id))
        if task_id % 3 == 0:
            later = plan.reported + timedelta(days=1)
            stage.agenda.at(later, 8, 40, partial(_reply, stage, task_id))
    if task_id % 4 != 0:
        stage.agenda.at(plan.reported, 10, 30, partial(_lay_down_steps, stage, task_id))
    if task_id % 2 == 0:
        stage.agenda.at(plan.reported, 16, 10, partial(_comment, stage, task_id))


def _instruct(stage: Stage, task_id: int, now: datetime) -> None:
    if stage.session.get_one(Task, task_id).status not in OPEN:
        return
    instructions.give(
        stage.session,
        task_id=task_id,
        text=ORDERS[task_id % len(ORDERS)],
        due_on=stage.agenda.calendar.add(local_day(now), 5),
        actor=stage.actor("chutich", now),
        now=now,
    )


def _reply(stage: Stage, task_id: int, now: datetime) -> None:
    task = stage.session.get_one(Task, task_id)
    actor = stage.speaker(task.lead_unit_id, now)
    for row in unanswered(stage.session, task_id):
        if actor is not None and task.status in OPEN:
            instructions.answer(
                stage.session,
                instruction_id=row.id,
                version=None,
                text=REPLY,
                actor=actor,
                now=now,
            )


def _comment(stage: Stage, task_id: int, now: datetime) -> None:
    task = stage.session.get_one(Task, task_id)
    actor = stage.speaker(task.lead_unit_id, now)
    if actor is not None:
        comments.write(
            stage.session, task_id=task_id, text=REMARK, mention_ids=[], actor=actor, now=now
        )


def _lay_down_steps(stage: Stage, task_id: int, now: datetime) -> None:
    task = stage.session.get_one(Task, task_id)
    actor = stage.speaker(task.lead_unit_id, now)
    if actor is None or task.status not in OPEN:
        return
    steps = [
        unit_steps.add(
            stage.session,
            task_id=task_id,
            unit_id=task.lead_unit_id,
            text=text,
            officer_id=actor.user_id,
            due_on=stage.agenda.calendar.add(local_day(now), 2 + place),
            actor=actor,
            now=now,
        )
        for place, text in enumerate(STEPS)
    ]
    unit_steps.tick(stage.session, step_id=steps[0].id, version=None, actor=actor, now=now)
