"""A task list in an Excel sheet to raw lines: titles as lines, rows from the headings on as cells.

What the columns mean and what a row is, the reading room decides, by the same rules as for an
annex in a paper.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from tracker.documents.xlsx_book import GridRow, Sheet, read_book
from tracker.domain.message_ids import N_
from tracker.domain.vietnamese import day_words
from tracker.reading.annex_tables import columns_of, is_task_table
from tracker.reading.attribute_words import Attribute
from tracker.reading.raw_line import Place, RawLine, RawText

NO_LIST = N_("Không có trang tính nào có dòng tiêu đề của danh mục nhiệm vụ.")
OTHER_SHEETS = N_("Tệp còn các trang tính khác, không đọc ở lần này.")

_SERIAL = re.compile(r"\d{5}")
_EPOCH = date(1899, 12, 30)
_FIRST_SERIAL, _LAST_SERIAL = 36526, 73050
"""1/1/2000 and 31/12/2099 as Excel counts days."""


@dataclass(frozen=True, slots=True)
class SheetText:
    """``rows``: the sheet's row behind each raw line; ``first_column`` (from 0) that of cell 0."""

    raw: RawText
    rows: tuple[GridRow, ...]
    first_column: int
    has_headings: bool


def read_xlsx(data: bytes, name: str) -> RawText:
    """The lines of the first sheet in sight that holds a task list, else of the first at all."""
    sheets = read_book(data, name)
    sheet = list_sheet(sheets)
    text = sheet_text(sheet)
    remarks = [] if text.has_headings else [NO_LIST]
    if any(other.rows for other in sheets if other is not sheet):
        remarks.append(OTHER_SHEETS)
    return RawText(text.raw.lines, remarks=tuple(remarks))


def all_text(sheets: Sequence[Sheet], chosen: Sheet) -> RawText:
    """Everything that is written anywhere in the file, for the check of secrecy marks."""
    lines: list[str] = []
    for sheet in (chosen, *(other for other in sheets if other is not chosen)):
        lines += [sheet.name, *sheet.outside]
        lines += [piece for row in sheet.rows for cell in row.cells for piece in cell.split("\n")]
    return RawText(tuple(RawLine(line, whole=True) for line in lines if line))


def list_sheet(sheets: Sequence[Sheet], named: str = "") -> Sheet:
    """The sheet of this name, else the first in sight with the headings of a task list."""
    in_sight = [sheet for sheet in sheets if not sheet.hidden] or list(sheets)
    for sheet in sheets:
        if named and sheet.name == named:
            return sheet
    for sheet in in_sight:
        if any(_heads(row) for row in sheet.rows):
            return sheet
    return next((sheet for sheet in in_sight if sheet.rows), in_sight[0])


def sheet_text(sheet: Sheet) -> SheetText:
    """The sheet's lines: above the headings every cell is a line, below every row has its cells."""
    heading = next((at for at, row in enumerate(sheet.rows) if _heads(row)), None)
    listed = sheet.rows[heading:] if heading is not None else ()
    filled = [place for row in listed for place, cell in enumerate(row.cells) if cell]
    first, last = (min(filled), max(filled) + 1) if filled else (0, 0)
    lines: list[RawLine] = []
    rows: list[GridRow] = []
    for row in sheet.rows[:heading]:
        for piece in (piece for cell in row.cells for piece in cell.split("\n") if piece):
            lines.append(RawLine(piece, whole=True))
            rows.append(row)
    columns: dict[int, Attribute] = {}
    for row in listed:
        cells = row.cells[first:last]
        columns = {**columns, **(columns_of(cells) or {})}
        cells = tuple(_dated(cell, columns.get(place)) for place, cell in enumerate(cells))
        text = " | ".join(cell.replace("\n", " ") for cell in cells)
        lines.append(RawLine(text, Place.TABLE, whole=True, table=1, cells=cells))
        rows.append(row)
    return SheetText(RawText(tuple(lines)), tuple(rows), first, heading is not None)


def _heads(row: GridRow) -> bool:
    columns = columns_of(row.cells)
    return columns is not None and is_task_table(columns)


def _dated(cell: str, attribute: Attribute | None) -> str:
    """A number in a column of times that Excel forgot to show as a day."""
    if attribute is not Attribute.TIME or not _SERIAL.fullmatch(cell):
        return cell
    if not _FIRST_SERIAL <= int(cell) <= _LAST_SERIAL:
        return cell
    return day_words(_EPOCH + timedelta(days=int(cell)))
