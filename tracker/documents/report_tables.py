"""The tables of the report: totals in both counts, units, regular duties, the two annex lists."""

from __future__ import annotations

from collections.abc import Sequence

from tracker.documents.docx_markup import Xml, joined, paragraph
from tracker.documents.docx_styles import Style
from tracker.documents.docx_tables import Column, Row, data_table
from tracker.domain.figures import Figures, RegularFigures
from tracker.domain.remark_words import remark_stand
from tracker.domain.report_snapshot import (
    CompletedRow,
    DirectiveRow,
    OverdueRow,
    Remark,
    RemarkKind,
    ReportSnapshot,
)
from tracker.domain.report_words import RATES_NOTE, UNITS_NOTE, cited, percent_words
from tracker.domain.vietnamese import capitalised, day_words, number_words

_DONE, _OPEN, _SPLIT = "Đã hoàn thành", "Chưa hoàn thành", "Trong đó"

_TOTALS = (
    Column("TT", 12, number=True),
    Column("Chỉ tiêu", 93),
    Column("Nhiệm vụ", 30, number=True),
    Column("Lượt giao", 30, number=True),
)
_UNITS = (
    Column("TT", 8, number=True),
    Column("Đơn vị", 32),
    Column("Số nhiệm vụ", 9, number=True, upright=True),
    Column("Tổng số lượt giao", 10, number=True, upright=True),
    Column("Kỳ trước chuyển sang", 9, _SPLIT, number=True, upright=True),
    Column("Giao trong kỳ", 9, _SPLIT, number=True, upright=True),
    Column("Đúng hạn", 9, _DONE, number=True, upright=True),
    Column("Quá hạn", 9, _DONE, number=True, upright=True),
    Column("Không có thời hạn", 9, _DONE, number=True, upright=True),
    Column("Trong hạn", 9, _OPEN, number=True, upright=True),
    Column("Quá hạn", 9, _OPEN, number=True, upright=True),
    Column("Không có thời hạn", 9, _OPEN, number=True, upright=True),
    Column("Tạm dừng", 8, number=True, upright=True),
    Column("Tỷ lệ hoàn thành (%)", 13, number=True, upright=True),
    Column("Tỷ lệ đúng hạn (%)", 13, number=True, upright=True),
)
_REGULAR = (
    Column("TT", 12, number=True),
    Column("Đơn vị", 69),
    Column("Số nhiệm vụ thường xuyên", 24, number=True),
    Column("Đã báo cáo đúng hạn", 20, number=True),
    Column("Báo cáo muộn", 20, number=True),
    Column("Chưa báo cáo", 20, number=True),
)
_OVERDUE = (
    Column("TT", 10, number=True),
    Column("Nội dung nhiệm vụ", 58),
    Column("Văn bản giao\n(số, ngày)", 32),
    Column("Đơn vị chủ trì", 30),
    Column("Đơn vị phối hợp", 28),
    Column("Thời hạn", 21, number=True),
    Column("Số ngày quá hạn", 14, number=True),
    Column("Kết quả thực hiện", 32),
    Column("Nguyên nhân, giải trình", 27),
)
_COMPLETED = (
    Column("TT", 10, number=True),
    Column("Nội dung nhiệm vụ", 72),
    Column("Văn bản giao\n(số, ngày)", 32),
    Column("Đơn vị chủ trì", 34),
    Column("Đơn vị phối hợp", 34),
    Column("Thời hạn", 21, number=True),
    Column("Ngày hoàn thành", 21, number=True),
    Column("Văn bản, sản phẩm kết quả", 28),
)
_DIRECTIVES = (
    Column("TT", 10, number=True),
    Column("Văn bản, nội dung chỉ đạo", 164),
    Column("Số nhiệm vụ", 26, number=True),
    Column("Số lượt giao", 26, number=True),
    Column("Nhiệm vụ thường xuyên", 26, number=True),
)
_REMARKS = (
    Column("TT", 10, number=True),
    Column("Đơn vị", 46),
    Column("Nhiệm vụ", 60),
    Column("Loại", 30),
    Column("Nội dung", 62),
    Column("Ngày báo cáo", 22, number=True),
    Column("Tình trạng trả lời", 22),
)
_REMARK_NAMES = {
    RemarkKind.OBSTACLE: "Khó khăn, vướng mắc",
    RemarkKind.PROPOSAL: "Đề xuất, kiến nghị",
}
AWAITS = "Đã báo cáo hoàn thành, chờ xác nhận."
#: How many coordinating units a cell names before it says how many more there are.
SHOWN_UNITS = 4


def totals_table(snapshot: ReportSnapshot) -> Xml:
    """Every figure of the report in both counts, nhiệm vụ and lượt giao."""
    both = (snapshot.duties, snapshot.tasks)
    rows = [
        Row([number, name, *[_number(getattr(figures, field)) for figures in both]], bool(number))
        for number, name, field in (
            ("1", "Tổng số", "total"),
            ("", "Kỳ trước chuyển sang", "carried_over"),
            ("", "Giao trong kỳ", "assigned"),
            ("2", "Đã hoàn thành", "completed"),
            ("", "Đúng hạn", "completed_on_time"),
            ("", "Quá hạn", "completed_late"),
            ("", "Không có thời hạn", "undated_done"),
            ("3", "Chưa hoàn thành", "still_open"),
            ("", "Trong hạn", "open_in_time"),
            ("", "Quá hạn", "open_overdue"),
            ("", "Không có thời hạn", "undated_open"),
            ("4", "Tạm dừng", "suspended"),
        )
    ]
    rates = [
        Row(["5", "Tỷ lệ hoàn thành (%)", *[percent_words(f.completion_rate) for f in both]], True),
        Row(["6", "Tỷ lệ đúng hạn (%)", *[percent_words(f.on_time_rate) for f in both]], True),
    ]
    outside = [
        Row(["", "Ngoài tổng số: dừng theo dõi", *[_number(f.cancelled) for f in both]]),
        Row(["", "Ngoài tổng số: đơn vị trả lại", *[_number(f.refused) for f in both]]),
    ]
    return joined([
        _caption(1, "Kết quả chung"),
        data_table(_TOTALS, [*rows, *rates, *outside], title="Kết quả chung", kept=20),
        paragraph(Style.TABLE_NOTE, RATES_NOTE),
    ])  # fmt: skip


def units_table(snapshot: ReportSnapshot) -> Xml:
    """Lượt giao per unit, with the number of nhiệm vụ beside; the total is the last row."""
    rows = [
        Row([str(n), capitalised(row.unit), *_unit_cells(row.duties.total, row.tasks)])
        for n, row in enumerate((row for row in snapshot.units if row.tasks.total), start=1)
    ]
    total = Row(["", "Tổng số", *_unit_cells(snapshot.duties.total, snapshot.tasks)], strong=True)
    return joined([
        _caption(2, "Kết quả thực hiện theo đơn vị (lượt giao)"),
        data_table(_UNITS, [*rows, total], title="Kết quả theo đơn vị", head_mm=37, kept=3),
        paragraph(Style.TABLE_NOTE, UNITS_NOTE),
    ])  # fmt: skip


def regular_table(snapshot: ReportSnapshot) -> Xml:
    """Regular duties per unit: owed, reported in time, late, not."""
    rows = [
        Row([str(n), capitalised(row.unit), *_regular_cells(row.regular)])
        for n, row in enumerate((row for row in snapshot.units if row.regular.duties), start=1)
    ]
    total = Row(["", "Tổng số", *_regular_cells(snapshot.regular)], strong=True)
    order = 3 if snapshot.tasks.total else 1
    return joined([
        _caption(order, "Báo cáo nhiệm vụ thường xuyên theo đơn vị"),
        data_table(_REGULAR, [*rows, total], title="Nhiệm vụ thường xuyên"),
        paragraph(Style.JOINT, properties='<w:spacing w:before="160"/>'),
    ])  # fmt: skip


def overdue_table(rows: Sequence[OverdueRow]) -> Xml:
    """Annex: tasks that are open and past their due day."""
    drawn = (Row(overdue_cells(n, row)) for n, row in enumerate(rows, start=1))
    return data_table(_OVERDUE, drawn, title="Nhiệm vụ quá hạn chưa hoàn thành")


def overdue_cells(n: int, row: OverdueRow) -> list[str]:
    """The row as the annex says it."""
    result = [row.last_result, AWAITS if row.awaits_confirmation else ""]
    return [
        str(n), row.task, _source(row), row.lead, _some_units(row.coordinating),
        day_words(row.due_on), _number(row.days_overdue), "\n".join(filter(None, result)),
        row.reason,
    ]  # fmt: skip


def completed_table(rows: Sequence[CompletedRow]) -> Xml:
    """Annex: tasks completed in the period, each with its result paper."""
    drawn = (Row(completed_cells(n, row)) for n, row in enumerate(rows, start=1))
    return data_table(_COMPLETED, drawn, title="Nhiệm vụ đã hoàn thành trong kỳ")


def completed_cells(n: int, row: CompletedRow) -> list[str]:
    """The row as the annex says it."""
    return [
        str(n), row.task, _source(row), row.lead, _some_units(row.coordinating),
        day_words(row.due_on) if row.due_on else "Không có", day_words(row.done_on), row.paper,
    ]  # fmt: skip


def remarks_table(rows: Sequence[Remark]) -> Xml:
    """Annex: what the units reported to stand in their way, and what they ask for."""
    drawn = (Row(remark_cells(n, row)) for n, row in enumerate(rows, start=1))
    return data_table(_REMARKS, drawn, title="Khó khăn, vướng mắc và kiến nghị của các đơn vị")


def remark_cells(n: int, row: Remark) -> list[str]:
    """The row as the annex says it."""
    return [
        str(n), capitalised(row.unit), row.task, _REMARK_NAMES[row.kind], row.text,
        day_words(row.on), capitalised(remark_stand(row)) or "–",
    ]  # fmt: skip


def directives_table(rows: Sequence[DirectiveRow]) -> Xml:
    """Annex: the directives that came in, and what each led to."""
    drawn = (Row(directive_cells(n, row)) for n, row in enumerate(rows, start=1))
    return data_table(_DIRECTIVES, drawn, title="Văn bản, nội dung chỉ đạo tiếp nhận trong kỳ")


def directive_cells(n: int, row: DirectiveRow) -> list[str]:
    """The row as the annex says it."""
    return [str(n), cited(row), *map(_number, (row.duties, row.tasks, row.regular))]


def _unit_cells(duties: int, tasks: Figures) -> list[str]:
    counts = (
        duties, tasks.total, tasks.carried_over, tasks.assigned, tasks.completed_on_time,
        tasks.completed_late, tasks.undated_done, tasks.open_in_time, tasks.open_overdue,
        tasks.undated_open, tasks.suspended,
    )  # fmt: skip
    rates = (tasks.completion_rate, tasks.on_time_rate)
    return [*map(_number, counts), *map(percent_words, rates)]


def _regular_cells(lines: RegularFigures) -> list[str]:
    counts = (lines.duties, lines.reported, lines.reported_late, lines.not_reported)
    return [_number(count) for count in counts]


def _some_units(names: tuple[str, ...]) -> str:
    """All of a few, the first of many with how many more: a cell is no list of the district."""
    if len(names) <= SHOWN_UNITS:
        return ", ".join(names)
    few = SHOWN_UNITS - 1
    return f"{', '.join(names[:few])} và {len(names) - few} đơn vị khác"


def _source(row: OverdueRow | CompletedRow) -> str:
    """On lines of its own, so that a number such as 08/CT-UBND is not torn at its hyphen."""
    day = f"\nngày {day_words(row.source_on)}" if row.source_on else ""
    return row.source.replace(" số ", " số\n") + day


def _caption(order: int, name: str) -> Xml:
    return paragraph(Style.CAPTION, f"Bảng {order}. {name}")


def _number(value: int) -> str:
    return number_words(value)
