"""The list as an Excel file and on paper, and what a unit filled in coming back."""

from __future__ import annotations

from datetime import date
from io import BytesIO
from typing import Any

import pytest
from bs4 import BeautifulSoup
from openpyxl import load_workbook
from openpyxl.worksheet.worksheet import Worksheet
from sqlalchemy import select
from sqlalchemy.orm import Session

from tests.factories.district import District, a_district
from tests.factories.task import a_task
from tests.support.visitor import Visitor, words
from tracker.domain.follow_up import Milestone
from tracker.domain.task_status import TaskStatus
from tracker.models import Obstacle, ProgressUpdate, Task

HEAD = 5
"""The row of headings, below four lines about the list."""


@pytest.fixture
def district(session: Session) -> District:
    return a_district(session)


@pytest.fixture
def tasks(session: Session, district: District) -> list[Task]:
    return [
        a_task(session, district.office, district.justice, text="=HYPERLINK(1)"),
        a_task(session, district.office, district.justice, text="Việc hai"),
    ]


def exported(page: Visitor, **asked: Any) -> Worksheet:
    answer = page.download("tasks.export", **asked)
    sheet = load_workbook(BytesIO(answer.data)).active
    assert isinstance(sheet, Worksheet)
    return sheet


def column(sheet: Worksheet, heading: str) -> int:
    return next(cell.column for cell in sheet[HEAD] if cell.value == heading)


def fill(sheet: Worksheet, row: int, **values: Any) -> None:
    for heading, value in values.items():
        sheet.cell(HEAD + row, column(sheet, heading.replace("_", " ")), value)


def give_back(page: Visitor, sheet: Worksheet, status: int = 200) -> BeautifulSoup:
    target = BytesIO()
    assert sheet.parent is not None
    sheet.parent.save(target)
    page.get("tasks.update_list")
    target.seek(0)
    return page.submit("Kiểm tra tệp", status=status, file=(target, "Danh sách.xlsx"))


def test_the_list_as_it_is_filtered(
    page: Visitor, session: Session, district: District, tasks: list[Task]
) -> None:
    a_task(session, district.office, district.culture, text="Việc khác")
    page.sign_in(district.monitor)
    sheet = exported(page, unit=district.justice.id)
    assert sheet["A2"].value == "Điều kiện: Phòng Tư pháp"
    assert sheet["A3"].value == "Số liệu đến hết ngày 23/11/2026; 2 nhiệm vụ"
    texts = [sheet.cell(HEAD + n, column(sheet, "Nội dung nhiệm vụ")) for n in (1, 2)]
    assert [(cell.value, cell.data_type) for cell in texts] == [
        ("=HYPERLINK(1)", "s"),
        ("Việc hai", "s"),
    ]
    due = sheet.cell(HEAD + 1, column(sheet, "Hạn hoàn thành"))
    assert (due.is_date, due.number_format) == (True, "dd/mm/yyyy")
    assert sheet.max_row == HEAD + 2


def test_too_long_a_list_is_said(
    page: Visitor, district: District, tasks: list[Task], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tracker.blueprints.tasks.exporting.MOST_ROWS", 1)
    page.sign_in(district.monitor)
    assert "Danh sách có hơn 1 dòng" in words(page.get("tasks.export", status=422))


def test_on_paper(page: Visitor, district: District, tasks: list[Task]) -> None:
    page.sign_in(district.monitor)
    shown = words(page.get("tasks.print_list", state="open"))
    assert "Điều kiện: Chưa hoàn thành" in shown
    assert "Số liệu đến hết ngày 23/11/2026; 2 nhiệm vụ." in shown
    assert "Việc hai" in shown


def test_what_was_filled_in_is_reported(
    page: Visitor, session: Session, district: District, tasks: list[Task]
) -> None:
    page.sign_in(district.justice_officer)
    sheet = exported(page)
    fill(
        sheet,
        2,
        Mốc_thực_hiện="Đang tham mưu",
        Kết_quả_đến_nay="Đã lấy ý kiến",
        Ngày_văn_bản=date(2026, 11, 20),
    )
    fill(sheet, 2, **{"Khó_khăn,_vướng_mắc": "Thiếu biểu mẫu", "Số,_ký_hiệu_văn_bản": "12/TP"})
    shown = words(give_back(page, sheet))
    assert "1 nhiệm vụ sẽ được cập nhật" in shown
    assert "để trống: 1" in shown
    assert session.scalars(select(ProgressUpdate)).all() == []
    assert "Đã cập nhật 1 nhiệm vụ." in words(page.submit("Cập nhật 1 nhiệm vụ"))
    update = session.scalars(select(ProgressUpdate)).one()
    assert (update.task_id, update.text, update.paper_number, update.paper_on) == (
        tasks[1].id,
        "Đã lấy ý kiến",
        "12/TP",
        date(2026, 11, 20),
    )
    assert tasks[1].milestone is Milestone.DRAFTING
    assert session.scalars(select(Obstacle.text)).all() == ["Thiếu biểu mẫu"]


class TestFaults:
    """Each by its row and column; nothing is reported by halves unless one asks for it."""

    def test_a_day_that_is_none_and_a_paper_of_tomorrow(
        self, page: Visitor, district: District, tasks: list[Task]
    ) -> None:
        page.sign_in(district.justice_officer)
        sheet = exported(page)
        fill(sheet, 1, Ngày_văn_bản="31/02/2026", Kết_quả_đến_nay="Xong")
        fill(sheet, 2, Ngày_văn_bản="24/11/2026", Mốc_thực_hiện="Gần xong")
        shown = words(give_back(page, sheet))
        assert "2 dòng có lỗi, chưa cập nhật gì" in shown
        assert "Cột Ngày văn bản: Không có ngày 31/2/2026" in shown
        assert "Cột Ngày văn bản: Ngày văn bản không được sau hôm nay." in shown
        assert "Cột Mốc thực hiện: Chọn một trong các mốc:" in shown

    def test_unknown_foreign_twice_over_and_changed(
        self, page: Visitor, session: Session, district: District, tasks: list[Task]
    ) -> None:
        shared = a_task(session, district.office, district.culture, coordinating=[district.justice])
        over = a_task(
            session,
            district.office,
            district.justice,
            status=TaskStatus.COMPLETED,
            done_on=date(2026, 11, 2),
        )
        page.sign_in(district.justice_officer)
        sheet = exported(page)
        rows = {sheet.cell(HEAD + n, 1).value: n for n in range(1, 5)}
        for n in rows.values():
            fill(sheet, n, Kết_quả_đến_nay="Xong")
        tasks[0].row_version += 1
        sheet.cell(HEAD + rows[tasks[1].id], 1, 99999)
        shown = give_back(page, sheet)
        said = {words(row.find_all("td")[-1]) for row in shown.select("table.table-work tbody tr")}
        column = "Cột Mã nhiệm vụ: "
        assert column + "Không có nhiệm vụ này trong danh sách của bạn." in said
        assert column + "Nhiệm vụ này do đơn vị khác chủ trì." in said
        assert any(one.startswith(column + "Nhiệm vụ đã thay đổi sau khi tải") for one in said)
        assert len(said) == 4, (shared.id, over.id, said)

    def test_only_the_good_rows_and_the_faulty_ones_as_a_file(
        self, page: Visitor, session: Session, district: District, tasks: list[Task]
    ) -> None:
        page.sign_in(district.justice_officer)
        sheet = exported(page)
        fill(sheet, 1, Kết_quả_đến_nay="Một", Ngày_văn_bản="hôm qua")
        fill(sheet, 2, Kết_quả_đến_nay="Hai")
        give_back(page, sheet)
        form = page.soup
        page.submit("Cập nhật 1 nhiệm vụ", status=422)
        assert session.scalars(select(ProgressUpdate)).all() == []
        page.soup = form
        rows = page.soup.find("input", attrs={"name": "rows"})
        assert rows is not None
        answer = page.open(
            page.address("tasks.faulty_updates"),
            method="POST",
            data={"csrf_token": page.csrf_token(), "rows": rows["value"]},
        )
        back = load_workbook(BytesIO(answer.data)).active
        assert isinstance(back, Worksheet)
        assert [cell.value for cell in back[1]][-1] == "Lỗi"
        assert "“hôm qua” không phải là ngày" in str(back.cell(2, back.max_column).value)
        page.soup = form
        page.submit("Cập nhật 1 nhiệm vụ", only_good="y")
        assert session.scalars(select(ProgressUpdate.text)).all() == ["Hai"]

    def test_what_is_no_list(self, page: Visitor, district: District) -> None:
        page.sign_in(district.justice_officer)
        page.get("tasks.update_list")
        shown = page.submit("Kiểm tra tệp", status=422, file=(BytesIO(b"no sheet"), "x.xlsx"))
        assert "x.xlsx" in words(shown)
