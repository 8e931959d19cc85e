"""Tables whose cells stand one under the other, as text taken out of a file often has them.

    TT / Nhiệm vụ / Đơn vị chủ trì / Thời gian / 1 / Rà soát … / Phòng Nội vụ / Quý II/2024 / 2 / …

The heading words tell the columns, the running numbers the rows. Headings that are printed
again on the next page, and the page's number, belong to no row.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from tracker.domain.vietnamese import one_line
from tracker.reading.annex_tables import columns_of, is_task_table
from tracker.reading.attribute_words import Attribute
from tracker.reading.clause import Level
from tracker.reading.frame import AUTHORITY, RECEIVERS
from tracker.reading.furniture import is_furniture
from tracker.reading.markers import read_marker
from tracker.reading.raw_line import Place, RawLine, RawText
from tracker.reading.stacked_cells import part
from tracker.reading.text_line import starts_lower
from tracker.reading.unit_names import read_units

_FEWEST, _MOST = 3, 8
_LONGEST_HEADING = 60
_LONGEST_ROW = 24
_MOST_HEAD_LINES = 18
_MOST_GROUP_LINES = 4
_FIRST_WORDS = re.compile(r"(?:s?tt|số tt|số thứ tự)\.?", re.IGNORECASE)
_NUMBER = re.compile(r"\(?\d{1,3}[.)]?")
_GROUP = re.compile(r"[IVX]{1,5}\.?|[A-HĐ]\.?")
_SECTIONS = (
    Level.PART, Level.CHAPTER, Level.SECTION, Level.ARTICLE, Level.ROMAN, Level.ALPHA, Level.NUMBER
)  # fmt: skip


@dataclass(slots=True)
class _Text:
    """The lines of a file, their words in one line each, and those that are not empty."""

    lines: list[RawLine]
    words: list[str]
    filled: list[int]

    def word(self, at: int) -> str:
        """The words of the filled line number ``at``, "" behind the end."""
        return self.words[self.filled[at]] if at < len(self.filled) else ""

    def part(self, start: int, end: int) -> list[str]:
        """The words of the filled lines from ``start`` to ``end``."""
        return [self.word(at) for at in range(start, min(end, len(self.filled)))]

    def drop(self, start: int, end: int) -> None:
        """Leave the filled lines from ``start`` to ``end`` empty."""
        for index in self.filled[start:end]:
            self.lines[index] = replace(self.lines[index], text="")

    def put(self, start: int, end: int, cells: Sequence[str]) -> None:
        """Make one row of the filled lines from ``start`` to ``end``."""
        self.drop(start, end)
        first = self.filled[start]
        self.lines[first] = replace(
            self.lines[first],
            text=" | ".join(cells),
            cells=tuple(cells),
            place=Place.TABLE,
            whole=True,
            doubts=(),
        )


@dataclass(frozen=True, slots=True)
class _Heads:
    """The headings of a table, in ``lines`` lines; ``columns`` without the one of numbers."""

    cells: list[str]
    lines: int
    columns: tuple[Attribute, ...]


def with_upright_tables(raw: RawText) -> RawText:
    """The same lines (as many, in the same order), with such tables as rows of cells.

    A row stands at its first line; the other lines of the row are left empty.
    """
    words = [one_line(line.text) if not line.cells else "" for line in raw.lines]
    filled = [index for index, text in enumerate(words) if text]
    text = _Text(list(raw.lines), words, filled)
    at = 0
    while at < len(filled):
        heads = _read_heads(text, at)
        at = _read_table(text, at, heads) if heads else at + 1
    return replace(raw, lines=tuple(text.lines))


def _read_heads(text: _Text, at: int) -> _Heads | None:
    """The headings of a task table that begin at ``at``: up to the first number or group."""
    if not _FIRST_WORDS.fullmatch(text.word(at)):
        return None
    for count in range(_FEWEST, _MOST_HEAD_LINES):
        label = text.word(at + count)
        if not label:
            return None
        if not _opens_row(label):
            continue
        heads = _joined(text.part(at, at + count))
        columns = columns_of(heads)
        fits = _FEWEST <= len(heads) <= _MOST and all(len(h) <= _LONGEST_HEADING for h in heads)
        if fits and columns is not None and len(columns) == len(heads) and is_task_table(columns):
            return _Heads(heads, count, tuple(columns[place] for place in range(1, len(heads))))
        return None
    return None


def _opens_row(label: str) -> bool:
    return label.strip("().") == "1" or _GROUP.fullmatch(label) is not None


def _joined(words: Sequence[str]) -> list[str]:
    """Lines that begin with a small letter go on with the line above."""
    found: list[str] = []
    for word in words:
        if found and starts_lower(word) and not read_units(word)[0]:
            found[-1] += " " + word
        else:
            found.append(word)
    return found


def _read_table(text: _Text, at: int, heads: _Heads) -> int:
    """Read the table whose headings begin at ``at``; the place behind it."""
    text.put(at, at + heads.lines, heads.cells)
    at += heads.lines
    width = len(heads.cells)
    if [word.strip("().") for word in text.part(at, at + width)] == _count_to(width):
        text.drop(at, at + width)
        at += width
    number = 0
    while at < len(text.filled):
        again = _printed_again(text, at, heads)
        if again:
            text.drop(at, again)
            at = again
            continue
        label = text.word(at)
        expected = _is_number(label, number + 1)
        if expected:
            number += 1
            end = _row_end(text, at, number + 1, heads)
            cells = _cells(text.part(at + 1, end), heads)
        elif _GROUP.fullmatch(label):
            end = _group_end(text, at, number + 1)
            cells = [" ".join(text.part(at + 1, end)), *[""] * (width - 2)]
        else:
            break
        if not any(cells):
            break
        text.put(at, end, [label, *cells])
        at = end
    return at


def _count_to(width: int) -> list[str]:
    return [str(number) for number in range(1, width + 1)]


def _printed_again(text: _Text, at: int, heads: _Heads) -> int:
    """The place behind headings that are printed again, with the page's number, or 0."""
    start = at + (_NUMBER.fullmatch(text.word(at)) is not None)
    if not _FIRST_WORDS.fullmatch(text.word(start)):
        return 0
    for count in range(_FEWEST, _MOST_HEAD_LINES):
        if _joined(text.part(start, start + count)) == heads.cells:
            return start + count
    return 0


def _is_number(word: str, value: int) -> bool:
    return _NUMBER.fullmatch(word) is not None and int(word.strip("().")) == value


def _row_end(text: _Text, at: int, following: int, heads: _Heads) -> int:
    """The row goes to the next number, group or page; the last one as far as it fits best."""
    furthest = min(len(text.filled), at + _LONGEST_ROW)
    for place in range(at + 1, furthest):
        word = text.word(place)
        if _printed_again(text, place, heads):
            return place
        if _is_number(word, following) and place > at + 1:
            return place
        if _GROUP.fullmatch(word) and place - at >= _FEWEST - 1:
            return place
        if _ends_table(word):
            furthest = place
            break
    width = len(heads.columns)
    shortest = min(at + 2, furthest)
    ways = range(max(shortest, min(at + width, furthest)), furthest + 1)
    fits = [(part(_joined(text.part(at + 1, end)), heads.columns)[1], -end) for end in ways]
    return -max(fits)[1] if fits else furthest


def _ends_table(word: str) -> bool:
    marker = read_marker(word)
    if marker is not None and marker.level in _SECTIONS and len(marker.rest) > 8:
        return True
    return bool(RECEIVERS.match(word) or AUTHORITY.match(word)) or len(word) > 160


def _group_end(text: _Text, at: int, following: int) -> int:
    for place in range(at + 2, min(at + 2 + _MOST_GROUP_LINES, len(text.filled))):
        if _is_number(text.word(place), following) or _FIRST_WORDS.fullmatch(text.word(place)):
            before = text.word(place - 1)
            return place - (place - 1 > at + 1 and _NUMBER.fullmatch(before) is not None)
    return at + 2


def _cells(lines: Sequence[str], heads: _Heads) -> list[str]:
    """Cells in their columns; some may be missing, some may be broken over several lines."""
    kept = [line for line in lines if not is_furniture(line) or len(line.strip()) <= 1]
    joined = _joined(kept)
    if len(joined) == len(heads.columns):
        return joined
    return part(joined, heads.columns)[0]
