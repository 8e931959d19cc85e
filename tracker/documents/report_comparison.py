"""What a report says beside its states: other periods beside this one, and figures per field."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from decimal import Decimal

from tracker.documents.docx_markup import Xml, joined, paragraph
from tracker.documents.docx_styles import Style
from tracker.documents.docx_tables import Column, Row, data_table
from tracker.documents.report_charts import TrendPoint
from tracker.domain.figures import Figures, GroupFigures, Measures, Rate
from tracker.domain.report_snapshot import ReportSnapshot
from tracker.domain.report_words import percent_words
from tracker.domain.vietnamese import capitalised, number_words

_COMPARED = "So sánh với kỳ trước, cùng kỳ năm trước"
_ALONE = "Các chỉ tiêu chủ yếu trong kỳ"
FIELDS_TITLE = "Kết quả theo lĩnh vực"
SOURCES_TITLE = "Kết quả theo văn bản chỉ đạo"
QUALITY_TITLE = "Chất lượng thực hiện theo đơn vị"
_GROUPS = (
    Column("Tổng số lượt giao", 13, number=True, upright=True),
    Column("Đã hoàn thành", 12, number=True, upright=True),
    Column("Trong hạn", 12, "Chưa hoàn thành", number=True, upright=True),
    Column("Quá hạn", 12, "Chưa hoàn thành", number=True, upright=True),
    Column("Tỷ lệ hoàn thành (%)", 15, number=True, upright=True),
    Column("Tỷ lệ đúng hạn (%)", 15, number=True, upright=True),
    Column("Đúng thời hạn ban đầu (%)", 15, number=True, upright=True),
    Column("Số ngày chậm bình quân", 13, number=True, upright=True),
)
_QUALITY = (
    Column("TT", 10, number=True),
    Column("Đơn vị", 57),
    Column("Kỳ trước chuyển sang", 14, number=True, upright=True),
    Column("Tỷ lệ cập nhật tiến độ (%)", 17, number=True, upright=True),
    Column("Đúng thời hạn ban đầu (%)", 17, number=True, upright=True),
    Column("Số lần gia hạn", 16, number=True, upright=True),
    Column("Số lần trả lại", 16, number=True, upright=True),
    Column("Số ngày chậm bình quân", 18, number=True, upright=True),
)
#: So many directives stand in the paper; all of them stand in the Excel file.
MOST_SOURCES = 15
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
    ("Số ngày chậm bình quân", lambda _t, m: days_words(m.average_late)),
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
    rows = [Row(cells) for cells in _measured(values)]
    title = comparison_title(snapshot)
    return joined([
        paragraph(Style.CAPTION, f"Bảng {order}. {title}"),
        data_table(columns, rows, title=title, kept=len(rows)),
        _gap(),
    ])  # fmt: skip


def comparison_title(snapshot: ReportSnapshot) -> str:
    """What the table is called: in the first period there is nothing to compare with."""
    return _COMPARED if snapshot.before or snapshot.last_year else _ALONE


def comparison_cells(snapshot: ReportSnapshot) -> list[list[str]]:
    """The same rows with both other periods, a dash for one that there is not."""
    if snapshot.measures is None:
        return []
    beside = (snapshot.before, snapshot.last_year)
    values = [(snapshot.tasks, snapshot.measures),
              *[(one.tasks, one.measures) if one else None for one in beside]]  # fmt: skip
    return _measured(values)


def _measured(values: Sequence[tuple[Figures, Measures] | None]) -> list[list[str]]:
    return [
        [str(n), name, *[cell(*pair) if pair else "-" for pair in values]]
        for n, (name, cell) in enumerate(_ROWS, start=1)
    ]


def fields_table(groups: tuple[GroupFigures, ...], order: int) -> Xml | None:
    """Lượt giao per field of work; None where the office has no fields."""
    busy = [row for row in groups if row.tasks.total]
    if not any(row.key for row in busy):
        return None
    return _group_table(busy, "Lĩnh vực", FIELDS_TITLE, order)


def sources_table(groups: tuple[GroupFigures, ...], order: int) -> Xml | None:
    """Lượt giao per directive, those with most; None for a single one."""
    busy = [row for row in groups if row.tasks.total]
    if len(busy) < 2:
        return None
    most = sorted(busy, key=lambda row: -row.tasks.total)[:MOST_SOURCES]
    cut = f" ({len(most)}/{len(busy)} văn bản có nhiều lượt giao nhất)"
    title = SOURCES_TITLE + (cut if len(most) < len(busy) else "")
    kept = {row.key for row in most}
    shown = [row for row in busy if row.key in kept]
    return _group_table(shown, "Văn bản chỉ đạo", title, order)


def quality_table(snapshot: ReportSnapshot, order: int) -> Xml | None:
    """What is measured of each unit beside its states; None in reports from before that."""
    busy = [row for row in snapshot.units if row.tasks.total]
    if snapshot.measures is None or not busy:
        return None
    rows = [Row([str(n), capitalised(row.unit), *_quality_cells(row.tasks, row.measures)])
            for n, row in enumerate(busy, start=1)]  # fmt: skip
    total = Row(["", "Tổng số", *_quality_cells(snapshot.tasks, snapshot.measures)], True)
    return joined([
        paragraph(Style.CAPTION, f"Bảng {order}. {QUALITY_TITLE}"),
        data_table(_QUALITY, [*rows, total], title=QUALITY_TITLE, head_mm=42),
        _gap(),
    ])  # fmt: skip


def _group_table(groups: Sequence[GroupFigures], first: str, title: str, order: int) -> Xml:
    columns = (Column("TT", 9, number=True), Column(first, 49), *_GROUPS)
    rows = [Row([str(n), capitalised(row.name), *_cells(row.tasks, row.measures)])
            for n, row in enumerate(groups, start=1)]  # fmt: skip
    return joined([
        paragraph(Style.CAPTION, f"Bảng {order}. {title}"),
        data_table(columns, rows, title=title, head_mm=24),
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


def _cells(tasks: Figures, beside: Measures) -> list[str]:
    counts = (tasks.total, tasks.completed, tasks.open_in_time, tasks.open_overdue)
    rates = (tasks.completion_rate, tasks.on_time_rate, beside.original_rate)
    return [*map(number_words, counts), *map(percent_words, rates), days_words(beside.average_late)]


def _quality_cells(tasks: Figures, beside: Measures) -> list[str]:
    return [
        number_words(tasks.carried_over),
        percent_words(beside.update_rate),
        percent_words(beside.original_rate),
        number_words(beside.extensions),
        number_words(beside.returns),
        days_words(beside.average_late),
    ]


def days_words(value: Decimal | None) -> str:
    """Days on average, or a dash where there is nothing to say."""
    return "-" if value is None else number_words(value, 1)


def _gap() -> Xml:
    return paragraph(Style.JOINT, properties='<w:spacing w:before="160" w:after="0"/>')
