"""Words to lines in reading order: rows by the line they stand on, columns by what divides them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from tracker.documents.pdf_words import Word

_COLUMN_GAP = 2.2
"""In heights of the letters: wider than a stretched blank, narrower than what parts two columns."""

_BLANKS = tuple(
    (re.compile(left, re.IGNORECASE), re.compile(right, re.IGNORECASE))
    for left, right in (
        (r"^(?:số:?|\d{1,5})$", r"^[/-][a-zđ]"),
        (r"^số:$|\bngày$|\btháng$", r"^\d{1,5}$"),
        (r"\bngày$|^\d{1,2}$", r"^tháng\b"),
        (r"\btháng$|^\d{1,2}$", r"^năm\b"),
        (r"\bnăm$", r"^20\d"),
    )
)
_WIDEST_BLANK = 10.0

_GLUE_GAP = 0.05
_RAISED = 0.12
_NOTE_SIZE = 0.9
_UNITS = ("m", "km", "cm", "dm", "hm")
_WIDEST_COLUMN = 0.6
_LONGEST_BLOCK = 60
_MOST_ROWS = 400
_FAR, _TIGHT = 4.0, 1.8
"""Steps between lines, in heights of the letters."""


@dataclass(frozen=True, slots=True)
class Line:
    """Words that belong together on one height. ``note`` says that a raised number opens it."""

    text: str
    left: float
    right: float
    base: float
    size: float
    bold: bool
    note: bool = False
    doubts: tuple[int, ...] = ()
    """Places of doubtful words among those of ``text``."""


Row = list[Line]
"""What stands side by side on one height, from the left."""


def rows_of(words: Iterable[Word]) -> list[Row]:
    """All rows from top to bottom, each broken where a wide gap divides it."""
    groups: list[list[Word]] = []
    base = size = 0.0
    for word in sorted(words, key=lambda word: (word.base, word.left)):
        if groups and abs(word.base - base) <= 0.45 * min(max(size, word.size), 2 * word.size):
            groups[-1].append(word)
            if word.size > size:
                base, size = word.base, word.size
        else:
            groups.append([word])
            base, size = word.base, word.size
    return [_row(group) for group in groups]


def in_reading_order(rows: Sequence[Row], width: float) -> list[Line]:
    """Rows one after the other; where two columns stand side by side, the left one first.

    The head of a paper and its signature block are such columns. ``width`` is the page's.
    """
    if len(rows) > _MOST_ROWS:
        return [line for row in rows for line in row]
    lines: list[Line] = []
    at = 0
    while at < len(rows):
        count, middle = _columns(rows[at : at + _LONGEST_BLOCK], width)
        block = [line for row in rows[at : at + count] for line in row]
        lines += [line for line in block if line.right <= middle]
        lines += [line for line in block if line.right > middle]
        at += max(count, 1)
    return lines


def _columns(rows: Sequence[Row], width: float) -> tuple[int, float]:
    """How many rows from the first stand in two columns, and where the left one ends.

    Two columns leave one upright strip of paper free. A short line at the left after the last
    one at the right belongs to them only when it follows closely. No columns: (1, -inf).
    """
    found = (1, float("-inf"))
    held: list[Row] = []
    for row in rows:
        size = max(line.size for line in row)
        if any(line.right - line.left > width * _WIDEST_COLUMN for line in row):
            break
        step = row[0].base - held[-1][0].base if held else 0.0
        if step > size * _FAR:
            break
        held.append(row)
        spans = _spans(held, size)
        if len(spans) > 2 or (len(spans) == 1 and found[0] > 1):
            break
        edge = spans[0][1]
        if (
            len(spans) == 2
            and _side_by_side(held, edge)
            and (row[-1].left > edge or step < size * _TIGHT)
        ):
            found = (len(held), edge)
    return found


def _spans(rows: Sequence[Row], size: float) -> list[tuple[float, float]]:
    """What the lines cover from left to right, parted where a strip of paper stays free."""
    spans: list[tuple[float, float]] = []
    for line in sorted((line for row in rows for line in row), key=lambda line: line.left):
        if spans and line.left < spans[-1][1] + size:
            spans[-1] = (spans[-1][0], max(spans[-1][1], line.right))
        else:
            spans.append((line.left, line.right))
    return spans


def _side_by_side(rows: Sequence[Row], edge: float) -> bool:
    """Two lines on one height, or a change of sides there and back."""
    sides = [len(row) == 2 or row[0].left > edge for row in rows]
    changes = sum(one is not two for one, two in pairwise(sides))
    return changes > 1 or any(len(row) == 2 for row in rows)


def _row(words: list[Word]) -> Row:
    words.sort(key=lambda word: word.left)
    size = max(word.size for word in words)
    parts: list[list[Word]] = [[]]
    edge = words[0].left
    for word in words:
        gap = word.left - edge
        if gap > size * _COLUMN_GAP and not (
            gap < size * _WIDEST_BLANK and _is_blank(parts[-1][-1].text, word.text)
        ):
            parts.append([])
        parts[-1].append(word)
        edge = max(edge, word.right)
    return [_line(part) for part in parts]


def _line(words: list[Word]) -> Line:
    size = max(word.size for word in words)
    base = max((word for word in words if word.size == size), key=lambda word: word.base).base
    pieces: list[str] = []
    edge = words[0].left
    kept: list[Word] = []
    doubts: set[int] = set()
    note = _is_raised(words[0], base, size) and len(words) > 1
    for place, word in enumerate(words):
        if place and _is_raised(word, base, size) and pieces[-1].lower() not in _UNITS:
            edge = max(edge, word.right)
            continue
        if pieces and word.left - edge < size * _GLUE_GAP and not (note and len(kept) == 1):
            pieces[-1] += word.text
        else:
            pieces.append(word.text)
        if word.doubtful:
            doubts.add(len(pieces) - 1)
        edge = max(edge, word.right)
        kept.append(word)
    bold = all(word.bold for word in kept if any(map(str.isalpha, word.text)))
    has_letters = any(map(str.isalpha, "".join(pieces)))
    return Line(
        " ".join(pieces),
        words[0].left,
        edge,
        base,
        size,
        bold and has_letters,
        note,
        tuple(sorted(doubts)),
    )


def _is_blank(left: str, right: str) -> bool:
    """Whether the gap was left for a number or a day that is stamped on later."""
    return any(one.search(left) and other.match(right) for one, other in _BLANKS)


def _is_raised(word: Word, base: float, size: float) -> bool:
    """A number set small and high: it calls a footnote (or opens one)."""
    return (
        word.text.strip("[]()*,").isdigit()
        and word.size <= size * _NOTE_SIZE
        and base - word.base > size * _RAISED
    )
