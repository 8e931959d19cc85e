"""A leader's instruction on a task: given, answered by the unit, accepted or asked for again.

The lead office enters a leader's instruction with the paper or photo that bears it; the history
then names both ("nhập thay").
"""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from sqlalchemy.orm import Session

from tracker.domain.errors import Conflict, InvalidInput
from tracker.domain.history import EventKind
from tracker.domain.instruction_rules import InstructionDeedKind, state_after
from tracker.domain.local_time import local_day
from tracker.domain.people import Role
from tracker.domain.task_status import OPEN
from tracker.models import Event, Instruction, Task, Unit, User
from tracker.permissions import Actor
from tracker.services import instruction_notices
from tracker.services.history import record
from tracker.services.instruction_notices import Telling
from tracker.services.loading import for_change
from tracker.services.notices import people_with_role

_CLOSING = (InstructionDeedKind.ACCEPT, InstructionDeedKind.WITHDRAW)


def give(
    session: Session,
    *,
    task_id: int,
    text: str,
    due_on: date | None,
    actor: Actor,
    now: datetime,
    leader_id: int | None = None,
    paper_id: int | None = None,
    directive_id: int | None = None,
    tell: Telling = instruction_notices.given,
) -> Instruction:
    """A leader instructs; ``leader_id`` and ``paper_id``: entered for him by the lead office.

    ``directive_id``: as part of an instruction on that whole paper. Raises InvalidInput at the
    field, Conflict on a task that is over.
    """
    task = for_change(session, Task, task_id)
    if task.status not in OPEN:
        raise Conflict("Nhiệm vụ đã kết thúc, không nhận thêm ý kiến chỉ đạo.")
    if not text.strip():
        raise InvalidInput("Hãy ghi nội dung ý kiến chỉ đạo.", field="text")
    if due_on is not None and due_on < local_day(now):
        raise InvalidInput("Hạn trả lời phải từ hôm nay trở đi.", field="due_on")
    leader = _leader(session, task, actor, leader_id=leader_id, paper_id=paper_id, now=now)
    instruction = Instruction(
        office_id=task.office_id,
        task_id=task.id,
        directive_id=directive_id,
        leader_id=leader.id,
        text=text.strip(),
        due_on=due_on,
        given_at=now,
        entered_by_id=actor.user_id,
        paper_id=paper_id if leader.id != actor.user_id else None,
    )
    instruction.task, instruction.leader = task, leader
    session.add(instruction)
    session.flush()
    event = _told(
        session,
        instruction,
        EventKind.INSTRUCTION_GIVEN,
        instruction.text,
        actor=actor,
        now=now,
        for_user=leader if leader.id != actor.user_id else None,
        answer_due=due_on.isoformat() if due_on else None,
    )
    tell(session, instruction, event, actor=actor, now=now)
    return instruction


def answer(
    session: Session,
    *,
    instruction_id: int,
    version: int | None,
    text: str,
    actor: Actor,
    now: datetime,
    tell: Telling = instruction_notices.answered,
) -> Instruction:
    """The lead unit answers, or the lead office for a unit in which nobody signs in."""
    instruction = _for_deed(session, instruction_id, version, InstructionDeedKind.ANSWER)
    if instruction.task.status not in OPEN:
        raise Conflict("Nhiệm vụ đã kết thúc, không nhận thêm trả lời.")
    if not text.strip():
        raise InvalidInput("Hãy ghi nội dung trả lời.", field="text")
    instruction.answer, instruction.asked_again_note = text.strip(), ""
    instruction.answered_at, instruction.answered_by_id = now, actor.user_id
    unit = session.get_one(Unit, instruction.task.lead_unit_id)
    event = _told(
        session,
        instruction,
        EventKind.INSTRUCTION_ANSWERED,
        instruction.answer,
        actor=actor,
        now=now,
        for_unit=unit if unit.id not in actor.unit_ids else None,
    )
    tell(session, instruction, event, actor=actor, now=now)
    return instruction


def accept(
    session: Session,
    *,
    instruction_id: int,
    version: int | None,
    note: str,
    actor: Actor,
    now: datetime,
) -> Instruction:
    """The leader is content with the answer."""
    return _judge(
        session,
        instruction_id,
        InstructionDeedKind.ACCEPT,
        version=version,
        note=note,
        actor=actor,
        now=now,
    )


def ask_again(
    session: Session,
    *,
    instruction_id: int,
    version: int | None,
    note: str,
    due_on: date | None,
    actor: Actor,
    now: datetime,
) -> Instruction:
    """The leader wants another answer, with what is missing; perhaps until another day."""
    if not note.strip():
        raise InvalidInput("Hãy ghi nội dung cần trả lời thêm.", field="note")
    if due_on is not None and due_on < local_day(now):
        raise InvalidInput("Hạn trả lời phải từ hôm nay trở đi.", field="due_on")
    instruction = _judge(
        session,
        instruction_id,
        InstructionDeedKind.ASK_AGAIN,
        version=version,
        note=note,
        actor=actor,
        now=now,
    )
    instruction.due_on, instruction.asked_again_note = due_on, note.strip()
    return instruction


def withdraw(
    session: Session,
    *,
    instruction_id: int,
    version: int | None,
    note: str,
    actor: Actor,
    now: datetime,
) -> Instruction:
    """Taken back, with a reason: it stands in the way of nothing any more."""
    if not note.strip():
        raise InvalidInput("Hãy ghi lý do rút ý kiến chỉ đạo.", field="note")
    return _judge(
        session,
        instruction_id,
        InstructionDeedKind.WITHDRAW,
        version=version,
        note=note,
        actor=actor,
        now=now,
    )


_EVENTS = {
    InstructionDeedKind.ACCEPT: EventKind.INSTRUCTION_ACCEPTED,
    InstructionDeedKind.ASK_AGAIN: EventKind.INSTRUCTION_ASKED_AGAIN,
    InstructionDeedKind.WITHDRAW: EventKind.INSTRUCTION_WITHDRAWN,
}


def _judge(
    session: Session,
    instruction_id: int,
    deed: InstructionDeedKind,
    *,
    version: int | None,
    note: str,
    actor: Actor,
    now: datetime,
) -> Instruction:
    """A leader's deed; from the lead office it needs the words on which it rests."""
    instruction = _for_deed(session, instruction_id, version, deed)
    own = actor.has(Role.LEADER)
    if not own and not note.strip():
        raise InvalidInput(
            "Nhập thay lãnh đạo thì phải ghi căn cứ: ý kiến của ai, ngày nào.", field="note"
        )
    closing = deed in _CLOSING
    instruction.closed_at = now if closing else None
    instruction.closed_by_id = actor.user_id if closing else None
    instruction.close_note = note.strip() if closing else ""
    event = _told(
        session,
        instruction,
        _EVENTS[deed],
        note,
        actor=actor,
        now=now,
        for_user=instruction.leader if not own else None,
    )
    instruction_notices.given(session, instruction, event, actor=actor, now=now)
    return instruction


def _for_deed(
    session: Session, instruction_id: int, version: int | None, deed: InstructionDeedKind
) -> Instruction:
    """The instruction with its task, both locked, already where the deed leads."""
    instruction = for_change(session, Instruction, instruction_id, version=version)
    after = state_after(instruction.state, deed)
    instruction.task = for_change(session, Task, instruction.task_id)
    instruction.state = after
    return instruction


def _leader(
    session: Session,
    task: Task,
    actor: Actor,
    *,
    leader_id: int | None,
    paper_id: int | None,
    now: datetime,
) -> User:
    """Whose instruction it is: the leader's own, or that of the one for whom it is entered."""
    if actor.has(Role.LEADER):
        return session.get_one(User, actor.user_id)
    leaders = people_with_role(session, task.office_id, Role.LEADER, on_day=local_day(now))
    leader = next((one for one in leaders if one.id == leader_id), None)
    if leader is None:
        raise InvalidInput("Hãy chọn lãnh đạo cho ý kiến.", field="leader_id")
    if paper_id is None:
        raise InvalidInput(
            "Nhập thay ý kiến của lãnh đạo thì phải kèm văn bản hoặc ảnh chụp ý kiến.",
            field="files",
        )
    return leader


def _told(
    session: Session,
    instruction: Instruction,
    kind: EventKind,
    note: str,
    *,
    actor: Actor,
    now: datetime,
    **more: Any,
) -> Event:
    session.flush()
    return record(
        session,
        kind,
        actor=actor,
        now=now,
        task=instruction.task,
        note=note.strip(),
        instruction=instruction.id,
        **more,
    )
