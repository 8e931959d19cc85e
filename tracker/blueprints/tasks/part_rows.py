"""The coordinating parts of a task as its page shows them, and whether one may remind."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from tracker.domain.task_status import OPEN
from tracker.models import Task, TaskPart
from tracker.permissions import Actor, Permission, allows


@dataclass(frozen=True, slots=True)
class PartHere:
    """One part; ``silent``: its day has passed without an answer."""

    part: TaskPart
    silent: bool
    may_judge: bool
    """Whether there is an answer on which the person may say the lead's word."""


@dataclass(frozen=True, slots=True)
class PartsHere:
    """All parts of a task, closed ones too."""

    rows: tuple[PartHere, ...]
    may_remind: bool


def parts_here(task: Task, actor: Actor, as_of: date) -> PartsHere:
    """Silence begins the day after the due day."""
    is_open = task.status in OPEN
    judges = is_open and allows(actor, Permission.TASK_JUDGE_PART, task)
    waiting = is_open and any(part.is_waiting for part in task.parts)
    return PartsHere(
        rows=tuple(
            PartHere(
                part,
                silent=part.is_waiting and part.due_on is not None and part.due_on < as_of,
                may_judge=judges and part.is_answered and part.unit_id not in actor.unit_ids,
            )
            for part in task.parts
        ),
        may_remind=waiting and allows(actor, Permission.TASK_REMIND_PARTS, task),
    )
