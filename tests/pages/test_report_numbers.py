"""A report gets its number on the page, is drawn with it, and comes back signed."""

from __future__ import annotations

from io import BytesIO

import pytest
from bs4 import BeautifulSoup, Tag
from sqlalchemy.orm import Session

from tests.documents.layout_rules import faults
from tests.documents.report.paper import Paper
from tests.factories.district import District, a_district
from tests.pages.kept_papers import a_pdf
from tests.support.visitor import Visitor, words


@pytest.fixture
def district(session: Session) -> District:
    return a_district(session)


@pytest.fixture
def lead_office(page: Visitor, district: District) -> Visitor:
    page.sign_in(district.monitor)
    page.get("reports.new", period="2026-11")
    page.submit("Chốt số liệu và xem trước")
    return page


def text(page: BeautifulSoup) -> str:
    main = page.find("main")
    assert isinstance(main, Tag)
    return words(main)


def test_from_the_number_to_the_signed_copy(lead_office: Visitor) -> None:
    lead_office.get("reports.number", report_id=1)
    page = text(lead_office.submit("Cấp số", number="5"))
    assert "Số: 05/BC-" in page
    paper = lead_office.download("reports.download", report_id=1).data
    assert faults(paper) == []
    assert Paper(paper).styled("PaperNumber")[0].text.startswith("Số: 05/BC-")
    lead_office.get("reports.sign", report_id=1)
    signed = a_pdf()
    shown = text(
        lead_office.submit("Phát hành", files=(BytesIO(signed), "da-ky.pdf"), not_secret="y")
    )
    assert "bản đã ký gắn với số liệu chốt lần 1" in text(shown)
    assert "Cấp số, ngày" not in text(shown)
    assert lead_office.download("reports.signed", report_id=1).data == signed
    register = lead_office.get("official_papers.register", series="BC", year=2026)
    assert register.find("a", href=lambda href: href == "/reports/1") is not None


def test_a_number_twice_gets_its_sentence(lead_office: Visitor) -> None:
    lead_office.get("official_papers.enter")
    lead_office.submit(
        "Vào sổ", series="BC", number="5", subject="Báo cáo làm ngoài", signed_on="20/11/2026"
    )
    lead_office.get("reports.number", report_id=1)
    page = text(lead_office.submit("Cấp số", number="5", status=422))
    assert "Số 05 năm 2026 của sổ BC đã dùng cho văn bản “Báo cáo làm ngoài”" in page


def test_nobody_else_numbers_reports(
    page: Visitor, lead_office: Visitor, district: District
) -> None:
    page.sign_in(district.chairman)
    page.get("reports.number", report_id=1, status=403)
    page.get("reports.signed", report_id=1, status=404)
