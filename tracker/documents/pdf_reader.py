"""A .pdf with text to raw lines, by the geometry of its letters."""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from statistics import median
from typing import Any

import pypdfium2 as pdfium

from tracker.documents.clean_text import clean_line
from tracker.documents.legacy_letters import mended, recognised
from tracker.documents.pdf_file import PDFIUM, open_pdf
from tracker.documents.pdf_furniture import PageText, places, separators
from tracker.documents.pdf_paragraphs import Placed, whole_paragraphs
from tracker.documents.pdf_rows import Line, in_reading_order, rows_of
from tracker.documents.pdf_rules import read_rules
from tracker.documents.pdf_running_tables import RunningTables
from tracker.documents.pdf_stamps import signing_times, stamped_on
from tracker.documents.pdf_tables import Table, find_tables
from tracker.documents.pdf_words import read_sheet
from tracker.documents.syllables import vietnamese_share
from tracker.documents.text_reader import OLD_ENCODING
from tracker.domain.errors import RefusedFile
from tracker.domain.message_ids import N_
from tracker.reading.raw_line import Place, RawLine, RawText

SCAN = N_(
    "Tệp PDF là bản quét (ảnh chụp trang giấy), không có lớp chữ nên chưa đọc được. "
    "Hãy tải lên tệp .docx hoặc PDF xuất từ Word, hoặc dán nội dung văn bản."
)
PARTLY_SCAN = N_(
    "Một số trang của tệp PDF là ảnh quét, không có lớp chữ nên chưa đọc được; "
    "hãy đối chiếu với bản gốc."
)
GARBLED = N_(
    "Chữ trong tệp PDF không đọc được đúng (phông chữ không kèm bảng mã); "
    "nên tải lên tệp .docx hoặc dán nội dung văn bản."
)

SECONDS = 60.0
"""Longer than 1500 pages take; a file that needs more is made to take long."""

LETTER_LIMIT = 5_000_000
_WIDER_GAP = 1.3
_SAME_START = 2.0
"""Points between two starts of a line that count as one."""

_BLANK = 0.25
_DEEPEST_INDENT = 40
_FEWEST_MARKED = 30


@dataclass(slots=True)
class _Page:
    number: int
    height: float
    width: float
    lines: list[Line]
    tables: list[Table]
    separators: tuple[float, ...]
    stamps: list[str]


def read_pdf(data: bytes, name: str) -> RawText:
    """All lines in reading order with their page (from 1).

    A line's indentation is kept as blanks in front, a gap wider than usual as an empty line.
    Raises ``RefusedFile`` when the file is broken, locked, or too much to read. Pages without
    a text layer have no lines and are named in a remark.
    """
    with PDFIUM:
        document = open_pdf(data, name)
        try:
            pages = list(_pages(document, name))
            signed = signing_times(document)
        except pdfium.PdfiumError as error:
            raise _too_much(name) from error
        finally:
            document.close()
    if not any(page.lines or page.tables for page in pages):
        stamps = tuple(_stamps(pages, signed))
        return RawText(stamps, len(pages), (SCAN,))
    remarks = _in_unicode(pages)
    if any(not (page.lines or page.tables) for page in pages):
        remarks.append(PARTLY_SCAN)
    return RawText(tuple(_lines(pages, signed)), len(pages), tuple(remarks))


def _pages(document: Any, name: str) -> Iterator[_Page]:
    deadline = time.monotonic() + SECONDS
    letters = 0
    for number in range(len(document)):
        page = document[number]
        text_page = page.get_textpage()
        try:
            sheet = read_sheet(page, text_page)
            rules = read_rules(page, sheet)
        finally:
            text_page.close()
            page.close()
        letters += sum(len(word.text) for word in sheet.words)
        if letters > LETTER_LIMIT or time.monotonic() > deadline:
            raise _too_much(name)
        stamped = stamped_on(document, number, sheet)
        tables, outside = find_tables((*sheet.words, *stamped.words), rules)
        lines = in_reading_order(rows_of(outside), sheet.width)
        stamps = [" ".join(sheet.aslant)] if sheet.aslant else []
        stamps += stamped.lines
        yield _Page(
            number + 1,
            sheet.height,
            sheet.width,
            lines,
            tables,
            separators(rules, sheet.width),
            stamps,
        )


def _too_much(name: str) -> RefusedFile:
    return RefusedFile(
        "Tệp PDF “%(name)s” quá phức tạp hoặc bị hỏng, không đọc hết được. "
        "Hãy xuất lại tệp PDF từ văn bản gốc, hoặc tách phần cần dùng thành tệp riêng.",
        name=name,
    )


def _lines(pages: Sequence[_Page], signed: Sequence[str]) -> list[RawLine]:
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
    return [*whole_paragraphs(placed), *_stamps(pages, signed)]


def _stamps(pages: Iterable[_Page], signed: Iterable[str]) -> Iterator[RawLine]:
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
        " " * indent + clean_line(line.text).lstrip(), place, page, bold=line.bold, centred=centred
    )


def _margins(pages: Sequence[_Page]) -> dict[int, tuple[float, float]]:
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


def _usual_pitch(pages: Iterable[_Page]) -> float:
    """From line to line inside a paragraph, in points."""
    steps = [
        below.base - above.base
        for page in pages
        for above, below in zip(page.lines, page.lines[1:], strict=False)
        if 0 < below.base - above.base < 4 * below.size
    ]
    return median(steps) if steps else 1.0


def _in_unicode(pages: Sequence[_Page]) -> list[str]:
    """Turn the letters of fonts without a table of letters to Unicode; what to tell a person."""
    texts = [line.text for page in pages for line in page.lines]
    texts += [c for page in pages for table in page.tables for row in table.rows for c in row]
    text = "\n".join(texts)
    legacy = recognised(text)
    if legacy is None:
        share, marked = vietnamese_share(text)
        return [GARBLED] if marked >= _FEWEST_MARKED and share < 0.5 else []
    for page in pages:
        page.lines = [replace(line, text=mended(line.text, legacy)) for line in page.lines]
        page.tables = [
            replace(table, rows=tuple(tuple(mended(c, legacy) for c in row) for row in table.rows))
            for table in page.tables
        ]
    return [OLD_ENCODING]
