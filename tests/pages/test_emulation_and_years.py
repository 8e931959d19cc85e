"""Years side by side with what others measured; units ranked by the office's own formula."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from tests.factories.district import District, a_district
from tests.factories.index import a_round, a_set, the_item, the_sheet
from tests.factories.task import a_task
from tests.support.visitor import Visitor, words
from tracker.domain.index_life import RoundState, ScoreStage, SheetState
from tracker.models import EmulationFormula, Event, IndexRound, OutsideIndex, SheetScore


@pytest.fixture
def district(session: Session) -> District:
    return a_district(session)


def published(session: Session, district: District, now: datetime, year: int, points: int) -> None:
    """A round of a year: justice has so many of 20 points at one item, culture two more."""
    index_set = a_set(session, district, now, year=year)
    round_ = a_round(session, district, now, index_set=index_set)
    for unit, more in ((district.justice, 0), (district.culture, 2)):
        sheet = the_sheet(session, round_, unit)
        sheet.state = SheetState.APPRAISED
        session.flush()
        item = the_item(session, sheet, "1.1.2")
        session.add(
            SheetScore(
                sheet_id=sheet.id, item_id=item.id, stage=ScoreStage.FINAL, points=points + more,
                maximum=item.maximum, at=now, by_id=district.chairman.id,
            )
        )  # fmt: skip
        session.flush()
        sheet.state = SheetState.DECIDED
        session.flush()
    round_.state = RoundState.CLOSED
    session.flush()
    round_.state = RoundState.PUBLISHED
    session.commit()


def test_three_years_side_by_side(
    page: Visitor, session: Session, district: District, now: datetime
) -> None:
    for year, points in ((2023, 10), (2024, 12), (2025, 17)):
        published(session, district, now, year, points)
    page.sign_in(district.justice_officer)
    soup = page.get("index_rounds.years")
    assert "Chỉ số CCHC qua 3 năm" in words(soup)
    rows = [[words(cell) for cell in row.select("th, td")] for row in soup.select("tbody tr")]
    assert [row[0] for row in rows] == ["Phòng Văn hóa và Thông tin", "Phòng Tư pháp"]
    assert rows[1] == ["Phòng Tư pháp", "10,00 hạng 2", "12,00 hạng 2", "17,00 hạng 2", "+7,00"]
    round_ = session.scalars(select(IndexRound).order_by(IndexRound.id.desc())).first()
    assert round_ is not None
    soup = page.get("index_rounds.ranking", round_id=round_.id)
    assert "1.1.2. Mức độ hoàn thành kế hoạch: mất 3,00 điểm" in words(soup)


def test_what_others_measured(page: Visitor, session: Session, district: District) -> None:
    page.sign_in(district.monitor)
    page.get("index_rounds.outside")
    soup = page.submit("Lưu chỉ số", name="PAPI", year="2025", value="81", scale="80", status=422)
    assert "từ 0 đến mức cao nhất của thang điểm (80)" in words(soup)
    soup = page.submit("Lưu chỉ số", value="45,5", place="12", status=422)
    assert "cả thứ hạng và tổng số" in words(soup)
    soup = page.submit("Lưu chỉ số", places="63", source="Báo cáo PAPI 2025")
    assert "PAPI" in words(soup)
    assert "45,50" in words(soup)
    page.get("index_rounds.outside")
    page.submit("Lưu chỉ số", name="PAPI", year="2025", value="46", scale="80")
    (row,) = session.scalars(select(OutsideIndex)).all()
    assert (row.value, row.place) == (Decimal(46), None)
    told = session.scalars(select(Event).where(Event.kind == "outside_index_entered")).all()
    assert [event.data["value_before"] for event in told] == [None, "45,5"]
    page.sign_in(district.justice_head)
    assert "PAPI" in words(page.get("index_rounds.years"))
    page.get("index_rounds.outside", status=403)


def test_emulation_by_a_formula_that_one_sees_and_changes(
    page: Visitor, session: Session, district: District, now: datetime
) -> None:
    a_task(session, district.office, district.justice, assigned_on=date(2026, 1, 5),
           due_on=date(2026, 2, 1))  # fmt: skip
    session.commit()
    page.sign_in(district.monitor)
    soup = page.get("index_rounds.emulation")
    assert "Điểm = 0,4 * dung_han" in words(soup)
    assert "không xếp hạng, chưa có: Chỉ số CCHC" in words(soup)
    page.get("index_rounds.edit_formula")
    soup = page.submit("Lưu công thức", formula="diem", basis="Quy chế", status=422)
    assert "không biết “diem” là gì" in words(soup)
    soup = page.submit("Lưu công thức", formula="dung_han - qua_han")
    assert "Điểm = dung_han - qua_han" in words(soup)
    assert "Căn cứ: Quy chế" in words(soup)
    cells = [words(cell) for cell in soup.select("tbody tr")[0].select("td, th")]
    assert cells[:3] == ["1", "Phòng Tư pháp", "-1,00"]
    assert session.scalars(select(EmulationFormula.n)).all() == [1]
    page.sign_in(district.justice_head)
    page.get("index_rounds.emulation", status=404)
