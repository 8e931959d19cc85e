"""Asking about leaders' instructions: those of a task, those that a hand-in must answer first."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Select, select
from sqlalchemy.orm import Session, joinedload

from tracker.domain.instruction_rules import InstructionState
from tracker.domain.task_status import OPEN
from tracker.models import Duty, Evidence, Instruction, Task
from tracker.permissions import Actor
from tracker.permissions.scope import visible_instructions

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


@dataclass(frozen=True, slots=True)
class WholeInstruction:
    """One deed on a whole directive: its words once, and where each task of it stands."""

    first: Instruction
    rows: tuple[Instruction, ...]

    @property
    def answered(self) -> int:
        return sum(row.answered_at is not None for row in self.rows)

    @property
    def waiting_units(self) -> tuple[str, ...]:
        """Units that still owe an answer, each once."""
        waiting = (row for row in self.rows if row.state is InstructionState.WAITING)
        return tuple(dict.fromkeys(row.task.lead_unit.short_name for row in waiting))


def open_tasks_of(session: Session, directive_id: int) -> Sequence[Task]:
    """The tasks of a directive that still go on."""
    return session.scalars(
        select(Task)
        .join(Duty, Duty.id == Task.duty_id)
        .where(Duty.directive_id == directive_id, Task.status.in_(sorted(OPEN)))
        .order_by(Task.id)
    ).all()


def siblings_of(session: Session, row: Instruction) -> Sequence[Instruction]:
    """The others of the same deed on a whole directive that the same unit still has to answer."""
    if row.directive_id is None:
        return []
    return session.scalars(
        select(Instruction)
        .join(Task, Task.id == Instruction.task_id)
        .where(
            Instruction.id != row.id,
            Instruction.directive_id == row.directive_id,
            Instruction.leader_id == row.leader_id,
            Instruction.given_at == row.given_at,
            Instruction.state == InstructionState.WAITING,
            Task.lead_unit_id == row.task.lead_unit_id,
            Task.status.in_(sorted(OPEN)),
        )
        .order_by(Instruction.id)
    ).all()


def on_whole_directive(session: Session, actor: Actor, directive_id: int) -> list[WholeInstruction]:
    """Those given on the whole paper, newest first; a unit sees those of its own tasks."""
    rows = session.scalars(
        select(Instruction)
        .where(Instruction.directive_id == directive_id, visible_instructions(actor))
        .options(*_WHOLE)
        .order_by(Instruction.given_at.desc(), Instruction.id)
    ).all()
    deeds: dict[tuple[datetime, int], list[Instruction]] = defaultdict(list)
    for row in rows:
        deeds[row.given_at, row.leader_id].append(row)
    return [WholeInstruction(found[0], tuple(found)) for found in deeds.values()]
