"""The ledger of reminders as an Excel file: one line a reason, its fate beside it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime
from typing import IO

from tracker.documents.list_workbook import Cell, ListColumn, ListSheet, list_workbook
from tracker.domain.labels import label
from tracker.domain.local_time import local_moment
from tracker.domain.vietnamese import day_words
from tracker.queries.ledger import LedgerRow, Told

MOST_ROWS = 10_000

_COLUMNS = (
    ListColumn("Ngày", 12),
    ListColumn("Người nhận", 24),
    ListColumn("Mã nhiệm vụ", 9),
    ListColumn("Nhiệm vụ", 44),
    ListColumn("Đơn vị chủ trì", 26),
    ListColumn("Quy tắc", 22),
    ListColumn("Mốc", 30),
    ListColumn("Lần", 6),
    ListColumn("Lý do", 44),
    ListColumn("Kênh", 16),
    ListColumn("Lập lúc", 17),
    ListColumn("Gửi lúc", 17),
    ListColumn("Số lần thử", 8),
    ListColumn("Kết quả", 16),
    ListColumn("Máy chủ trả lời", 30),
    ListColumn("Mở xem lúc", 17),
)


def ledger_workbook(
    rows: Sequence[LedgerRow],
    *,
    whose: str,
    conditions: str,
    rule_words: Callable[[str], str],
    rung_words: Callable[[str, str], str],
    told_words: Callable[[Told], str],
) -> IO[bytes]:
    """The file; ``whose`` ledger, by which ``conditions``, in words."""
    about = [whose, f"Điều kiện: {conditions}", f"{len(rows)} lần nhắc"]
    cells = (
        _cells(row, (rule_words(row.rule), rung_words(row.rule, row.rung)), told_words(row.told))
        for row in rows
    )
    return list_workbook(ListSheet("Sổ nhắc việc", about, _COLUMNS, cells))


def _cells(row: LedgerRow, names: tuple[str, str], told: str) -> list[Cell]:
    rule, rung = names
    return [
        day_words(row.on_day),
        row.recipient,
        row.task_id,
        row.title,
        row.unit,
        rule,
        rung,
        row.occurrence or None,
        row.cause,
        label(row.channel),
        _moment(row.planned_at),
        _moment(row.sent_at),
        row.attempts,
        told,
        row.answer,
        _moment(row.opened_at),
    ]


def _moment(at: datetime | None) -> str | None:
    return f"{local_moment(at):%d/%m/%Y %H:%M}" if at else None
