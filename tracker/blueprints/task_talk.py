"""What is said around a task, as its page shows it: difficulties, instructions, comments, steps."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy.orm import Session

from tracker.blueprints.comment_items import TaskComments, task_comments
from tracker.blueprints.instruction_items import InstructionItem, instruction_items
from tracker.domain.task_status import OPEN
from tracker.models import UnitStep
from tracker.permissions import Actor, Permission, allows
from tracker.queries.obstacles import ObstacleRow, rows_of
from tracker.queries.task_page import TaskDetail
from tracker.queries.unit_steps import own_steps
from tracker.surroundings import now


@dataclass(frozen=True, slots=True)
class TaskTalk:
    """Ready for the partial templates that tasks/show.html includes."""

    obstacles: Sequence[ObstacleRow]
    may_raise: bool
    instructions: Sequence[InstructionItem]
    may_instruct: bool
    comments: TaskComments
    may_keep_steps: bool
    steps: Sequence[UnitStep]


def task_talk(session: Session, detail: TaskDetail, actor: Actor, as_of: date) -> TaskTalk:
    """Everything that ``actor`` may see of it."""
    task = detail.task
    return TaskTalk(
        obstacles=rows_of(session, actor, detail.obstacles, as_of),
        may_raise=task.status in OPEN and allows(actor, Permission.OBSTACLE_RAISE_ON_TASK, task),
        instructions=instruction_items(session, task, actor),
        may_keep_steps=allows(actor, Permission.TASK_STEPS, task),
        steps=own_steps(session, task.id, actor),
        comments=task_comments(session, task, actor, now()),
        may_instruct=task.status in OPEN and allows(actor, Permission.INSTRUCTION_GIVE, task),
    )
