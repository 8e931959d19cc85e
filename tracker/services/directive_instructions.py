"""A leader's instruction on a whole directive: it reaches every open task, each unit answers.

Each task has an instruction of its own, which stands in the way of its hand-in as any other; a
unit that leads several tasks of the paper may answer for all of them at once.
"""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy.orm import Session

from tracker.domain.errors import InvalidInput
from tracker.models import Directive, EvidenceTask, Instruction
from tracker.permissions import Actor
from tracker.queries.instructions import open_tasks_of, siblings_of
from tracker.services import instruction_notices, instructions
from tracker.services.instruction_notices import Gathered


def give_on_directive(
    session: Session,
    *,
    directive_id: int,
    text: str,
    due_on: date | None,
    actor: Actor,
    now: datetime,
    leader_id: int | None = None,
    paper_id: int | None = None,
) -> list[Instruction]:
    """One instruction for each open task; one message for each person.

    Raises InvalidInput as ``instructions.give``, and where no task of the paper is open.
    """
    directive = session.get_one(Directive, directive_id)
    tasks = open_tasks_of(session, directive_id)
    if not tasks:
        raise InvalidInput("Văn bản này không còn nhiệm vụ nào đang thực hiện để nhận ý kiến.")
    gathered = Gathered()
    made = [
        instructions.give(
            session,
            task_id=task.id,
            text=text,
            due_on=due_on,
            actor=actor,
            now=now,
            leader_id=leader_id,
            paper_id=paper_id,
            directive_id=directive_id,
            tell=gathered.add,
        )
        for task in tasks
    ]
    _show_paper(session, made, actor=actor, now=now)
    instruction_notices.given_on_directive(session, directive, gathered.told, actor=actor, now=now)
    return made


def answer_for_all(
    session: Session,
    *,
    instruction_id: int,
    version: int | None,
    text: str,
    actor: Actor,
    now: datetime,
) -> Instruction:
    """Answer an instruction and, with the same words, its unit's others of the same deed."""
    first = instructions.answer(
        session, instruction_id=instruction_id, version=version, text=text, actor=actor, now=now
    )
    for other in siblings_of(session, first):
        instructions.answer(
            session,
            instruction_id=other.id,
            version=None,
            text=text,
            actor=actor,
            now=now,
            tell=Gathered().add,  # the leader hears of the first
        )
    return first


def _show_paper(session: Session, made: list[Instruction], *, actor: Actor, now: datetime) -> None:
    """The leader's paper or photo hangs on the first task: every unit must be able to open it."""
    paper_id = made[0].paper_id
    if paper_id is None:
        return
    for row in made:
        if session.get(EvidenceTask, (paper_id, row.task_id)) is None:
            session.add(
                EvidenceTask(
                    evidence_id=paper_id,
                    task_id=row.task_id,
                    linked_at=now,
                    linked_by_id=actor.user_id,
                )
            )
    session.flush()
