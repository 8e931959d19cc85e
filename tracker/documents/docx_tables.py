"""Ruled tables of figures and lists: fixed widths, repeated head, rows that do not break badly.

A row breaks between pages only when it is so tall that it could fill one; the last rows of a
table go to the next page together, so that none of them lies there alone.

Rows are written as text, one after the other, so that an annex of 20,000 rows costs as much per
row as one of ten.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby

from tracker.documents.docx_markup import Xml, attribute, paragraph, twips
from tracker.documents.docx_styles import TABLE_GRID, Style

#: A row of more lines than these (about a third of a page that lies across) may break.
TALL_LINES = 14
#: So many rows at the end stay on one page.
LAST_TOGETHER = 3
#: The mean width of a letter of a table's text (11 points), and both margins of its cell.
_LETTER_MM, _CELL_MARGINS_MM = 1.75, 2.5


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its head, its width, the ``group`` head over it (empty: none).

    ``upright`` writes the head from bottom to top, for narrow columns of numbers.
    """

    head: str
    width_mm: float
    group: str = ""
    number: bool = False
    upright: bool = False


@dataclass(frozen=True, slots=True)
class Row:
    """The cells of a row, one for each column. A ``strong`` row is a total.

    A strong row of one cell is a heading: it reaches over all columns and stays with what follows.
    """

    cells: Sequence[str]
    strong: bool = False


def data_table(
    columns: Sequence[Column],
    rows: Iterable[Row],
    *,
    title: str,
    head_mm: float = 0,
    kept: int = 0,
    together: int = LAST_TOGETHER,
) -> Xml:
    """The table; ``title`` is what a screen reader says, ``head_mm`` the least height of heads.

    The last ``kept`` rows stay on the page of the paragraph that follows (its note); without any,
    the last ``together`` stay with each other.
    """
    grid = "".join(f'<w:gridCol w:w="{twips(column.width_mm)}"/>' for column in columns)
    width = sum(twips(column.width_mm) for column in columns)
    drawn = list(rows)
    loose, end = len(drawn) - (kept or together), len(drawn) - (not kept)
    body = "".join(_body_row(columns, row, kept=loose <= n < end) for n, row in enumerate(drawn))
    return Xml(
        f'<w:tbl><w:tblPr><w:tblStyle w:val="{TABLE_GRID}"/><w:tblW w:w="{width}" w:type="dxa"/>'
        f'<w:tblLayout w:type="fixed"/><w:tblLook w:val="0420" w:firstRow="1" w:noVBand="1"/>'
        f"<w:tblCaption w:val={attribute(title)}/></w:tblPr>"
        f"<w:tblGrid>{grid}</w:tblGrid>{_head_rows(columns, head_mm)}{body}</w:tbl>"
    )


def _head_rows(columns: Sequence[Column], head_mm: float) -> str:
    """One row of heads, or two where some columns stand under a common one."""
    grouped = any(column.group for column in columns)
    leaves = "".join(
        _cell(
            _head(column, "" if grouped and not column.group else column.head),
            column.width_mm,
            merge="continue" if grouped and not column.group else "",
            upright=column.upright,
        )
        for column in columns
    )
    if not grouped:
        return _head_row(leaves, head_mm)
    return _head_row("".join(_group_cells(columns)), 0) + _head_row(leaves, head_mm)


def _group_cells(columns: Sequence[Column]) -> Iterable[str]:
    for group, members in groupby(columns, key=lambda column: column.group):
        under = list(members)
        if group:
            width = sum(column.width_mm for column in under)
            yield _cell(paragraph(Style.TABLE_HEAD, group), width, span=len(under))
        else:
            for column in under:
                head = _head(column, column.head)
                yield _cell(head, column.width_mm, merge="restart", upright=column.upright)


def _head(column: Column, text: str) -> Xml:
    return paragraph(Style.TABLE_UPRIGHT if column.upright else Style.TABLE_HEAD, text)


def _head_row(cells: str, height_mm: float) -> str:
    height = f'<w:trHeight w:val="{twips(height_mm)}" w:hRule="atLeast"/>' if height_mm else ""
    return f"<w:tr><w:trPr><w:cantSplit/>{height}<w:tblHeader/></w:trPr>{cells}</w:tr>"


def _body_row(columns: Sequence[Column], row: Row, *, kept: bool) -> str:
    if row.strong and len(row.cells) == 1:
        return _heading_row(columns, row.cells[0])
    tall = is_tall(columns, row.cells)
    keep = "<w:keepNext/>" if kept and not tall else ""
    cells = "".join(
        _cell(paragraph(_style(column, row), text, properties=keep), column.width_mm)
        for column, text in zip(columns, row.cells, strict=True)
    )
    whole = "" if tall else "<w:trPr><w:cantSplit/></w:trPr>"
    return f"<w:tr>{whole}{cells}</w:tr>"


def is_tall(columns: Sequence[Column], cells: Sequence[str]) -> bool:
    """Whether the row could fill a page: kept whole, it would leave one empty, or be cut off."""
    return any(
        text.count("\n") + len(text) * _LETTER_MM / (column.width_mm - _CELL_MARGINS_MM)
        > TALL_LINES
        for column, text in zip(columns, cells, strict=True)
    )


def _heading_row(columns: Sequence[Column], text: str) -> str:
    said = paragraph(Style.TABLE_TOTAL_TEXT, text, properties="<w:keepNext/>")
    cell = _cell(said, sum(column.width_mm for column in columns), span=len(columns))
    return f"<w:tr><w:trPr><w:cantSplit/></w:trPr>{cell}</w:tr>"


def _style(column: Column, row: Row) -> Style:
    if row.strong:
        return Style.TABLE_TOTAL_NUMBER if column.number else Style.TABLE_TOTAL_TEXT
    return Style.TABLE_NUMBER if column.number else Style.TABLE_TEXT


def _cell(
    content: Xml, width_mm: float, *, span: int = 1, merge: str = "", upright: bool = False
) -> str:
    return (
        f'<w:tc><w:tcPr><w:tcW w:w="{twips(width_mm)}" w:type="dxa"/>'
        + (f'<w:gridSpan w:val="{span}"/>' if span > 1 else "")
        + (f'<w:vMerge w:val="{merge}"/>' if merge else "")
        + ('<w:textDirection w:val="btLr"/>' if upright else "")
        + f'<w:vAlign w:val="center"/></w:tcPr>{content}</w:tc>'
    )
