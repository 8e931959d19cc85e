"""A list in an Excel file → rows of text under known headings. Formulas give their last value.

The heading row may stand below a title; headings are compared without accents and case. Days
that Excel keeps as days become dd/mm/yyyy; a day typed as text stays as it was typed.
"""

from __future__ import annotations

import io
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from openpyxl import load_workbook

from tracker.documents.office_package import OfficePackage
from tracker.domain.errors import RefusedFile
from tracker.domain.vietnamese import day_words, fold, one_line

MOST_ROWS = 2000
MOST_COLUMNS = 60
_HEADING_WITHIN = 15
"""Rows from the top among which the heading is looked for."""


@dataclass(frozen=True, slots=True)
class SheetRow:
    """``number`` is the row's own number in Excel; ``values`` by the keys of the headings."""

    number: int
    values: Mapping[str, str]


def read_rows(
    data: bytes, name: str, headings: Mapping[str, str], *, needed: Sequence[str]
) -> list[SheetRow]:
    """The filled rows below the heading of the first sheet that has the ``needed`` columns.

    ``headings``: key → heading as the template writes it. Raises RefusedFile for what is no
    .xlsx, has no such heading, or more than MOST_ROWS rows.
    """
    package = OfficePackage(data, name)
    if package.kind != "xlsx":
        raise RefusedFile("Tệp “%(name)s” không phải là bảng Excel (.xlsx).", name=name)
    package.check_whole()
    try:
        book = load_workbook(io.BytesIO(data), read_only=True, data_only=True, keep_links=False)
    except Exception as error:  # the library raises whatever its parser meets
        raise _unreadable(name) from error
    try:
        for sheet in book.worksheets:
            found = _read_sheet(sheet, headings, needed)
            if found is not None:
                return found
    except RefusedFile:
        raise
    except Exception as error:
        raise _unreadable(name) from error
    finally:
        book.close()
    raise RefusedFile(
        "Không tìm thấy dòng tiêu đề có các cột: %(columns)s. Hãy dùng tệp mẫu.",
        columns=", ".join(headings[key] for key in needed),
    )


def _read_sheet(
    sheet: Any, headings: Mapping[str, str], needed: Sequence[str]
) -> list[SheetRow] | None:
    """The rows of one sheet; None when it has no such heading."""
    by_name = {fold(heading): key for key, heading in headings.items()}
    columns: dict[int, str] = {}
    rows: list[SheetRow] = []
    for number, cells in _texts(sheet):
        if not columns:
            if number > _HEADING_WITHIN:
                return None
            here = {
                place: by_name[_bare(text)]
                for place, text in enumerate(cells)
                if _bare(text) in by_name
            }
            columns = here if set(needed) <= set(here.values()) else {}
            continue
        values = {key: cells[place] for place, key in columns.items() if place < len(cells)}
        if any(values.values()):
            rows.append(SheetRow(number, values))
        if len(rows) > MOST_ROWS:
            raise RefusedFile(
                "Bảng có hơn %(most)s dòng. Hãy chia thành nhiều tệp.", most=MOST_ROWS
            )
    return rows if columns else None


def _texts(sheet: Any) -> Iterator[tuple[int, list[str]]]:
    """Rows as texts with their numbers; a sheet may claim a million empty rows."""
    sheet.reset_dimensions()
    empty = 0
    for number, cells in enumerate(
        sheet.iter_rows(max_col=MOST_COLUMNS, values_only=True), start=1
    ):
        texts = [cell_text(cell) for cell in cells]
        empty = 0 if any(texts) else empty + 1
        if empty > MOST_ROWS:
            return
        yield number, texts


def cell_text(value: object) -> str:
    """A value as it is read out: on one line, days as dd/mm/yyyy."""
    if value is None:
        return ""
    if isinstance(value, datetime):
        return day_words(value.date())
    if isinstance(value, date):
        return day_words(value)
    if isinstance(value, bool):
        return "có" if value else ""
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return one_line(str(value))


def _bare(text: str) -> str:
    """A heading without the marks that templates add ("Họ và tên (*)")."""
    return fold(text).replace("(*)", "").replace("*", "").strip()


def _unreadable(name: str) -> RefusedFile:
    return RefusedFile(
        "Tệp “%(name)s” không đọc được. Hãy mở bằng Excel, lưu lại dạng .xlsx rồi tải lên lại.",
        name=name,
    )
