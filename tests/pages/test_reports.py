"""Making a report by hand: period, days, preview, paper, counting again, issuing."""

from __future__ import annotations

from datetime import date
from typing import Any
from urllib.parse import unquote

import pytest
from bs4 import BeautifulSoup, Tag
from sqlalchemy import select
from sqlalchemy.orm import Session

from tests.factories.directive import a_directive
from tests.factories.district import District, a_district
from tests.factories.duty import a_duty
from tests.factories.task import a_task
from tests.support.visitor import Visitor, words
from tracker.domain.follow_up import FollowUp
from tracker.models import Report
from tracker.queries import reports


@pytest.fixture
def district(session: Session) -> District:
    return a_district(session)


@pytest.fixture
def lead_office(page: Visitor, district: District) -> Visitor:
    page.sign_in(district.monitor)
    return page


def a_draft(page: Visitor, **typed: Any) -> BeautifulSoup:
    page.get("reports.new", period="2026-11")
    return page.submit("Chốt số liệu và xem trước", **typed)


def text(page: BeautifulSoup) -> str:
    main = page.find("main")
    assert isinstance(main, Tag)
    return words(main)


def typed(page: BeautifulSoup, name: str) -> str:
    field = page.find("input", attrs={"name": name})
    assert isinstance(field, Tag)
    return str(field["value"])


def test_an_empty_list_says_what_to_do(lead_office: Visitor) -> None:
    assert "Chưa có báo cáo nào" in text(lead_office.get("reports.index"))


def test_the_last_month_that_ended_is_offered_with_its_days(lead_office: Visitor) -> None:
    page = lead_office.get("reports.new")
    assert "Lập báo cáo tháng 11 năm 2026" in text(page)
    assert (typed(page, "from_on"), typed(page, "to_on")) == ("15/10/2026", "14/11/2026")
    assert "Tháng 12 năm 2026 (15/11/2026 – 14/12/2026), đang diễn ra" in text(page)


def test_another_period_is_chosen_by_its_key(lead_office: Visitor) -> None:
    lead_office.get("reports.new")
    page = lead_office.submit("Chọn kỳ này", other="2026-Q3")
    assert "Lập báo cáo quý III năm 2026" in text(page)
    assert (typed(page, "from_on"), typed(page, "to_on")) == ("15/06/2026", "14/09/2026")


@pytest.mark.parametrize(
    ("key", "sentence"),
    [
        ("2027-11", "chưa bắt đầu nên chưa có số liệu"),
        ("2026-13", "không có kỳ báo cáo"),
        ("tháng mười", "Không hiểu kỳ báo cáo"),
        ("0001", "Năm báo cáo phải từ 2000 đến 2100"),
    ],
)
def test_a_period_that_is_none_gets_a_sentence(
    lead_office: Visitor, key: str, sentence: str
) -> None:
    page = lead_office.get("reports.new", other=key, status=422)
    assert sentence in text(page)
    assert "Chọn kỳ này" in text(page)


@pytest.mark.parametrize(
    ("days", "sentence"),
    [
        ({"from_on": "14/11/2026", "to_on": "15/10/2026"}, "Kỳ báo cáo không có ngày nào"),
        ({"from_on": "01/12/2026", "to_on": "31/12/2026"}, "chưa bắt đầu"),
        ({"from_on": "31/02/2026"}, "Không có ngày 31/2/2026"),
        ({"to_on": ""}, "Hãy nhập ngày kết thúc"),
    ],
)
def test_days_that_make_no_window_get_a_sentence_and_are_kept(
    lead_office: Visitor, session: Session, days: dict[str, str], sentence: str
) -> None:
    lead_office.get("reports.new", period="2026-11")
    page = lead_office.submit("Chốt số liệu và xem trước", status=422, **days)
    assert sentence in text(page)
    for name, value in days.items():
        assert typed(page, name) == value
    assert session.scalar(select(Report)) is None


def test_from_preview_to_download(
    lead_office: Visitor, session: Session, district: District
) -> None:
    a_task(session, district.office, district.justice, due_on=date(2026, 11, 2))
    page = a_draft(lead_office)
    assert "Tháng 11 năm 2026: 1 lượt giao, 1 quá hạn" in text(page)
    assert "Dự thảo" in text(page)
    answer = lead_office.open(f"{lead_office.url}/docx")
    assert answer.status_code == 200
    assert answer.data[:2] == b"PK"
    told = unquote(answer.headers["Content-Disposition"])
    assert "Báo cáo tháng 11 năm 2026.docx" in told
    assert lead_office.open(f"{lead_office.url}/docx").data == answer.data


def test_edited_days_are_stored(lead_office: Visitor, session: Session) -> None:
    a_draft(lead_office, from_on="01/11/2026", to_on="20/11/2026")
    report = session.scalars(select(Report)).one()
    assert (report.from_on, report.to_on) == (date(2026, 11, 1), date(2026, 11, 20))


def test_a_report_on_one_directive(
    lead_office: Visitor, session: Session, district: District
) -> None:
    directive = a_directive(session, district.office, "Về kỷ cương", number="8/CT-UBND")
    a_duty(session, district.office, directive=directive, leads=[district.justice])
    a_draft(lead_office, scope=f"directive:{directive.id}")
    answer = lead_office.open(f"{lead_office.url}/docx")
    told = unquote(answer.headers["Content-Disposition"])
    assert "Báo cáo tháng 11 năm 2026 (Kế hoạch 8-CT-UBND).docx" in told


def test_a_paper_older_than_the_list_is_reported_on_from_its_page(
    lead_office: Visitor, session: Session, district: District, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(reports, "OFFERED", 1)
    old = a_directive(session, district.office, "Về kỷ cương", received_on=date(2026, 1, 6))
    new = a_directive(session, district.office, "Về số hóa", number="9/KH-UBND",
                      received_on=date(2026, 2, 6))  # fmt: skip
    for directive in (old, new):
        a_duty(session, district.office, directive=directive, leads=[district.justice])
    assert "Về kỷ cương" not in text(lead_office.get("reports.new", period="2026-11"))
    links = lead_office.get("directives.show", directive_id=old.id).find_all("a")
    (link,) = (each for each in links if words(each) == "Lập báo cáo")
    lead_office.read(str(link["href"]))
    lead_office.submit("Chọn kỳ này", period="2026-11")
    lead_office.submit("Chốt số liệu và xem trước")
    (report,) = session.scalars(select(Report))
    assert report.scope_key == f"directive:{old.id}"


def test_a_form_sent_twice_makes_one_snapshot(lead_office: Visitor, session: Session) -> None:
    lead_office.get("reports.new", period="2026-11")
    form = lead_office.soup.find("input", attrs={"name": "receipt"})
    assert isinstance(form, Tag)
    sent = {
        "receipt": str(form["value"]), "key": "2026-11", "from_on": "15/10/2026",
        "to_on": "14/11/2026", "directive": "0",
    }  # fmt: skip
    for _ in range(2):
        lead_office.post("reports.new", sent)
    assert "Lần 2" not in text(lead_office.soup)


def test_counting_again_keeps_the_earlier_snapshot(
    lead_office: Visitor, session: Session, district: District
) -> None:
    a_draft(lead_office)
    a_task(session, district.office, district.justice, due_on=None)
    page = lead_office.submit("Chốt lại số liệu")
    assert "1 lượt giao, không có quá hạn" in text(page)
    first = lead_office.get("reports.show", report_id=_only(session).id, n=1)
    assert "không có lượt giao nào" in text(first)
    assert "đã có lần mới hơn" in text(first)
    assert "Chốt lại số liệu" not in text(first)


def test_issuing_asks_once_and_closes(lead_office: Visitor, session: Session) -> None:
    a_draft(lead_office)
    report = _only(session)
    asked = lead_office.get("reports.issue", report_id=report.id)
    assert "không thay đổi được nữa" in text(asked)
    page = lead_office.submit("Phát hành báo cáo")
    assert "Đã phát hành" in text(page)
    assert "Chốt lại số liệu" not in text(page)
    lead_office.post(
        "reports.refresh", {"version": str(report.row_version)}, report_id=report.id, status=409
    )


def test_issuing_what_was_counted_again_meanwhile_is_refused(
    lead_office: Visitor, session: Session
) -> None:
    a_draft(lead_office)
    report = _only(session)
    lead_office.post("reports.refresh", {"version": str(report.row_version)}, report_id=report.id)
    page = lead_office.post(
        "reports.issue", {"version": str(report.row_version), "n": "1"}, report_id=report.id,
        status=409,
    )  # fmt: skip
    assert "vừa được chốt lại" in text(page)


def test_who_may_make_and_who_may_read(page: Visitor, session: Session, district: District) -> None:
    page.sign_in(district.monitor)
    a_draft(page)
    report = _only(session)
    for reader in (district.chairman, district.auditor):
        page.sign_in(reader)
        assert "Phát hành" not in text(page.get("reports.show", report_id=report.id))
        page.get("reports.new", status=403)
        page.post("reports.refresh", {"version": "1"}, report_id=report.id, status=403)
        page.get("reports.issue", report_id=report.id, status=403)
    for other in (district.justice_officer, district.administrator):
        page.sign_in(other)
        page.get("reports.index", status=403)
        page.get("reports.show", report_id=report.id, status=403)
    page.sign_in(a_district(session).monitor)
    page.get("reports.show", report_id=report.id, status=404)
    page.download("reports.download", report_id=report.id, status=404)


@pytest.mark.parametrize(
    "asked",
    [{"column": "secret"}, {"unit": "x"}, {"unit": "999"}, {"regular": "maybe"}],
    ids=str,
)
def test_a_number_that_is_not_there(
    lead_office: Visitor, session: Session, asked: dict[str, str]
) -> None:
    a_draft(lead_office)
    lead_office.get("reports.rows", report_id=_only(session).id, status=404, **asked)


def test_regular_duties_have_their_list(
    lead_office: Visitor, session: Session, district: District
) -> None:
    a_duty(session, district.office, "Tiếp công dân", follow_up=FollowUp.REGULAR,
           leads=[district.justice, district.culture])  # fmt: skip
    a_draft(lead_office)
    page = lead_office.get(
        "reports.rows", report_id=_only(session).id, regular="not_reported",
        unit=district.justice.id,
    )  # fmt: skip
    assert "1 lượt nhiệm vụ thường xuyên: Chưa báo cáo – Phòng Tư pháp" in text(page)
    assert "Tiếp công dân" in text(page)


def _only(session: Session) -> Report:
    return session.scalars(select(Report)).one()
