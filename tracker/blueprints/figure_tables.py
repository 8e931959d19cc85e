"""Figures as tables of a page: every number is a link to the list of exactly its rows.

Dashboard and reports show the same tables; they differ in where their numbers lead.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal

from flask_babel import format_decimal, gettext, pgettext

from tracker.blueprints.filters import Column, label
from tracker.domain.counted_tasks import FigureColumn, RegularState
from tracker.domain.deadlines import Timeliness
from tracker.domain.figures import (
    Figures,
    GroupFigures,
    Measures,
    Rate,
    RegularFigures,
    UnitFigures,
)
from tracker.domain.measured_tasks import MeasureColumn
from tracker.domain.vietnamese import capitalised

#: Given column=, unit=, count= or regular=, the address of the list behind a number.
Link = Callable[..., str]

#: The columns of the table per unit; seven states partition the total.
PER_UNIT = (
    FigureColumn.TOTAL, FigureColumn.CARRIED_OVER, FigureColumn.ASSIGNED,
    FigureColumn.COMPLETED_ON_TIME, FigureColumn.COMPLETED_LATE, FigureColumn.UNDATED_DONE,
    FigureColumn.OPEN_IN_TIME, FigureColumn.OPEN_OVERDUE, FigureColumn.UNDATED_OPEN,
    FigureColumn.SUSPENDED,
)  # fmt: skip

#: The seven states in the order in which bars show them.
STATES = (
    (Timeliness.COMPLETED_ON_TIME, "completed_on_time"),
    (Timeliness.COMPLETED_LATE, "completed_late"),
    (Timeliness.UNDATED_DONE, "undated_done"),
    (Timeliness.OPEN_IN_TIME, "open_in_time"),
    (Timeliness.OPEN_OVERDUE, "open_overdue"),
    (Timeliness.UNDATED_OPEN, "undated_open"),
    (Timeliness.SUSPENDED, "suspended"),
)


@dataclass(frozen=True, slots=True)
class Cell:
    """A number with the way to its list; no way where there is nothing."""

    value: int
    url: str


@dataclass(frozen=True, slots=True)
class FigureRow:
    """One row of a table of figures; ``rates``: a percentage with its two numbers in words."""

    name: str
    cells: tuple[Cell, ...]
    rates: tuple[tuple[str, str], ...] = ()
    strong: bool = False


def rate_words(rate: Rate) -> tuple[str, str]:
    """("66,67%", "2/3"), or dashes where there is nothing to divide by."""
    if rate.percent is None:
        return "–", ""
    return f"{format_decimal(rate.percent)}%", f"{rate.part}/{rate.whole}"


def bar_parts(figures: Figures) -> list[tuple[Timeliness, int]]:
    """The states of ``figures`` for the macro ``stacked_bar``."""
    return [(state, getattr(figures, name)) for state, name in STATES]


def unit_columns(*more: str, first: str = "") -> list[Column]:
    """The headings of the table per unit, or per whatever ``first`` says."""
    return [
        Column(first or gettext("Đơn vị")),
        Column(gettext("Số nhiệm vụ"), kind="number"),
        Column(gettext("Tổng số lượt giao"), kind="number"),
        *(Column(label(column), kind="number") for column in PER_UNIT[1:]),
        Column(gettext("Tỷ lệ hoàn thành"), kind="number"),
        Column(gettext("Tỷ lệ đúng hạn"), kind="number"),
        *(Column(words, kind="number") for words in more),
    ]


def unit_rows(
    units: Iterable[UnitFigures],
    tasks: Figures,
    duties: Figures,
    link: Link,
    updates: Mapping[int | None, Rate] | None = None,
) -> list[FigureRow]:
    """One row per unit that has tasks, the total last. ``updates``: by unit, None for all."""
    everybody = gettext("Tổng số")
    rows = [
        _unit_row(
            capitalised(unit.unit),
            unit.tasks,
            unit.duties,
            where={"unit": unit.unit_id},
            link=link,
            update=_update(updates, unit.unit_id),
        )
        for unit in units
        if unit.tasks.total or unit.tasks.cancelled or unit.tasks.refused
    ]
    total = _unit_row(everybody, tasks, duties, where={}, link=link, update=_update(updates, None))
    return [*rows, total]


def group_rows(
    groups: Iterable[GroupFigures], tasks: Figures, duties: Figures, link: Link, *, by: str
) -> list[FigureRow]:
    """One row per directive or field (``by`` names the argument of the address), the total last."""
    rows = [
        _unit_row(group.name, group.tasks, group.duties, where={by: group.key}, link=link)
        for group in groups
        if group.tasks.total or group.tasks.cancelled or group.tasks.refused
    ]
    return [*rows, _unit_row(gettext("Tổng số"), tasks, duties, where={}, link=link)]


def measure_columns() -> list[Column]:
    """The headings of the table of further measures."""
    return [
        Column(gettext("Chỉ tiêu")),
        Column(gettext("Lượt giao"), kind="number"),
        Column(gettext("Tỷ lệ, mức độ"), kind="number"),
    ]


def measure_rows(measures: Measures, link: Link) -> list[FigureRow]:
    """What is said beside the states: original days, updates, extensions, returns, lateness."""
    said: list[tuple[MeasureColumn, int, tuple[str, str]]] = [
        (MeasureColumn.TIMELY_FIRST, measures.timely_first, rate_words(measures.original_rate)),
        (MeasureColumn.UPDATED, measures.updated, rate_words(measures.update_rate)),
        (MeasureColumn.EXTENDED, measures.extended, _times(measures.extensions)),
        (MeasureColumn.RETURNED, measures.returned, _times(measures.returns)),
        (MeasureColumn.LATE, measures.late, _average(measures.average_late)),
    ]
    return [
        FigureRow(
            label(column),
            (Cell(value, link(measure=column.value) if value else ""),),
            (words,),
        )
        for column, value, words in said
    ]


def _average(days: Decimal | None) -> tuple[str, str]:
    if days is None:
        return "–", ""
    words = gettext("%(days)s ngày", days=format_decimal(days, format="#,##0.0"))
    return words, gettext("bình quân một lượt giao")


def _times(n: int) -> tuple[str, str]:
    return (gettext("%(n)s lần", n=format_decimal(n)), "") if n else ("–", "")


def _update(updates: Mapping[int | None, Rate] | None, key: int | None) -> Rate | None:
    return None if updates is None else updates.get(key, Rate(0, 0))


def totals_columns() -> list[Column]:
    """The headings of the table of totals."""
    return [
        Column(gettext("Chỉ tiêu")),
        Column(pgettext("theo văn bản", "Nhiệm vụ"), kind="number"),
        Column(gettext("Lượt giao"), kind="number"),
    ]


def totals_rows(tasks: Figures, duties: Figures, link: Link) -> list[FigureRow]:
    """Every figure in both counts, then the two rates."""
    heads = {FigureColumn.TOTAL, FigureColumn.COMPLETED, FigureColumn.STILL_OPEN}
    rows = [
        FigureRow(
            label(column),
            (
                number_cell(duties, column, link, count="duties"),
                number_cell(tasks, column, link),
            ),
            strong=column in heads,
        )
        for column in FigureColumn
    ]
    rates = [
        (gettext("Tỷ lệ hoàn thành"), duties.completion_rate, tasks.completion_rate),
        (gettext("Tỷ lệ đúng hạn"), duties.on_time_rate, tasks.on_time_rate),
    ]
    return rows + [
        FigureRow(name, (), (rate_words(one), rate_words(other)), strong=True)
        for name, one, other in rates
    ]


def regular_columns() -> list[Column]:
    """The headings of the table of regular duties."""
    return [
        Column(gettext("Đơn vị")),
        Column(gettext("Số nhiệm vụ thường xuyên"), kind="number"),
        *(Column(label(state), kind="number") for state in RegularState),
    ]


def regular_rows(
    units: Iterable[UnitFigures], regular: RegularFigures, link: Link
) -> list[FigureRow]:
    """One row per unit that owes answers, the total last."""
    rows = [
        _regular_row(capitalised(unit.unit), unit.regular, unit.unit_id, link)
        for unit in units
        if unit.regular.duties
    ]
    return [*rows, _regular_row(gettext("Tổng số"), regular, None, link)]


def _unit_row(
    name: str,
    tasks: Figures,
    duties: Figures,
    *,
    where: Mapping[str, int],
    link: Link,
    update: Rate | None = None,
) -> FigureRow:
    rates = [rate_words(tasks.completion_rate), rate_words(tasks.on_time_rate)]
    if update is not None:
        rates.append(rate_words(update))
    return FigureRow(
        name,
        (
            number_cell(duties, FigureColumn.TOTAL, link, count="duties", **where),
            *(number_cell(tasks, column, link, **where) for column in PER_UNIT),
        ),
        tuple(rates),
        strong=not where,
    )


def _regular_row(name: str, regular: RegularFigures, unit_id: int | None, link: Link) -> FigureRow:
    wanted = [
        ("all", regular.duties),
        *((state.value, getattr(regular, state.value)) for state in RegularState),
    ]
    cells = tuple(
        Cell(value, link(regular=key, unit=unit_id) if value else "") for key, value in wanted
    )
    return FigureRow(name, cells, strong=unit_id is None)


def number_cell(
    figures: Figures, column: FigureColumn, link: Link, **where: int | str | None
) -> Cell:
    """The number in ``column``, with the address of the list behind it."""
    value = getattr(figures, column.value)
    url = link(column=column.value, **where) if value else ""
    return Cell(value, url)
