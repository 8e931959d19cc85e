"""The index as people see it: a set by hand and from Excel, a round, a sheet, the result."""

from __future__ import annotations

import io
from datetime import datetime
from decimal import Decimal
from typing import Any

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from tests.factories.district import District, a_district
from tests.factories.index import a_round, a_set, scored, the_item, the_sheet
from tests.pages.kept_papers import a_png
from tests.support.visitor import Visitor, words
from tracker.models import IndexRound, IndexSet, IndexSheet, SheetScore
from tracker.services.index_files import write_set


@pytest.fixture
def district(session: Session) -> District:
    return a_district(session)


@pytest.fixture
def round_(session: Session, district: District, now: datetime) -> IndexRound:
    made = a_round(session, district, now)
    session.commit()
    return made


@pytest.fixture
def sheet(session: Session, district: District, round_: IndexRound, now: datetime) -> IndexSheet:
    made = scored(session, district, the_sheet(session, round_, district.justice), now)
    session.commit()
    return made


def test_a_set_by_hand(page: Visitor, session: Session, district: District) -> None:
    page.sign_in(district.monitor)
    page.get("index_sets.create")
    page.submit("Lập bộ chỉ số", name="Bộ chỉ số cấp phòng", year="2026", group_name="Phòng")
    for code, name, maximum, kind, rule in (
        ("1", "Điều hành", "100", "", ""),
        ("1.1", "Đúng hạn", "60", "bands", "≥90: 60; <80: 0"),
        ("1.2", "Có kế hoạch", "40", "yes_no", ""),
    ):
        page.get("index_sets.add_item", index_set_id=1)
        soup = page.submit(
            "Lưu mục", code=code, name=name, maximum=maximum, kind=kind, rule=rule,
            status=422 if "<80" in rule else 200,
        )  # fmt: skip
        if "<80" in rule:
            assert "bỏ trống khoảng từ 80 đến 90" in words(soup)
            page.submit("Lưu mục", rule="≥90: 60; <90: 0")
    soup = page.get("index_sets.show", index_set_id=1)
    assert "2 nội dung được chấm, 100,00 điểm" in words(soup)
    page.get("index_sets.edit_item", index_set_id=1, item_id=2)
    page.submit("Lưu mục", maximum="59", rule="≥90: 59; <90: 0")
    assert "không bằng tổng các mục con (99)" in words(page.soup)
    page.get("index_sets.put_in_use", index_set_id=1)
    assert "còn 1 chỗ cần sửa" in words(page.submit("Đưa vào áp dụng", status=422))
    page.get("index_sets.edit_item", index_set_id=1, item_id=2)
    page.submit("Lưu mục", maximum="60", rule="≥90: 60; <90: 0")
    page.get("index_sets.put_in_use", index_set_id=1)
    assert "Đang áp dụng" in words(page.submit("Đưa vào áp dụng"))
    page.get("index_sets.edit_item", index_set_id=1, item_id=2)
    page.submit("Lưu mục", status=409, maximum="60")
    page.get("index_sets.copy", index_set_id=1)
    assert "Đang soạn" in words(page.submit("Chép thành bản mới", year="2027"))
    page.get("index_sets.remove_item", index_set_id=2, item_id=6)
    page.submit("Xóa mục")
    assert len(session.scalars(select(IndexSet)).all()) == 2
    assert "2 bộ chỉ số" in words(page.get("index_sets.index"))


def test_a_set_from_excel_is_looked_at_first(
    page: Visitor, session: Session, district: District, now: datetime
) -> None:
    data = write_set(a_set(session, district, now))
    page.sign_in(district.monitor)
    page.get("index_sets.look")
    soup = page.submit("Xem trước", file=(io.BytesIO(data), "bo.xlsx"))
    assert "9 mục sẽ được nhập" in words(soup)
    assert len(session.scalars(select(IndexSet)).all()) == 1
    soup = page.submit("Nhập tất cả", year="2027")
    assert "Đã nhập bộ chỉ số" in words(soup)
    assert page.download("index_sets.file", index_set_id=2).data[:2] == b"PK"
    page.get("index_sets.look")
    soup = page.submit("Xem trước", status=422, file=(io.BytesIO(b"abc"), "bo.xlsx"))
    assert "lưu lại thành tệp mới" in words(soup)


def test_a_round_is_opened_to_units(
    page: Visitor, session: Session, district: District, now: datetime
) -> None:
    made = a_set(session, district, now)
    page.sign_in(district.monitor)
    page.get("index_rounds.open_round", index_set_id=made.id)
    soup = page.submit("Mở đợt đánh giá", status=422, to_on="01/11/2026", grades="Tốt: 80")
    assert "Mức xếp loại thấp nhất phải bắt đầu từ 0" in words(soup) or "sau ngày" in words(soup)
    soup = page.submit(
        "Mở đợt đánh giá", to_on="15/12/2026", grades="Đạt: 50; Chưa đạt: 0",
        units=[str(district.justice.id), str(district.culture.id)],
    )  # fmt: skip
    assert "Đơn vị đang chấm: 2" in words(soup)
    page.sign_in(district.culture_head)
    assert "1 phiếu chấm điểm chờ đơn vị bạn" in words(page.get("index_rounds.index"))


def test_scoring_one_item_after_the_other(
    page: Visitor, session: Session, district: District, round_: IndexRound
) -> None:
    sheet = the_sheet(session, round_, district.justice)
    page.sign_in(district.justice_officer)
    where: dict[str, Any] = {"sheet_id": sheet.id}
    page.get("index_sheets.score", **where, item_id=the_item(session, sheet, "1.1.1").id)
    page.submit("Lưu, sang mục tiếp theo", a_yes="yes", note="Kế hoạch số 5/KH")
    assert page.soup.h1 is not None
    assert words(page.soup.h1).startswith("1.1.2.")
    page.get("index_sheets.score", **where, item_id=the_item(session, sheet, "1.1.2").id)
    soup = page.submit("Lưu, sang mục tiếp theo", status=422, a_done="9", a_of="0")
    assert "Tổng số bằng 0" in words(soup)
    soup = page.submit("Lưu, sang mục tiếp theo", status=422, a_of="10", points="20,555")
    assert "quá hai chữ số thập phân" in words(soup)
    soup = page.submit("Lưu, sang mục tiếp theo", status=422, points="15")
    assert "Hãy ghi giải trình" in words(soup)
    page.submit("Lưu, sang mục tiếp theo", points="")
    page.get("index_sheets.item", **where, item_id=the_item(session, sheet, "1.1.2").id)
    shown = words(page.soup)
    assert "9/10 = 90%, thuộc mức “80 – < 100”: 10,00 điểm." in shown
    page.get("index_sheets.score", status=403, **where, item_id=the_item(session, sheet, "1.2").id)
    assert "20,00" in words(page.get("index_sheets.show", **where))


def test_two_at_one_item_see_both_texts(
    page: Visitor, session: Session, district: District, sheet: IndexSheet
) -> None:
    item = the_item(session, sheet, "1.1.1")
    page.sign_in(district.justice_officer)
    page.get("index_sheets.score", sheet_id=sheet.id, item_id=item.id)
    row = session.scalars(select(SheetScore).where(SheetScore.item_id == item.id)).one()
    row.points, row.note = Decimal(9), "Chị Bình sửa"
    soup = page.submit("Lưu, sang mục tiếp theo", status=409, a_yes="no", note="Anh Cúc sửa")
    assert "Chị Bình sửa" in words(soup)
    assert "Anh Cúc sửa" in words(soup)


def test_papers_and_charges(
    page: Visitor, session: Session, district: District, sheet: IndexSheet
) -> None:
    first, second = (the_item(session, sheet, code).id for code in ("1.1.1", "1.1.2"))
    page.sign_in(district.justice_officer)
    page.get("index_sheets.papers", sheet_id=sheet.id, item_id=first)
    soup = page.submit("Gắn tài liệu", status=422)
    assert "Hãy chọn ít nhất một tài liệu" in words(soup)
    page.submit(
        "Gắn tài liệu", files=(io.BytesIO(a_png()), "ke-hoach.png"), not_secret="y",
        title="Kế hoạch CCHC", paper_number="5/KH-TP", paper_on="05/01/2026", place="trang 2",
    )  # fmt: skip
    assert "Chỗ chứng minh: trang 2" in words(page.soup)
    page.get("index_sheets.papers", sheet_id=sheet.id, item_id=second)
    page.submit("Gắn tài liệu", evidence_ids=["1"])
    page.get("index_sheets.papers", sheet_id=sheet.id, item_id=second)
    page.submit("Bỏ khỏi mục này")
    page.get("index_sheets.charge", sheet_id=sheet.id)
    page.submit(
        "Phân công", user=str(district.justice_officer.id), items=[str(first)], due_on="01/12/2026"
    )
    assert "Phạm Thị Cúc" in words(page.soup)


def test_from_the_lock_to_the_sealed_result(
    page: Visitor, session: Session, district: District, sheet: IndexSheet, now: datetime
) -> None:  # fmt: skip
    round_ = sheet.round
    other = scored(session, district, the_sheet(session, round_, district.culture), now)
    for one, head in ((sheet, district.justice_head), (other, district.culture_head)):
        page.sign_in(head)
        page.get("index_sheets.check", sheet_id=one.id)
        page.submit("Kiểm tra xong, trình lãnh đạo chốt")
        page.get("index_sheets.lock", sheet_id=one.id)
        assert "đã ký" in words(page.submit("Chốt phiếu tự chấm", status=422))
        page.submit("Chốt phiếu tự chấm", files=(io.BytesIO(a_png()), "phieu.png"), not_secret="y")
        assert "Đã chốt, chờ thẩm định" in words(page.soup)
    item = the_item(session, other, "1.1.1")
    page.sign_in(district.justice_head)  # appraises this item of the other unit
    page.get("index_sheets.appraise", sheet_id=other.id, item_id=item.id)
    page.submit("Lưu, sang mục tiếp theo", points="8", note="Ban hành chậm.")
    page.get("index_sheets.ask", sheet_id=other.id, item_id=item.id)
    page.submit("Yêu cầu giải trình", question="Ngày ban hành?")
    page.sign_in(district.culture_head)
    page.get("index_sheets.explain", sheet_id=other.id)
    page.submit("Gửi giải trình", answer_1="Ngày 05/01/2026.")
    page.sign_in(district.monitor)
    for one in (sheet, other):
        page.get("index_sheets.pass_on", sheet_id=one.id)
        assert "Chưa có điểm điều tra" in words(page.submit("Trình hội đồng", status=422))
        survey = the_item(session, one, "1.2").id
        page.get("index_sheets.appraise", sheet_id=one.id, item_id=survey)
        page.submit("Lưu, sang mục tiếp theo", a_value="80")
        page.get("index_sheets.pass_on", sheet_id=one.id)
        page.submit("Trình hội đồng")
    page.sign_in(district.chairman)
    page.get("index_sheets.council", sheet_id=other.id, item_id=item.id)
    assert "Hãy ghi lý do" in words(page.submit("Lưu, sang mục tiếp theo", status=422, points="9"))
    page.submit("Lưu, sang mục tiếp theo", points="9", note="Hội đồng xét giải trình.")
    for one in (sheet, other):
        page.get("index_sheets.agree", sheet_id=one.id)
        page.submit("Hội đồng quyết định", basis="Biên bản số 3/BB")
    page.sign_in(district.monitor)
    for name, button in (("close", "Kết thúc tự chấm"), ("publish", "Công bố kết quả")):
        page.get(f"index_rounds.{name}", round_id=round_.id)
        fields = {"number": "9/QĐ-UBND", "issued_on": "20/11/2026"} if name == "publish" else {}
        page.submit(button, **fields)
    page.get("index_rounds.seal", round_id=round_.id)
    page.submit("Niêm phong đợt đánh giá")
    page.sign_in(district.culture_head)
    soup = page.get("index_rounds.ranking", round_id=round_.id)
    assert "Kết quả của 2 đơn vị" in words(soup)
    assert "1 Phòng Tư pháp 79,98" in words(soup)
    assert "2 Phòng Văn hóa và Thông tin 78,80" in words(soup)
    assert page.download("index_rounds.result_file", round_id=round_.id).data[:2] == b"PK"
    page.get("index_sheets.show", sheet_id=sheet.id)


def test_a_unit_sees_only_its_own_sheet_until_publication(
    page: Visitor, session: Session, district: District, round_: IndexRound, sheet: IndexSheet
) -> None:
    item = the_item(session, sheet, "2.1").id
    page.sign_in(district.culture_head)
    page.get("index_sheets.show", status=404, sheet_id=sheet.id)
    page.get("index_sheets.item", status=404, sheet_id=sheet.id, item_id=item)
    page.get("index_sheets.score", status=404, sheet_id=sheet.id, item_id=item)
    page.get("index_rounds.ranking", status=404, round_id=round_.id)
    page.download("index_rounds.result_file", status=404, round_id=round_.id)
    assert "Phòng Tư pháp" not in words(page.get("index_rounds.show", round_id=round_.id).main)
    page.sign_in(district.auditor)
    page.get("index_sheets.show", sheet_id=sheet.id)
    page.get("index_sheets.score", status=403, sheet_id=sheet.id, item_id=item)
    page.get("index_sets.create", status=403)
    page.get("index_rounds.close", status=403, round_id=round_.id)
    page.sign_in(district.monitor)
    page.get("index_sheets.lock", status=403, sheet_id=sheet.id)
    page.get("index_rounds.seal", status=409, round_id=round_.id)
