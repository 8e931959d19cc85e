"""The cells of a row whose lines stand one under the other, parted where they fit best.

A narrow column breaks its words over several lines ("Sở Kế hoạch và" / "Đầu tư"), and nothing
in the text says where a cell ends. What a column holds does: a unit, a time, a piece of work.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from tracker.reading.attribute_words import Attribute
from tracker.reading.due_groups import Calendar
from tracker.reading.due_phrases import read_dues
from tracker.reading.subjects import opens_with_verb
from tracker.reading.text_line import starts_lower
from tracker.reading.unit_names import read_units

_IMPOSSIBLE = -1000.0
_BREAK = 0.3
"""What each line break inside a cell costs: of two ways that fit, the shorter cells win."""
_MOST_LINES = {
    Attribute.CONTENT: 10,
    Attribute.PRODUCT: 5,
    Attribute.LEAD: 5,
    Attribute.COORDINATING: 8,
    Attribute.TIME: 3,
}
_OTHER_LINES = 3
_EMPTY = {Attribute.CONTENT: _IMPOSSIBLE, Attribute.LEAD: -3.0, Attribute.TIME: -2.5}
_GOES_ON = re.compile(r"(?:\s(?:và|của|các|với|về|trong|cho|tại|hoặc)|[-–,(/])$")
_SUPERIOR = re.compile(
    r"(?:TT\.? |Thường trực )?(?:HĐND|Hội đồng nhân dân|Chủ tịch UBND|UBND (?:tỉnh|huyện|thành "
    r"phố|TP|"
    r"xã|phường)$|Ban Thường vụ|BTV|Tỉnh ủy|Huyện ủy|Thành ủy|Thủ tướng|Chính phủ|Quốc hội)"
)
"""Bodies to which a paper is put up: they stand in "Cấp trình" rather than work along."""
_PLAN = Calendar(year=2000)
_BARE_WORDS = 2
"""A name of so few words ("Văn phòng") may go on in the next line."""


def part(lines: Sequence[str], columns: Sequence[Attribute]) -> tuple[list[str], float]:
    """The cells, one for each column, and how well they fit (the more the better)."""
    best: list[list[tuple[float, int]]] = [[(0.0, 0)] + [(_IMPOSSIBLE, 0)] * len(lines)]
    for column in columns:
        above = best[-1]
        row: list[tuple[float, int]] = []
        for end in range(len(lines) + 1):
            most = _MOST_LINES.get(column, _OTHER_LINES)
            ways = [
                (above[start][0] + _fit(column, tuple(lines[start:end])), start)
                for start in range(max(0, end - most), end + 1)
                if above[start][0] > _IMPOSSIBLE
            ]
            row.append(max(ways, default=(_IMPOSSIBLE, 0)))
        best.append(row)
    cells: list[str] = []
    end = len(lines)
    for place in range(len(columns), 0, -1):
        start = best[place][end][1]
        cells.append(" ".join(lines[start:end]))
        end = start
    return cells[::-1], best[-1][len(lines)][0]


@lru_cache(maxsize=4096)
def _fit(column: Attribute, lines: tuple[str, ...]) -> float:
    if not lines:
        return _EMPTY.get(column, -1.5)
    text = " ".join(lines)
    if text.strip(" -–.x") == "":
        return 0.0 if column is not Attribute.CONTENT else _IMPOSSIBLE
    fit = -_BREAK * (len(lines) - 1)
    if _GOES_ON.search(lines[-1]):
        fit -= 3
    if starts_lower(lines[0]) and not read_units(text)[0] and column is not Attribute.TIME:
        fit -= 3
    return fit + _holds(column, text)


def _holds(column: Attribute, text: str) -> float:
    """How much the text looks like what the column holds."""
    if column in (Attribute.LEAD, Attribute.COORDINATING):
        return _as_units(text)
    if column is Attribute.TIME:
        return _as_time(text)
    if column is Attribute.OTHER:
        return 3.5 if _SUPERIOR.match(text) else 1.5 if _as_units(text) > 0 else 0.0
    strange = _as_units(text) > 0 or _as_time(text) > 1
    if column is Attribute.CONTENT:
        return (-2.5 if strange else 0.0) + (1.0 if opens_with_verb(text) else 0.0)
    return -2.0 if strange else 0.0


def _as_units(text: str) -> float:
    units, end = read_units(text)
    if not units:
        return -2.0
    if text[end:].strip(" .;,"):
        return -1.0
    return 3.0 if len(text.split()) > _BARE_WORDS else 2.0


def _as_time(text: str) -> float:
    found = read_dues(text, _PLAN, line=True)
    if not found or found[0].words is None:
        return -2.0
    return 3.0 if len(found[0].words.text) * 2 > len(text) else 0.5
