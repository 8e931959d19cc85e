"""What a report says beside its states: other periods beside this one, and figures per field."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal

from tracker.documents.docx_markup import Xml, joined, paragraph
from tracker.documents.docx_styles import Style
from tracker.documents.docx_tables import Column, Row, data_table
from tracker.documents.report_charts import TrendPoint
from tracker.domain.figures import Figures, GroupFigures, Measures, Rate
from tracker.domain.report_snapshot import ReportSnapshot
from tracker.domain.report_words import percent_words
from tracker.domain.vietnamese import capitalised, number_words

COMPARISON_TITLE = "So sánh với kỳ trước, cùng kỳ năm trước"
FIELDS_TITLE = "Kết quả theo lĩnh vực"
_FIELDS = (
    Column("TT", 10, number=True),
    Column("Lĩnh vực", 55),
    Column("Tổng số lượt giao", 18, number=True),
    Column("Đã hoàn thành", 18, number=True),
    Column("Trong hạn", 16, "Chưa hoàn thành", number=True),
    Column("Quá hạn", 16, "Chưa hoàn thành", number=True),
    Column("Tỷ lệ hoàn thành (%)", 16, number=True),
    Column("Tỷ lệ đúng hạn (%)", 16, number=True),
)
_Cell = Callable[[Figures, Measures], str]
_ROWS: tuple[tuple[str, _Cell], ...] = (
    ("Tổng số lượt giao", lambda tasks, _m: number_words(tasks.total)),
    ("Đã hoàn thành", lambda tasks, _m: number_words(tasks.completed)),
    ("Chưa hoàn thành, quá hạn", lambda tasks, _m: number_words(tasks.open_overdue)),
    ("Tỷ lệ hoàn thành (%)", lambda tasks, _m: percent_words(tasks.completion_rate)),
    ("Tỷ lệ đúng hạn (%)", lambda tasks, _m: percent_words(tasks.on_time_rate)),
    ("Tỷ lệ đúng hạn theo thời hạn ban đầu (%)", lambda _t, m: percent_words(m.original_rate)),
    ("Tỷ lệ cập nhật tiến độ (%)", lambda _t, m: percent_words(m.update_rate)),
    ("Số lần gia hạn trong kỳ", lambda _t, m: number_words(m.extensions)),
    ("Số lần trả lại trong kỳ", lambda _t, m: number_words(m.returns)),
    ("Số ngày chậm bình quân", lambda _t, m: _days(m.average_late)),
)


def comparison_table(snapshot: ReportSnapshot, order: int) -> Xml | None:
    """This period and what there is of the others; None in reports from before it was counted."""
    if snapshot.measures is None:
        return None
    beside = [each for each in (snapshot.before, snapshot.last_year) if each is not None]
    heads = ["Kỳ này", *[capitalised(each.period) for each in beside]]
    width = 90 // len(heads)
    columns = [
        Column("TT", 10, number=True),
        Column("Chỉ tiêu", 155 - width * len(heads)),
        *[Column(head, width, number=True) for head in heads],
    ]
    values = [(snapshot.tasks, snapshot.measures), *[(one.tasks, one.measures) for one in beside]]
    rows = [
        Row([str(n), name, *[cell(*pair) for pair in values]])
        for n, (name, cell) in enumerate(_ROWS, start=1)
    ]
    return joined([
        paragraph(Style.CAPTION, f"Bảng {order}. {COMPARISON_TITLE}"),
        data_table(columns, rows, title=COMPARISON_TITLE, kept=len(rows)),
        _gap(),
    ])  # fmt: skip


def fields_table(groups: tuple[GroupFigures, ...], order: int) -> Xml | None:
    """Lượt giao per field of work; None where the office has no fields."""
    busy = [row for row in groups if row.tasks.total]
    if not any(row.key for row in busy):
        return None
    rows = [Row([str(n), capitalised(row.name), *_cells(row.tasks)])
            for n, row in enumerate(busy, start=1)]  # fmt: skip
    return joined([
        paragraph(Style.CAPTION, f"Bảng {order}. {FIELDS_TITLE}"),
        data_table(_FIELDS, rows, title=FIELDS_TITLE),
        _gap(),
    ])  # fmt: skip


def trend_points(snapshot: ReportSnapshot) -> list[TrendPoint]:
    """Oldest first: the same period of last year, the previous one, this one."""
    beside = [each for each in (snapshot.last_year, snapshot.before) if each is not None]
    points = [_point(each.period, each.tasks) for each in beside]
    return [*points, _point(snapshot.period, snapshot.tasks)]


def _point(period: str, tasks: Figures) -> TrendPoint:
    return TrendPoint(
        name=capitalised(period),
        total=tasks.total,
        overdue=tasks.open_overdue,
        completion_rate=_share(tasks.completion_rate),
        on_time_rate=_share(tasks.on_time_rate),
    )


def _share(rate: Rate) -> float | None:
    return None if rate.percent is None else float(rate.percent)


def _cells(tasks: Figures) -> list[str]:
    counts = (tasks.total, tasks.completed, tasks.open_in_time, tasks.open_overdue)
    rates = (tasks.completion_rate, tasks.on_time_rate)
    return [*map(number_words, counts), *map(percent_words, rates)]


def _days(value: Decimal | None) -> str:
    return "-" if value is None else number_words(value, 1)


def _gap() -> Xml:
    return paragraph(Style.JOINT, properties='<w:spacing w:before="160" w:after="0"/>')
