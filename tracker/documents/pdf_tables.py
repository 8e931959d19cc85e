"""Ruled tables on a PDF page: the grid from its lines, the cells' text from the words inside."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from tracker.documents.pdf_rows import rows_of
from tracker.documents.pdf_rules import Rule, Rules
from tracker.documents.pdf_words import Word

_NEAR = 3.0
_ITEM = re.compile(r"^(?:[-–+•*]\s|\d{1,2}[.)]\s|[a-zđ]\)\s)")

Cells = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """A table on one page: its column lines, where it stands, its rows of cells."""

    columns: tuple[float, ...]
    top: float
    bottom: float
    rows: tuple[Cells, ...]
    doubts: frozenset[str] = frozenset()
    """Words inside that were read off a picture without certainty."""


def find_tables(words: Sequence[Word], rules: Rules) -> tuple[list[Table], list[Word]]:
    """The tables from top to bottom, and the words that stand in none."""
    tables: list[Table] = []
    outside = list(words)
    for level, upright in _connected(rules):
        columns = _places(
            [*(r.at for r in upright), min(r.start for r in level), max(r.end for r in level)]
        )
        heights = _places(rule.at for rule in level)
        if len(columns) < 3 or len(heights) < 2:
            continue
        grid = _Grid(columns, heights, level, upright)
        inside = [word for word in outside if grid.place(word) is not None]
        if not inside:
            continue
        outside = [word for word in outside if grid.place(word) is None]
        doubts = frozenset(word.text for word in inside if word.doubtful)
        tables.append(Table(tuple(columns), heights[0], heights[-1], grid.rows(inside), doubts))
    return sorted(tables, key=lambda table: table.top), outside


class _Grid:
    """Columns and rows at their finest; a cell that no line divides belongs to its neighbour."""

    def __init__(
        self, columns: list[float], heights: list[float], level: list[Rule], upright: list[Rule]
    ) -> None:
        self._columns, self._heights = columns, heights
        self._owner: dict[tuple[int, int], tuple[int, int]] = {}
        for row in range(len(heights) - 1):
            middle = (heights[row] + heights[row + 1]) / 2
            walls = [r.at for r in upright if r.covers(middle)]
            for column in range(len(columns) - 1):
                centre = (columns[column] + columns[column + 1]) / 2
                owner = (row, column)
                if column and not _any_near(walls, columns[column]):
                    owner = self._owner[row, column - 1]
                elif row and not any(
                    abs(r.at - heights[row]) <= _NEAR and r.covers(centre) for r in level
                ):
                    owner = self._owner[row - 1, column]
                self._owner[row, column] = owner

    def place(self, word: Word) -> tuple[int, int] | None:
        """The cell in which the middle of a word stands."""
        x, y = (word.left + word.right) / 2, word.base - word.size * 0.3
        column = bisect_right(self._columns, x) - 1
        row = bisect_right(self._heights, y) - 1
        return self._owner.get((row, column))

    def rows(self, words: Iterable[Word]) -> tuple[Cells, ...]:
        """The text of every row: merged downwards repeats, merged across leaves blanks."""
        held: dict[tuple[int, int], list[Word]] = {}
        for word in words:
            if (place := self.place(word)) is not None:
                held.setdefault(place, []).append(word)
        texts = {place: _text(inside) for place, inside in held.items()}
        rows: list[Cells] = []
        for row in range(len(self._heights) - 1):
            owners = [self._owner[row, column] for column in range(len(self._columns) - 1)]
            cells = tuple(
                texts.get(owner, "") if owner[1] == column else ""
                for column, owner in enumerate(owners)
            )
            if any(cells) and any(owner[0] == row for owner in owners):
                rows.append(cells)
        return tuple(rows)


def _text(words: list[Word]) -> str:
    """A cell's lines run on, except where an item begins."""
    text = ""
    for row in rows_of(words):
        line = " ".join(part.text for part in row)
        glue = "\n" if _ITEM.match(line) else "" if re.search(r"\w[-/]$", text) else " "
        text += (glue if text else "") + line
    return text


def _connected(rules: Rules) -> list[tuple[list[Rule], list[Rule]]]:
    """Level and upright lines that cross or meet, one pair of lists per table."""
    groups: list[tuple[list[Rule], list[Rule]]] = []
    for upright in rules.upright:
        touched = [
            rule for rule in rules.level if rule.covers(upright.at) and upright.covers(rule.at)
        ]
        if len(touched) < 2:
            continue
        merged: tuple[list[Rule], list[Rule]] = (touched, [upright])
        apart: list[tuple[list[Rule], list[Rule]]] = []
        for group in groups:
            if any(rule in group[0] for rule in touched):
                merged = (
                    [*group[0], *(r for r in merged[0] if r not in group[0])],
                    [*group[1], *merged[1]],
                )
            else:
                apart.append(group)
        groups = [*apart, merged]
    return groups


def _places(values: Iterable[float]) -> list[float]:
    places: list[float] = []
    for at in sorted(values):
        if not places or at - places[-1] > _NEAR:
            places.append(at)
    return places


def _any_near(values: Iterable[float], at: float) -> bool:
    return any(abs(value - at) <= _NEAR for value in values)
