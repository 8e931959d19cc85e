"""ReportSnapshot → every table of the report as an Excel file; asks nobody, as the paper does."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import IO

from tracker.documents.list_workbook import Cell, ListColumn, ListSheet, list_workbook
from tracker.domain.figures import Comparison, Figures, GroupFigures, Measures, UnitFigures
from tracker.domain.report_snapshot import RemarkKind, ReportSnapshot
from tracker.domain.vietnamese import capitalised, day_words

_COUNTS = (
    ("total", "Tổng số lượt giao"),
    ("carried_over", "Kỳ trước chuyển sang"),
    ("assigned", "Giao trong kỳ"),
    ("completed_on_time", "Hoàn thành đúng hạn"),
    ("completed_late", "Hoàn thành quá hạn"),
    ("undated_done", "Hoàn thành, không có thời hạn"),
    ("open_in_time", "Chưa hoàn thành, trong hạn"),
    ("open_overdue", "Chưa hoàn thành, quá hạn"),
    ("undated_open", "Chưa hoàn thành, không có thời hạn"),
    ("suspended", "Tạm dừng"),
)
_BOTH = (
    ("total", "Tổng số"),
    ("carried_over", "Kỳ trước chuyển sang"),
    ("assigned", "Giao trong kỳ"),
    ("completed", "Đã hoàn thành"),
    *_COUNTS[3:6],
    ("still_open", "Chưa hoàn thành"),
    *_COUNTS[6:],
    ("cancelled", "Ngoài tổng số: dừng theo dõi"),
    ("refused", "Ngoài tổng số: đơn vị trả lại"),
)
_RATES = ("Tỷ lệ hoàn thành (%)", "Tỷ lệ đúng hạn (%)")
_MEASURES = (
    "Đúng thời hạn ban đầu (%)", "Tỷ lệ cập nhật (%)", "Được gia hạn (lượt giao)",
    "Số lần gia hạn", "Bị trả lại (lượt giao)", "Số lần trả lại", "Số ngày chậm bình quân",
)  # fmt: skip


def report_workbook(snapshot: ReportSnapshot) -> IO[bytes]:
    """The bytes of an .xlsx, at their beginning; closed by whoever reads them."""
    return list_workbook(*_sheets(snapshot))


def _sheets(snapshot: ReportSnapshot) -> Iterable[ListSheet]:
    yield _both(snapshot)
    yield _sheet(snapshot, "Theo đơn vị", _columns("Đơn vị"), _unit_rows(snapshot))
    for name, first, groups in (
        ("Theo lĩnh vực", "Lĩnh vực", snapshot.fields),
        ("Theo văn bản", "Văn bản chỉ đạo", snapshot.sources),
    ):
        if groups:
            yield _sheet(snapshot, name, _columns(first), _group_rows(groups))
    if snapshot.regular.duties:
        yield _regular(snapshot)
    earlier = [each for each in (snapshot.before, snapshot.last_year) if each is not None]
    if earlier:
        yield _comparison(snapshot, earlier)
    yield _overdue(snapshot)
    if snapshot.completed is not None:
        yield _completed(snapshot)
    if snapshot.remarks:
        yield _remarks(snapshot)


def _sheet(
    snapshot: ReportSnapshot,
    name: str,
    columns: Sequence[ListColumn],
    rows: Iterable[Sequence[Cell]],
) -> ListSheet:
    about = [
        snapshot.subject,
        f"Số liệu từ ngày {day_words(snapshot.from_on)} đến ngày {day_words(snapshot.to_on)}, "
        f"chốt đến hết ngày {day_words(snapshot.as_of)}",
    ]
    return ListSheet(name, about, columns, rows)


def _both(snapshot: ReportSnapshot) -> ListSheet:
    columns = [ListColumn("Chỉ tiêu", 40), ListColumn("Nhiệm vụ", 14), ListColumn("Lượt giao", 14)]
    pair = (snapshot.duties, snapshot.tasks)
    rows: list[list[Cell]] = [
        [words, *(getattr(figures, name) for figures in pair)] for name, words in _BOTH
    ]
    rows += [
        [_RATES[0], *(figures.completion_rate.percent for figures in pair)],
        [_RATES[1], *(figures.on_time_rate.percent for figures in pair)],
    ]
    if snapshot.measures is not None:
        values = _measure_cells(snapshot.measures)
        rows += [[words, None, value] for words, value in zip(_MEASURES, values, strict=True)]
    return _sheet(snapshot, "Kết quả chung", columns, rows)


def _columns(first: str) -> list[ListColumn]:
    return [
        ListColumn(first, 44),
        ListColumn("Số nhiệm vụ", 12),
        *(ListColumn(words, 14) for _name, words in _COUNTS),
        *(ListColumn(words, 12) for words in (*_RATES, *_MEASURES)),
    ]


def _cells(duties: Figures, tasks: Figures, measures: Measures) -> list[Cell]:
    counts = [getattr(tasks, name) for name, _words in _COUNTS]
    rates = [tasks.completion_rate.percent, tasks.on_time_rate.percent]
    return [duties.total, *counts, *rates, *_measure_cells(measures)]


def _measure_cells(measures: Measures) -> list[Cell]:
    return [
        measures.original_rate.percent, measures.update_rate.percent, measures.extended,
        measures.extensions, measures.returned, measures.returns, measures.average_late,
    ]  # fmt: skip


def _unit_rows(snapshot: ReportSnapshot) -> Iterable[list[Cell]]:
    units: Iterable[UnitFigures] = (unit for unit in snapshot.units if unit.tasks.total)
    for unit in units:
        yield [capitalised(unit.unit), *_cells(unit.duties, unit.tasks, unit.measures)]
    measures = snapshot.measures or Measures()
    yield ["Tổng số", *_cells(snapshot.duties, snapshot.tasks, measures)]


def _group_rows(groups: Iterable[GroupFigures]) -> Iterable[list[Cell]]:
    for group in groups:
        yield [group.name, *_cells(group.duties, group.tasks, group.measures)]


def _regular(snapshot: ReportSnapshot) -> ListSheet:
    heads = ("Số nhiệm vụ thường xuyên", "Đã báo cáo đúng hạn", "Báo cáo muộn", "Chưa báo cáo")
    columns = [ListColumn("Đơn vị", 44), *(ListColumn(words, 16) for words in heads)]
    told = [(capitalised(u.unit), u.regular) for u in snapshot.units if u.regular.duties]
    rows: list[list[Cell]] = [
        [name, line.duties, line.reported, line.reported_late, line.not_reported]
        for name, line in [*told, ("Tổng số", snapshot.regular)]
    ]
    return _sheet(snapshot, "Thường xuyên", columns, rows)


def _comparison(snapshot: ReportSnapshot, earlier: Sequence[Comparison]) -> ListSheet:
    columns = [
        ListColumn("Chỉ tiêu", 40),
        ListColumn("Kỳ này", 14),
        *(ListColumn(capitalised(each.period), 18) for each in earlier),
    ]
    all_figures = [snapshot.tasks, *(each.tasks for each in earlier)]
    rows: list[list[Cell]] = [
        [words, *(getattr(figures, name) for figures in all_figures)] for name, words in _BOTH
    ]
    rows += [
        [_RATES[0], *(figures.completion_rate.percent for figures in all_figures)],
        [_RATES[1], *(figures.on_time_rate.percent for figures in all_figures)],
    ]
    return _sheet(snapshot, "So sánh", columns, rows)


def _overdue(snapshot: ReportSnapshot) -> ListSheet:
    columns = [
        ListColumn("Nhiệm vụ", 60), ListColumn("Văn bản giao", 28), ListColumn("Ngày văn bản", 12),
        ListColumn("Đơn vị chủ trì", 30), ListColumn("Đơn vị phối hợp", 30),
        ListColumn("Thời hạn", 12), ListColumn("Số ngày quá hạn", 10),
        ListColumn("Kết quả thực hiện", 40), ListColumn("Nguyên nhân, giải trình", 40),
    ]  # fmt: skip
    rows: list[list[Cell]] = [
        [
            row.task, row.source, row.source_on, row.lead, ", ".join(row.coordinating), row.due_on,
            row.days_overdue, row.last_result, row.reason,
        ]
        for row in snapshot.overdue
    ]  # fmt: skip
    return _sheet(snapshot, "Quá hạn", columns, rows)


def _completed(snapshot: ReportSnapshot) -> ListSheet:
    columns = [
        ListColumn("Nhiệm vụ", 60), ListColumn("Văn bản giao", 28),
        ListColumn("Đơn vị chủ trì", 30), ListColumn("Thời hạn", 12),
        ListColumn("Ngày hoàn thành", 12), ListColumn("Văn bản, sản phẩm kết quả", 30),
    ]  # fmt: skip
    rows: list[list[Cell]] = [
        [row.task, row.source, row.lead, row.due_on, row.done_on, row.paper]
        for row in snapshot.completed or ()
    ]
    return _sheet(snapshot, "Đã hoàn thành", columns, rows)


def _remarks(snapshot: ReportSnapshot) -> ListSheet:
    columns = [
        ListColumn("Đơn vị", 34), ListColumn("Loại", 18), ListColumn("Nội dung", 60),
        ListColumn("Nhiệm vụ", 50), ListColumn("Ngày báo cáo", 12),
        ListColumn("Số ngày chưa trả lời", 12),
    ]  # fmt: skip
    names = {RemarkKind.OBSTACLE: "Khó khăn, vướng mắc", RemarkKind.PROPOSAL: "Đề xuất, kiến nghị"}
    rows: list[list[Cell]] = [
        [row.unit, names[row.kind], row.text, row.task, row.on, row.unanswered_days]
        for row in snapshot.remarks
    ]
    return _sheet(snapshot, "Kiến nghị", columns, rows)
