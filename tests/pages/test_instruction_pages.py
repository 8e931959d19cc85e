"""Instructions as leader, unit and lead office meet them on the task's page."""

from __future__ import annotations

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from tests.factories.district import District, a_district
from tests.factories.duty import a_duty
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


class TestOnAWholeDirective:
    """From the paper's page to every unit, and back there with the answers."""

    def second(self, session: Session, district: District, task: Task) -> Task:
        duty = a_duty(
            session,
            district.office,
            "Rà soát lần hai",
            directive=task.duty.directive,
            leads=[district.justice],
        )
        return a_task(session, district.office, district.justice, duty=duty)

    def test_from_the_paper_to_one_answer_for_all(
        self, page: Visitor, district: District, task: Task, session: Session
    ) -> None:
        other, paper = self.second(session, district, task), task.duty.directive_id
        page.sign_in(district.chairman)
        link = page.get("directives.show", directive_id=paper).find(
            "a", href=page.address("instructions.give_all", directive_id=paper)
        )
        assert link is not None
        page.read(str(link["href"]))
        soup = page.submit("Gửi ý kiến chỉ đạo", text=WORDS, due_on="27/11/2026")
        assert "Đã gửi ý kiến chỉ đạo đến 2 nhiệm vụ." in words(soup)
        assert "0/2 nhiệm vụ đã có trả lời" in words(soup)
        page.sign_in(district.justice_officer)
        (first, _second) = session.scalars(select(Instruction.id).order_by(Instruction.id))
        soup = page.get("instructions.answer", instruction_id=first)
        assert "Còn 1 nhiệm vụ khác của đơn vị chờ trả lời" in words(soup)
        page.submit("Gửi trả lời", text="Do thiếu số liệu")
        assert "Do thiếu số liệu" in words(page.get("tasks.show", task_id=other.id))
        soup = page.get("directives.show", directive_id=paper)
        assert "2/2 nhiệm vụ đã có trả lời" in words(soup)
        assert (
            soup.find("a", href=page.address("instructions.give_all", directive_id=paper)) is None
        )

    def test_sent_twice_it_counts_once(
        self, page: Visitor, district: District, task: Task, session: Session
    ) -> None:
        page.sign_in(district.chairman)
        form = page.get("instructions.give_all", directive_id=task.duty.directive_id)
        receipt = form.find("input", attrs={"name": "receipt"})
        assert receipt is not None
        sent = {"text": WORDS, "receipt": str(receipt["value"])}
        for _time in range(2):
            page.post("instructions.give_all", sent, directive_id=task.duty.directive_id)
        assert len(session.scalars(select(Instruction)).all()) == 1

    def test_the_lead_office_enters_it_and_every_unit_may_open_the_photo(
        self, page: Visitor, district: District, task: Task, session: Session
    ) -> None:
        other, paper = self.second(session, district, task), task.duty.directive_id
        page.sign_in(district.monitor)
        page.get("instructions.give_all", directive_id=paper)
        leader = str(district.chairman.id)
        soup = page.submit("Gửi ý kiến chỉ đạo", status=422, text=WORDS, leader_id=leader)
        assert "phải kèm văn bản hoặc ảnh chụp ý kiến" in words(soup)
        page.submit(
            "Gửi ý kiến chỉ đạo", text=WORDS, leader_id=leader, files=a_pdf(), not_secret="y"
        )
        papers = {row.paper_id for row in session.scalars(select(Instruction))}
        assert len(papers) == 1
        page.sign_in(district.justice_officer)
        assert "Văn bản, ảnh chụp ý kiến" in words(page.get("tasks.show", task_id=other.id))

    def test_who_may(self, page: Visitor, district: District, task: Task) -> None:
        paper = task.duty.directive_id
        page.sign_in(district.justice_officer)
        page.get("instructions.give_all", status=403, directive_id=paper)
        page.sign_in(district.administrator)
        page.get("instructions.give_all", status=404, directive_id=paper)
