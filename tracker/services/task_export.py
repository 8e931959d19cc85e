"""A list of tasks as an Excel file; a unit may fill its last columns in and give it back."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from typing import IO

from tracker.documents.list_workbook import Cell, ListColumn, ListSheet, list_workbook
from tracker.domain.follow_up import Milestone
from tracker.domain.labels import label
from tracker.domain.local_time import local_day
from tracker.domain.vietnamese import day_words
from tracker.queries.task_rows import TaskRow

NUMBER, VERSION = "Mã nhiệm vụ", "Phiên bản"
UPDATES = {
    "milestone": "Mốc thực hiện",
    "text": "Kết quả đến nay",
    "paper_number": "Số, ký hiệu văn bản",
    "paper_on": "Ngày văn bản",
    "obstacle": "Khó khăn, vướng mắc",
}
"""What a unit fills in: field of an update → heading."""

_FACTS = (
    ListColumn(NUMBER, 9),
    ListColumn("Nội dung nhiệm vụ", 48),
    ListColumn("Đơn vị chủ trì", 26),
    ListColumn("Người phụ trách", 20),
    ListColumn("Văn bản chỉ đạo", 30),
    ListColumn("Hạn ban đầu", 12),
    ListColumn("Hạn hoàn thành", 12),
    ListColumn("Tình trạng", 18),
    ListColumn("Bước xử lý", 18),
    ListColumn("Ngày hoàn thành", 12),
    ListColumn("Trọng tâm", 9),
    ListColumn("Cập nhật lần cuối", 12),
)
_WIDTHS = {"milestone": 22, "text": 40, "paper_number": 18, "paper_on": 12, "obstacle": 32}


def columns(*, to_fill: bool) -> list[ListColumn]:
    """The headings of the file; ``to_fill``: with what a unit gives back."""
    if not to_fill:
        return list(_FACTS)
    choices = tuple(label(milestone) for milestone in Milestone)
    wanted = [
        ListColumn(heading, _WIDTHS[name], choices if name == "milestone" else (), to_fill=True)
        for name, heading in UPDATES.items()
    ]
    return [*_FACTS, *wanted, ListColumn(VERSION, 9, hidden=True)]


def task_workbook(
    rows: Sequence[TaskRow],
    *,
    conditions: str,
    as_of: date,
    to_fill: bool,
    state_words: Callable[[TaskRow], str],
) -> IO[bytes]:
    """The file. ``conditions`` says by what was filtered, ``state_words`` a task's state."""
    about = [
        "Danh sách nhiệm vụ",
        f"Điều kiện: {conditions}",
        f"Số liệu đến hết ngày {day_words(as_of)}; {len(rows)} nhiệm vụ",
    ]
    if to_fill:
        about.append(
            "Điền các cột nền vàng rồi tải lên ở trang “Cập nhật từ Excel”. Dòng để trống thì "
            "không cập nhật. Không sửa cột mã nhiệm vụ; ngày ghi dd/mm/yyyy."
        )
    cells = (_cells(row, state_words(row), to_fill=to_fill) for row in rows)
    return list_workbook(ListSheet("Nhiệm vụ", about, columns(to_fill=to_fill), cells))


def _cells(row: TaskRow, state: str, *, to_fill: bool) -> Sequence[Cell]:
    facts: list[Cell] = [
        row.id,
        row.text,
        row.unit,
        row.assignee,
        row.source,
        row.original_due_on or row.due_on,
        row.due_on,
        state,
        label(row.status),
        row.done_on,
        "x" if row.key_task else None,
        local_day(row.updated_at),
    ]
    return [*facts, *(None for _ in UPDATES), row.version] if to_fill else facts
