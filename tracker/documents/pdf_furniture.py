"""What stands on a PDF page around the text: page numbers, running heads and feet, footnotes."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from tracker.documents.pdf_rows import Line
from tracker.documents.pdf_rules import Rules
from tracker.reading.raw_line import Place

_TOP, _BOTTOM = 0.085, 0.925
_WIDE_TOP, _WIDE_BOTTOM = 0.12, 0.88
_FAR_TOP, _FAR_BOTTOM = 0.075, 0.935
"""Shares of a page's height, measured from its top."""

_SMALL = 0.9
_SHORTEST = 40.0
_NUMBER = re.compile(r"[-–—\s]*(?:trang\s*)?\d{1,4}(?:\s*/\s*\d{1,4})?[-–—\s]*", re.IGNORECASE)
_NOTE = re.compile(r"[(\[]?(?:\d{1,3}|\*{1,3})[)\]]?\s+\S")


@dataclass(frozen=True, slots=True)
class PageText:
    """A page's height, its lines from top to bottom, and where short lines are ruled under text."""

    height: float
    lines: Sequence[Line]
    separators: Sequence[float] = ()


def separators(rules: Rules, width: float) -> tuple[float, ...]:
    """Heights of short ruled lines that begin on the left: what parts footnotes from the text."""
    return tuple(
        rule.at
        for rule in rules.level
        if _SHORTEST < rule.end - rule.start < width * 0.5 and rule.start < width * 0.3
    )


def places(pages: Sequence[PageText], body_size: float) -> list[list[Place]]:
    """For every line of every page, where it stands on the paper."""
    running = _running(pages)
    return [_page_places(page, body_size, running) for page in pages]


def _running(pages: Sequence[PageText]) -> set[str]:
    """Texts that stand in the margin of at least half of the pages, and on two."""
    seen = Counter[str]()
    for page in pages:
        seen.update(
            {
                _key(line, page.height)
                for line in page.lines
                if not page.height * _WIDE_TOP <= line.base <= page.height * _WIDE_BOTTOM
            }
        )
    return {key for key, times in seen.items() if times >= max(2, len(pages) / 2)}


def _key(line: Line, height: float) -> str:
    """Far out in the margin a text may count pages; where the text begins, "Mục 1" is no head."""
    if height * _FAR_TOP < line.base < height * _FAR_BOTTOM:
        return line.text
    return re.sub(r"\d+", "#", line.text)


def _page_places(page: PageText, body_size: float, running: set[str]) -> list[Place]:
    found: list[Place] = []
    for line in page.lines:
        repeated = _key(line, page.height) in running
        number = _NUMBER.fullmatch(line.text) is not None
        if line.base < page.height * (_WIDE_TOP if repeated else _TOP if number else 0):
            found.append(Place.HEADER)
        elif line.base > page.height * (_WIDE_BOTTOM if repeated else _BOTTOM if number else 1):
            found.append(Place.FOOTER)
        else:
            found.append(Place.BODY)
    start = _first_note(page, found, body_size)
    return [
        Place.FOOTNOTE if place is Place.BODY and at >= start else place
        for at, place in enumerate(found)
    ]


def _first_note(page: PageText, found: Sequence[Place], body_size: float) -> int:
    """Where the footnotes begin: numbered lines in small print, or under a short ruled line.

    Small print reaches down to the foot without a break; a number that is not raised counts
    only under the ruled line or after a gap ("1 Theo Quyết định …").
    """
    lines = page.lines
    for at, line in enumerate(lines):
        above = lines[at - 1].base if at else 0.0
        ruled = any(above <= height <= line.base for height in page.separators)
        if ruled and line.base > page.height / 2 and (line.note or _NOTE.match(line.text)):
            return at
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
