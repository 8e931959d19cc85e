"""Rows → an Excel file with a heading that stays in sight; everything is text."""

from __future__ import annotations

import io
from collections.abc import Sequence
from dataclasses import dataclass

import xlsxwriter


@dataclass(frozen=True, slots=True)
class Column:
    """A heading; ``choices`` makes a list to pick from, ``width`` is in characters."""

    heading: str
    width: int = 20
    choices: tuple[str, ...] = ()
    needed: bool = False


@dataclass(frozen=True, slots=True)
class SheetPlan:
    """One sheet: its name, a line above the heading, the columns and the rows below."""

    name: str
    columns: Sequence[Column]
    rows: Sequence[Sequence[str]] = ()
    title: str = ""


def workbook(sheets: Sequence[SheetPlan]) -> bytes:
    """The bytes of an .xlsx. Texts that begin like formulas stay texts."""
    target = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with xlsxwriter.Workbook(target, options) as book:
        heading = book.add_format(
            {
                "bold": True,
                "border": 1,
                "text_wrap": True,
                "valign": "vcenter",
                "bg_color": "#DCE8EA",
            }
        )
        text = book.add_format({"num_format": "@", "text_wrap": True, "valign": "top"})
        lists = _Lists(book)
        for plan in sheets:
            _write(book, plan, heading, text, lists)
        lists.hide()
    return target.getvalue()


class _Lists:
    """Choices stand on a sheet of their own: Excel takes only 255 signs of them in a cell."""

    def __init__(self, book: xlsxwriter.Workbook) -> None:
        self._book = book
        self._sheet: xlsxwriter.worksheet.Worksheet | None = None
        self._used = 0

    def source(self, choices: Sequence[str]) -> str:
        """A reference to the cells that hold ``choices``."""
        if self._sheet is None:
            self._sheet = self._book.add_worksheet("Danh mục")
        column = self._used
        self._used += 1
        for row, choice in enumerate(choices):
            self._sheet.write_string(row, column, choice)
        letter = xlsxwriter.utility.xl_col_to_name(column)
        return f"='Danh mục'!${letter}$1:${letter}${len(choices)}"

    def hide(self) -> None:
        if self._sheet is not None:
            self._sheet.hide()


def _write(
    book: xlsxwriter.Workbook,
    plan: SheetPlan,
    heading: object,
    text: object,
    lists: _Lists,
) -> None:
    sheet = book.add_worksheet(plan.name)
    top = 0
    if plan.title:
        sheet.write_string(0, 0, plan.title)
        top = 1
    for place, column in enumerate(plan.columns):
        sheet.set_column(place, place, column.width, text)
        name = f"{column.heading} (*)" if column.needed else column.heading
        sheet.write_string(top, place, name, heading)
        if column.choices:
            rule = {"validate": "list", "source": lists.source(column.choices),
                    "error_type": "warning"}  # fmt: skip
            sheet.data_validation(top + 1, place, top + 500, place, rule)
    for row, cells in enumerate(plan.rows, start=top + 1):
        for place, cell in enumerate(cells):
            sheet.write_string(row, place, cell, text)
    sheet.freeze_panes(top + 1, 0)
