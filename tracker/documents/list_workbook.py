"""A list as people see it → an Excel file: its conditions on top, days as days, nothing computed.

Rows are written as they come, one after the other: a long list needs no memory. What somebody
typed is always text, also where it begins like a formula.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from tempfile import TemporaryFile
from typing import IO, Any

import xlsxwriter

Cell = str | int | Decimal | date | datetime | None
"""A moment is a civil one, without its zone; a Decimal is shown with two places (a percentage)."""


@dataclass(frozen=True, slots=True)
class ListColumn:
    """A heading. ``width`` in characters; ``choices`` to pick from; ``to_fill``: for the reader."""

    heading: str
    width: int = 20
    choices: tuple[str, ...] = ()
    to_fill: bool = False
    hidden: bool = False


@dataclass(frozen=True, slots=True)
class ListSheet:
    """``about``: lines above the headings (what list, by which conditions, as of when)."""

    name: str
    about: Sequence[str]
    columns: Sequence[ListColumn]
    rows: Iterable[Sequence[Cell]]


def list_workbook(*plans: ListSheet) -> IO[bytes]:
    """The bytes of an .xlsx, at their beginning; closed by whoever reads them."""
    target = TemporaryFile()  # noqa: SIM115 — handed to the caller
    options = {
        "constant_memory": True,
        "strings_to_formulas": False,
        "strings_to_urls": False,
        "strings_to_numbers": False,
    }
    with xlsxwriter.Workbook(target, options) as book:
        for plan in plans:
            _Writer(book, plan).write()
    target.seek(0)
    return target


class _Writer:
    def __init__(self, book: xlsxwriter.Workbook, plan: ListSheet) -> None:
        self.plan = plan
        self.sheet = book.add_worksheet(plan.name)
        frame: dict[str, Any] = {"bold": True, "border": 1, "text_wrap": True, "valign": "vcenter"}
        self.title = book.add_format({"bold": True, "font_size": 13})
        self.heading = book.add_format({**frame, "bg_color": "#DCE8EA"})
        self.to_fill = book.add_format({**frame, "bg_color": "#FFF3CC"})
        self.text = book.add_format({"num_format": "@", "text_wrap": True, "valign": "top"})
        self.day = book.add_format({"num_format": "dd/mm/yyyy", "valign": "top", "align": "left"})
        self.moment = book.add_format(
            {"num_format": "dd/mm/yyyy hh:mm", "valign": "top", "align": "left"}
        )
        self.number = book.add_format({"num_format": "0", "valign": "top"})
        self.share = book.add_format({"num_format": "0.00", "valign": "top"})

    def write(self) -> None:
        columns, top = self.plan.columns, len(self.plan.about)
        for place, column in enumerate(columns):
            options = {"hidden": True} if column.hidden else None
            self.sheet.set_column(place, place, column.width, self.text, options)
        self.sheet.freeze_panes(top + 1, 0)
        for row, line in enumerate(self.plan.about):
            self.sheet.write_string(row, 0, line, self.title if row == 0 else None)
        for place, column in enumerate(columns):
            look = self.to_fill if column.to_fill else self.heading
            self.sheet.write_string(top, place, column.heading, look)
        row = top
        for row, cells in enumerate(self.plan.rows, start=top + 1):
            for place, cell in enumerate(cells):
                self._cell(row, place, cell)
        self._finish(top, row)

    def _cell(self, row: int, place: int, cell: Cell) -> None:
        if isinstance(cell, datetime):
            self.sheet.write_datetime(row, place, cell, self.moment)
        elif isinstance(cell, date):
            self.sheet.write_datetime(row, place, cell, self.day)
        elif isinstance(cell, Decimal):
            self.sheet.write_number(row, place, float(cell), self.share)
        elif isinstance(cell, int):
            self.sheet.write_number(row, place, cell, self.number)
        elif cell:
            self.sheet.write_string(row, place, cell, self.text)
        else:
            self.sheet.write_blank(row, place, None, self.text)

    def _finish(self, top: int, last: int) -> None:
        """Filters over the headings, lists to pick from, a paper that fits."""
        columns = self.plan.columns
        if last > top:
            self.sheet.autofilter(top, 0, last, len(columns) - 1)
        for place, column in enumerate(columns):
            if column.choices and last > top:
                rule = {"validate": "list", "source": list(column.choices)}
                self.sheet.data_validation(top + 1, place, last, place, rule)
        self.sheet.set_landscape()
        self.sheet.set_paper(9)
        self.sheet.fit_to_pages(1, 0)
        self.sheet.repeat_rows(top)
