"""Instructions as leader, unit and lead office meet them on the task's page."""

from __future__ import annotations

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from tests.factories.district import District, a_district
from tests.factories.task import a_task
from tests.pages.test_task_pages import a_pdf
from tests.support.visitor import Visitor, words
from tracker.domain.task_status import TaskStatus
from tracker.models import Instruction, Task

WORDS = "Báo cáo rõ nguyên nhân chậm của từng xã"


@pytest.fixture
def district(session: Session) -> District:
    return a_district(session)


@pytest.fixture
def task(session: Session, district: District) -> Task:
    task = a_task(
        session,
        district.office,
        district.justice,
        status=TaskStatus.IN_PROGRESS,
        coordinating=[district.culture],
    )
    session.commit()
    return task


def given(page: Visitor, district: District, task: Task, session: Session) -> int:
    page.sign_in(district.chairman)
    page.get("instructions.give", task_id=task.id)
    soup = page.submit("Gửi ý kiến chỉ đạo", text=WORDS, due_on="27/11/2026")
    assert "Đã gửi ý kiến chỉ đạo." in words(soup)
    return session.scalars(select(Instruction.id)).one()


def test_from_the_instruction_to_its_acceptance(
    page: Visitor, district: District, task: Task, session: Session
) -> None:
    instruction = given(page, district, task, session)
    page.sign_in(district.justice_officer)
    assert "Ý kiến chỉ đạo chờ đơn vị trả lời" in words(page.get("tasks.waiting"))
    soup = page.get("tasks.submit", task_id=task.id)
    assert "Chưa báo cáo hoàn thành được" in words(soup)
    way = f"/instructions/{instruction}/answer"
    assert soup.find("a", href=way) is not None
    soup = page.submit("Báo cáo hoàn thành", status=422, summary="Đã xong toàn bộ việc")
    assert "Còn 1 ý kiến chỉ đạo chưa trả lời" in words(soup)
    assert soup.find("a", href=way) is not None
    assert "Đã xong toàn bộ việc" in str(soup), "what was typed is still there"
    page.get("instructions.answer", instruction_id=instruction)
    soup = page.submit("Gửi trả lời", text="Do thiếu số liệu của ba xã.")
    assert "Đã trả lời, chờ lãnh đạo xem" in words(soup)
    page.sign_in(district.chairman)
    assert "Ý kiến chỉ đạo đã có trả lời" in words(page.get("tasks.waiting"))
    page.get("tasks.show", task_id=task.id)
    soup = page.submit("Chấp nhận câu trả lời")
    assert "Lãnh đạo đã chấp nhận" in words(soup)
    assert "đã có trả lời" not in words(page.get("tasks.waiting"))


def test_the_lead_office_enters_it_with_the_photo(
    page: Visitor, district: District, task: Task, session: Session
) -> None:
    page.sign_in(district.monitor)
    page.get("instructions.give", task_id=task.id)
    leader = str(district.chairman.id)
    soup = page.submit("Gửi ý kiến chỉ đạo", status=422, text=WORDS, leader_id=leader)
    assert "phải kèm văn bản hoặc ảnh chụp ý kiến" in words(soup)
    soup = page.submit(
        "Gửi ý kiến chỉ đạo", text=WORDS, leader_id=leader, files=a_pdf(), not_secret="y"
    )
    assert "Lê Thu Hương nhập thay" in words(soup)
    assert "Văn bản, ảnh chụp ý kiến" in words(soup)
    assert session.scalars(select(Instruction)).one().paper_id is not None


def test_who_may_what(page: Visitor, district: District, task: Task, session: Session) -> None:
    instruction = given(page, district, task, session)
    page.sign_in(district.culture_head)
    assert WORDS in words(page.get("tasks.show", task_id=task.id))
    page.get("instructions.answer", status=403, instruction_id=instruction)
    page.get("instructions.give", status=403, task_id=task.id)
    page.sign_in(district.justice_officer)
    page.get("instructions.withdraw", status=403, instruction_id=instruction)
    page.sign_in(district.administrator)
    page.get("instructions.answer", status=404, instruction_id=instruction)
