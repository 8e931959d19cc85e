"""Where in a paragraph the words stand that were read off a picture without certainty."""

from __future__ import annotations

from collections.abc import Iterable

from tracker.reading.raw_line import RawLine

Span = tuple[int, int]


def doubtful_spans(text: str, lines: Iterable[RawLine]) -> tuple[Span, ...]:
    """Start and end in ``text`` of every doubtful word of the ``lines`` that it was made of.

    Joining lines may drop or glue words; one that is not found again is passed over, and the
    words that are certain keep the place of their namesakes.
    """
    found: list[Span] = []
    at = 0
    for line in lines:
        doubts = set(line.doubts)
        for place, word in enumerate(line.text.split()):
            start = _find(text, word, at)
            if start < 0:
                continue
            at = start + len(word)
            if place in doubts:
                found.append((start, at))
    return tuple(found)


def _find(text: str, word: str, at: int) -> int:
    """The next place where ``word`` stands alone, within the words that a line may lose."""
    start = text.find(word, at, at + len(word) + _FURTHEST)
    while start >= 0:
        end = start + len(word)
        if (not start or text[start - 1].isspace()) and (end == len(text) or text[end].isspace()):
            return start
        start = text.find(word, start + 1, at + len(word) + _FURTHEST)
    return -1


_FURTHEST = 80
