"""What is written in a Word, Excel or text file, a page at a time, for a look without Word.

A look costs little or is refused: a file that would take long to unpack is downloaded instead,
and only one file is taken apart at a time in a process, so that hostile ones hold up no others.
"""

from __future__ import annotations

import io
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import islice
from typing import Any

from openpyxl import load_workbook

from tracker.documents.docx_reader import read_docx
from tracker.documents.file_kind import MIME_TYPES, FileKind
from tracker.documents.office_package import OfficePackage
from tracker.documents.sheet_reader import cell_text
from tracker.documents.text_reader import read_text
from tracker.domain.errors import RefusedFile
from tracker.reading.raw_line import RawLine

LINES = 200
"""Lines of text on a page."""

ROWS = 100
"""Rows of a sheet on a page."""

MOST_ROWS = 2000
"""Rows of a sheet that are shown at all; the rest is for Excel."""

MOST_COLUMNS = 40
MOST_SHEETS = 30
LONGEST_CELL = 500
FILE_LIMIT = 20 * 1024 * 1024
"""Bytes of a file that is looked into."""

UNPACKED_LIMIT = 24 * 1024 * 1024
"""Bytes of all XML within it."""

WAIT_SECONDS = 10.0

TEXT_TYPES = frozenset(MIME_TYPES[kind] for kind in (FileKind.DOCX, FileKind.TEXT))
GRID_TYPE = MIME_TYPES[FileKind.XLSX]

_ONE_AT_A_TIME = threading.Lock()


@dataclass(frozen=True, slots=True)
class TextPage:
    """Lines ``first`` to ``last`` (from 1) of ``total``."""

    lines: tuple[RawLine, ...]
    number: int
    first: int
    last: int
    total: int

    @property
    def has_next(self) -> bool:
        return self.last < self.total


@dataclass(frozen=True, slots=True)
class GridPage:
    """Rows of one sheet, each with its own number in Excel. ``cut``: more than is ever shown."""

    sheets: tuple[str, ...]
    sheet: int
    rows: tuple[tuple[int, tuple[str, ...]], ...]
    columns: tuple[str, ...]
    number: int
    has_next: bool
    rows_cut: bool
    columns_cut: bool


def text_page(data: bytes, name: str, *, number: int) -> TextPage:
    """Page ``number`` (from 1) of a .docx or .txt. Raises RefusedFile with what to do instead."""
    with _one_at_a_time(data, name):
        if data.startswith(b"PK"):
            _refuse_large(OfficePackage(data, name), name)
            raw = read_docx(data, name)
        else:
            raw = read_text(data, name)
    lines = [line for line in raw.lines if line.text.strip()]
    pages = max(1, -(-len(lines) // LINES))
    number = min(max(number, 1), pages)
    first = (number - 1) * LINES
    here = tuple(lines[first : first + LINES])
    return TextPage(here, number, first + 1 if here else 0, first + len(here), len(lines))


def grid_page(data: bytes, name: str, *, sheet: int, number: int) -> GridPage:
    """Page ``number`` (from 1) of sheet ``sheet`` (from 1) of an .xlsx. Raises RefusedFile."""
    with _one_at_a_time(data, name):
        _refuse_large(OfficePackage(data, name), name)
        try:
            book = load_workbook(io.BytesIO(data), read_only=True, data_only=True, keep_links=False)
            try:
                return _grid(book, sheet, number)
            finally:
                book.close()
        except Exception as error:  # the library raises whatever its parser meets
            raise RefusedFile(
                "Không đọc được tệp “%(name)s” để xem trước. Hãy tải về rồi mở bằng Excel.",
                name=name,
            ) from error


def _grid(book: Any, sheet: int, number: int) -> GridPage:
    sheets = [one for one in book.worksheets if one.sheet_state == "visible"] or book.worksheets
    sheets = sheets[:MOST_SHEETS]
    sheet = min(max(sheet, 1), len(sheets))
    number = min(max(number, 1), MOST_ROWS // ROWS)
    chosen = sheets[sheet - 1]
    chosen.reset_dimensions()
    first = (number - 1) * ROWS
    read = list(
        enumerate(
            islice(
                chosen.iter_rows(max_col=MOST_COLUMNS + 1, values_only=True),
                first,
                first + ROWS + 1,
            ),
            start=first + 1,
        )
    )
    more = len(read) > ROWS
    texts = [(n, tuple(cell_text(cell)[:LONGEST_CELL] for cell in cells)) for n, cells in read]
    filled = [(n, cells) for n, cells in texts[:ROWS] if any(cells)]
    width = max((_width(cells) for _, cells in filled), default=0)
    last_page = number >= MOST_ROWS // ROWS
    shown = min(width, MOST_COLUMNS)
    return GridPage(
        sheets=tuple(str(one.title) for one in sheets),
        sheet=sheet,
        rows=tuple((n, (*cells[:shown], *([""] * (shown - len(cells))))) for n, cells in filled),
        columns=tuple(_letters(place) for place in range(shown)),
        number=number,
        has_next=more and not last_page,
        rows_cut=more and last_page,
        columns_cut=width > MOST_COLUMNS,
    )


def _width(cells: tuple[str, ...]) -> int:
    return max((place for place, text in enumerate(cells, start=1) if text), default=0)


def _letters(place: int) -> str:
    return chr(65 + place) if place < 26 else f"{chr(64 + place // 26)}{chr(65 + place % 26)}"


def _refuse_large(package: OfficePackage, name: str) -> None:
    if package.xml_size() > UNPACKED_LIMIT:
        raise _too_large(name)


@contextmanager
def _one_at_a_time(data: bytes, name: str) -> Iterator[None]:
    if len(data) > FILE_LIMIT:
        raise _too_large(name)
    if not _ONE_AT_A_TIME.acquire(timeout=WAIT_SECONDS):
        raise RefusedFile(
            "Hệ thống đang bận đọc tệp khác. Hãy thử lại sau ít giây hoặc tải tệp “%(name)s” về.",
            name=name,
        )
    try:
        yield
    finally:
        _ONE_AT_A_TIME.release()


def _too_large(name: str) -> RefusedFile:
    return RefusedFile(
        "Tệp “%(name)s” quá lớn để xem trước. Hãy tải về rồi mở bằng Word hoặc Excel.", name=name
    )
