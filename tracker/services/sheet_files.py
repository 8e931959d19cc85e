"""The Excel files around a task list: the template to fill in, the faulty rows to correct."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from tracker.documents.sheet_writer import Column, SheetPlan, workbook
from tracker.services import planned_task
from tracker.services.import_plan import Fate

FAULT_HEADING = "Lỗi"
_WIDE = 44
_TEMPLATE = (
    Column("STT", 6),
    Column("Nội dung nhiệm vụ", _WIDE, needed=True),
    Column("Sản phẩm", 24),
    Column("Đơn vị chủ trì", 26),
    Column("Đơn vị phối hợp", 26),
    Column("Thời hạn hoàn thành", 22),
    Column("Ghi chú", 20),
)
_TITLE = (
    "Mỗi dòng một nhiệm vụ. Dòng đánh số La Mã (I, II) là tiêu đề nhóm; 1.1 hoặc “-” là việc nhỏ. "
    "Nhiều đơn vị cách nhau bằng dấu chấm phẩy. Thời hạn ghi ngày (15/12/2026) hoặc bằng chữ "
    "(Quý II/2026, trước 15/12, hằng tháng). Xóa các dòng ví dụ trước khi nhập."
)
_EXAMPLE = (
    ("I", "Cải cách thủ tục hành chính", "", "", "", "", ""),
    (
        "1",
        "Rà soát, cập nhật thủ tục hành chính",
        "Báo cáo",
        "Văn phòng HĐND và UBND",
        "Phòng Tư pháp; Phòng Nội vụ",
        "15/12/2026",
        "",
    ),
    ("1.1", "Niêm yết công khai thủ tục", "", "UBND các xã, thị trấn", "", "Quý II/2026", ""),
)


def template() -> bytes:
    """The list to fill in: the usual headings, an example of a group, a task and a part of it."""
    return workbook([SheetPlan("Danh mục nhiệm vụ", _TEMPLATE, _EXAMPLE, _TITLE)])


def faulty_rows(plan: planned_task.SheetPlan, say_fault: Callable[[str, object], str]) -> bytes:
    """The rows with faults under their own headings, and what is wrong in a last column.

    What a row takes over from the row above is written out, since that row is not in the file.
    ``say_fault`` puts a column and its sentence in words.
    """
    used = [heading != FAULT_HEADING for heading in plan.headings]
    headings = [heading for heading, kept in zip(plan.headings, used, strict=True) if kept]
    columns = [Column(heading, _width(heading)) for heading in headings]
    rows: list[Sequence[str]] = []
    for row in plan.of(Fate.FAULTY):
        cells = [cell for cell, kept in zip(row.full_cells, used, strict=True) if kept]
        faults = (say_fault(fault.column, fault.why) for fault in row.faults)
        rows.append([*cells, "; ".join(faults)])
    return workbook([SheetPlan("Dòng có lỗi", [*columns, Column(FAULT_HEADING, _WIDE)], rows)])


def _width(heading: str) -> int:
    return 8 if len(heading) < 5 else 28
