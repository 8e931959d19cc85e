"""Excel files as clerks send them: an invented task list, cell by cell."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from io import BytesIO

from openpyxl import Workbook
from openpyxl.worksheet.worksheet import Worksheet

Cells = Sequence[object]

HEADINGS: Cells = (
    "STT",
    "Nội dung công việc",
    "Cơ quan chủ trì",
    "Cơ quan phối hợp",
    "Thời gian hoàn thành",
    "Sản phẩm",
)

LIST: Sequence[Cells] = (
    ("DANH MỤC NHIỆM VỤ CẢI CÁCH HÀNH CHÍNH",),
    ("(Kèm theo Kế hoạch số 12/KH-UBND ngày 16/11/2026)",),
    (),
    HEADINGS,
    ("I", "Cải cách thể chế"),
    (
        1,
        "Rà soát văn bản quy phạm pháp luật",
        "Phòng Tư pháp",
        "Phòng Văn hóa và Thông tin",
        date(2026, 12, 15),
        "Báo cáo",
    ),
    (2, "Tuyên truyền cải cách hành chính", "Phòng Văn hóa và Thông tin", None, "Quý II/2027"),
    ("II", "Cải cách thủ tục"),
    (3, "Công khai thủ tục hành chính", "Phòng Tư pháp", None, "trước ngày 15 hằng tháng"),
    (None, "Tổng cộng: 3 nhiệm vụ"),
)
"""Three tasks in rows 6, 7 and 9 under two groups, with a title above and a total below."""

FAULTY: Sequence[Cells] = (
    *LIST[:7],
    (3, None, "Phòng Tư pháp", None, "trước 15/12"),
    (4, "Lập danh sách thủ tục", "Phòng Tư pháp", None, "31/11/2026"),
    (5, "Rà soát văn bản quy phạm pháp luật", "Phòng Tư pháp", None, date(2026, 12, 15)),
    (6, "Tập huấn công chức", "Phòng Chuyển đổi số", None, "Quý I/2027"),
)
"""Rows 8, 9 and 10 are faulty (no text, no such day, the same as row 6); 6, 7 and 11 are good."""


def a_sheet(
    rows: Iterable[Cells],
    *,
    merged: Sequence[str] = (),
    hidden: Sequence[int] = (),
    formats: Mapping[str, str] | None = None,
    others: Mapping[str, Iterable[Cells]] | None = None,
    first: str = "Danh mục",
) -> bytes:
    """``others`` are further sheets by name; ``formats`` are number formats by cell."""
    book = Workbook()
    page = book.active
    assert isinstance(page, Worksheet)
    page.title = first
    fill(page, rows)
    for address, shape in (formats or {}).items():
        page[address].number_format = shape
    for area in merged:
        page.merge_cells(area)
    for number in hidden:
        page.row_dimensions[number].hidden = True
    for name, cells in (others or {}).items():
        fill(book.create_sheet(name), cells)
    target = BytesIO()
    book.save(target)
    return target.getvalue()


def fill(page: Worksheet, rows: Iterable[Cells]) -> None:
    """Write ``rows`` from the top; an empty row stays empty."""
    for number, row in enumerate(rows, start=1):
        for place, value in enumerate(row, start=1):
            page.cell(number, place, value)
