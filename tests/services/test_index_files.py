"""Sets as Excel files: what is written reads back; every fault has its row and column."""

from __future__ import annotations

import io
from datetime import datetime
from decimal import Decimal

import pytest
from openpyxl import Workbook, load_workbook
from sqlalchemy.orm import Session

from tests.factories.district import District, a_district
from tests.factories.index import LINES, a_set
from tracker.demo.index_sample import sample_head, sample_lines
from tracker.domain.errors import InvalidInput, RefusedFile
from tracker.queries.index_sets import SetShape, shape_of
from tracker.services import index_sets
from tracker.services.index_files import HEADINGS, read_set, take_in, write_set


@pytest.fixture
def district(session: Session) -> District:
    return a_district(session)


def a_file(*rows: dict[str, object]) -> bytes:
    """A list with its heading in row 1."""
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(list(HEADINGS.values()))
    for row in rows:
        sheet.append([row.get(key) for key in HEADINGS])
    target = io.BytesIO()
    book.save(target)
    return target.getvalue()


def test_what_is_written_reads_back(session: Session, district: District, now: datetime) -> None:
    made = a_set(session, district, now)
    found = read_set(write_set(made), "bo-chi-so.xlsx")
    assert found.faults == ()
    assert found.lines == LINES
    head = take_in(found)
    assert (head.name, head.year, head.group_name) == (made.name, 2026, "Phòng chuyên môn")


def test_the_sample_set_has_57_scored_items_70_and_30(
    session: Session, district: District, now: datetime
) -> None:
    actor = district.actor(district.monitor)
    made = index_sets.create(session, head=sample_head(2026), actor=actor, now=now)
    index_sets.replace_items(session, set_id=made.id, lines=sample_lines(), actor=actor, now=now)
    index_sets.put_in_use(session, set_id=made.id, version=None, actor=actor, now=now)
    shape = shape_of(made)
    assert shape == SetShape((8, 40, 49), 57, Decimal(100), Decimal(30))
    assert shape.own == 70
    found = read_set(write_set(made), "minh-hoa.xlsx")
    assert (found.faults, found.lines) == ((), tuple(sample_lines()))
    assert take_in(found).is_sample


def test_every_fault_is_named_with_row_and_column() -> None:
    data = a_file(
        {"code": "1", "name": "Lĩnh vực", "maximum": 60},
        {"code": "1.1", "name": "Đúng hạn", "maximum": 20, "kind": "Theo mức",
         "rule": "≥90: 20; <80: 0"},
        {"code": "1.2", "name": "Nhiều", "maximum": "hai mươi", "kind": "Có hoặc không"},
        {"code": "1.3", "name": "Công thức", "maximum": 30.5, "kind": "Công thức",
         "rule": "điểm = a / c; a = Số"},
        {"code": "2", "name": "Lạ", "maximum": 40, "kind": "Đo bằng mắt"},
        {"code": "3", "name": "", "maximum": 1},
    )  # fmt: skip
    said = [str(fault) for fault in read_set(data, "loi.xlsx").faults]
    expected = [
        "dòng 2, cột “Điểm tối đa”: Điểm tối đa 60 không bằng tổng các mục con (50,5).",
        "dòng 3, cột “Cách chấm”: Các mức điểm bỏ trống khoảng từ 80 đến 90.",
        "dòng 4, cột “Điểm tối đa”: “hai mươi” không phải là số.",
        "dòng 5, cột “Cách chấm”: Công thức không biết “c” là gì.",
        "dòng 6, cột “Quy tắc”: Không hiểu “Đo bằng mắt”.",
        "dòng 7, cột “Nội dung”: Chưa ghi mục này.",
        "bộ chỉ số: Điểm tối đa các lĩnh vực cộng lại là 60, không bằng 100.",
    ]
    assert len(said) == len(expected)
    for line, begin in zip(said, expected, strict=True):
        assert line.startswith(begin)
    with pytest.raises(InvalidInput, match="còn 7 chỗ cần sửa"):
        take_in(read_set(data, "loi.xlsx"))


def test_what_is_no_list_is_refused() -> None:
    with pytest.raises(RefusedFile):
        read_set(b"khong phai excel", "a.xlsx")
    book = Workbook()
    target = io.BytesIO()
    book.save(target)
    with pytest.raises(RefusedFile, match="dòng tiêu đề"):
        read_set(target.getvalue(), "trong.xlsx")


def test_a_file_without_its_facts_says_what_is_missing(
    session: Session, district: District, now: datetime
) -> None:
    book = load_workbook(io.BytesIO(write_set(a_set(session, district, now))))
    del book["Thông tin"]
    target = io.BytesIO()
    book.save(target)
    with pytest.raises(InvalidInput, match="Thông tin"):
        take_in(read_set(target.getvalue(), "thieu.xlsx"))
