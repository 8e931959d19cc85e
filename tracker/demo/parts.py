"""What coordinating units of the demonstration answer, and what the lead office says to it."""

from __future__ import annotations

from datetime import datetime, timedelta
from functools import partial
from typing import TYPE_CHECKING

from tracker.domain.local_time import local_day
from tracker.domain.task_status import OPEN
from tracker.models import Task, TaskPart
from tracker.services import part_answers, progress

if TYPE_CHECKING:
    from tracker.demo.deeds import Stage

ANSWERS = (
    "Đã cung cấp số liệu của đơn vị theo biểu mẫu; nhất trí với dự thảo.",
    "Đã cử công chức tham gia tổ soạn thảo; cơ bản nhất trí.",
)
MISSING = "Chưa có số liệu theo biểu mẫu, đề nghị bổ sung."
SILENT, PLAIN, RETURNED = 0, 1, 2
"""By turns, a part stays unanswered, is answered, has its answer returned; the rest are
confirmed."""
TURNS = 4


def answer_parts(stage: Stage, task: Task) -> None:
    """Put the answers of those units on the agenda in which somebody signs in."""
    given = local_day(task.assigned_at)
    for part in task.parts:
        if part.unit_id in stage.speakers and part.id % TURNS != SILENT:
            day = given + timedelta(days=4 + part.id % 3)
            stage.agenda.at(day, 10, 10, partial(_answer, stage, task.id, part.id))


def _answer(stage: Stage, task_id: int, part_id: int, now: datetime) -> None:
    task, part = _both(stage, task_id, part_id)
    actor = stage.speaker(part.unit_id, now)
    if task.status not in OPEN or actor is None:
        return
    progress.answer_part(
        stage.session,
        task_id=task_id,
        version=None,
        unit_id=part.unit_id,
        answer=ANSWERS[part_id % len(ANSWERS)],
        actor=actor,
        now=now,
    )
    if part_id % TURNS != PLAIN:
        day = local_day(now) + timedelta(days=2)
        stage.agenda.at(day, 15, 10, partial(_judge, stage, task_id, part_id))


def _judge(stage: Stage, task_id: int, part_id: int, now: datetime) -> None:
    task, part = _both(stage, task_id, part_id)
    actor = stage.actor("theodoi", now)
    if task.status not in OPEN or part.unit_id in actor.unit_ids:
        return
    judge = (
        partial(part_answers.return_part, reason=MISSING)
        if part_id % TURNS == RETURNED
        else part_answers.confirm_part
    )
    judge(stage.session, task_id=task_id, version=None, unit_id=part.unit_id, actor=actor, now=now)


def _both(stage: Stage, task_id: int, part_id: int) -> tuple[Task, TaskPart]:
    return stage.session.get_one(Task, task_id), stage.session.get_one(TaskPart, part_id)
