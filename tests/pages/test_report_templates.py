"""An office's own template of reports: tried, chosen, drawn everywhere; drafts may change it."""

from __future__ import annotations

from datetime import date
from io import BytesIO
from zipfile import ZipFile

import docx
import pytest
from flask import Flask
from sqlalchemy import select
from sqlalchemy.orm import Session

from tests.factories.district import District, a_district
from tests.factories.task import a_task
from tests.pages.kept_papers import lose, store_of
from tests.support.visitor import Visitor, words
from tracker.domain.history import EventKind
from tracker.models import Event, PaperTemplate, Report
from tracker.queries.reports import snapshot_of
from tracker.services import report_verification

OWN = "MẪU RIÊNG {{ ky_bao_cao }}: {{ luot_giao.tong_so }} lượt giao"


@pytest.fixture
def district(session: Session) -> District:
    found = a_district(session)
    a_task(session, found.office, found.justice, due_on=date(2026, 11, 2))
    return found


@pytest.fixture
def lead_office(page: Visitor, district: District) -> Visitor:
    page.sign_in(district.monitor)
    return page


def a_template(line: str = OWN) -> tuple[BytesIO, str]:
    document = docx.Document()
    document.add_paragraph(line)
    out = BytesIO()
    document.save(out)
    out.seek(0)
    return out, "Mẫu báo cáo.docx"


def uploaded(page: Visitor, session: Session, *, use: bool = True) -> PaperTemplate:
    page.get("official_papers.add_template", kind="report")
    shown = page.submit("Kiểm tra và nhận mẫu", kind="report", files=a_template())
    assert "MẪU RIÊNG tháng 02 năm 2026: 7 lượt giao" in words(shown)
    if use:
        page.submit("Dùng bản này")
    found = session.scalars(select(PaperTemplate).order_by(PaperTemplate.id.desc())).first()
    assert found is not None
    return found


def a_report(page: Visitor, session: Session, period: str = "2026-11") -> Report:
    page.get("reports.new", period=period)
    page.submit("Chốt số liệu và xem trước")
    found = session.scalars(select(Report).order_by(Report.id.desc())).first()
    assert found is not None
    return found


def paper(content: bytes) -> str:
    return "\n".join(line.text for line in docx.Document(BytesIO(content)).paragraphs)


def downloaded(page: Visitor, report: Report) -> str:
    return paper(page.download("reports.download", report_id=report.id).data)


def test_reports_made_from_now_on_are_drawn_by_it(lead_office: Visitor, session: Session) -> None:
    before = a_report(lead_office, session)
    uploaded(lead_office, session)
    after = a_report(lead_office, session, "2026-10")
    assert "MẪU RIÊNG" not in downloaded(lead_office, before)
    assert downloaded(lead_office, after) == "MẪU RIÊNG tháng 10 năm 2026: 1 lượt giao"
    shown = words(lead_office.get("reports.show", report_id=after.id))
    assert "Trình bày theo mẫu của cơ quan, bản 1: Mẫu báo cáo.docx." in shown
    archive = lead_office.download("reports.period_archive", report_id=after.id).data
    with ZipFile(BytesIO(archive)) as found:
        (name,) = [name for name in found.namelist() if name.endswith("bao-cao.docx")]
        assert "MẪU RIÊNG tháng 10" in paper(found.read(name))


def test_a_draft_takes_another_layout_and_an_issued_report_does_not(
    lead_office: Visitor, session: Session
) -> None:
    report = a_report(lead_office, session)
    frozen = snapshot_of(session, report.id).sha256
    uploaded(lead_office, session, use=False)
    lead_office.get("reports.layout", report_id=report.id)
    lead_office.submit("Dùng cách trình bày này", template="1")
    assert downloaded(lead_office, report) == "MẪU RIÊNG tháng 11 năm 2026: 1 lượt giao"
    assert snapshot_of(session, report.id).sha256 == frozen
    event = session.scalars(select(Event).order_by(Event.id.desc())).first()
    assert event is not None
    assert (event.kind, event.data["version"]) == (EventKind.REPORT_LAYOUT_CHOSEN, 1)
    lead_office.get("reports.layout", report_id=report.id)
    lead_office.submit("Dùng cách trình bày này", template="0")
    assert "MẪU RIÊNG" not in downloaded(lead_office, report)
    lead_office.get("reports.issue", report_id=report.id)
    lead_office.submit("Phát hành báo cáo")
    lead_office.get("reports.layout", report_id=report.id)
    refused = lead_office.submit("Dùng cách trình bày này", template="1", status=409)
    assert "Báo cáo đã phát hành" in words(refused)


def test_a_version_that_there_is_not_is_refused(lead_office: Visitor, session: Session) -> None:
    report = a_report(lead_office, session)
    lead_office.get("reports.layout", report_id=report.id)
    lead_office.submit("Dùng cách trình bày này", template="7", status=422)
    assert report.template_id is None


def test_who_does_not_make_reports_does_not_choose(
    lead_office: Visitor, session: Session, district: District
) -> None:
    report = a_report(lead_office, session)
    for person in (district.justice_head, district.chairman, district.auditor):
        lead_office.sign_in(person)
        lead_office.get("reports.layout", report_id=report.id, status=403)


def test_a_placeholder_of_papers_is_none_of_reports(lead_office: Visitor, session: Session) -> None:
    lead_office.get("official_papers.add_template", kind="report")
    refused = lead_office.submit(
        "Kiểm tra và nhận mẫu", status=422, kind="report", files=a_template("{{ doan }}")
    )
    assert "không có trong danh mục: doan" in words(refused)
    assert session.scalar(select(PaperTemplate)) is None


def test_the_page_of_placeholders_names_the_figures(lead_office: Visitor) -> None:
    shown = words(lead_office.get("official_papers.placeholders"))
    for told in ("luot_giao", "tong_so", "Số ngày chậm bình quân", "tr for d in don_vi"):
        assert told in shown
    lead_office.get("official_papers.placeholders", kind="no-such-kind", status=404)


def test_a_lost_template_is_found_by_verify(
    lead_office: Visitor, session: Session, app: Flask
) -> None:
    template = uploaded(lead_office, session)
    report = a_report(lead_office, session)
    store = store_of(app)
    assert report_verification.verify(session, report_id=report.id, store=store) == []
    lose(app, template.blob_sha256)
    told = report_verification.verify(session, report_id=report.id, store=store)
    assert told == ["Mất tệp mẫu trình bày của báo cáo."]
    lead_office.get("reports.download", report_id=report.id, status=404)
