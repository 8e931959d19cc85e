"""Footnotes that stand in the middle of the running text, as in text taken out of a PDF."""

from __future__ import annotations

import re

from tracker.reading.markers import UPPER
from tracker.reading.text_line import TextLine, starts_lower

_NOTE = re.compile(rf"^(?:\[(\d{{1,2}})\]|\((\d{{1,2}})\)|(\d{{1,2}}))\s?(?=[{UPPER}“\"(])")
_ENDED = re.compile(r"[.;…][”\"')\]]?$|\./\.$")
_MAX_LINES = 25


def footnote_lines(lines: list[TextLine]) -> set[int]:
    """Places in ``lines`` that belong to footnotes.

    A footnote opens with a number that is glued to a word somewhere above it ("của tỉnh1;")
    and counts on from the footnote before; it ends with its page. One that was cut off by the
    page's end goes on at the foot of the next page, in small letters after a finished
    paragraph.
    """
    found: set[int] = set()
    expected, place = 1, 0
    referred = _references(lines)
    while place < len(lines):
        hit = None if lines[place].cells else _NOTE.match(lines[place].text)
        number = int(next(g for g in hit.groups() if g)) if hit else 0
        if hit and number == expected and referred.get(number, len(lines)) < place:
            end = _end_of_note(lines, place, expected + 1)
            found.update(range(place, end))
            expected += 1
            if not _ENDED.search(lines[end - 1].text):
                found.update(_continuation(lines, end))
            place = end
        else:
            place += 1
    return found


def _references(lines: list[TextLine]) -> dict[int, int]:
    """Where each footnote number is first referred to: glued to a letter or quotation mark."""
    first: dict[int, int] = {}
    pattern = re.compile(r"[^\W\d_][”\"')]?(?:\[(\d{1,2})\]|(\d{1,2}))(?=[\s;,.:)”]|$)")
    for place, line in enumerate(lines):
        if line.text[0].isdigit() and _NOTE.match(line.text):
            continue
        for hit in pattern.finditer(line.text):
            if hit.group(2) and line.text[max(0, hit.start() - 1) : hit.start() + 1].isupper():
                continue
            first.setdefault(int(hit.group(1) or hit.group(2)), place)
    return first


def _end_of_note(lines: list[TextLine], start: int, following: int) -> int:
    for place in range(start + 1, min(start + _MAX_LINES, len(lines))):
        line = lines[place]
        if line.new_page or _leads_a_page(lines, place):
            return place
        hit = _NOTE.match(line.text)
        if hit and int(next(g for g in hit.groups() if g)) == following:
            return place
        finished = _ENDED.search(lines[place - 1].text) is not None
        if finished and line.gap > lines[place - 1].gap and not starts_lower(line.text):
            return place
    return min(start + _MAX_LINES, len(lines))


def _leads_a_page(lines: list[TextLine], place: int) -> bool:
    """Text taken out of a PDF often keeps one blank before the first line of a page."""
    return lines[place].indent == 1 and lines[place - 1].indent == 0 and lines[place].gap == 0


def _continuation(lines: list[TextLine], start: int) -> range:
    """The rest of a cut footnote at the foot of the page that begins at ``start``."""
    for place in range(start + 1, min(start + 120, len(lines))):
        if lines[place].new_page or _leads_a_page(lines, place):
            first = place - 1
            while first > start and first > place - 8:
                above = lines[first - 1]
                small = starts_lower(lines[first].text)
                if small and _ENDED.search(above.text) and lines[first].gap > 1:
                    return range(first, place)
                first -= 1
            return range(0)
    return range(0)
