"""Tables whose cells stand one under the other, as text taken out of a file often has them.

    TT / Nhiệm vụ / Đơn vị chủ trì / Thời gian / 1 / Rà soát … / Phòng Nội vụ / Quý II/2024 / 2 / …

The heading words tell the columns, the running numbers the rows.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from tracker.domain.vietnamese import one_line
from tracker.reading.annex_tables import columns_of, is_task_table
from tracker.reading.attribute_words import Attribute
from tracker.reading.due_groups import Calendar
from tracker.reading.due_phrases import read_dues
from tracker.reading.raw_line import Place, RawLine, RawText
from tracker.reading.text_line import starts_lower
from tracker.reading.unit_names import read_units

_FEWEST, _MOST = 3, 8
_LONGEST_HEADING = 60
_LONGEST_ROW = 14
_FIRST_WORDS = re.compile(r"(?:s?tt|số tt|số thứ tự)\.?", re.IGNORECASE)
_NUMBER = re.compile(r"\d{1,3}\.?")
_GROUP = re.compile(r"[IVX]{1,5}\.?|[A-HĐ]\.?")


@dataclass(slots=True)
class _Text:
    """The lines of a file, their words in one line each, and those that are not empty."""

    lines: list[RawLine]
    words: list[str]
    filled: list[int]

    def word(self, at: int) -> str:
        """The words of the filled line number ``at``."""
        return self.words[self.filled[at]]

    def put(self, start: int, end: int, cells: Sequence[str]) -> None:
        """Make one row of the filled lines from ``start`` to ``end``."""
        for index in self.filled[start:end]:
            self.lines[index] = replace(self.lines[index], text="")
        first = self.filled[start]
        self.lines[first] = replace(
            self.lines[first],
            text=" | ".join(cells),
            cells=tuple(cells),
            place=Place.TABLE,
            whole=True,
            doubts=(),
        )


def with_upright_tables(raw: RawText) -> RawText:
    """The same lines (as many, in the same order), with such tables as rows of cells.

    A row stands at its first line; the other lines of the row are left empty.
    """
    words = [one_line(line.text) if not line.cells else "" for line in raw.lines]
    filled = [index for index, text in enumerate(words) if text]
    text = _Text(list(raw.lines), words, filled)
    at = 0
    while at < len(filled):
        width = _heading_width(text, at)
        at = _read_table(text, at, width) if width else at + 1
    return replace(raw, lines=tuple(text.lines))


def _heading_width(text: _Text, at: int) -> int:
    """How many of the lines from ``at`` on are the headings of a task table, or 0."""
    if not _FIRST_WORDS.fullmatch(text.word(at)):
        return 0
    for width in range(min(_MOST, len(text.filled) - at), _FEWEST - 1, -1):
        heads = [text.word(place) for place in range(at, at + width)]
        if any(len(head) > _LONGEST_HEADING for head in heads):
            continue
        columns = columns_of(heads)
        if columns is not None and len(columns) == width and is_task_table(columns):
            return width
    return 0


def _read_table(text: _Text, at: int, width: int) -> int:
    """Read the table whose headings begin at ``at``; the place behind it."""
    heads = [text.word(place) for place in range(at, at + width)]
    columns = columns_of(heads) or {}
    text.put(at, at + width, heads)
    at += width
    number = 0
    while at < len(text.filled):
        label = text.word(at)
        expected = _is_number(label, number + 1)
        if not expected and not _GROUP.fullmatch(label):
            break
        number += expected
        end = _row_end(text, at, number + 1, width) if expected else at + 2
        cells = [text.word(place) for place in range(at + 1, min(end, len(text.filled)))]
        if not cells:
            break
        row = _fitted(cells, columns, width) if expected else [cells[0], *[""] * (width - 2)]
        text.put(at, end, [label, *row])
        at = end
    return at


def _is_number(word: str, value: int) -> bool:
    return _NUMBER.fullmatch(word) is not None and int(word.rstrip(".")) == value


def _row_end(text: _Text, at: int, following: int, width: int) -> int:
    """The row goes to the next number, to a group, or as far as there are columns."""
    for place in range(at + 1, min(len(text.filled), at + _LONGEST_ROW)):
        word = text.word(place)
        if _is_number(word, following):
            return place
        if _GROUP.fullmatch(word) and place - at >= _FEWEST - 1:
            return place
    return min(at + width, len(text.filled))


def _fitted(cells: list[str], columns: dict[int, Attribute], width: int) -> list[str]:
    """Cells in their columns; where some are missing, units and times find their own."""
    joined: list[str] = []
    for cell in cells:
        if joined and starts_lower(cell) and not read_units(cell)[0]:
            joined[-1] += " " + cell
        else:
            joined.append(cell)
    row = [""] * (width - 1)
    if len(joined) == width - 1:
        return joined
    places = {attribute: place - 1 for place, attribute in columns.items() if place}
    content = places.get(Attribute.CONTENT, 0)
    row[content] = joined[0]
    free = [p for p in range(width - 1) if p != content]
    for cell in joined[1:]:
        place = _place_of(cell, places, row)
        if place is None:
            place = next((p for p in free if not row[p]), content)
        row[place] = f"{row[place]} {cell}".strip()
    return row


def _place_of(cell: str, places: dict[Attribute, int], row: list[str]) -> int | None:
    if Attribute.TIME in places and read_dues(cell, Calendar(year=2000), line=True):
        return places[Attribute.TIME]
    if read_units(cell)[0]:
        for attribute in (Attribute.LEAD, Attribute.COORDINATING):
            place = places.get(attribute)
            if place is not None and not row[place]:
                return place
    return None
