"""The pictures of a report: states per unit, and the trend over periods."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from tracker.documents.docx_chart import Chart, ChartSeries, ChartShape
from tracker.domain.figures import Figures, UnitFigures
from tracker.domain.vietnamese import capitalised, number_words

#: More bars than these do not fit a page; the units with most are drawn.
MOST_UNITS = 20
_STATES = (
    ("Hoàn thành đúng hạn", "completed_on_time"),
    ("Hoàn thành quá hạn", "completed_late"),
    ("Chưa hoàn thành, trong hạn", "open_in_time"),
    ("Chưa hoàn thành, quá hạn", "open_overdue"),
    ("Không có thời hạn", "undated"),
    ("Tạm dừng", "suspended"),
)


@dataclass(frozen=True, slots=True)
class TrendPoint:
    """One period of a trend. ``name`` is short ("Tháng 11/2026"); rates in percent or None."""

    name: str
    total: int
    overdue: int
    completion_rate: float | None
    on_time_rate: float | None


def states_per_unit(units: Sequence[UnitFigures]) -> Chart | None:
    """One bar for each unit that has tasks, in the order of the table; None for one unit."""
    busy = [row for row in units if row.tasks.total]
    if len(busy) < 2:
        return None
    most = sorted(busy, key=lambda row: -row.tasks.total)[:MOST_UNITS]
    shown = [row for row in busy if row in most]
    cut = f" ({len(shown)}/{len(busy)} đơn vị có nhiều lượt giao nhất)" if busy != shown else ""
    series = tuple(
        ChartSeries(name, tuple(_state(row.tasks, field) for row in shown))
        for name, field in _STATES
    )
    return Chart(
        shape=ChartShape.STACKED_BARS,
        title=f"Biểu đồ 1. Tình trạng lượt giao theo đơn vị{cut}",
        alt=_states_in_words(shown),
        categories=tuple(capitalised(row.unit) for row in shown),
        series=tuple(one for one in series if any(one.values)),
    )


def trend(points: Sequence[TrendPoint], *, number: int = 2) -> Chart | None:
    """Completion and on-time rate over the periods, oldest first; None for a single one."""
    if len(points) < 2:
        return None
    first, last = points[0], points[-1]
    return Chart(
        shape=ChartShape.LINES,
        title=f"Biểu đồ {number}. Tỷ lệ hoàn thành, tỷ lệ đúng hạn qua các kỳ (%)",
        alt=f"Biểu đồ đường: tỷ lệ hoàn thành từ {_rate(first.completion_rate)} ({first.name}) "
        f"đến {_rate(last.completion_rate)} ({last.name}); tỷ lệ đúng hạn từ "
        f"{_rate(first.on_time_rate)} đến {_rate(last.on_time_rate)}.",
        categories=tuple(point.name for point in points),
        series=(
            ChartSeries("Tỷ lệ hoàn thành (%)", tuple(one.completion_rate for one in points)),
            ChartSeries("Tỷ lệ đúng hạn (%)", tuple(one.on_time_rate for one in points)),
        ),
        decimals=1,
    )


def _state(tasks: Figures, field: str) -> int:
    if field == "undated":
        return tasks.undated_open + tasks.undated_done
    return int(getattr(tasks, field))


def _states_in_words(rows: Sequence[UnitFigures]) -> str:
    """What the picture shows, for whoever cannot see it; the figures stand in the table."""
    worst = max(rows, key=lambda row: row.tasks.open_overdue)
    overdue = sum(row.tasks.open_overdue for row in rows)
    said = f"Biểu đồ thanh chồng: số lượt giao của {len(rows)} đơn vị theo tình trạng"
    if not overdue:
        return f"{said}; không có lượt giao quá hạn chưa hoàn thành."
    return (
        f"{said}; {number_words(overdue)} lượt giao quá hạn chưa hoàn thành, nhiều nhất ở "
        f"{worst.unit} ({number_words(worst.tasks.open_overdue)})."
    )


def _rate(value: float | None) -> str:
    return "chưa có" if value is None else f"{number_words(value, 2)}%"
