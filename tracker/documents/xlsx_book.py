"""An Excel file as grids of text: merged cells filled in, hidden rows known, values not formulas.

Values are what Excel last computed. A cell merged downwards is repeated and one merged across is
not, as in a table of a Word file, so that the same list reads the same from both.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from openpyxl import load_workbook

from tracker.documents.clean_text import clean_line
from tracker.documents.file_kind import FileKind
from tracker.documents.office_package import OfficePackage
from tracker.documents.sniff import recognise
from tracker.documents.xlsx_layout import MOST_COLUMNS, Layout, layout_of, sheet_parts
from tracker.domain.errors import RefusedFile
from tracker.domain.vietnamese import day_words, number_words

MOST_ROWS = 2000
MOST_SHEETS = 30
_MOST_MERGED = 500_000
LONGEST_CELL = 10_000
_ERRORS = ("#REF!", "#N/A", "#NAME?", "#VALUE!", "#DIV/0!", "#NULL!", "#NUM!", "#SPILL!", "#CALC!")
_QUOTED = re.compile(r'"[^"]*"|\[[^\]]*\]|\\.')


@dataclass(frozen=True, slots=True)
class GridRow:
    """``number`` is the row's own in Excel; ``cells`` begin with column A, lines parted by LF.

    ``broken``: columns (from 0) whose formula has an error or was never computed.
    """

    number: int
    cells: tuple[str, ...]
    hidden: bool = False
    broken: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Sheet:
    """One sheet: its filled rows, and what is written outside the cells (margins, text boxes)."""

    name: str
    hidden: bool
    rows: tuple[GridRow, ...]
    outside: tuple[str, ...] = ()


def read_book(data: bytes, name: str) -> tuple[Sheet, ...]:
    """All sheets in their order.

    Raises RefusedFile for what is no sound .xlsx, or for a sheet of more than MOST_ROWS filled
    rows; nothing of a sheet is read beyond that.
    """
    recognise(data, name, allowed=(FileKind.XLSX,))
    package = OfficePackage(data, name)
    try:
        book = load_workbook(io.BytesIO(data), read_only=True, data_only=True, keep_links=False)
    except Exception as error:  # the library raises whatever its parser meets
        raise _unreadable(name) from error
    try:
        if len(book.worksheets) > MOST_SHEETS:
            raise RefusedFile(
                "Tệp có hơn %(most)s trang tính. Hãy lưu trang cần nhập thành tệp riêng.",
                most=MOST_SHEETS,
            )
        parts = sheet_parts(package)
        values = [(sheet, dict(_values(sheet))) for sheet in book.worksheets]
        return tuple(
            _sheet(sheet, found, layout_of(package, parts.get(sheet.title, "")))
            for sheet, found in values
        )
    except RefusedFile:
        raise
    except Exception as error:
        raise _unreadable(name) from error
    finally:
        book.close()


def _sheet(sheet: Any, values: dict[int, dict[int, str]], layout: Layout) -> Sheet:
    own = sorted(set(values) | set(layout.uncomputed))
    filled = 0
    for left, top, right, bottom in layout.merged:
        height = min(bottom - top + 1, MOST_ROWS)
        filled += height * (right - left + 1)
        if filled > _MOST_MERGED:  # merges may not overlap: no real list has that many
            raise ValueError("merged cells")
        text = values.get(top, {}).get(left, "")
        for number in range(top, top + height):
            cells = values.setdefault(number, {})
            cells.update(dict.fromkeys(range(left, right + 1), ""))
            cells[left] = text
    width = 1 + max((column for number in own for column in values.get(number, ())), default=-1)
    rows = tuple(_row(number, values.get(number, {}), width, layout) for number in own)
    return Sheet(sheet.title, sheet.sheet_state != "visible", rows, tuple(layout.outside))


def _row(number: int, cells: dict[int, str], width: int, layout: Layout) -> GridRow:
    wrong = {column for column, text in cells.items() if text in _ERRORS}
    return GridRow(
        number,
        tuple(cells.get(column, "") for column in range(width)),
        number in layout.hidden,
        tuple(sorted(wrong | layout.uncomputed.get(number, set()))),
    )


def _values(sheet: Any) -> Iterator[tuple[int, dict[int, str]]]:
    """The filled rows by their numbers; a sheet may claim a million empty ones."""
    sheet.reset_dimensions()
    filled = empty = 0
    for number, cells in enumerate(sheet.iter_rows(max_col=MOST_COLUMNS), start=1):
        texts = {place: text for place, cell in enumerate(cells) if (text := _text(cell))}
        filled, empty = (filled + 1, 0) if texts else (filled, empty + 1)
        if filled > MOST_ROWS:
            raise RefusedFile(
                "Trang tính “%(sheet)s” có hơn %(most)s dòng có chữ. Hãy chia danh mục thành nhiều "
                "tệp, hoặc xóa các dòng thừa, rồi tải lên lại.",
                sheet=sheet.title,
                most=number_words(MOST_ROWS),
            )
        if empty > MOST_ROWS:
            return
        if texts:
            yield number, texts


def _text(cell: Any) -> str:
    """What the cell shows, as far as it can be known without Excel."""
    value = cell.value
    if value is None:
        return ""
    if isinstance(value, datetime | date):
        return _day(value, str(cell.number_format))
    if isinstance(value, bool):
        return "có" if value else ""
    if isinstance(value, int | float):
        if "%" in str(cell.number_format):
            return f"{value * 100:g}%"
        return str(int(value)) if float(value).is_integer() else str(value)
    lines = (clean_line(line).strip() for line in re.split(r"\r\n|\r|\n|_x000D_", str(value)))
    return "\n".join(line for line in lines if line)[:LONGEST_CELL]


def _day(value: datetime | date, shape: str) -> str:
    """A day as typed: "5/2026" became the first of May and shows no day."""
    signs = _QUOTED.sub("", shape).lower()
    if "d" not in signs and "y" in signs:
        return f"Tháng {value.month}/{value.year}" if "m" in signs else f"Năm {value.year}"
    return day_words(value.date() if isinstance(value, datetime) else value)


def _unreadable(name: str) -> RefusedFile:
    return RefusedFile(
        "Tệp “%(name)s” không đọc được. Hãy mở bằng Excel, lưu lại dạng .xlsx rồi tải lên lại.",
        name=name,
    )
