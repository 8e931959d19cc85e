"""The grid of a Word table: spans, merged cells, deleted rows; and tables that only place text."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from xml.etree.ElementTree import Element

from tracker.documents.word_styles import Styles, has_borders
from tracker.documents.word_xml import number, value, w

_WIDEST_GRID = 64
_LAYOUT_COLUMNS = 3
_LAYOUT_ROWS = 6
_LAYOUT_WORDS = ("Độc lập - Tự do", "Độc lập – Tự do", "Nơi nhận")


@dataclass(frozen=True, slots=True)
class Cell:
    """``shown`` is None for the continuation of a cell merged from the row above."""

    shown: Element | None
    span: int


@dataclass(frozen=True, slots=True)
class Row:
    """The cells of one row, after ``before`` columns that the row leaves free."""

    cells: tuple[Cell, ...]
    before: int


def rows(table: Element) -> Iterator[Row]:
    """The rows that stand when tracked changes are accepted."""
    for node in _inside(table, "tr"):
        about = node.find(w("trPr"))
        if about is not None and about.find(w("del")) is not None:
            continue
        cells = tuple(_cell(cell) for cell in _inside(node, "tc"))
        before = number(about, "gridBefore") or 0
        yield Row(cells, min(max(before, 0), _WIDEST_GRID))


def is_layout(table: Element, styles: Styles) -> bool:
    """Whether the table only places text side by side: the head of a paper, its signature block.

    Those have no lines, two or three columns and few rows; a table of one column is a frame.
    """
    found = list(rows(table))
    widths = {sum(cell.span for cell in row.cells) for row in found}
    if not widths or max(widths) == 1:
        return True
    if max(widths) > _LAYOUT_COLUMNS or len(found) > _LAYOUT_ROWS:
        return False
    about = table.find(w("tblPr"))
    drawn = has_borders(about, "tblBorders") or (
        styles.get(value(about, "tblStyle") or "").bordered and not _unbordered(about)
    )
    if not drawn:
        drawn = any(has_borders(cell.find(w("tcPr")), "tcBorders") for cell in table.iter(w("tc")))
    text = "".join(node.text or "" for node in table.iter(w("t")))
    return not drawn or any(words in text for words in _LAYOUT_WORDS)


def _unbordered(about: Element | None) -> bool:
    borders = about.find(w("tblBorders")) if about is not None else None
    return borders is not None and not has_borders(about, "tblBorders")


def _inside(parent: Element, name: str) -> Iterator[Element]:
    for child in parent:
        if child.tag == w(name):
            about = child.find(w("tcPr"))
            if about is None or about.find(w("cellDel")) is None:
                yield child
        elif child.tag in (w("sdt"), w("sdtContent"), w("customXml"), w("ins"), w("moveTo")):
            yield from _inside(child, name)


def _cell(node: Element) -> Cell:
    about = node.find(w("tcPr"))
    merge = value(about, "vMerge")
    going_on = merge is not None and merge != "restart"
    span = number(about, "gridSpan") or 1
    return Cell(None if going_on else node, min(max(span, 1), _WIDEST_GRID))
