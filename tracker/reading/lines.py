"""Lines as they were found on the paper become paragraphs as they were meant.

Furniture and footnotes go, broken lines are joined. Whether a line continues the one above
is read from four signs: a mark that opens an item, the punctuation above, the first letter
below, and whether the first word below would still have fitted above.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from itertools import pairwise
from statistics import median

from tracker.domain.vietnamese import nfc, one_line
from tracker.reading.attribute_lines import attribute_of
from tracker.reading.clause import Level
from tracker.reading.footnotes import footnote_lines
from tracker.reading.furniture import is_furniture, is_ornament, is_page_number
from tracker.reading.markers import Marker, read_marker
from tracker.reading.measure import FIRST_LINE_INDENT, width_of
from tracker.reading.raw_line import Place, RawLine, RawText
from tracker.reading.text_line import TextLine, starts_lower

_EMPHASIS = re.compile(r"(\*{1,3}|__)(?=\S)([^*_\n]{1,300}?)(?<=\S)\1")
_HEADING_HASHES = re.compile(r"^\s{0,3}(?:#{1,6}|>)\s+")
_TABLE_RULE = re.compile(r"[\s|:+\-–=_]{3,}")
_TERMINAL = re.compile(r"[.;:!?…][”\"')\]]?$|\./\.?$")
_DANGLING = re.compile(
    r"(?:^|\s)(?:và|của|các|với|cho|theo|về|trong|tại|để|số|là|từ|hoặc|những|được|do|trên|bằng|"
    r"nhằm|nhất là|gồm)$|[,(–-]$"
)
_NAMES_WITH_DASH = re.compile(
    r"(?:tài chính|văn hóa|văn hoá|lao động|kinh tế|chính trị|xã hội|hđnd|tổ chức|hành chính|"
    r"giáo dục|khoa học|thể thao|đảng|quốc phòng|công khai|minh bạch|kế hoạch|\d{4}|\d{1,2})$",
    re.IGNORECASE,
)
_NO_END = re.compile(r"\b(?:TT|QĐ|v\.v|vv|đ/c|TP|Tp)\.$|\.\.\.$|…$")
_WANTS_NUMBER = re.compile(
    r"(?:ngày|tháng|năm|quý|khoản|điều|số|điểm|mục|từ|đến|[-–/])$", re.IGNORECASE
)
_CITES = re.compile(r"(?:tại|khoản \d+|theo|của|và|điểm \w|,)$")
_ORNAMENT_GAP = 3
_LITTLE_ROOM = 2500
_TABS = 2
_DROPPED_PLACES = {Place.HEADER, Place.FOOTER, Place.FOOTNOTE, Place.STAMP, Place.TEXT_BOX}


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A whole paragraph; ``lines`` are the indexes of its raw lines, ``page`` where it begins.

    ``cells`` are set for a table row; ``gap`` counts the empty lines before it.
    """

    text: str
    lines: tuple[int, ...]
    page: int | None = None
    place: Place = Place.BODY
    table: int | None = None
    cells: tuple[str, ...] = ()
    bold: bool = False
    centred: bool = False
    gap: int = 0


def read_lines(raw: RawText) -> list[TextLine]:
    """The lines that carry text, cleaned; ``TextLine.index`` points back into ``raw.lines``."""
    kept: list[TextLine] = []
    gap, new_page = 0, False
    page, width = None, 0
    for index, line in enumerate(raw.lines):
        pieces = [line.text] if line.cells else nfc(line.text).split("\n")
        for piece in pieces:
            new_page = new_page or "\f" in piece or (line.page is not None and line.page != page)
            page = line.page or page
            bare = one_line(_plain(piece))
            cells = _cells(line, bare, width)
            width = len(cells) if cells or bare else width
            if not bare or line.place in _DROPPED_PLACES or (not cells and is_furniture(bare)):
                new_page = new_page or is_page_number(bare)
                gap += _ORNAMENT_GAP if is_ornament(bare) else not bare
                continue
            if cells and not any(re.search(r"\w", cell) for cell in cells):
                continue
            if cells:
                bare = " | ".join(cell.replace("\n", " ") for cell in cells)
            indent = len(piece) - len(piece.lstrip())
            kept.append(TextLine(index, bare, gap, indent, new_page, line, cells))
            gap, new_page = 0, False
    return _without_running_heads(kept)


def read_paragraphs(lines: list[TextLine]) -> tuple[Paragraph, ...]:
    """The paragraphs in reading order, without footnotes."""
    notes = footnote_lines(lines)
    body = [line for place, line in enumerate(lines) if place not in notes]
    reflow = _Reflow(_layout(body))
    paragraphs: list[Paragraph] = []
    above: TextLine | None = None
    for line in body:
        marker = None if line.cells else read_marker(line.text)
        if above is not None and reflow.continues(above, line, marker, paragraphs[-1]):
            paragraphs[-1] = _joined(paragraphs[-1], line)
        else:
            paragraphs.append(_opened(line))
            if marker and marker.level is Level.NUMBER:
                reflow.last_number = marker.value
        above = line
    return tuple(paragraphs)


@dataclass(frozen=True, slots=True)
class _Layout:
    """``width`` is the measure of a full line (see ``width_of``), ``letters`` its letters."""

    wrapped: bool
    width: int
    letters: int
    gap: int

    def room_after(self, above: TextLine, below: TextLine, *, first: bool) -> int:
        """How much room the line above leaves after the first word below was put there."""
        word = below.text.split(" ", 1)[0]
        indent = FIRST_LINE_INDENT if first else 0
        return self.width - indent - width_of(above.text) - width_of(" " + word)


def _layout(lines: list[TextLine]) -> _Layout:
    """Whether lines are broken at a width (and which), and how many empty lines are usual."""
    texts = [line for line in lines if not line.cells and not line.raw.whole]
    long = [line for line in texts if len(line.text) > 25]
    pairs = list(pairwise(texts))
    broken = [(above, below) for above, below in pairs if starts_lower(below.text)]
    lengths = sorted(len(line.text) for line in long)
    typical = median(lengths) if lengths else 0.0
    low_share = len(broken) / len(pairs) if pairs else 0.0
    upper = lengths[int(len(lengths) * 0.95)] if lengths else 0
    wrapped = bool(len(long) >= 6 and typical <= 130 and low_share > 0.2 and upper <= 170)
    if not wrapped:
        return _Layout(False, 0, 0, 0)
    gap = int(median(below.gap for _, below in broken))
    widths = sorted(width_of(above.text) for above, _ in broken)
    return _Layout(
        True,
        widths[min(len(widths) - 1, int(len(widths) * 0.95))],
        int(median(len(above.text) for above, _ in broken)),
        gap,
    )


@dataclass(slots=True)
class _Reflow:
    """Decides line by line; ``last_number`` is the last item number that was opened."""

    layout: _Layout
    last_number: int = 0

    def continues(
        self, above: TextLine, below: TextLine, marker: Marker | None, so_far: Paragraph
    ) -> bool:
        """Whether ``below`` goes on with the paragraph that ends in ``above``."""
        if above.cells or below.cells or (below.raw.whole and above.raw.whole):
            return False
        ended = bool(_TERMINAL.search(above.text))
        if marker is not None:
            return not ended and self._is_false_marker(above, below, marker)
        if ended and attribute_of(below.text) is not None:
            return False
        if above.text.isupper() and len(above.text) > 3:
            return self._title_continues(above, below, ended=ended)
        if starts_lower(below.text):
            return self._lower_continues(above, so_far, ended=ended)
        if not ended and below.text[:1].isdigit() and _WANTS_NUMBER.search(above.text):
            return True
        if not self.layout.wrapped:
            return bool(not ended and len(above.text) >= 60 and _DANGLING.search(above.text))
        return self._capital_continues(above, below, so_far, ended=ended)

    def _title_continues(self, above: TextLine, below: TextLine, *, ended: bool) -> bool:
        """A title in capitals goes on in capitals, or where a small word dangles."""
        if below.text.isupper():
            close = below.gap <= self.layout.gap and self.layout.wrapped
            return not ended and close and len(above.text) > 30
        return bool(_DANGLING.search(above.text)) and starts_lower(below.text)

    def _capital_continues(
        self, above: TextLine, below: TextLine, so_far: Paragraph, *, ended: bool
    ) -> bool:
        """A capital below goes on where its first word had no more room above."""
        first = len(so_far.lines) == 1
        if below.gap > self.layout.gap and not below.new_page:
            return False
        if below.indent - above.indent >= 3 and not first:
            return False
        room = self.layout.room_after(above, below, first=first)
        if ended:
            return above.text.endswith((".", ";")) and room < 0 and len(below.text) > 25
        dangling = _DANGLING.search(above.text)
        if above.text.endswith((" -", " –")):
            return True
        return room < _LITTLE_ROOM or bool(dangling and len(above.text) > self.layout.letters * 0.6)

    def _lower_continues(self, above: TextLine, so_far: Paragraph, *, ended: bool) -> bool:
        if not ended:
            return True
        if above.text.endswith(":"):
            return self.layout.wrapped and len(above.text) > self.layout.letters * 0.75
        if above.text.endswith((".", "!", "?", "/.")):
            return bool(_NO_END.search(above.text))
        return len(so_far.text) >= 40

    def _is_false_marker(self, above: TextLine, below: TextLine, marker: Marker) -> bool:
        """A mark in the middle of a sentence ("Văn hóa / - Thông tin", "tháng / 12. Các")."""
        wrapped, gap = self.layout.wrapped, self.layout.gap
        full = len(above.text) > (self.layout.letters * 0.75 if wrapped else 60)
        if not full:
            return False
        if marker.level in (Level.DASH, Level.PLUS):
            if _NAMES_WITH_DASH.search(above.text) and marker.level is Level.DASH:
                return len(marker.rest.split(" ", 1)[0]) < 12 and below.gap <= max(gap, 1)
            return wrapped and below.gap <= gap and starts_lower(marker.rest)
        if marker.level is Level.NUMBER and marker.depth == 1 and wrapped:
            unexpected = marker.value not in (1, self.last_number + 1)
            return unexpected and bool(_WANTS_NUMBER.search(above.text))
        return marker.level is Level.ARTICLE and bool(_CITES.search(above.text))


def _opened(line: TextLine) -> Paragraph:
    raw = line.raw
    return Paragraph(
        text=line.text,
        lines=(line.index,),
        page=raw.page,
        place=raw.place,
        table=raw.table,
        cells=line.cells,
        bold=raw.bold,
        centred=raw.centred,
        gap=line.gap,
    )


def _joined(paragraph: Paragraph, line: TextLine) -> Paragraph:
    glue = "" if re.search(r"\w[-–/]$", paragraph.text) and line.text[:1].isalnum() else " "
    return replace(
        paragraph, text=paragraph.text + glue + line.text, lines=(*paragraph.lines, line.index)
    )


def _plain(text: str) -> str:
    """Without the marks of markdown; a lone "*" at the start stays, it may be a bullet."""
    text = _HEADING_HASHES.sub("", text)
    if "*" in text or "__" in text:
        text = _EMPHASIS.sub(r"\2", text)
        text = text.replace("**", "")
    return text


def _cells(line: RawLine, bare: str, width: int) -> tuple[str, ...]:
    """The cells of a table row; ``width`` is how many the row above has.

    Tabs in a row may part cells or only push them apart: an empty cell stands between two tabs
    where the row then has as many cells as the one above.
    """
    if line.cells:
        return tuple(_cell(cell) for cell in line.cells)
    if line.text.strip().count("\t") >= _TABS:
        each = nfc(line.text).strip("\r\n\f").split("\t")
        if len(each) != width:
            each = re.split(r"\t+", nfc(line.text).strip())
        return tuple(_cell(cell) for cell in each)
    if bare.count("|") >= 2 or (" | " in bare and line.place is Place.TABLE):
        if _TABLE_RULE.fullmatch(bare):
            return ()
        inner = bare.removeprefix("|").removesuffix("|")
        return tuple(_cell(cell) for cell in inner.split("|"))
    return ()


def _cell(text: str) -> str:
    """A cell keeps its line breaks: they part the units of a list."""
    lines = (one_line(piece) for piece in re.split(r"\n|<br ?/?>", nfc(text)))
    return "\n".join(line for line in lines if line)


def _without_running_heads(lines: list[TextLine]) -> list[TextLine]:
    """Drop a short line that opens three or more pages with the same words."""
    heads: dict[str, int] = {}
    for line in lines:
        if line.new_page and len(line.text) < 90:
            heads[line.text] = heads.get(line.text, 0) + 1
    running = {text for text, times in heads.items() if times >= 3}
    return [line for line in lines if not (line.new_page and line.text in running)]
