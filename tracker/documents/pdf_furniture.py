"""What stands on a PDF page around the text: page numbers, running heads and feet, footnotes."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from tracker.documents.pdf_rows import Line
from tracker.reading.raw_line import Place

_TOP, _BOTTOM = 0.085, 0.925
_WIDE_TOP, _WIDE_BOTTOM = 0.12, 0.88
_FAR_TOP, _FAR_BOTTOM = 0.075, 0.935
"""Shares of a page's height, measured from its top."""

_SMALL = 0.9
_NUMBER = re.compile(r"[-–—\s]*(?:trang\s*)?\d{1,4}(?:\s*/\s*\d{1,4})?[-–—\s]*", re.IGNORECASE)
_NOTE = re.compile(r"[(\[]?(?:\d{1,3}|\*{1,3})[)\]]?\s+\S")

Page = tuple[float, Sequence[Line]]
"""A page's height and its lines from top to bottom."""


def places(pages: Sequence[Page], body_size: float) -> list[list[Place]]:
    """For every line of every page, where it stands on the paper."""
    running = _running(pages)
    return [_page_places(height, lines, body_size, running) for height, lines in pages]


def _running(pages: Sequence[Page]) -> set[str]:
    """Texts that stand in the margin of at least half of the pages, and on two."""
    seen = Counter[str]()
    for height, lines in pages:
        seen.update({
            _key(line, height) for line in lines
            if line.base < height * _WIDE_TOP or line.base > height * _WIDE_BOTTOM
        })
    return {key for key, times in seen.items() if times >= max(2, len(pages) / 2)}


def _key(line: Line, height: float) -> str:
    """Far out in the margin a text may count pages; where the text begins, "Mục 1" is no head."""
    if height * _FAR_TOP < line.base < height * _FAR_BOTTOM:
        return line.text
    return re.sub(r"\d+", "#", line.text)


def _page_places(
    height: float, lines: Sequence[Line], body_size: float, running: set[str]
) -> list[Place]:
    found: list[Place] = []
    for line in lines:
        repeated = _key(line, height) in running
        number = _NUMBER.fullmatch(line.text) is not None
        if line.base < height * (_WIDE_TOP if repeated else _TOP if number else 0):
            found.append(Place.HEADER)
        elif line.base > height * (_WIDE_BOTTOM if repeated else _BOTTOM if number else 1):
            found.append(Place.FOOTER)
        else:
            found.append(Place.BODY)
    start = _first_note(lines, found, body_size)
    return [Place.FOOTNOTE if place is Place.BODY and at >= start else place
            for at, place in enumerate(found)]


def _first_note(lines: Sequence[Line], found: Sequence[Place], body_size: float) -> int:
    """Where the footnotes begin: small lines down to the foot, from the first that bears a number.

    A number that is not raised only counts after a gap: "1 Theo …" under the ruled line.
    """
    start = len(lines)
    for at in range(len(lines) - 1, -1, -1):
        if found[at] is Place.FOOTER:
            continue
        if lines[at].size > body_size * _SMALL:
            break
        gap = lines[at].base - lines[at - 1].base if at else 0.0
        if lines[at].note or (_NOTE.match(lines[at].text) and gap > lines[at].size * 1.5):
            start = at
    return start
