"""Broken lines of a PDF to whole paragraphs, where the page itself shows where each begins.

Most offices indent the first line of a paragraph and set the rest flush with the margin; some
indent nothing. Where a document keeps to its way, a line flush with the margin below a full line
goes on with it, also over the end of a page. What the page does not decide stays broken, for the
reader to judge.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from enum import Enum, auto
from itertools import pairwise

from tracker.documents.pdf_rows import Line
from tracker.reading.raw_line import Place, RawLine

_OPENS = re.compile(r"(?:[-–+•*]\s|\d{1,2}(?:\.\d{1,2})*[.)]?\s|[a-zđ]\)|[IVX]+[.)-]\s?|Điều \d)")
_ENDED = re.compile(r"[.;:!?…/]$")
_FLUSH, _INDENTED, _DEEPEST = 0.5, 1.0, 5.0
"""How far from the left margin, in heights of the letters."""

_HAIR = 0.15
_FEWEST = 3
_PASSED_OVER = frozenset({Place.HEADER, Place.FOOTER, Place.FOOTNOTE})
_RULE_HOLDS = 0.8


@dataclass(frozen=True, slots=True)
class Placed:
    """A line to be given on, and where it stands: ``line`` is None for all but running text."""

    raw: RawLine
    line: Line | None = None
    margins: tuple[float, float] = (0.0, 1.0)

    @property
    def offset(self) -> float:
        """From the left margin, in heights of the letters."""
        return (self.line.left - self.margins[0]) / self.line.size if self.line else 0.0

    @property
    def is_flush(self) -> bool:
        """At the margin, where lines go on."""
        return self.line is not None and abs(self.offset) <= _FLUSH

    @property
    def is_indented(self) -> bool:
        """Where a paragraph begins; what stands deeper is centred or a column of its own."""
        return (
            self.line is not None and not self.raw.centred and _INDENTED < self.offset <= _DEEPEST
        )

    @property
    def touches_margin(self) -> bool:
        """Whether the line reaches the right margin to a hair."""
        return (
            self.line is not None
            and abs(self.margins[1] - self.line.right) <= _HAIR * self.line.size
        )

    def is_full(self, below: Placed) -> bool:
        """Whether the first word of the line below had no more room on this one."""
        if self.line is None or below.line is None:
            return False
        word = below.line.text.split(maxsplit=1)[0]
        letter = (below.line.right - below.line.left) / len(below.line.text)
        return self.margins[1] - self.line.right < (len(word) + 1) * letter


def whole_paragraphs(lines: Sequence[Placed]) -> Iterator[RawLine]:
    """The lines, those of one paragraph joined where it is sure; other lines keep their order."""
    style = _style(lines)
    if style is None:
        yield from (placed.raw for placed in lines)
        return
    paragraph: list[Placed] = []
    between: list[RawLine] = []
    for placed in lines:
        if placed.line is None and placed.raw.place in _PASSED_OVER and paragraph:
            between.append(placed.raw)
        elif paragraph and style.goes_on(paragraph[-1], placed):
            paragraph.append(placed)
        else:
            yield from _given(paragraph, sure=style.ends(paragraph[-1:], placed))
            yield from between
            paragraph, between = [], []
            if style.begins(placed):
                paragraph = [placed]
            else:
                yield placed.raw
    yield from _given(paragraph, sure=True)
    yield from between


class _Start(Enum):
    """How a document shows where a paragraph begins: by an indent, or only by a short line."""

    INDENTED = auto()
    BLOCK = auto()


@dataclass(frozen=True, slots=True)
class _Style:
    """How the paragraphs of a document look; ``justified``: all but their last lines are full to
    the margin."""

    start: _Start
    justified: bool

    def is_full(self, above: Placed, below: Placed) -> bool:
        """Whether a line that ends a paragraph would hardly reach so far."""
        return above.touches_margin if self.justified else above.is_full(below)

    def goes_on(self, above: Placed, below: Placed) -> bool:
        if above.line is None or below.line is None or not below.is_flush:
            return False
        if self.start is _Start.BLOCK:
            ended = _ENDED.search(above.raw.text) and below.raw.text.lstrip()[:1].isupper()
            if opens(below) or (ended and not self.justified):
                return False
        alike = abs(above.line.size - below.line.size) <= 0.1 * above.line.size
        return alike and self.is_full(above, below)

    def ends(self, last: Sequence[Placed], following: Placed) -> bool:
        """Whether what follows surely begins a paragraph of its own."""
        if following.line is None or not following.is_flush:
            return True
        if self.start is _Start.INDENTED:
            return False
        return opens(following) or not any(self.is_full(above, following) for above in last)

    def begins(self, placed: Placed) -> bool:
        """Whether a paragraph may begin with this line."""
        return placed.is_indented or (self.start is _Start.BLOCK and placed.is_flush)


def opens(placed: Placed) -> bool:
    """Whether a mark opens the line: a dash, a number, a letter."""
    return _OPENS.match(placed.raw.text.lstrip()) is not None


def _given(paragraph: Sequence[Placed], *, sure: bool) -> Iterator[RawLine]:
    """``sure``: what follows begins a paragraph of its own."""
    if not paragraph:
        return
    if not sure:
        yield from (placed.raw for placed in paragraph)
        return
    text = paragraph[0].raw.text
    for placed in paragraph[1:]:
        more = placed.raw.text.lstrip()
        glue = "" if re.search(r"\w[-–/]$", text) and more[:1].isalnum() else " "
        text += glue + more
    bold = all(placed.raw.bold for placed in paragraph)
    yield replace(paragraph[0].raw, text=text, whole=True, bold=bold, centred=False)


def _style(lines: Sequence[Placed]) -> _Style | None:
    """By the marked items, and by the lines that surely go on; None when they do not agree."""
    text = [placed for placed in lines if placed.line is not None and not placed.raw.centred]
    items = [placed for placed in text if opens(placed)]
    further = [
        (above, below)
        for above, below in pairwise(text)
        if below.raw.text.lstrip()[:1].islower()
        and not opens(below)
        and not _ENDED.search(above.raw.text)
    ]
    fitting = [above.is_full(below) and below.is_flush for above, below in further]
    if len(further) < _FEWEST or sum(fitting) < _RULE_HOLDS * len(further):
        return None
    touching = sum(above.touches_margin for above, _ in further)
    justified = touching >= _RULE_HOLDS * len(further)
    for start, found in (
        (_Start.INDENTED, [placed.is_indented for placed in items]),
        (_Start.BLOCK, [placed.is_flush for placed in items]),
    ):
        if len(found) >= _FEWEST and sum(found) >= _RULE_HOLDS * len(found):
            return _Style(start, justified)
    return None
