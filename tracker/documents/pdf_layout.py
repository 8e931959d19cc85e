"""Pages of lines and tables to raw lines: where each stands, how far in, with what above it.

Whether letters came from a text layer or were read off a picture makes no difference here.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from statistics import median

from tracker.documents.clean_text import clean_line
from tracker.documents.pdf_furniture import PageText, places
from tracker.documents.pdf_paragraphs import Placed, whole_paragraphs
from tracker.documents.pdf_rows import Line
from tracker.documents.pdf_running_tables import RunningTables
from tracker.documents.pdf_tables import Table
from tracker.reading.raw_line import Place, RawLine

_WIDER_GAP = 1.3
_SAME_START = 2.0
"""Points between two starts of a line that count as one."""

_BLANK = 0.25
_DEEPEST_INDENT = 40


@dataclass(slots=True)
class Page:
    """What stands on one page, in points from its top left corner."""

    number: int
    height: float
    width: float
    lines: list[Line] = field(default_factory=list)
    tables: list[Table] = field(default_factory=list)
    separators: tuple[float, ...] = ()
    stamps: list[str] = field(default_factory=list)
    is_picture: bool = False
    """Shows something, but has no text layer that could be used."""


def lines_of(pages: Sequence[Page], signed: Sequence[str]) -> list[RawLine]:
    """All lines in reading order; a gap wider than usual becomes an empty line."""
    body_size = _usual(line for page in pages for line in page.lines)
    found = places([PageText(p.height, p.lines, p.separators) for p in pages], body_size)
    pitch = _usual_pitch(pages)
    margins = _margins(pages)
    running = RunningTables()
    lines: list[RawLine] = []
    standing: dict[int, tuple[Line, tuple[float, float]]] = {}
    for page, page_places in zip(pages, found, strict=True):
        tables = list(page.tables)
        above: Line | None = None
        for line, place in zip(page.lines, page_places, strict=True):
            while tables and tables[0].top < line.base and place is Place.BODY:
                running.add(lines, tables.pop(0), page.number, continues=above is None)
            if place is Place.BODY:
                if above is not None and line.base - above.base > pitch * _WIDER_GAP:
                    lines.append(RawLine("", page=page.number))
                above = line
                standing[len(lines)] = line, margins[round(page.width)]
            lines.append(_raw(line, place, page.number, margins[round(page.width)]))
        for table in tables:
            running.add(lines, table, page.number, continues=above is None)
            above = None
    placed = [Placed(line, *standing.get(place, ())) for place, line in enumerate(lines)]
    # A scan leans: where its lines begin is not sure enough, and half joined is worse than broken.
    exact = not any(page.is_picture for page in pages)
    given = whole_paragraphs(placed) if exact else (each.raw for each in placed)
    return [*given, *stamps_of(pages, signed)]


def stamps_of(pages: Iterable[Page], signed: Iterable[str]) -> Iterator[RawLine]:
    """What was stamped on the pages, and when the file was signed."""
    number = 1
    for page in pages:
        number = page.number
        for text in page.stamps:
            for line in text.splitlines():
                yield RawLine(clean_line(line), Place.STAMP, number)
    for text in signed:
        yield RawLine(text, Place.STAMP, number)


def _raw(line: Line, place: Place, page: int, margins: tuple[float, float]) -> RawLine:
    left, right = margins
    indent = min(max(round((line.left - left) / (line.size * _BLANK)), 0), _DEEPEST_INDENT)
    wide = max(right - left, 1.0)
    centred = (
        abs((line.left - left) - (right - line.right)) < wide * 0.04
        and line.left - left > wide * 0.04
    )
    return RawLine(
        " " * indent + clean_line(line.text).lstrip(),
        place,
        page,
        bold=line.bold,
        centred=centred,
        doubts=line.doubts,
    )


def _margins(pages: Sequence[Page]) -> dict[int, tuple[float, float]]:
    """Where the text of pages of one width begins and ends, by their long lines.

    It begins at the leftmost place where some of them begin: a paragraph's first line is
    indented, and where paragraphs are short most long lines are first lines.
    """
    found: dict[int, tuple[float, float]] = {}
    for width in {round(page.width) for page in pages}:
        lines = [line for page in pages if round(page.width) == width for line in page.lines]
        widest = max((line.right - line.left for line in lines), default=0.0)
        long = [line for line in lines if line.right - line.left > widest * 0.7]
        if not long:
            found[width] = (0.0, 1.0)
            continue
        rights = sorted(line.right for line in long)
        starts = Counter(round(line.left / _SAME_START) for line in lines)
        some = max(2, len(lines) // 50)
        often = (line.left for line in lines if starts[round(line.left / _SAME_START)] >= some)
        left = min(often, default=min(line.left for line in long))
        found[width] = (left, rights[-1 - len(long) // 10])
    return found


def _usual(lines: Iterable[Line]) -> float:
    """The size in which most letters are set."""
    sizes = Counter[float]()
    for line in lines:
        sizes[round(line.size * 2) / 2] += len(line.text)
    return sizes.most_common(1)[0][0] if sizes else 1.0


def _usual_pitch(pages: Iterable[Page]) -> float:
    """From line to line inside a paragraph, in points."""
    steps = [
        below.base - above.base
        for page in pages
        for above, below in zip(page.lines, page.lines[1:], strict=False)
        if 0 < below.base - above.base < 4 * below.size
    ]
    return median(steps) if steps else 1.0
