"""Figures laid out as pictures for SVG: places and widths only, every number also in a table."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from tracker.blueprints.figure_tables import bar_parts
from tracker.blueprints.looks import Piece, bar
from tracker.domain.figures import UnitFigures
from tracker.domain.vietnamese import capitalised
from tracker.queries.leader_page import Heat, TrendPoint

ROW = 30
"""Height of one row of a picture, in its own units."""

_NAME_LETTERS = 32
_SHADES = 4


@dataclass(frozen=True, slots=True)
class BarRow:
    """A unit's bar: ``y`` of its upper edge, ``words`` the same for the ear."""

    name: str
    y: int
    pieces: Sequence[Piece]
    words: str
    total: int


@dataclass(frozen=True, slots=True)
class HeatCell:
    """One field: the darker the more; ``shade`` 0 (none) to 4."""

    x: int
    y: int
    value: int
    shade: int


@dataclass(frozen=True, slots=True)
class TrendMark:
    """A month: where its point stands, and its column of what was overdue."""

    x: int
    y: int
    label: str
    words: str
    percent: str


def unit_bars(units: Sequence[UnitFigures], most: int) -> list[BarRow]:
    """The units with most tasks, each with the share of its states."""
    busiest = sorted(units, key=lambda unit: -unit.tasks.total)[:most]
    found = []
    for n, unit in enumerate(each for each in busiest if each.tasks.total):
        drawn = bar(bar_parts(unit.tasks))
        name = short(capitalised(unit.unit))
        found.append(BarRow(name, n * ROW, drawn.pieces, drawn.words, unit.tasks.total))
    return found


def heat_cells(found: Heat) -> list[tuple[str, int, list[HeatCell]]]:
    """By unit: name, y, one cell for what is late and one a week."""
    most = max((value for _key, _name, counts in found.rows for value in counts), default=0)
    return [
        (
            short(capitalised(name)),
            n * ROW,
            [
                HeatCell(x * 80, n * ROW, value, _shade(value, most))
                for x, value in enumerate(counts)
            ],
        )
        for n, (_key, name, counts) in enumerate(found.rows)
    ]


def trend_marks(points: Sequence[TrendPoint], labels: Sequence[str]) -> list[TrendMark]:
    """On-time rates from left to right: 0 % at y 160, 100 % at y 0."""
    step = 700 // max(1, len(points) - 1) if len(points) > 1 else 0
    marks = []
    for n, (point, label) in enumerate(zip(points, labels, strict=True)):
        rate = point.tasks.on_time_rate.percent
        if rate is None:
            continue
        percent = f"{rate:.0f}%"
        words = f"{label}: {percent}"
        marks.append(
            TrendMark(40 + n * step, round(160 - float(rate) * 1.6), label, words, percent)
        )
    return marks


def short(name: str) -> str:
    """A name that fits beside its bar."""
    return name if len(name) <= _NAME_LETTERS else f"{name[: _NAME_LETTERS - 1]}…"


def _shade(value: int, most: int) -> int:
    return 0 if not value else max(1, -(-value * _SHADES // most))
