"""A unit's period on one grid, and the lead office's overview."""

from __future__ import annotations

from typing import Any

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from tests.factories.district import District, a_district
from tests.factories.duty import a_duty
from tests.factories.task import a_task
from tests.support.visitor import Visitor, words
from tracker.domain.follow_up import FollowUp, Milestone
from tracker.domain.history import EventKind
from tracker.domain.messages import MessageKind
from tracker.domain.task_status import TaskStatus
from tracker.models import (
    Duty,
    DutyLine,
    Event,
    Obstacle,
    OutboxMessage,
    ProgressUpdate,
    Task,
    UnitReport,
)


@pytest.fixture
def district(session: Session) -> District:
    return a_district(session)


@pytest.fixture
def duties(session: Session, district: District) -> list[Duty]:
    texts = ("Niêm yết công khai thủ tục hành chính", "Tiếp công dân định kỳ")
    units = [district.justice, district.culture]
    return [
        a_duty(session, district.office, text, follow_up=FollowUp.REGULAR, leads=units)
        for text in texts
    ]


@pytest.fixture
def task(session: Session, district: District) -> Task:
    return a_task(session, district.office, district.justice)


def opened(page: Visitor, district: District, key: str = "2026-11") -> str:
    return words(page.get("period.fill", unit_id=district.justice.id, key=key))


def typed_in(page: Visitor, name: str) -> str:
    """What stands in a field of the page."""
    return page.soup.find_all("textarea", attrs={"name": name})[0].get_text().strip()


def test_the_menu_leads_to_the_period_that_is_owed(
    page: Visitor, district: District, duties: list[Duty]
) -> None:
    page.sign_in(district.justice_officer)
    text = words(page.get("period.index"))
    assert page.url == f"/period/{district.justice.id}/2026-11"
    assert "Báo cáo tháng 11 năm 2026 chưa gửi" in text
    assert "kỳ từ 15/10/2026 đến 14/11/2026 · hạn gửi 16/11/2026" in text
    assert "Chưa báo cáo, quá hạn" in text


def test_keeping_then_sending(
    page: Visitor, session: Session, district: District, duties: list[Duty], task: Task
) -> None:
    page.sign_in(district.justice_officer)
    opened(page, district)
    fields: dict[str, Any] = {
        "lines-0-result": "Đã niêm yết 112 thủ tục.",
        "lines-0-obstacle": "Thiếu bảng niêm yết.",
        "tasks-0-text": "Đang soạn dự thảo.",
    }
    text = words(page.submit("Lưu nháp", **fields))
    assert "Đã lưu nháp. Báo cáo chưa được gửi." in text
    assert page.soup.select("[name=tasks-0-text]")[0].get_text().strip() == "Đang soạn dự thảo."

    text = words(page.submit("Gửi báo cáo kỳ", status=422))
    assert "Còn 1 nhiệm vụ thường xuyên chưa có kết quả, dòng đầu tiên được đánh dấu." in text
    assert "chọn “Các dòng còn trống: không thay đổi so với kỳ trước”" in text
    (cell,) = page.soup.select("[aria-invalid=true]")
    assert cell["name"] == "lines-1-result", "the summary leads to the first empty line"
    text = words(page.submit("Gửi báo cáo kỳ", rest_unchanged="y"))
    assert "Đã gửi báo cáo kỳ." in text
    assert "Đã gửi báo cáo tháng 11 năm 2026 lúc" in text

    session.refresh(task)
    assert task.status is TaskStatus.IN_PROGRESS
    assert [row.text for row in session.scalars(select(Obstacle))] == ["Thiếu bảng niêm yết."]
    report = session.scalars(select(UnitReport)).one()
    assert report.submitted_at is not None
    assert all(line.answered_at for line in report.lines)


def test_what_is_wrong_stands_at_its_cell_and_nothing_is_lost(
    page: Visitor, session: Session, district: District, duties: list[Duty]
) -> None:
    page.sign_in(district.justice_officer)
    opened(page, district)
    fields: dict[str, Any] = {
        "lines-1-result": "Đã tiếp 12 lượt.",
        "lines-1-paper_on": "31/11/2026",
    }
    soup = page.submit("Lưu nháp", status=422, **fields)
    assert "Không có ngày 31/11/2026" in words(soup)
    assert typed_in(page, "lines-1-result") == "Đã tiếp 12 lượt."
    assert not session.scalars(select(UnitReport)).all()


def test_a_colleague_saved_meanwhile(
    page: Visitor, session: Session, district: District, duties: list[Duty]
) -> None:
    page.sign_in(district.justice_officer)
    opened(page, district)
    mine = page.soup
    theirs: dict[str, Any] = {"lines-0-result": "Của đồng nghiệp."}
    page.submit("Lưu nháp", **theirs)
    page.soup = mine
    page.soup.find_all("input", attrs={"name": "receipt"})[0]["value"] = "another form"
    typed: dict[str, Any] = {"lines-0-result": "Của tôi."}
    soup = page.submit("Lưu nháp", status=409, **typed)
    assert "Của tôi." in words(soup)
    assert "Của đồng nghiệp." in words(soup)


def test_a_unit_s_page_is_its_own(page: Visitor, district: District, duties: list[Duty]) -> None:
    page.sign_in(district.culture_head)
    page.get("period.fill", unit_id=district.justice.id, key="2026-11", status=404)
    page.get("period.fill", unit_id=district.culture.id, key="2026-13", status=422)
    page.get("period.overview", status=403)


class TestTheOverview:
    """Who has answered, who has not."""

    def test_names_who_is_missing(
        self, page: Visitor, district: District, duties: list[Duty]
    ) -> None:
        page.sign_in(district.justice_officer)
        opened(page, district)
        page.submit("Gửi báo cáo kỳ", rest_unchanged="y")
        page.sign_in(district.monitor)
        soup = page.get("period.index")
        assert words(soup.find_all("h1")[0]) == "1 đơn vị chưa báo cáo kỳ này"
        rows = {words(row.find_all("th")[0]): words(row) for row in soup.select("tbody tr")}
        assert "Báo cáo muộn 2/2 nhiệm vụ" in rows["Phòng Tư pháp"]
        assert "Chưa báo cáo, quá hạn 0/2" in rows["Phòng Văn hóa và Thông tin"]

    def test_the_lead_office_fills_in_for_a_unit_without_people(
        self, page: Visitor, session: Session, district: District, duties: list[Duty]
    ) -> None:
        page.sign_in(district.monitor)
        assert "cập nhật thay Phòng Tư pháp" in opened(page, district)
        page.submit("Gửi báo cáo kỳ", rest_unchanged="y")
        assert session.scalars(select(UnitReport.unit_id)).one() == district.justice.id

    def test_nothing_regular_yet(self, page: Visitor, district: District) -> None:
        page.sign_in(district.auditor)
        assert "Chưa có nhiệm vụ thường xuyên nào" in words(page.get("period.overview"))


def test_a_unit_without_duties_is_told_so(page: Visitor, district: District) -> None:
    page.sign_in(district.culture_head)
    text = words(page.get("period.fill", unit_id=district.culture.id, key="2026-11"))
    assert "không có nhiệm vụ nào phải báo cáo" in text


def test_the_window_moves_with_the_day(
    page: Visitor, district: District, duties: list[Duty]
) -> None:
    page.sign_in(district.justice_officer)
    opened(page, district, "2026-12")
    soup = page.submit("Gửi báo cáo kỳ", rest_unchanged="y")
    assert "Đúng hạn" in words(soup)


def test_an_open_task_names_its_paper_and_may_be_unchanged(
    page: Visitor, session: Session, district: District, duties: list[Duty], task: Task
) -> None:
    a_task(session, district.office, district.justice, text="Rà soát quy hoạch")
    session.commit()
    page.sign_in(district.justice_officer)
    assert "Nhiệm vụ đang thực hiện Rà soát" in opened(page, district)
    fields: dict[str, Any] = {
        "tasks-0-text": "Đã gửi xin ý kiến.",
        "tasks-0-paper_number": "15/TP-CV",
        "tasks-0-paper_on": "12/11/2026",
        "lines-0-milestone": "drafting",
    }
    page.submit("Lưu nháp", **fields)
    assert page.soup.select("[name=tasks-0-paper_on]")[0]["value"] == "12/11/2026"
    page.submit("Gửi báo cáo kỳ", rest_unchanged="y")
    first = words(page.get("tasks.show", task_id=task.id))
    assert "Đã gửi xin ý kiến. (văn bản số 15/TP-CV ngày 12/11/2026)" in first
    updates = session.scalars(select(ProgressUpdate).order_by(ProgressUpdate.id)).all()
    assert [row.text for row in updates] == [
        "Đã gửi xin ý kiến.",
        "Không thay đổi so với kỳ trước.",
    ]
    line = session.scalars(select(DutyLine).where(DutyLine.duty_id == duties[0].id)).one()
    assert (line.milestone, line.no_change) == (Milestone.DRAFTING, False)


def test_a_paper_of_tomorrow_stands_at_its_task(
    page: Visitor, district: District, duties: list[Duty], task: Task
) -> None:
    page.sign_in(district.justice_officer)
    opened(page, district)
    fields: dict[str, Any] = {"tasks-0-paper_number": "15/CV", "tasks-0-paper_on": "30/11/2026"}
    soup = page.submit("Lưu nháp", status=422, **fields)
    assert "Ngày này chưa tới" in words(soup)


def test_the_lead_office_urges_who_has_not_answered_once_a_day(
    page: Visitor, session: Session, district: District, duties: list[Duty]
) -> None:
    page.sign_in(district.monitor)
    page.get("period.overview", key="2026-11")
    text = words(page.submit("Đôn đốc đơn vị chưa báo cáo"))
    assert "Đã đôn đốc 2 đơn vị; 0 đơn vị đã được đôn đốc hôm nay" in text
    text = words(page.submit("Đôn đốc đơn vị chưa báo cáo"))
    assert "Đã đôn đốc 0 đơn vị; 2 đơn vị đã được đôn đốc hôm nay" in text
    told = session.scalars(
        select(OutboxMessage).where(OutboxMessage.kind == MessageKind.URGED)
    ).all()
    assert {message.recipient_id for message in told} == {
        district.justice_head.id,
        district.culture_head.id,
    }
    assert "hạn gửi 16/11/2026" in told[0].text
    urged = session.scalars(select(Event.kind)).all()
    assert urged.count(EventKind.PERIOD_URGED) == 2


def test_a_unit_and_an_auditor_urge_nobody(
    page: Visitor, district: District, duties: list[Duty]
) -> None:
    for person in (district.justice_head, district.auditor):
        page.sign_in(person)
        page.post("period.urge", key="2026-11", status=403)


def test_the_words_of_the_period_before_fill_what_is_empty(
    page: Visitor, district: District, duties: list[Duty]
) -> None:
    page.sign_in(district.justice_officer)
    opened(page, district, key="2026-10")
    fields: dict[str, Any] = {"lines-0-result": "Đã niêm yết 112 thủ tục."}
    page.submit("Gửi báo cáo kỳ", rest_unchanged="y", **fields)
    opened(page, district)
    assert typed_in(page, "lines-0-result") == ""
    page.get("period.fill", unit_id=district.justice.id, key="2026-11", before=1)
    assert typed_in(page, "lines-0-result") == "Đã niêm yết 112 thủ tục."
    assert typed_in(page, "lines-1-result") == ""
