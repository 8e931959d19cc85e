"""A leader speaks of a whole paper: every open task hears it, each unit answers for itself."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from tests.factories.directive import a_directive
from tests.factories.district import District, a_district
from tests.factories.duty import a_duty
from tests.factories.task import a_task
from tracker.domain.errors import InvalidInput
from tracker.domain.instruction_rules import InstructionState
from tracker.domain.messages import MessageKind
from tracker.domain.task_status import TaskStatus
from tracker.models import Directive, Instruction, OutboxMessage, Task
from tracker.queries.instructions import on_whole_directive
from tracker.services.directive_instructions import answer_for_all, give_on_directive

WORDS = "Báo cáo rõ nguyên nhân chậm"


@pytest.fixture
def district(session: Session) -> District:
    return a_district(session)


@pytest.fixture
def paper(session: Session, district: District) -> Directive:
    return a_directive(session, district.office, number="12/CT-UBND")


@pytest.fixture
def tasks(session: Session, district: District, paper: Directive) -> list[Task]:
    """Two of justice, one of culture, one that is over."""
    rows = [
        (district.justice, TaskStatus.IN_PROGRESS),
        (district.justice, TaskStatus.ASSIGNED),
        (district.culture, TaskStatus.SUBMITTED),
        (district.culture, TaskStatus.CANCELLED),
    ]
    found = []
    for unit, status in rows:
        duty = a_duty(session, district.office, "Rà soát", directive=paper, leads=[unit])
        found.append(a_task(session, district.office, unit, duty=duty, status=status))
    a_task(session, district.office, district.justice, text="Việc theo văn bản khác")
    return found


def give(
    session: Session, district: District, paper: Directive, now: datetime, **more: Any
) -> list[Instruction]:
    said: dict[str, Any] = {"text": WORDS, "due_on": date(2026, 11, 27)}
    said["actor"] = district.actor(district.chairman)
    return give_on_directive(session, directive_id=paper.id, now=now, **(said | more))


def messages(session: Session, kind: MessageKind) -> dict[int, OutboxMessage]:
    rows = session.scalars(
        select(OutboxMessage).where(OutboxMessage.kind == kind, OutboxMessage.channel == "in_app")
    ).all()
    found = {row.recipient_id: row for row in rows}
    assert len(found) == len(rows), "one message a person"
    return found


def test_it_reaches_every_open_task_and_each_person_once(
    session: Session, district: District, paper: Directive, tasks: list[Task], now: datetime
) -> None:
    made = give(session, district, paper, now)
    assert [row.task_id for row in made] == [task.id for task in tasks[:3]]
    told = messages(session, MessageKind.INSTRUCTION_GIVEN)
    assert set(told) == {district.justice_head.id, district.culture_head.id}
    text = told[district.justice_head.id].text
    assert WORDS in text
    assert "ở 2 nhiệm vụ" in text


def test_one_answer_for_all_tasks_of_the_unit_and_for_nobody_else(
    session: Session, district: District, paper: Directive, tasks: list[Task], now: datetime
) -> None:
    first, second, other = give(session, district, paper, now)
    actor = district.actor(district.justice_officer)
    answer_for_all(
        session, instruction_id=first.id, version=None, text="Thiếu số liệu", actor=actor, now=now
    )
    assert (first.answer, second.answer, other.answer) == ("Thiếu số liệu",) * 2 + ("",)
    assert other.state is InstructionState.WAITING
    assert set(messages(session, MessageKind.INSTRUCTION_ANSWERED)) == {district.chairman.id}
    (whole,) = on_whole_directive(session, district.actor(district.monitor), paper.id)
    assert (whole.answered, len(whole.rows)) == (2, 3)
    assert whole.waiting_units == (district.culture.short_name,)


def test_an_answer_does_not_reach_another_instruction(
    session: Session, district: District, paper: Directive, tasks: list[Task], now: datetime
) -> None:
    """Given on another day, it wants its own answer."""
    first = give(session, district, paper, now)[0]
    later = give(session, district, paper, now.replace(hour=now.hour + 1), text="Còn gì nữa?")
    actor = district.actor(district.justice_officer)
    answer_for_all(session, instruction_id=first.id, version=None, text="Đã rõ", actor=actor,
                   now=now)  # fmt: skip
    assert {row.state for row in later} == {InstructionState.WAITING}


def test_a_unit_sees_its_own_part(
    session: Session, district: District, paper: Directive, tasks: list[Task], now: datetime
) -> None:
    give(session, district, paper, now)
    (whole,) = on_whole_directive(session, district.actor(district.culture_head), paper.id)
    assert [row.task_id for row in whole.rows] == [tasks[2].id]


def test_a_paper_whose_work_is_over_takes_none(
    session: Session, district: District, paper: Directive, now: datetime
) -> None:
    with pytest.raises(InvalidInput, match="không còn nhiệm vụ"):
        give(session, district, paper, now)
