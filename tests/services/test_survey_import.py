"""Survey results: counts and shares only, faults by row, a least number, into the sheet."""

from __future__ import annotations

import io
from datetime import datetime
from decimal import Decimal

import pytest
from openpyxl import Workbook, load_workbook
from sqlalchemy import select
from sqlalchemy.orm import Session

from tests.factories.district import District, a_district
from tests.factories.index import a_round, scored, the_item, the_sheet
from tracker.domain.errors import InvalidInput
from tracker.domain.index_life import ScoreStage, SheetState
from tracker.domain.index_survey import GroupResult, RespondentGroup, response_rate, share_of
from tracker.models import IndexRound, SheetScore, SurveyResult
from tracker.queries.survey_results import survey_lines
from tracker.services import sheet_council, survey_import

D, G = Decimal, RespondentGroup


@pytest.fixture
def district(session: Session) -> District:
    return a_district(session)


@pytest.fixture
def round_(session: Session, district: District, now: datetime) -> IndexRound:
    return a_round(session, district, now)


def a_file(*rows: list[object]) -> bytes:
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    for line in (list(survey_import.HEADINGS.values()), *rows):
        sheet.append(line)
    target = io.BytesIO()
    book.save(target)
    return target.getvalue()


def test_every_answer_counts_the_same_and_few_count_nothing() -> None:
    two = [GroupResult(G.CITIZENS, 40, 30, D(90)), GroupResult(G.FIRMS, 20, 10, D(60))]
    assert share_of(two) == D("82.50")
    assert response_rate(two) == D("66.67")
    assert share_of([GroupResult(G.CITIZENS, 40, 9, D(90))]) is None
    assert share_of([]) is None


def test_every_fault_has_its_row(session: Session, round_: IndexRound) -> None:
    data = a_file(
        ["Phòng Tư pháp", "1.2", "Người dân", 40, 30, 90],
        ["Phòng Lạ", "1.2", "Người dân", 40, 30, 90],
        ["Phòng Tư pháp", "2.1", "Người dân", 40, 30, 90],
        ["Phòng Tư pháp", "1.2", "Hàng xóm", 40, 30, 90],
        ["Phòng Tư pháp", "1.2", "Doanh nghiệp, tổ chức", 40, 41, 90],
        ["Phòng Tư pháp", "1.2", "Doanh nghiệp, tổ chức", 40, 30, 101],
        ["Phòng Tư pháp", "1.2", "người dân", 40, 30, 90],
        ["Phòng Tư pháp", "1.2", "Chủ tịch UBND cấp xã", "", "", ""],
    )
    rows, faults = survey_import.read_survey(session, round_, data, "dieu-tra.xlsx")
    assert len(rows) == 1
    assert [(fault.row, fault.column) for fault in faults] == [
        (3, "Đơn vị"), (4, "Mã"), (5, "Nhóm được hỏi"), (6, "Phiếu trả lời"), (7, "Tỷ lệ (%)"),
        (8, "Nhóm được hỏi"),
    ]  # fmt: skip


def test_the_share_reaches_the_sheet_when_enough_answered(
    session: Session, district: District, round_: IndexRound, now: datetime
) -> None:
    actor = district.actor(district.monitor)
    sheet = scored(session, district, the_sheet(session, round_, district.justice), now)
    sheet.state = SheetState.LOCKED
    session.flush()

    def enter(answered: int) -> None:
        data = a_file(["Phòng Tư pháp", "1.2", "Người dân", 40, answered, "82,5"])
        rows, faults = survey_import.read_survey(session, round_, data, "dieu-tra.xlsx")
        assert faults == []
        survey_import.keep(session, round_id=round_.id, rows=rows, actor=actor, now=now)

    enter(9)
    assert [line.share for line in survey_lines(session, round_)] == [None]
    with pytest.raises(InvalidInput, match="Chưa có điểm điều tra"):
        sheet_council.pass_to_council(
            session, sheet_id=sheet.id, version=None, actor=actor, now=now
        )
    enter(30)
    assert len(session.scalars(select(SurveyResult)).all()) == 1
    sheet_council.pass_to_council(session, sheet_id=sheet.id, version=None, actor=actor, now=now)
    score = session.scalars(
        select(SheetScore).where(
            SheetScore.item_id == the_item(session, sheet, "1.2").id,
            SheetScore.stage == ScoreStage.APPRAISAL,
        )
    ).one()
    assert score.points == D("24.75")


def test_the_template_names_every_unit_and_item(session: Session, round_: IndexRound) -> None:
    book = load_workbook(io.BytesIO(survey_import.template(session, round_)))
    rows = list(book.worksheets[0].iter_rows(min_row=3, max_col=2, values_only=True))
    assert rows == [("Phòng Tư pháp", "1.2"), ("Phòng Văn hóa và Thông tin", "1.2")]
