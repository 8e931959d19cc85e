"""The words of one PDF page with their places, as the drawing commands put them."""

from __future__ import annotations

import ctypes
import math
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from pypdfium2 import raw

LETTER_LIMIT = 40_000
"""Letters of one page that are looked at; a page of small print has some 8000."""

_WORD = re.compile("[^\\s\x00\x02\u200b\ufffe]+[\x02\ufffe]?")
_RAISED_SIGNS = frozenset("0123456789)]*,.;")
_BROKEN_HYPHEN = {0x02: "-", 0xFFFE: "-"}
"""How PDFium writes a hyphen at the end of a line."""

_NAME_BYTES = 128
_HEAVY = 600
_SAMPLES = 60
_LAST_CODE = 0x10FFFF
_SURROGATES = range(0xD800, 0xE000)


@dataclass(frozen=True, slots=True)
class Word:
    """Letters that stand together, in the frame of the ``Sheet``.

    ``base`` is the line the letters stand on, ``size`` the height of the font's box;
    ``doubtful`` are letters that were read off a picture without certainty.
    """

    text: str
    left: float
    right: float
    base: float
    size: float
    bold: bool
    doubtful: bool = False


@dataclass(frozen=True, slots=True)
class Sheet:
    """A page turned so that its text runs from left to right.

    Points; x to the right from the left edge, y downwards from the top edge. ``turn`` counts
    the quarter turns by which the text was drawn clockwise; ``aslant`` are words drawn in any
    other direction (a watermark, a stamp along the margin).
    """

    width: float
    height: float
    turn: int
    origin: tuple[float, float, float, float]
    words: tuple[Word, ...] = ()
    aslant: tuple[str, ...] = ()

    def at(self, x: float, y: float) -> tuple[float, float]:
        """A point of the page as stored, in this frame."""
        left, bottom, right, top = self.origin
        if self.turn == 0:
            return x - left, top - y
        if self.turn == 1:
            return top - y, right - x
        if self.turn == 2:
            return right - x, y - bottom
        return y - bottom, x - left


def read_sheet(page: Any, text_page: Any) -> Sheet:
    """The words of a page in drawing order."""
    left, bottom, right, top = page.get_bbox()
    turn = _usual_turn(text_page)
    wide, high = right - left, top - bottom
    if turn % 2:
        wide, high = high, wide
    sheet = Sheet(wide, high, turn, (left, bottom, right, top))
    words: list[Word] = []
    aslant: list[str] = []
    for word, word_turn in _words(text_page, sheet):
        if word_turn == turn:
            words.append(word)
        else:
            aslant.append(word.text)
    return Sheet(wide, high, turn, sheet.origin, tuple(words), tuple(aslant))


def _usual_turn(text_page: Any) -> int:
    count = min(text_page.count_chars(), LETTER_LIMIT)
    turns = Counter(
        turn
        for index in range(0, count, max(1, count // _SAMPLES))
        if (turn := _turn_at(text_page.raw, index)) is not None
    )
    return turns.most_common(1)[0][0] if turns else 0


def _turn_at(text_page: Any, index: int) -> int | None:
    """Quarter turns clockwise of one letter; None when it stands at another angle."""
    quarters = float(raw.FPDFText_GetCharAngle(text_page, index)) / (math.pi / 2)
    if quarters < 0 or abs(quarters - round(quarters)) > 0.05:
        return None
    return round(quarters) % 4


class _Letters:
    """Asks PDFium about single letters. One box, point and matrix serve all questions."""

    def __init__(self, text_page: Any, sheet: Sheet) -> None:
        self._page = text_page.raw
        self._sheet = sheet
        self._box, self._matrix = raw.FS_RECTF(), raw.FS_MATRIX()
        self._x, self._y = ctypes.c_double(), ctypes.c_double()
        self._box_place = ctypes.byref(self._box)
        self._point_place = ctypes.byref(self._x), ctypes.byref(self._y)
        self._name = ctypes.create_string_buffer(_NAME_BYTES)
        self._flags = ctypes.c_int()

    def sides(self, index: int) -> tuple[float, float]:
        """Left and right edge."""
        box, sheet = self._box, self._sheet
        raw.FPDFText_GetLooseCharBox(self._page, index, self._box_place)
        if sheet.turn == 0:
            return box.left - sheet.origin[0], box.right - sheet.origin[0]
        one = sheet.at(box.left, box.top)[0]
        two = sheet.at(box.right, box.bottom)[0]
        return (one, two) if one < two else (two, one)

    def base(self, index: int) -> float:
        """The height of the line it stands on."""
        raw.FPDFText_GetCharOrigin(self._page, index, *self._point_place)
        return self._sheet.at(self._x.value, self._y.value)[1]

    def size(self, index: int) -> float:
        """Points, as drawn."""
        size = float(raw.FPDFText_GetFontSize(self._page, index))
        if raw.FPDFText_GetMatrix(self._page, index, ctypes.byref(self._matrix)):
            size *= math.hypot(self._matrix.c, self._matrix.d)
        return max(size, 1.0)

    def turn(self, index: int) -> int | None:
        """Quarter turns clockwise; None at another angle."""
        return _turn_at(self._page, index)

    def bold(self, index: int) -> bool:
        """By the font's weight, or its name."""
        if raw.FPDFText_GetFontWeight(self._page, index) >= _HEAVY:
            return True
        raw.FPDFText_GetFontInfo(
            self._page, index, self._name, _NAME_BYTES, ctypes.byref(self._flags)
        )
        return b"bold" in self._name.value.lower()


def _words(text_page: Any, sheet: Sheet) -> Iterator[tuple[Word, int | None]]:
    letters = _Letters(text_page, sheet)
    text = _text(text_page)
    word: Word | None = None
    turn: int | None = None
    behind = 0
    for match in _WORD.finditer(text):
        for start, end in pairwise(_cuts(text, *match.span(), letters)):
            left, right = letters.sides(start)
            if end - start > 1:
                right = letters.sides(end - 1)[1]
            # Most words go on with the line of the one before: what that was, they are.
            same = word is not None and text[behind:start] == " " and text[start].isalpha()
            base = word.base if word is not None and same else letters.base(start)
            if word is not None and _beside(word, left, base):
                size, bold = word.size, word.bold and letters.bold(start)
            else:
                base = letters.base(start)
                size, turn, bold = letters.size(start), letters.turn(start), letters.bold(start)
            word = Word(
                text[start:end].translate(_BROKEN_HYPHEN), left, max(left, right), base, size, bold
            )
            behind = end
            yield word, turn


def _beside(word: Word, left: float, base: float) -> bool:
    return abs(word.base - base) < 0.2 and 0 < left - word.right < word.size


def _cuts(text: str, start: int, end: int, letters: _Letters) -> list[int]:
    """Where letters that PDFium gives as one word leave its line: a raised number at its end."""
    if end - start == 1 or text[end - 1] not in _RAISED_SIGNS:
        return [start, end]
    limit = letters.size(start) * 0.15
    if abs(letters.base(end - 1) - letters.base(start)) <= limit:
        return [start, end]
    bases = [letters.base(index) for index in range(start, end)]
    inner = [
        at for at in range(start + 1, end) if abs(bases[at - start] - bases[at - start - 1]) > limit
    ]
    return [start, *inner, end]


def _text(text_page: Any) -> str:
    """One sign per letter of the page, so that places in the text are places on the page."""
    count = min(text_page.count_chars(), LETTER_LIMIT)
    if count <= 0:
        return ""
    whole: str = text_page.get_text_range(0, count, errors="replace")
    if len(whole) == count:
        return whole
    codes = (raw.FPDFText_GetUnicode(text_page.raw, index) for index in range(count))
    return "".join(
        chr(code) if 0 < code <= _LAST_CODE and code not in _SURROGATES else " " for code in codes
    )
