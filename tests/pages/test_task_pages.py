"""The pages of tasks as their people use them: unit, coordinating unit, lead office, leader."""

from __future__ import annotations

import io
from datetime import date
from typing import Any

import pytest
from sqlalchemy import event, select
from sqlalchemy.orm import Session

from tests.factories.district import District, a_district
from tests.factories.task import a_task
from tests.support.visitor import Visitor, words
from tracker.domain.follow_up import Milestone
from tracker.domain.task_status import TaskStatus
from tracker.models import Evidence, EvidenceRevision, SearchKind, Task
from tracker.services.search_entries import index
from tracker.surroundings import store

#: The smallest file that is a PDF.
PDF = b"""%PDF-1.4
1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj
2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj
3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 200 200]>>endobj
trailer<</Size 4/Root 1 0 R>>
%%EOF
"""


@pytest.fixture
def district(session: Session) -> District:
    return a_district(session)


@pytest.fixture
def task(session: Session, district: District) -> Task:
    return a_task(session, district.office, district.justice, coordinating=[district.culture])


def a_pdf(name: str = "Kế hoạch rà soát.pdf", more: bytes = b"") -> tuple[io.BytesIO, str]:
    return io.BytesIO(PDF + more), name


class TestTheList:
    """True counts, filters in the address, no query per row."""

    def test_a_unit_sees_its_own_and_what_it_coordinates(
        self, page: Visitor, session: Session, district: District, task: Task
    ) -> None:
        a_task(session, district.office, district.lead, text="Việc của Văn phòng")
        page.sign_in(district.culture_head)
        text = words(page.get("tasks.index"))
        assert "1 nhiệm vụ" in text
        assert "Việc của Văn phòng" not in text

    def test_the_heading_answers_and_filters_narrow(
        self, page: Visitor, session: Session, district: District, task: Task
    ) -> None:
        late = a_task(
            session,
            district.office,
            district.culture,
            due_on=date(2026, 11, 10),
            text="Kiểm kê di tích Đắk Lắk",
        )
        index(session, SearchKind.TASK, late.id, district.office.id, "Kiểm kê di tích Đắk Lắk")
        page.sign_in(district.monitor)
        soup = page.get("tasks.index")
        assert words(soup.find_all("h1")[0]) == "2 nhiệm vụ, 1 quá hạn"
        assert "quá hạn 13 ngày" in words(soup)
        for asked in (
            {"q": "dak lak"},
            {"state": "open_overdue"},
            {"unit": district.culture.id},
            {"to_on": "10/11/2026"},
        ):
            soup = page.get("tasks.index", **asked)
            assert words(soup.find_all("h1")[0]).startswith("1 nhiệm vụ"), asked
            assert "Kiểm kê di tích" in words(soup), asked
        assert "Không có nhiệm vụ nào như vậy" in words(page.get("tasks.index", q="không có"))

    def test_a_filter_that_is_no_answer_asks_nothing(
        self, page: Visitor, district: District, task: Task
    ) -> None:
        page.sign_in(district.monitor)
        soup = page.get("tasks.index", state="strange", unit="x", from_on="31/02/2026", sort="?")
        assert words(soup.find_all("h1")[0]).startswith("1 nhiệm vụ")

    def test_sixty_tasks_are_two_pages_and_no_query_per_row(
        self, page: Visitor, session: Session, district: District
    ) -> None:
        for _n in range(60):
            a_task(session, district.office, district.justice)
        page.sign_in(district.monitor)
        onward = str(page.get("tasks.index").find("a", rel="next")["href"])  # type: ignore[index]
        statements: list[str] = []
        engine = session.get_bind()

        def count(*args: object) -> None:
            statements.append(str(args[2]))

        event.listen(engine, "before_cursor_execute", count)
        try:
            soup = page.get("tasks.index", page=onward.partition("page=")[2])
        finally:
            event.remove(engine, "before_cursor_execute", count)
        assert "Dòng 51–60 trong 60" in words(soup)
        assert len(statements) < 35, "\n".join(statements)


class TestTheRoadOfAUnit:
    """Acknowledge, report, hand in with the paper, and be confirmed."""

    def test_from_acknowledging_to_completion(
        self, page: Visitor, session: Session, district: District, task: Task
    ) -> None:
        page.sign_in(district.justice_head)
        soup = page.get("tasks.show", task_id=task.id)
        assert "Đã giao, đơn vị chưa tiếp nhận. Hạn 30/11/2026, còn 5 ngày làm việc." in words(soup)
        soup = page.submit("Tiếp nhận nhiệm vụ")
        assert "Đã tiếp nhận nhiệm vụ." in words(soup)

        page.get("tasks.update", task_id=task.id)
        soup = page.submit(
            "Cập nhật tiến độ",
            milestone=Milestone.DRAFTING.value,
            text="Đang lấy ý kiến các xã.",
            obstacle="Thiếu số liệu của 02 xã.",
        )
        assert "Đang lấy ý kiến các xã." in words(soup)
        assert "Thiếu số liệu của 02 xã." in words(soup)

        page.get("tasks.submit", task_id=task.id)
        soup = page.submit(
            "Báo cáo hoàn thành",
            summary="Đã ban hành kế hoạch rà soát.",
            paper_number="45/KH-TP",
            paper_on="20/11/2026",
            files=[a_pdf(), a_pdf("Phụ lục.pdf", b"%")],
            not_secret="y",
        )
        assert "Đã báo cáo hoàn thành" in words(soup)
        assert "chờ xác nhận" in words(soup).lower()
        session.refresh(task)
        assert (task.status, len(task.submissions[0].revisions)) == (TaskStatus.SUBMITTED, 2)

        page.sign_in(district.monitor)
        page.get("tasks.confirm", task_id=task.id)
        soup = page.submit("Xác nhận hoàn thành", note="Đạt yêu cầu.")
        assert "Hoàn thành ngày 20/11/2026, đúng hạn." in words(soup)

    def test_a_refused_form_keeps_words_and_files(
        self, page: Visitor, session: Session, district: District, task: Task
    ) -> None:
        page.sign_in(district.justice_head)
        page.get("tasks.submit", task_id=task.id)
        soup = page.submit(
            "Báo cáo hoàn thành",
            status=422,
            summary="Đã ban hành kế hoạch rà soát.",
            paper_number="45/KH-TP",
            files=[a_pdf()],
            not_secret="y",
        )
        assert "Hãy ghi cả ngày của văn bản kết quả." in words(soup)
        assert "Kế hoạch rà soát.pdf" in words(soup)
        assert not session.scalars(select(Evidence)).all()

        page.submit("Báo cáo hoàn thành", paper_on="20/11/2026")
        (paper,) = session.scalars(select(Evidence)).all()
        assert (paper.title, paper.paper_number) == ("Kế hoạch rà soát.pdf", "45/KH-TP")

    def test_a_program_in_a_paper_s_clothes_is_refused(
        self, page: Visitor, session: Session, district: District, task: Task
    ) -> None:
        page.sign_in(district.justice_head)
        page.get("tasks.attach", task_id=task.id)
        soup = page.submit(
            "Nộp văn bản, tài liệu",
            status=422,
            files=[(io.BytesIO(b"MZ\x90\x00\x00" * 40), "Báo cáo.pdf")],
        )
        assert "“Báo cáo.pdf”" in words(soup)
        assert not session.scalars(select(Evidence)).all()

    def test_a_form_sent_twice_counts_once(
        self, page: Visitor, session: Session, district: District, task: Task
    ) -> None:
        page.sign_in(district.justice_head)
        page.get("tasks.update", task_id=task.id)
        form = page.soup
        page.submit("Cập nhật tiến độ", milestone="drafting", text="Đang soạn.")
        page.soup = form
        soup = page.submit("Cập nhật tiến độ", milestone="drafting", text="Đang soạn.")
        assert words(soup).count("Đang soạn.") == 2, "once as an update, once in the history"

    def test_an_old_page_meets_a_newer_task(
        self, page: Visitor, session: Session, district: District, task: Task
    ) -> None:
        page.sign_in(district.justice_head)
        page.get("tasks.update", task_id=task.id)
        task.milestone = Milestone.ISSUED
        session.commit()
        soup = page.submit(
            "Cập nhật tiến độ", status=409, milestone="drafting", text="Bản thảo lần hai."
        )
        assert "Người khác vừa thay đổi nhiệm vụ này" in words(soup)
        assert "Bản thảo lần hai." in words(soup)

    def test_refusing_and_the_decision(
        self, page: Visitor, session: Session, district: District, task: Task
    ) -> None:
        page.sign_in(district.justice_head)
        page.get("tasks.refuse", task_id=task.id)
        page.submit("Trả lại nhiệm vụ", status=422, reason="Không đúng chức năng")
        soup = page.submit(
            "Trả lại nhiệm vụ", instead_id=str(district.culture.id), reason="Thuộc văn hóa"
        )
        assert "đề nghị giao Phòng Văn hóa và Thông tin; đang chờ quyết định." in words(soup)

        page.sign_in(district.monitor)
        page.get("tasks.decide_refusal", task_id=task.id)
        soup = page.submit("Ghi nhận quyết định", accept="yes", basis="Ý kiến của Chủ tịch")
        assert "Phòng Văn hóa và Thông tin chủ trì." in words(soup)
        assert "Đơn vị chủ trì trước đây" in words(soup)

    def test_naming_an_officer(self, page: Visitor, district: District, task: Task) -> None:
        page.sign_in(district.justice_head)
        page.get("tasks.name_officer", task_id=task.id)
        soup = page.submit("Phân công", user_id=str(district.justice_officer.id))
        assert "Phạm Thị Cúc" in words(soup)


def test_a_coordinating_unit_answers(page: Visitor, district: District, task: Task) -> None:
    page.sign_in(district.culture_head)
    soup = page.get("tasks.show", task_id=task.id)
    assert "Báo cáo hoàn thành" not in [words(a) for a in soup.find_all("a")]
    page.get("tasks.answer", task_id=task.id)
    soup = page.submit("Gửi nội dung phối hợp", answer="Đã cử cán bộ tham gia.")
    assert "Đã cử cán bộ tham gia." in words(soup)


def test_the_lead_unit_asks_a_coordinating_unit_again_and_confirms_then(
    page: Visitor, district: District, task: Task
) -> None:
    """Everybody finds their step on the task's page; the unit that answered is offered none."""
    unit_id, look = district.culture.id, "Xem xét nội dung phối hợp"
    page.sign_in(district.culture_head)
    page.get("tasks.answer", task_id=task.id)
    assert look not in words(page.submit("Gửi nội dung phối hợp", answer="Nhất trí."))
    page.get("tasks.judge_part", status=403, task_id=task.id, unit_id=unit_id)

    page.sign_in(district.justice_head)
    assert look in words(page.get("tasks.show", task_id=task.id))
    page.get("tasks.judge_part", task_id=task.id, unit_id=unit_id)
    refused = page.submit("Ghi nhận ý kiến", status=422, verdict="again", reason="")
    assert "Hãy ghi nội dung cần trả lời lại, bổ sung." in words(refused)
    soup = page.submit("Ghi nhận ý kiến", verdict="again", reason="Thiếu số liệu.")
    assert "Đã đề nghị trả lời phối hợp lại." in words(soup)
    assert "Thiếu số liệu." in words(soup)

    page.sign_in(district.culture_head)
    assert task.duty.text in words(page.get("tasks.waiting"))
    assert "Thiếu số liệu." in words(page.get("tasks.answer", task_id=task.id))
    page.submit("Gửi nội dung phối hợp", answer="Số liệu tại biểu 2.")
    page.sign_in(district.monitor)
    page.get("tasks.judge_part", task_id=task.id, unit_id=unit_id)
    assert "đã được xác nhận lúc" in words(page.submit("Ghi nhận ý kiến", verdict="good"))
    page.get("tasks.judge_part", status=404, task_id=task.id, unit_id=district.lead.id)


#: Endpoint: the button, the status before, what is filled in beside the basis.
STEERING: dict[str, tuple[str, TaskStatus, dict[str, Any]]] = {
    "change_deadline": ("Thay đổi thời hạn", TaskStatus.ASSIGNED, {"due_on": "15/12/2026"}),
    "suspend": ("Tạm dừng nhiệm vụ", TaskStatus.ASSIGNED, {}),
    "resume": ("Tiếp tục nhiệm vụ", TaskStatus.SUSPENDED, {"due_on": "15/12/2026"}),
    "cancel": ("Dừng theo dõi", TaskStatus.ASSIGNED, {}),
    "reopen": ("Mở lại nhiệm vụ", TaskStatus.CANCELLED, {"due_on": "15/12/2026"}),
}


class TestTheLeadOffice:
    """Every deed of steering, through its page."""

    @pytest.mark.parametrize("name", STEERING)
    def test_steers_on_a_basis(
        self, page: Visitor, session: Session, district: District, name: str
    ) -> None:
        button, status, fields = STEERING[name]
        task = a_task(session, district.office, district.justice, status=status)
        page.sign_in(district.monitor)
        page.get(f"tasks.{name}", task_id=task.id)
        page.submit(button, status=422, **fields)
        soup = page.submit(button, basis="Thông báo số 101/TB-UBND", **fields)
        assert "Thông báo số 101/TB-UBND" in words(soup)
        if fields:
            assert "15/12/2026" in words(soup)

    def test_transfers(
        self, page: Visitor, session: Session, district: District, task: Task
    ) -> None:
        page.sign_in(district.monitor)
        page.get("tasks.transfer", task_id=task.id)
        soup = page.submit(
            "Điều chuyển", unit_id=str(district.culture.id), basis="Kết luận họp ngày 20/11"
        )
        assert "Phòng Văn hóa và Thông tin chủ trì." in words(soup)

    def test_returns_with_a_reason_and_the_proposed_day(
        self, page: Visitor, session: Session, district: District, task: Task
    ) -> None:
        page.sign_in(district.justice_head)
        page.get("tasks.submit", task_id=task.id)
        page.submit("Báo cáo hoàn thành", summary="Đã ban hành kế hoạch.")
        page.sign_in(district.monitor)
        soup = page.get("tasks.send_back", task_id=task.id)
        assert soup.find_all("input", attrs={"name": "due_on"})[0]["value"] == "30/11/2026"
        page.submit("Trả lại, yêu cầu bổ sung", status=422, reason="")
        soup = page.submit("Trả lại, yêu cầu bổ sung", reason="Thiếu phụ lục.", due_on="04/12/2026")
        assert "Báo cáo hoàn thành bị trả lại" in words(soup)
        assert "Hạn 04/12/2026, còn 9 ngày làm việc." in words(soup)

    def test_records_on_a_unit_s_behalf(
        self, page: Visitor, session: Session, district: District, task: Task
    ) -> None:
        page.sign_in(district.monitor)
        page.get("tasks.record", task_id=task.id)
        soup = page.submit(
            "Cập nhật thay kết quả",
            summary="Đơn vị gửi báo cáo giấy.",
            basis="Báo cáo số 77/BC-TP",
            paper_number="77/BC-TP",
            paper_on="18/11/2026",
            files=[a_pdf("Ảnh chụp.pdf")],
            not_secret="y",
        )
        assert "Hoàn thành ngày 18/11/2026, đúng hạn." in words(soup)
        assert "thay Phòng Tư pháp" in words(soup)

    def test_a_deed_that_the_status_does_not_admit_is_a_conflict(
        self, page: Visitor, district: District, task: Task
    ) -> None:
        page.sign_in(district.monitor)
        soup = page.get("tasks.confirm", task_id=task.id, status=409)
        assert "nhiệm vụ đã chuyển sang trạng thái khác" in words(soup)

    def test_who_handed_in_is_told_why_there_is_no_button(
        self, page: Visitor, session: Session, district: District
    ) -> None:
        own = a_task(session, district.office, district.lead)
        page.sign_in(district.monitor)
        page.get("tasks.submit", task_id=own.id)
        soup = page.submit("Báo cáo hoàn thành", summary="Đã xong việc của Văn phòng.")
        assert "người báo cáo không tự xác nhận" in words(soup)
        page.get("tasks.confirm", task_id=own.id)
        page.submit("Xác nhận hoàn thành", status=403)


class TestWaiting:
    """Chờ tôi xử lý, for each kind of person."""

    def test_a_unit(self, page: Visitor, session: Session, district: District, task: Task) -> None:
        a_task(session, district.office, district.justice, due_on=date(2026, 11, 10))
        a_task(session, district.office, district.justice, due_on=date(2026, 11, 25))
        a_task(session, district.office, district.justice, status=TaskStatus.RETURNED)
        page.sign_in(district.justice_head)
        text = words(page.get("tasks.waiting"))
        for reason in ("Bị trả lại", "Đã quá hạn", "Sắp đến hạn", "Mới giao, chờ tiếp nhận"):
            assert reason in text
        page.sign_in(district.culture_head)
        assert "Phối hợp chưa trả lời" in words(page.get("tasks.waiting"))

    def test_the_lead_office(self, page: Visitor, session: Session, district: District) -> None:
        for status in (TaskStatus.SUBMITTED, TaskStatus.REFUSED):
            a_task(session, district.office, district.justice, status=status)
        page.sign_in(district.monitor)
        text = words(page.get("tasks.waiting"))
        assert "chờ xác nhận" in text
        assert "chờ quyết định" in text

    def test_nothing(self, page: Visitor, district: District) -> None:
        page.sign_in(district.culture_head)
        assert "Không có việc nào đang chờ bạn" in words(page.get("tasks.waiting"))


def test_a_fresh_list_finds_no_fault_with_the_reader(
    page: Visitor, district: District, task: Task
) -> None:
    page.sign_in(district.monitor)
    assert not page.get("tasks.index").select(".fault")


def test_what_is_over_stands_last(page: Visitor, session: Session, district: District) -> None:
    a_task(
        session,
        district.office,
        district.justice,
        due_on=date(2026, 2, 1),
        status=TaskStatus.COMPLETED,
        done_on=date(2026, 1, 20),
        text="Việc đã xong",
    )
    a_task(session, district.office, district.justice, text="Việc còn dở")
    page.sign_in(district.monitor)
    first = page.get("tasks.index").select("tbody tr")[0]
    assert "Việc còn dở" in words(first)


def test_a_paper_that_the_store_lost_is_said_on_the_page(
    page: Visitor, session: Session, district: District, task: Task
) -> None:
    page.sign_in(district.justice_officer)
    page.get("tasks.attach", task_id=task.id)
    page.submit("Nộp văn bản, tài liệu", files=a_pdf(), not_secret="y", title="Kế hoạch rà soát")
    assert "không còn trong kho" not in words(page.get("tasks.show", task_id=task.id))
    with page.app.app_context():
        for sha256 in list(store().all_hashes()):
            store().path(sha256).unlink()  # type: ignore[attr-defined]
    assert "Tệp không còn trong kho lưu trữ" in words(page.get("tasks.show", task_id=task.id))
    revision = session.scalars(select(EvidenceRevision)).one()
    page.get("evidence.download", revision_id=revision.id, status=404)
