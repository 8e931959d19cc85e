"""The way of an Excel list through the pages: looked at row by row, corrected, confirmed."""

from __future__ import annotations

from collections.abc import Sequence
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from bs4 import BeautifulSoup
from openpyxl import load_workbook
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from tests.factories.directive import a_directive
from tests.factories.district import District, a_district
from tests.factories.sheet import FAULTY, HEADINGS, LIST, Cells, a_sheet
from tests.factories.user import a_user
from tests.support.visitor import Visitor, words
from tracker.domain.people import Role
from tracker.models import Directive, DirectiveFile, Event, FormReceipt, TaskDraft
from tracker.surroundings import KEY

CHECK = "Kiểm tra danh mục"


@pytest.fixture
def district(session: Session, page: Visitor) -> District:
    """The clerk of the lead office has signed in."""
    district = a_district(session)
    page.sign_in(district.monitor)
    return district


@pytest.fixture
def paper(session: Session, district: District) -> Directive:
    return a_directive(session, district.office)


def upload(
    page: Visitor,
    data: bytes | Sequence[Cells],
    *,
    paper: Directive | None = None,
    status: int = 200,
    name: str = "Danh mục.xlsx",
    **fields: Any,
) -> BeautifulSoup:
    page.get("directives.take_list", directive=paper.id if paper else None)
    sent = data if isinstance(data, bytes) else a_sheet(data)
    if paper is None:
        fields = {"number": "12/KH-UBND", "issued_on": "16/11/2026", **fields}
    return page.submit(CHECK, status=status, file=(BytesIO(sent), name), **fields)


def count(session: Session, model: Any) -> int:
    return session.scalar(select(func.count()).select_from(model)) or 0


def stored(page: Visitor) -> list[Path]:
    root = page.app.extensions[KEY].config.data_dir / "store"
    return [path for path in root.rglob("*") if path.is_file()]


def rows(shown: BeautifulSoup) -> list[list[str]]:
    return [
        [words(cell) for cell in row.find_all(["th", "td"])]
        for row in shown.select("table.table-work tbody tr")
    ]


def test_every_row_is_shown_and_nothing_is_written(
    page: Visitor, session: Session, district: District
) -> None:
    shown = upload(page, LIST)
    assert "3 nhiệm vụ sẽ được nhập" in words(shown)
    assert "Nhiệm vụ: 3; Tiêu đề nhóm: 2; Bỏ qua: 4" in words(shown)
    assert rows(shown)[3:6] == [
        ["5", "I Cải cách thể chế", "–", "–", "Tiêu đề nhóm", "–"],
        ["6", "Rà soát văn bản quy phạm pháp luật", "Phòng Tư pháp", "15/12/2026", "Nhiệm vụ", "–"],
        [
            "7",
            "Tuyên truyền cải cách hành chính",
            "Phòng Văn hóa và Thông tin",
            "Quý II/2027",
            "Nhiệm vụ",
            "–",
        ],
    ]
    assert rows(shown)[-1][4] == "Bỏ qua: Dòng tổng cộng"
    assert (count(session, Directive), count(session, TaskDraft), count(session, Event)) == (
        0,
        0,
        0,
    )


def test_a_list_becomes_a_directive(page: Visitor, session: Session, district: District) -> None:
    data = a_sheet(LIST)
    upload(page, data)
    shown = words(page.submit("Nhập 3 nhiệm vụ đề xuất"))
    assert "Đã nhập 3 nhiệm vụ đề xuất từ Excel để rà soát." in shown
    assert "12/KH-UBND ngày 16/11/2026" in shown
    assert (count(session, Directive), count(session, TaskDraft)) == (1, 3)
    file = session.scalars(select(DirectiveFile)).one()
    answer = page.download("directives.download", directive_id=file.directive_id, file_id=file.id)
    assert answer.data == data
    review = words(page.get("drafts.review", directive_id=file.directive_id))
    assert "Dòng 6, trang tính “Danh mục” của tệp “Danh mục.xlsx”" in review
    assert "chủ trì ở cột C" in review


def test_a_list_under_a_paper(
    page: Visitor, session: Session, district: District, paper: Directive
) -> None:
    shown = page.get("directives.show", directive_id=paper.id)
    assert "Nhập danh mục nhiệm vụ từ Excel" in words(shown)
    upload(page, LIST, paper=paper)
    page.submit("Nhập 3 nhiệm vụ đề xuất")
    assert page.url == f"/directives/{paper.id}"
    assert session.scalars(select(TaskDraft.directive_id)).all() == [paper.id] * 3
    review = words(page.get("drafts.review", directive_id=paper.id))
    assert "Dòng 9, trang tính “Danh mục”" in review


@pytest.mark.parametrize("under", [False, True], ids=["new", "under a paper"])
def test_the_same_file_twice(
    page: Visitor, session: Session, district: District, paper: Directive, under: bool
) -> None:
    data, where = a_sheet(LIST), paper if under else None
    upload(page, data, paper=where)
    page.submit("Nhập 3 nhiệm vụ đề xuất")
    shown = words(upload(page, data, paper=where))
    said = "Tệp này đã được nhập vào văn bản" if under else "Danh mục này đã được tiếp nhận"
    assert said in shown
    assert count(session, TaskDraft) == 3
    assert len(stored(page)) == 1


def test_faults_keep_everything_out_until_the_choice_is_made(
    page: Visitor, session: Session, district: District
) -> None:
    shown = upload(page, FAULTY)
    assert "3 dòng có lỗi, chưa nhập gì" in words(shown)
    faults = {line[0]: line[5] for line in rows(shown) if line[4] == "Có lỗi"}
    assert faults == {
        "8": "Cột B (Nội dung công việc): Chưa có nội dung nhiệm vụ.",
        "9": "Cột E (Thời gian hoàn thành): Không có ngày “31/11/2026” trong lịch.",
        "10": "Cột B (Nội dung công việc): Trùng với dòng 6.",
    }
    shown = page.submit("Nhập 3 nhiệm vụ đề xuất", status=422)
    assert "Còn 3 dòng có lỗi nên chưa nhập gì" in words(shown)
    assert (count(session, Directive), count(session, FormReceipt)) == (0, 0)
    shown = page.submit("Nhập 3 nhiệm vụ đề xuất", only_good=True)
    assert "3 dòng có lỗi chưa được nhập" in words(shown)
    assert count(session, TaskDraft) == 3


def test_the_faulty_rows_can_be_taken_away(page: Visitor, district: District) -> None:
    shown = upload(page, FAULTY)
    looked_at = str(shown.select_one("input[name=looked_at]")["value"])  # type: ignore[index]
    answer = page.open(
        "/directives/lists/faults",
        method="POST",
        data={"csrf_token": page.csrf_token(), "looked_at": looked_at},
    )
    assert "d%C3%B2ng%20c%C3%B3%20l%E1%BB%97i.xlsx" in answer.headers["Content-Disposition"]
    cells = [
        [cell.value for cell in line]
        for line in load_workbook(BytesIO(answer.data)).worksheets[0].iter_rows()
    ]
    assert cells[0] == [*HEADINGS, "Lỗi"]
    assert cells[1][-1] == "Cột B (Nội dung công việc): Chưa có nội dung nhiệm vụ."


def test_another_sheet(page: Visitor, session: Session, district: District) -> None:
    other = [HEADINGS, (1, "Tập huấn công chức", "Phòng Tư pháp", None, "Quý I/2027")]
    upload(page, a_sheet(LIST, others={"Đợt 2": other}))
    shown = page.submit("Đọc trang tính này", sheet="Đợt 2")
    assert "trang tính “Đợt 2”" in words(shown)
    page.submit("Nhập 1 nhiệm vụ đề xuất")
    assert session.scalars(select(TaskDraft.text)).all() == ["Tập huấn công chức"]


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        (a_sheet([("Họ tên", "Chức vụ"), ("Nguyễn Văn Thử", "x")]), "không có dòng tiêu đề"),
        (a_sheet([("MẬT",), *LIST]), "dấu chỉ độ mật"),
        (b"%PDF-1.7 x", "Danh mục.xlsx"),
        (b"", "0 byte"),
    ],
    ids=["no headings", "secret", "not Excel", "empty"],
)
def test_what_is_refused_leaves_nothing(
    page: Visitor, session: Session, district: District, data: bytes, sentence: str
) -> None:
    shown = upload(page, data, status=422)
    assert sentence in words(shown)
    assert "Tải tệp mẫu" in words(shown)
    assert "Rà soát văn bản" not in str(shown)
    assert (count(session, Directive), stored(page)) == (0, [])


def test_a_new_entry_names_its_source(page: Visitor, session: Session, district: District) -> None:
    shown = upload(page, LIST, number="", status=422)
    assert "Hãy nhập số, ký hiệu văn bản" in words(shown)
    assert stored(page) == []


def test_a_reference_is_good_for_its_person_and_its_time(
    page: Visitor, session: Session, district: District
) -> None:
    shown = upload(page, LIST)
    sent = {"looked_at": str(shown.select_one("input[name=looked_at]")["value"])}  # type: ignore[index]
    page.sign_in(a_user(session, "Người khác", office=district.office, roles=[Role.CLERK]))
    assert "quá hạn kiểm tra" in words(page.post("directives.confirm_list", sent, status=422))
    page.sign_in(district.monitor)
    for path in stored(page):
        path.unlink()
    assert "Hãy tải tệp lên lại" in words(page.post("directives.confirm_list", sent, status=404))
    assert count(session, TaskDraft) == 0


def test_a_unit_has_no_part_in_it(page: Visitor, district: District, paper: Directive) -> None:
    page.sign_in(district.justice_head)
    page.get("directives.take_list", status=403)
    page.get("directives.take_list", directive=paper.id, status=403)
    page.sign_in(district.monitor)
    page.get("directives.take_list", directive=99999, status=404)


def test_the_template(page: Visitor, district: District) -> None:
    answer = page.download("directives.list_template")
    assert load_workbook(BytesIO(answer.data)).worksheets[0]["B2"].value == "Nội dung nhiệm vụ (*)"
