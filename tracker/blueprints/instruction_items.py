"""Instructions as a task's page shows them, each with what the person may do about it."""

from __future__ import annotations

import secrets
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from flask import url_for
from flask_babel import gettext
from sqlalchemy.orm import Session

from tracker.blueprints.looks import Look
from tracker.domain.instruction_rules import TRANSITIONS, InstructionDeedKind, InstructionState
from tracker.domain.labels import label
from tracker.domain.people import Role
from tracker.domain.task_status import OPEN
from tracker.models import Evidence, Instruction, Task
from tracker.permissions import Actor, Permission, allows
from tracker.queries.instructions import instructions_of


@dataclass(frozen=True, slots=True)
class InstructionButton:
    """``at_once``: a leader accepts with one tap; ``receipt`` makes a second one count nothing."""

    words: str
    url: str
    icon: str
    at_once: bool
    receipt: str


@dataclass(frozen=True, slots=True)
class InstructionItem:
    """One with its paper (the newest revision) and its deeds."""

    row: Instruction
    paper_revision_id: int | None
    deeds: tuple[InstructionButton, ...]


_OFFERS: tuple[tuple[InstructionDeedKind, str, Permission, str], ...] = (
    (InstructionDeedKind.ANSWER, "instructions.answer", Permission.INSTRUCTION_ANSWER, "comment"),
    (InstructionDeedKind.ACCEPT, "instructions.accept", Permission.INSTRUCTION_JUDGE, "check"),
    (InstructionDeedKind.ASK_AGAIN, "instructions.ask_again", Permission.INSTRUCTION_JUDGE,
     "return"),
    (InstructionDeedKind.WITHDRAW, "instructions.withdraw", Permission.INSTRUCTION_JUDGE, "ban"),
)  # fmt: skip
_LOOKS: dict[InstructionState, tuple[str, str]] = {
    InstructionState.WAITING: ("waiting", "soon"),
    InstructionState.ANSWERED: ("comment", "open"),
    InstructionState.ACCEPTED: ("done", "done"),
    InstructionState.WITHDRAWN: ("ban", "plain"),
}


def instruction_look(state: InstructionState) -> Look:
    """Where it stands as word, icon and colour."""
    icon, tone = _LOOKS[state]
    return Look(gettext(label(state)), tone, icon, "")


def instruction_items(session: Session, task: Task, actor: Actor) -> Sequence[InstructionItem]:
    """All of the task's instructions, newest first."""
    return [
        InstructionItem(row, _paper(row.paper), tuple(_deeds(row, task, actor)))
        for row in instructions_of(session, task.id)
    ]


def _deeds(row: Instruction, task: Task, actor: Actor) -> Iterable[InstructionButton]:
    for kind, endpoint, permission, icon in _OFFERS:
        open_enough = task.status in OPEN or kind is InstructionDeedKind.ACCEPT
        admitted = (row.state, kind) in TRANSITIONS and open_enough
        if admitted and allows(actor, permission, row):
            yield InstructionButton(
                gettext(label(kind)),
                url_for(endpoint, instruction_id=row.id),
                icon,
                at_once=kind is InstructionDeedKind.ACCEPT and actor.has(Role.LEADER),
                receipt=secrets.token_urlsafe(18),
            )


def _paper(paper: Evidence | None) -> int | None:
    return paper.revisions[-1].id if paper is not None and paper.revisions else None
