"""Lists of tasks in tables: headings in their variants, and what each row is."""

from __future__ import annotations

import pytest

from tracker.reading import attribute_words, clause
from tracker.reading.annex_tables import columns_of, is_task_table
from tracker.reading.directive_reading import read_directive
from tracker.reading.impossible_days import impossible_days
from tracker.reading.raw_line import Place, RawLine, RawText

A, K = attribute_words.Attribute, clause.RowKind
Meaning = tuple[attribute_words.Attribute | None, ...]
HEADINGS = ("TT", "Nhiệm vụ", "Chủ trì", "Thời hạn")


def table(*rows: tuple[str, ...]) -> RawText:
    return RawText(
        tuple(RawLine(" | ".join(row), Place.TABLE, whole=True, table=1, cells=row) for row in rows)
    )


def kinds(*rows: tuple[str, ...]) -> list[clause.RowKind | None]:
    return [each.row for each in read_directive(table(*rows)).clauses]


@pytest.mark.parametrize(
    ("cells", "meaning"),
    [
        (("STT", "Nhiệm vụ", "Chủ trì", "Thời hạn"), (A.NUMBER, A.CONTENT, A.LEAD, A.TIME)),
        (("TT", "Nội dung", "Đơn vị chủ trì", "Tiến độ"), (A.NUMBER, A.CONTENT, A.LEAD, A.TIME)),
        (
            ("Số TT", "Nội dung công việc", "Cơ quan chủ trì thực hiện", "Thời gian trình"),
            (A.NUMBER, A.CONTENT, A.LEAD, A.TIME),
        ),
        (
            ("Thời gian thực hiện", "Đơn vị thực hiện", "Nhiệm vụ cụ thể", "STT"),
            (A.TIME, A.LEAD, A.CONTENT, A.NUMBER),
        ),
        (
            ("STT", "Hoạt động", "Cơ quan tham mưu", "Đơn vị phối hợp"),
            (A.NUMBER, A.CONTENT, A.LEAD, A.COORDINATING),
        ),
        (
            ("STT", "Nội dung", "Dự kiến sản phẩm", "Hình thức văn bản"),
            (A.NUMBER, A.CONTENT, A.PRODUCT, A.PRODUCT),
        ),
        (
            ("STT", "Kết quả đầu ra", "Cấp trình", "Nguồn kinh phí"),
            (A.NUMBER, A.PRODUCT, A.OTHER, A.OTHER),
        ),
        (
            ("STT", "Nội dung", "Lãnh đạo phụ trách", "Ghi chú"),
            (A.NUMBER, A.CONTENT, A.RESPONSIBLE, A.OTHER),
        ),
        (
            ("stt", "noi dung cong viec", "don vi chu tri", "thoi gian hoan thanh"),
            (A.NUMBER, A.CONTENT, A.LEAD, A.TIME),
        ),
        (
            ("STT", "Noi dung", "Thanh phan tham du", "Co quan phoi hop"),
            (A.NUMBER, A.CONTENT, None, A.COORDINATING),
        ),
        (
            ("STT", "Nội dung\nnhiệm vụ", "ĐƠN VỊ\nCHỦ TRÌ", "Thời hạn (*)"),
            (A.NUMBER, A.CONTENT, A.LEAD, A.TIME),
        ),
    ],
)
def test_headings(cells: tuple[str, ...], meaning: Meaning) -> None:
    found = columns_of(cells)
    assert found is not None
    assert tuple(found.get(place) for place in range(len(cells))) == meaning


@pytest.mark.parametrize(
    "cells",
    [
        ("STT", "Chỉ tiêu", "Đơn vị tính", "Kế hoạch năm"),
        ("STT", "Họ và tên", "Chức vụ", "Số điện thoại"),
        ("1", "Rà soát văn bản", "Phòng Tư pháp", "Quý II"),
        ("I", "Nhiệm vụ trọng tâm", "", ""),
    ],
)
def test_what_heads_no_task_list(cells: tuple[str, ...]) -> None:
    found = columns_of(cells)
    assert found is None or not is_task_table(found)


def test_what_each_row_is() -> None:
    assert kinds(
        HEADINGS,
        ("(1)", "(2)", "(3)", "(4)"),
        ("I", "Thể chế", "", ""),
        ("1", "Rà soát văn bản", "Phòng Tư pháp", "Quý II/2027"),
        ("1.1", "Lập danh mục", "", ""),
        ("1.2", "Báo cáo danh mục", "", ""),
        ("-", "Tổng hợp kết quả", "", "15/12/2026"),
        ("2", "", "Phòng Nội vụ", ""),
        ("", "Tổng cộng: 4 nhiệm vụ", "", ""),
        ("", "NGƯỜI LẬP BIỂU", "", "CHỦ TỊCH"),
        ("", "Nguyễn Văn Thử", "", "Trần Thị Mẫu"),
    ) == [
        K.HEADINGS,
        K.COLUMN_NUMBERS,
        K.GROUP,
        K.TASK,
        K.TASK,
        K.GROUP,
        K.TASK,
        K.NO_TEXT,
        K.TOTAL,
        K.SIGNATURE,
        K.SIGNATURE,
    ]


def test_a_number_without_unit_or_time_is_a_task_unless_parts_follow() -> None:
    last = ("3", "Tập huấn công chức", "", "")
    assert kinds(
        HEADINGS,
        ("1", "Thủ tục hành chính", "", ""),
        ("1.1", "Rà soát thủ tục", "Phòng Tư pháp", ""),
        ("2", "Công khai thủ tục", "", ""),
        last,
    ) == [K.HEADINGS, K.GROUP, K.TASK, K.TASK, K.TASK]


def test_communities_are_no_total() -> None:
    assert kinds(HEADINGS, ("", "Cộng đồng dân cư tự quản", "Phòng Nội vụ", ""))[1] is K.TASK


def test_headings_in_two_rows() -> None:
    reading = read_directive(
        table(
            ("STT", "Nhiệm vụ", "Đơn vị thực hiện", "", "Thời hạn"),
            ("", "", "Chủ trì", "Phối hợp", ""),
            ("1", "Rà soát văn bản", "Phòng Tư pháp", "Phòng Nội vụ", "15/12/2026"),
        )
    )
    (draft,) = reading.drafts
    assert [unit.text for unit in draft.lead] == ["Phòng Tư pháp"]
    assert [unit.text for unit in draft.coordinating] == ["Phòng Nội vụ"]
    assert draft.due.value == "2026-12-15"


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("31/11/2026", ("31/11/2026",)),
        ("trước ngày 30/02", ("30/02",)),
        ("29/02/2027", ("29/02/2027",)),
        ("ngày 31 tháng 4 năm 2027", ("ngày 31 tháng 4 năm 2027",)),
        ("32-01-2026; 15/13/26", ("32-01-2026", "15/13/26")),
        ("29/02", ()),
        ("29/02/2028", ()),
        ("Quý 3-4/2026", ()),
        ("tháng 13/2026", ()),
        ("15.12.2026", ()),
        ("1.15", ()),
        ("theo Kế hoạch số 45/50/KH-UBND", ()),
    ],
)
def test_days_that_no_calendar_has(text: str, found: tuple[str, ...]) -> None:
    assert impossible_days(text) == found
