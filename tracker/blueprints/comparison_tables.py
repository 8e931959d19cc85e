"""This period beside earlier ones: numbers with their lists, rates with the change in points."""

from __future__ import annotations

from flask_babel import format_decimal, gettext

from tracker.blueprints.figure_tables import FigureRow, Link, number_cell, rate_words
from tracker.blueprints.filters import Column, label
from tracker.domain.counted_tasks import FigureColumn
from tracker.domain.figures import Comparison, Figures, Measures, Rate
from tracker.domain.vietnamese import capitalised

#: What is set beside earlier periods.
COMPARED = (
    FigureColumn.TOTAL, FigureColumn.CARRIED_OVER, FigureColumn.ASSIGNED, FigureColumn.COMPLETED,
    FigureColumn.COMPLETED_ON_TIME, FigureColumn.COMPLETED_LATE, FigureColumn.STILL_OPEN,
    FigureColumn.OPEN_OVERDUE,
)  # fmt: skip


def comparison_columns(before: Comparison | None, last_year: Comparison | None) -> list[Column]:
    """The headings: this period, then each earlier one with the change since."""
    earlier = [each for each in (before, last_year) if each is not None]
    return [
        Column(gettext("Chỉ tiêu")),
        Column(gettext("Kỳ này"), kind="number"),
        *(Column(capitalised(each.period), kind="number") for each in earlier),
        *(
            Column(gettext("So với %(period)s", period=each.period), kind="number")
            for each in earlier
        ),
    ]


def comparison_rows(
    tasks: Figures,
    measures: Measures,
    earlier: list[tuple[Comparison, Link]],
    link: Link,
) -> list[FigureRow]:
    """The main figures of lượt giao, each number with its list; rates with the change in points."""
    rows = []
    for column in COMPARED:
        now = getattr(tasks, column.value)
        cells = [number_cell(tasks, column, link)]
        cells += [number_cell(each.tasks, column, there) for each, there in earlier]
        changes = [signed(now - getattr(each.tasks, column.value)) for each, _there in earlier]
        rows.append(FigureRow(label(column), tuple(cells), tuple((c, "") for c in changes)))
    completion = [each.tasks.completion_rate for each, _there in earlier]
    on_time = [each.tasks.on_time_rate for each, _there in earlier]
    first = [each.measures.original_rate for each, _there in earlier]
    return [
        *rows,
        _rate_row(gettext("Tỷ lệ hoàn thành"), tasks.completion_rate, completion),
        _rate_row(gettext("Tỷ lệ đúng hạn"), tasks.on_time_rate, on_time),
        _rate_row(gettext("Tỷ lệ đúng thời hạn ban đầu"), measures.original_rate, first),
    ]


def signed(value: int) -> str:
    """ "+12", "-3", "0"."""
    return f"{'+' if value > 0 else ''}{format_decimal(value)}"


def _rate_row(name: str, now: Rate, earlier: list[Rate]) -> FigureRow:
    changes = [_points(now, each) for each in earlier]
    return FigureRow(
        name,
        (),
        (rate_words(now), *map(rate_words, earlier), *((words, "") for words in changes)),
        strong=True,
    )


def _points(now: Rate, then: Rate) -> str:
    """The change in percentage points."""
    if now.percent is None or then.percent is None:
        return "–"
    change = now.percent - then.percent
    sign = "+" if change > 0 else ""
    return gettext("%(change)s điểm %%", change=f"{sign}{format_decimal(change)}")
