"""What is told about instructions: to the unit that must answer, to the leader who asked."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy.orm import Session

from tracker.domain.labels import label
from tracker.domain.local_time import local_day
from tracker.domain.messages import MessageKind
from tracker.domain.restricted_papers import WITHHELD
from tracker.domain.vietnamese import day_words, one_line
from tracker.models import Event, Instruction, User
from tracker.permissions import Actor
from tracker.services.notices import people_of_unit, tell
from tracker.services.task_notices import short_text


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
