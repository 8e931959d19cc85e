"""During the year: the forecast, what is missing and who could supply it, next year's plan."""

from __future__ import annotations

import io
from datetime import date, datetime

import pytest
from docx import Document
from openpyxl import Workbook, load_workbook
from sqlalchemy import select
from sqlalchemy.orm import Session

from tests.factories.district import District, a_district
from tests.factories.index import a_round, scored, the_item, the_sheet
from tests.factories.task import a_task
from tests.services.handing_in import confirm, hand_in
from tests.support.visitor import Visitor, words
from tracker.models import IndexSheet, TaskDraft
from tracker.services import evidence, sheet_charges
from tracker.services.evidence import KeptFile


@pytest.fixture
def district(session: Session) -> District:
    return a_district(session)


@pytest.fixture
def sheet(session: Session, district: District, now: datetime) -> IndexSheet:
    return the_sheet(session, a_round(session, district, now), district.justice)


def test_the_forecast_says_what_is_sure_and_what_is_missing(
    page: Visitor, session: Session, district: District, sheet: IndexSheet, now: datetime
) -> None:
    a_task(
        session, district.office, district.justice, text="Tổng hợp mức độ hoàn thành kế hoạch",
        due_on=date(2026, 11, 25),
    )  # fmt: skip
    sheet_charges.charge(
        session, sheet_id=sheet.id, item_ids=[the_item(session, sheet, "1.1.2").id],
        user_id=district.justice_officer.id, due_on=date(2026, 11, 27),
        actor=district.actor(district.justice_head), now=now,
    )  # fmt: skip
    page.sign_in(district.justice_officer)
    soup = page.get("index_sheets.forecast", sheet_id=sheet.id)
    assert "Nếu năm kết thúc hôm nay: 0,00 điểm" in words(soup)
    assert "1 nội dung sắp hoặc đã quá hạn chuẩn bị" in words(soup)
    assert "hạn 25/11/2026, 20,00 điểm) theo nhiệm vụ Tổng hợp mức độ" in words(soup)
    scored(session, district, sheet, now)
    soup = page.get("index_sheets.forecast", sheet_id=sheet.id)
    # 10 + 10 + 23.13 of 85; the survey item has no earlier year to go by.
    assert "Nếu năm kết thúc hôm nay: 50,74 điểm" in words(soup)
    assert "Chắc chắn 50,74" in words(soup)
    assert "Năm nội dung đem lại nhiều điểm nhất" in words(soup)
    page.sign_in(district.culture_head)
    page.get("index_sheets.forecast", status=404, sheet_id=sheet.id)


def test_the_lead_office_sees_all_units_of_a_round_the_lowest_first(
    page: Visitor, session: Session, district: District, sheet: IndexSheet, now: datetime
) -> None:
    scored(session, district, sheet, now)
    page.sign_in(district.monitor)
    page.get("index_rounds.show", round_id=sheet.round_id)
    soup = page.get("index_rounds.outlooks", round_id=sheet.round_id)
    assert "1 đơn vị còn nội dung thiếu" in words(soup)
    rows = [[words(cell) for cell in row.select("th, td")] for row in soup.select("tbody tr")]
    assert [row[:2] + row[4:6] for row in rows] == [
        ["Phòng Văn hóa và Thông tin", "0,00", "5", "0"],
        ["Phòng Tư pháp", "50,74", "0", "0"],
    ]
    page.sign_in(district.justice_head)
    page.get("index_rounds.outlooks", status=404, round_id=sheet.round_id)


def test_next_years_plan_has_three_tables_and_becomes_draft_tasks(
    page: Visitor, session: Session, district: District, sheet: IndexSheet, now: datetime
) -> None:
    scored(session, district, sheet, now)
    page.sign_in(district.monitor)
    soup = page.get("index_sheets.plan", sheet_id=sheet.id)
    assert "Phòng Tư pháp mất 41,87 điểm" in words(soup)
    data = page.download("index_sheets.plan_file", sheet_id=sheet.id).data
    paper = Document(io.BytesIO(data))
    titles = [p.text for p in paper.paragraphs if p.text.startswith("Biểu số") or "cần" in p.text]
    assert any("Biểu số 03" in title for title in titles)
    rows = [row.cells[1].text for table in paper.tables[2:] for row in table.rows]
    assert [code for code in rows if code[:1].isdigit()] == ["1.1.1", "2.2", "1.1.2", "2.1", "1.2"]
    page.get("index_sheets.plan_tasks", sheet_id=sheet.id)
    soup = page.submit("Tiếp nhận kế hoạch")
    assert "Hãy rà soát rồi giao" in words(soup)
    drafts = session.scalars(select(TaskDraft)).all()
    assert len([draft for draft in drafts if "phấn đấu đạt điểm tối đa" in draft.text]) == 2
    page.get("index_sheets.plan_tasks", sheet_id=sheet.id)
    page.submit("Tiếp nhận kế hoạch")
    assert len(session.scalars(select(TaskDraft)).all()) == len(drafts)
    page.sign_in(district.justice_head)
    page.get("index_sheets.plan_tasks", status=403, sheet_id=sheet.id)


def test_survey_results_come_in_from_excel(
    page: Visitor, session: Session, district: District, sheet: IndexSheet
) -> None:
    page.sign_in(district.monitor)
    where = {"round_id": sheet.round_id}
    book = load_workbook(io.BytesIO(page.download("index_rounds.survey_template", **where).data))
    rows = book.worksheets[0]
    for place, value in ((4, 40), (5, 41), (6, 80)):
        rows.cell(3, place).value = value
    page.get("index_rounds.survey", **where)
    soup = page.submit("Nhập kết quả", status=422, file=(_saved(book), "kq.xlsx"))
    assert "Dòng 3, cột “Phiếu trả lời”:" in words(soup)
    rows.cell(3, 5).value = 30
    soup = page.submit("Nhập kết quả", file=(_saved(book), "kq.xlsx"))
    assert "Đã nhập 1 dòng kết quả điều tra" in words(soup)
    assert "75,00 80,00" in words(soup)
    page.sign_in(district.justice_head)
    page.get("index_rounds.survey", status=403, **where)


def _saved(book: Workbook) -> io.BytesIO:
    target = io.BytesIO()
    book.save(target)
    target.seek(0)
    return target


def test_the_paper_of_a_finished_task_is_offered_to_the_item_that_it_serves(
    page: Visitor, session: Session, district: District, sheet: IndexSheet, now: datetime
) -> None:
    text = "Ban hành kế hoạch cải cách hành chính năm 2026 đúng hạn"
    task = a_task(session, district.office, district.justice, text=text)
    evidence.attach(
        session, task_id=task.id, unit_id=district.justice.id,
        files=[KeptFile("b" * 64, 10, "application/pdf", "van-ban.pdf")], title="Văn bản số 5",
        is_result_paper=True, paper_number="5/KH-TP", paper_on=date(2026, 1, 5), note="",
        actor=district.actor(district.justice_head), now=now,
    )  # fmt: skip
    page.sign_in(district.justice_head)
    assert "Văn bản số 5" not in words(page.get("index_sheets.forecast", sheet_id=sheet.id))
    hand_in(session, district, task, now)
    confirm(session, district, task, now, district.monitor)
    assert "Văn bản số 5" in words(page.get("index_sheets.forecast", sheet_id=sheet.id))
