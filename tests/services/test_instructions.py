"""A leader instructs, the unit answers before it hands in, the leader accepts or asks again."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from tests.factories.district import District, a_district
from tests.factories.life import Life
from tests.factories.task import a_task
from tracker.domain.errors import Conflict, InvalidInput
from tracker.domain.history import EventKind
from tracker.domain.instruction_rules import InstructionState
from tracker.domain.messages import MessageKind
from tracker.domain.task_status import TaskStatus
from tracker.models import Event, Instruction, OutboxMessage, Task, User
from tracker.services import instructions, recording

WORDS = "Báo cáo rõ nguyên nhân chậm của từng xã"
TODAY = date(2026, 11, 23)


@pytest.fixture
def district(session: Session) -> District:
    return a_district(session)


@pytest.fixture
def task(session: Session, district: District) -> Task:
    return a_task(session, district.office, district.justice, status=TaskStatus.IN_PROGRESS)


def give(
    session: Session, district: District, task: Task, now: datetime, **more: Any
) -> Instruction:
    said: dict[str, Any] = {
        "text": WORDS,
        "due_on": None,
        "actor": district.actor(district.chairman),
    } | more
    return instructions.give(session, task_id=task.id, now=now, **said)


def answer(
    session: Session, district: District, row: Instruction, now: datetime, by: User | None = None
) -> Instruction:
    return instructions.answer(
        session,
        instruction_id=row.id,
        version=None,
        text="Do thiếu số liệu của ba xã.",
        actor=district.actor(by or district.justice_officer),
        now=now,
    )


def judge(
    session: Session,
    district: District,
    row: Instruction,
    now: datetime,
    *,
    by: User | None = None,
    again: str = "",
    note: str = "",
) -> Instruction:
    said: dict[str, Any] = {
        "instruction_id": row.id,
        "version": None,
        "actor": district.actor(by or district.chairman),
        "now": now,
    }
    if again:
        return instructions.ask_again(session, note=again, due_on=None, **said)
    return instructions.accept(session, note=note, **said)


def last_event(session: Session, task: Task) -> Event:
    query = select(Event).where(Event.task_id == task.id).order_by(Event.id.desc()).limit(1)
    return session.scalars(query).one()


def told(session: Session, kind: MessageKind) -> set[int]:
    query = select(OutboxMessage.recipient_id).where(OutboxMessage.kind == kind)
    return set(session.scalars(query))


class TestGiving:
    """By a leader, or for him with the paper that bears his words."""

    def test_the_unit_hears_it(
        self, session: Session, district: District, task: Task, now: datetime
    ) -> None:
        row = give(session, district, task, now, due_on=date(2026, 11, 27))
        assert (row.leader_id, row.on_behalf) == (district.chairman.id, False)
        assert last_event(session, task).kind is EventKind.INSTRUCTION_GIVEN
        assert told(session, MessageKind.INSTRUCTION_GIVEN) == {district.justice_head.id}

    def test_what_cannot_be(
        self, session: Session, district: District, task: Task, now: datetime
    ) -> None:
        faulty: dict[str, dict[str, Any]] = {
            "text": {"text": "  "},
            "due_on": {"due_on": date(2026, 11, 20)},
        }
        for field, words in faulty.items():
            with pytest.raises(InvalidInput) as refused:
                give(session, district, task, now, **words)
            assert refused.value.field == field

    def test_for_a_leader_only_with_name_and_paper(
        self, session: Session, district: District, task: Task, now: datetime
    ) -> None:
        office = {"actor": district.actor(district.monitor)}
        with pytest.raises(InvalidInput) as nameless:
            give(session, district, task, now, leader_id=district.culture_head.id, **office)
        assert nameless.value.field == "leader_id"
        with pytest.raises(InvalidInput) as paperless:
            give(session, district, task, now, leader_id=district.chairman.id, **office)
        assert paperless.value.field == "files"

    def test_a_task_that_is_over_takes_none(
        self, session: Session, district: District, now: datetime
    ) -> None:
        over = a_task(session, district.office, district.justice, status=TaskStatus.CANCELLED)
        with pytest.raises(Conflict):
            give(session, district, over, now)

    def test_of_a_paper_for_internal_use_no_word_is_mailed(
        self, session: Session, district: District, task: Task, now: datetime
    ) -> None:
        task.duty.directive.restricted = True
        answer(session, district, give(session, district, task, now), now)
        for message in session.scalars(select(OutboxMessage)):
            assert WORDS not in message.subject + message.text
            assert "ba xã" not in message.text


class TestHandingIn:
    """Nothing is reported as done over a leader's unanswered instruction."""

    def test_the_unit_must_answer_first(
        self, session: Session, district: District, task: Task, now: datetime
    ) -> None:
        row = give(session, district, task, now)
        life = Life(session, district)
        with pytest.raises(InvalidInput, match="chưa trả lời"):
            life.submit(task, TODAY)
        assert (task.status, len(task.submissions)) == (TaskStatus.IN_PROGRESS, 0)
        answer(session, district, row, now)
        life.submit(task, TODAY)
        assert task.status is TaskStatus.SUBMITTED

    def test_nor_is_a_result_recorded_over_it(
        self, session: Session, district: District, task: Task, now: datetime
    ) -> None:
        row = give(session, district, task, now)
        asked: dict[str, Any] = {
            "task_id": task.id,
            "version": None,
            "summary": "Đã ban hành kế hoạch",
            "paper_number": "5/KH",
            "paper_on": TODAY,
            "evidence_ids": [],
            "explanation": "",
            "basis": "Văn bản của đơn vị",
            "actor": district.actor(district.monitor),
            "now": now,
        }
        with pytest.raises(InvalidInput, match="chưa trả lời"):
            recording.record_result(session, **asked)
        answer(session, district, row, now, district.monitor)
        assert last_event(session, task).for_unit_id == district.justice.id
        recording.record_result(session, **asked)
        assert task.status is TaskStatus.COMPLETED

    def test_asked_again_it_stands_in_the_way_again(
        self, session: Session, district: District, task: Task, now: datetime
    ) -> None:
        row = answer(session, district, give(session, district, task, now), now)
        judge(session, district, row, now, again="Chưa nói xã nào")
        assert (row.state, row.asked_again_note) == (InstructionState.WAITING, "Chưa nói xã nào")
        with pytest.raises(InvalidInput):
            Life(session, district).submit(task, TODAY)

    def test_withdrawn_it_does_not(
        self, session: Session, district: District, task: Task, now: datetime
    ) -> None:
        row = give(session, district, task, now)
        instructions.withdraw(
            session,
            instruction_id=row.id,
            version=None,
            note="Đã trao đổi trực tiếp",
            actor=district.actor(district.chairman),
            now=now,
        )
        Life(session, district).submit(task, TODAY)
        assert task.status is TaskStatus.SUBMITTED


class TestJudging:
    """The leader sees the answer; the lead office may say for him that it will do."""

    def test_the_leader_hears_the_answer_and_accepts(
        self, session: Session, district: District, task: Task, now: datetime
    ) -> None:
        row = answer(session, district, give(session, district, task, now), now)
        assert told(session, MessageKind.INSTRUCTION_ANSWERED) == {district.chairman.id}
        judge(session, district, row, now)
        assert (row.state, row.closed_by_id) == (InstructionState.ACCEPTED, district.chairman.id)
        with pytest.raises(Conflict):
            answer(session, district, row, now)

    def test_for_the_leader_it_needs_a_basis(
        self, session: Session, district: District, task: Task, now: datetime
    ) -> None:
        row = answer(session, district, give(session, district, task, now), now)
        session.commit()
        with pytest.raises(InvalidInput):
            judge(session, district, row, now, by=district.monitor)
        session.rollback()
        judge(session, district, row, now, by=district.monitor, note="Chủ tịch đồng ý, 23/11")
        assert last_event(session, task).for_user_id == district.chairman.id

    def test_a_stale_page_is_refused(
        self, session: Session, district: District, task: Task, now: datetime
    ) -> None:
        row = give(session, district, task, now)
        seen = row.row_version
        answer(session, district, row, now)
        with pytest.raises(Conflict) as refused:
            instructions.accept(
                session,
                instruction_id=row.id,
                version=seen,
                note="",
                actor=district.actor(district.chairman),
                now=now,
            )
        assert refused.value.code == "stale_version"
