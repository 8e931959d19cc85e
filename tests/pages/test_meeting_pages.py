"""A meeting from its list of units to the conclusion that is compared with it."""

from __future__ import annotations

from datetime import date

import pytest
from bs4 import BeautifulSoup, Tag
from sqlalchemy.orm import Session

from tests.factories.directive import a_directive
from tests.factories.district import TODAY, District, a_district
from tests.factories.draft import a_draft
from tests.factories.task import a_task
from tests.support.visitor import Visitor, words


@pytest.fixture
def district(session: Session) -> District:
    found = a_district(session)
    a_task(session, found.office, found.justice, due_on=date(2026, 11, 2), text="Rà soát văn bản")
    return found


@pytest.fixture
def lead_office(page: Visitor, district: District) -> Visitor:
    page.sign_in(district.monitor)
    page.get("meetings.open_new")
    page.submit("Mở cuộc họp")
    return page


def text(page: BeautifulSoup) -> str:
    main = page.find("main")
    assert isinstance(main, Tag)
    return words(main)


def test_no_meeting_yet(page: Visitor, district: District) -> None:
    page.sign_in(district.monitor)
    assert "Chưa có cuộc họp nào" in text(page.get("meetings.index"))


def test_the_list_is_walked_and_a_decision_recorded(
    lead_office: Visitor, district: District
) -> None:
    assert "Phòng Tư pháp" in text(lead_office.get("meetings.show", meeting_id=1))
    walk = {"meeting_id": 1, "unit_id": district.justice.id}
    shown = text(lead_office.get("meetings.walk", **walk))
    assert "Nhiệm vụ quá hạn (1)" in shown
    assert "Rà soát văn bản" in shown
    page = lead_office.submit("Ghi kết luận", text="Hoàn thành ngay", task="1",
                              due_on="05/12/2026")  # fmt: skip
    assert "Đã ghi kết luận số 1" in str(page)
    assert "Hoàn thành ngay" in text(lead_office.get("meetings.show", meeting_id=1))
    lead_office.get("meetings.withdraw", decision_id=1)
    assert "Đã rút: Nghe nhầm" in text(lead_office.submit("Rút kết luận", reason="Nghe nhầm"))


def test_nothing_said_gets_its_sentence_on_the_same_page(
    lead_office: Visitor, district: District
) -> None:
    lead_office.get("meetings.walk", meeting_id=1, unit_id=district.justice.id)
    page = lead_office.submit("Ghi kết luận", status=422, text=" ")
    assert "Hãy ghi nội dung kết luận" in text(page)
    assert "Chưa ghi kết luận nào" in text(lead_office.get("meetings.show", meeting_id=1))


def test_pairs_are_confirmed_and_the_rest_is_listed(
    lead_office: Visitor, session: Session, district: District
) -> None:
    lead_office.get("meetings.walk", meeting_id=1, unit_id=district.justice.id)
    lead_office.submit("Ghi kết luận", text="Rà soát văn bản trong tuần", task="1")
    lead_office.get("meetings.walk", meeting_id=1, unit_id=district.justice.id)
    lead_office.submit("Ghi kết luận", text="Sửa chữa trụ sở xã")
    paper = a_directive(session, district.office, title="Thông báo kết luận", received_on=TODAY)
    a_draft(session, district.office, "Khẩn trương rà soát văn bản", directive=paper,
            leads=[district.justice])  # fmt: skip
    a_draft(session, district.office, "Tổng kết phong trào thi đua", directive=paper, ord=1)
    session.commit()
    lead_office.get("meetings.conclude", meeting_id=1)
    page = text(lead_office.submit("Gắn thông báo kết luận", directive=paper.id))
    assert "1 cặp cần xác nhận là một việc" in page
    assert "Đã nói nhưng không có trong thông báo (1)" in page
    assert "Có trong thông báo nhưng chưa được ghi tại cuộc họp (1)" in page
    page = text(lead_office.submit("Là một việc"))
    assert "0 cặp cần xác nhận" in page
    assert "Đã xác nhận là một việc (1)" in page


def test_a_leader_looks_and_a_unit_does_not(
    page: Visitor, lead_office: Visitor, district: District
) -> None:
    page.sign_in(district.chairman)
    page.get("meetings.show", meeting_id=1)
    page.get("meetings.open_new", status=403)
    page.sign_in(district.justice_head)
    page.get("meetings.index", status=403)
    page.get("meetings.show", meeting_id=1, status=403)
    page.sign_in(district.monitor)
    page.get("meetings.show", meeting_id=99, status=404)
