"""What is told about instructions: to the unit that must answer, to the leader who asked."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from datetime import datetime
from typing import Protocol

from sqlalchemy.orm import Session

from tracker.domain.labels import label
from tracker.domain.local_time import local_day
from tracker.domain.messages import MessageKind
from tracker.domain.restricted_papers import WITHHELD, WITHHELD_TITLE
from tracker.domain.vietnamese import day_words, one_line
from tracker.models import Directive, Event, Instruction, Task, User
from tracker.permissions import Actor
from tracker.queries.directives import paper_words
from tracker.services.notices import people_of_unit, tell
from tracker.services.task_notices import short_text


class Telling(Protocol):
    """How a deed on an instruction is told; a deed on many gathers what it has to tell."""

    def __call__(
        self,
        session: Session,
        instruction: Instruction,
        event: Event,
        *,
        actor: Actor,
        now: datetime,
    ) -> None: ...


class Gathered:
    """Keeps what would be told of each instruction of one deed, for one message a person."""

    def __init__(self) -> None:
        self.told: list[tuple[Instruction, Event]] = []

    def add(
        self,
        session: Session,
        instruction: Instruction,
        event: Event,
        *,
        actor: Actor,
        now: datetime,
    ) -> None:
        """As ``Telling``; nothing is told yet."""
        del session, actor, now
        self.told.append((instruction, event))


def given(
    session: Session, instruction: Instruction, event: Event, *, actor: Actor, now: datetime
) -> None:
    """The unit and its officer hear what the leader wants, wants again, or is content with."""
    task = instruction.task
    people = people_of_unit(session, task.lead_unit_id, on_day=local_day(now))
    due = f" Hạn trả lời: {day_words(instruction.due_on)}." if instruction.due_on else ""
    _tell(
        session,
        instruction,
        event,
        recipients=[*people, task.assignee] if task.assignee is not None else people,
        kind=MessageKind.INSTRUCTION_GIVEN,
        text=f"{instruction.leader.name}: “{one_line(event.note or instruction.text)}”.{due}",
        actor=actor,
        now=now,
    )


def answered(
    session: Session, instruction: Instruction, event: Event, *, actor: Actor, now: datetime
) -> None:
    """The leader hears the answer, and who entered the instruction for him."""
    _tell(
        session,
        instruction,
        event,
        recipients=[instruction.leader, instruction.entered_by],
        kind=MessageKind.INSTRUCTION_ANSWERED,
        text=f"Ý kiến: “{one_line(instruction.text)}”\nTrả lời: “{one_line(instruction.answer)}”",
        actor=actor,
        now=now,
    )


def _tell(
    session: Session,
    instruction: Instruction,
    event: Event,
    *,
    recipients: list[User],
    kind: MessageKind,
    text: str,
    actor: Actor,
    now: datetime,
) -> None:
    """Of a paper for internal use no word leaves the application."""
    task = instruction.task
    restricted = task.duty.directive.restricted
    tell(
        session,
        recipients=recipients,
        kind=kind,
        deed=f"event:{event.id}",
        subject=f"{label(event.kind)}: {WITHHELD if restricted else short_text(task)}",
        text="Văn bản lưu hành nội bộ: xem nội dung trong phần mềm." if restricted else text,
        link=f"/tasks/{task.id}#chi-dao",
        actor=actor,
        now=now,
        tasks=[task],
    )


def given_on_directive(
    session: Session,
    directive: Directive,
    told: Sequence[tuple[Instruction, Event]],
    *,
    actor: Actor,
    now: datetime,
) -> None:
    """One message to each person of the units, whatever the number of their tasks."""
    tasks: dict[int, list[Task]] = defaultdict(list)
    people: dict[int, User] = {}
    for instruction, _event in told:
        task = instruction.task
        heads = people_of_unit(session, task.lead_unit_id, on_day=local_day(now))
        for person in [*heads, *([task.assignee] if task.assignee is not None else [])]:
            people[person.id] = person
            if task not in tasks[person.id]:
                tasks[person.id].append(task)
    first, event = told[0]
    due = f" Hạn trả lời: {day_words(first.due_on)}." if first.due_on else ""
    words = f"{first.leader.name}: “{one_line(first.text)}”.{due}"
    for key, person in sorted(people.items()):
        tell(
            session,
            recipients=[person],
            kind=MessageKind.INSTRUCTION_GIVEN,
            deed=f"event:{event.id}",
            subject=f"{label(event.kind)} đối với "
            f"{WITHHELD_TITLE if directive.restricted else paper_words(directive)}",
            text="Văn bản lưu hành nội bộ: xem nội dung trong phần mềm."
            if directive.restricted
            else f"{words} Đề nghị trả lời ở {len(tasks[key])} nhiệm vụ của đơn vị.",
            link=f"/directives/{directive.id}#chi-dao",
            actor=actor,
            now=now,
            tasks=tasks[key],
        )
