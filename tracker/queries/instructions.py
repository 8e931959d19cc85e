"""Asking about leaders' instructions: those of a task, those that a hand-in must answer first."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import Select, select
from sqlalchemy.orm import Session, joinedload

from tracker.domain.instruction_rules import InstructionState
from tracker.domain.task_status import OPEN
from tracker.models import Duty, Evidence, Instruction, Task
from tracker.permissions import Actor

_WHOLE = (
    joinedload(Instruction.leader),
    joinedload(Instruction.entered_by),
    joinedload(Instruction.answered_by),
    joinedload(Instruction.closed_by),
    joinedload(Instruction.paper).selectinload(Evidence.revisions),
    joinedload(Instruction.task).joinedload(Task.duty).joinedload(Duty.directive),
    joinedload(Instruction.task).joinedload(Task.lead_unit),
)


def instructions_of(session: Session, task_id: int) -> Sequence[Instruction]:
    """All of a task, newest first."""
    return session.scalars(
        select(Instruction)
        .where(Instruction.task_id == task_id)
        .options(*_WHOLE)
        .order_by(Instruction.id.desc())
    ).all()


def unanswered(session: Session, task_id: int) -> Sequence[Instruction]:
    """Those that stand in the way of reporting the task as done, the oldest first."""
    return session.scalars(
        select(Instruction)
        .where(Instruction.task_id == task_id, Instruction.state == InstructionState.WAITING)
        .options(*_WHOLE)
        .order_by(Instruction.id)
    ).all()


def to_answer(actor: Actor) -> Select[Instruction]:
    """What the actor's units have to answer, the most pressing first."""
    return (
        select(Instruction)
        .join(Task, Task.id == Instruction.task_id)
        .where(
            Instruction.office_id == actor.office_id,
            Instruction.state == InstructionState.WAITING,
            Task.lead_unit_id.in_(sorted(actor.unit_ids)),
            Task.status.in_(sorted(OPEN)),
        )
        .options(*_WHOLE)
        .order_by(Instruction.due_on.asc().nulls_last(), Instruction.id)
    )


def to_judge(actor: Actor) -> Select[Instruction]:
    """The answers to the actor's own instructions, the oldest first."""
    return (
        select(Instruction)
        .where(
            Instruction.office_id == actor.office_id,
            Instruction.state == InstructionState.ANSWERED,
            Instruction.leader_id == actor.user_id,
        )
        .options(*_WHOLE)
        .order_by(Instruction.answered_at, Instruction.id)
    )
