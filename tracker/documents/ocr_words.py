"""Words seen on a picture as words of a sheet: in points, on a common line, of a common size.

The boxes of single words are as high as their letters happen to be; a line's height and the
line that its letters stand on are found over all its words.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from statistics import median

from tracker.documents.pdf_words import Word
from tracker.documents.tesseract import SeenWord

SURE_ENOUGH = 80.0
"""Words below are shown to a person as doubtful: of the wrong ones that is about half, of the
right ones one in two hundred (docs/reading.md)."""

_NOISE = 60.0
_POOR = 55.0
_HANGING = frozenset("gjpqy,;()[]{}/|_@ÇçQạặậẹệịọộợụựỵẠẶẬẸỆỊỌỘỢỤỰỴ")
_CAPITAL = 0.7
"""Height of a capital letter in heights of the font's box."""

_ALIKE = 0.2


def words_of(seen: Iterable[SeenWord], scale: float) -> list[Word]:
    """``scale`` is pixels to a point. Specks (signs without letters, hardly seen) are left out."""
    lines: dict[tuple[int, int, int], list[SeenWord]] = {}
    for word in seen:
        if word.sure >= _NOISE or any(map(str.isalnum, word.text)):
            lines.setdefault(word.line, []).append(word)
    words: list[Word] = []
    for line in lines.values():
        base, size = _base(line), _size(line)
        words += (
            Word(
                word.text,
                word.left / scale,
                word.right / scale,
                base / scale,
                size / scale,
                bold=False,
                doubtful=word.sure < SURE_ENOUGH,
            )
            for word in line
        )
    return _of_one_size(words)


def lies_askew(seen: Sequence[SeenWord]) -> bool:
    """Whether the sheet may lie on its side or upside down: hardly anything read, or upright."""
    letters = sum(len(word.text) for word in seen)
    sureness = sum(word.sure * len(word.text) for word in seen)
    upright = sum(word.bottom - word.top > word.right - word.left for word in seen)
    return sureness <= letters * _POOR or upright > len(seen) / 2


def _base(line: Sequence[SeenWord]) -> float:
    standing = [word.bottom for word in line if not _HANGING & set(word.text)]
    return median(standing or [word.bottom for word in line])


def _size(line: Sequence[SeenWord]) -> float:
    heights = sorted(
        word.bottom - word.top
        for word in line
        if not _HANGING & set(word.text) and any(map(str.isalnum, word.text))
    ) or sorted(word.bottom - word.top for word in line)
    return max(heights[len(heights) * 3 // 4] / _CAPITAL, 1.0)


def _of_one_size(words: list[Word]) -> list[Word]:
    """Sizes near the usual one are the usual one: a scan does not tell 13 points from 14."""
    if not words:
        return []
    usual = median(word.size for word in words for _ in word.text)
    return [
        replace(word, size=usual) if abs(word.size - usual) <= usual * _ALIKE else word
        for word in words
    ]
