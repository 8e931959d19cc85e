"""Words to lines in reading order: rows by the line they stand on, columns by what divides them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from tracker.documents.pdf_words import Word

_COLUMN_GAP = 2.2
"""In heights of the letters: wider than a stretched blank, narrower than what parts two columns."""

_GLUE_GAP = 0.05
_RAISED = 0.12
_NOTE_SIZE = 0.8
_UNITS = ("m", "km", "cm", "dm", "hm")
_WIDEST_COLUMN = 0.6


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
    lines: list[Line] = []
    at = 0
    while at < len(rows):
        block = _block(rows, at, width) if len(rows[at]) == 2 else 0
        if block > 1:
            pairs = rows[at : at + block]
            middle = _middle(pairs)
            lines += [line for row in pairs for line in row if line.right <= middle]
            lines += [line for row in pairs for line in row if line.right > middle]
            at += block
        else:
            lines += rows[at]
            at += 1
    return lines


def _block(rows: Sequence[Row], start: int, width: float) -> int:
    """How many rows from ``start`` leave the same upright strip of paper free."""
    free_left, free_right = rows[start][0].right, rows[start][1].left
    count = 0
    below = rows[start][0].base
    for row in rows[start:]:
        size = max(line.size for line in row)
        if row[0].base - below > 4 * size or len(row) > 2:
            break
        left = max([free_left, *(line.right for line in row if line.left < free_left)])
        right = min([free_right, *(line.left for line in row if line.right > free_right)])
        narrow = all(line.right - line.left < width * _WIDEST_COLUMN for line in row)
        if right - left < size or not narrow or _between(row, free_left, free_right):
            break
        free_left, free_right, below = left, right, row[0].base
        count += 1
    return count


def _between(row: Row, left: float, right: float) -> bool:
    return any(line.left >= left and line.right <= right for line in row)


def _middle(rows: Sequence[Row]) -> float:
    """An upright line inside the free strip."""
    pair = rows[0]
    edge = pair[1].left
    lefts = [line.right for row in rows for line in row if line.left < pair[0].right]
    return min(max(lefts), edge - 0.1)


def _row(words: list[Word]) -> Row:
    words.sort(key=lambda word: word.left)
    size = max(word.size for word in words)
    parts: list[list[Word]] = [[]]
    edge = words[0].left
    for word in words:
        if word.left - edge > size * _COLUMN_GAP:
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
    note = _is_raised(words[0], base, size) and len(words) > 1
    for place, word in enumerate(words):
        if place and _is_raised(word, base, size) and pieces[-1].lower() not in _UNITS:
            continue
        if pieces and word.left - edge < size * _GLUE_GAP and not (note and len(kept) == 1):
            pieces[-1] += word.text
        else:
            pieces.append(word.text)
        edge = max(edge, word.right)
        kept.append(word)
    bold = all(word.bold for word in kept if any(map(str.isalpha, word.text)))
    has_letters = any(map(str.isalpha, "".join(pieces)))
    return Line(" ".join(pieces), words[0].left, edge, base, size, bold and has_letters, note)


def _is_raised(word: Word, base: float, size: float) -> bool:
    """A number set small and high: it calls a footnote (or opens one)."""
    return (
        word.text.strip("[]()*,").isdigit()
        and word.size <= size * _NOTE_SIZE
        and base - word.base > size * _RAISED
    )
