"""Tables that run over several PDF pages become one: headings once, broken rows whole again."""

from __future__ import annotations

from tracker.documents.clean_text import clean_line
from tracker.documents.pdf_tables import Cells, Table
from tracker.reading.raw_line import Place, RawLine

_SAME_COLUMN = 6.0
_ENDS = (".", ";", ":", "!", "?")


class RunningTables:
    """Numbers the tables of a document from 1 and knows the one that may go on."""

    def __init__(self) -> None:
        self._count = 0
        self._columns: tuple[float, ...] = ()
        self._heading: Cells = ()
        self._doubts: frozenset[str] = frozenset()

    def add(self, lines: list[RawLine], table: Table, page: int, *, continues: bool) -> None:
        """Put the rows behind ``lines``. ``continues``: no text parts it from the table before."""
        self._doubts |= table.doubts
        same = continues and self._is_like(table)
        if not same:
            self._count += 1
            self._heading = table.rows[0] if table.rows else ()
        self._columns = table.columns
        opening = same
        for place, row in enumerate(table.rows):
            if row == self._heading and (same or place):
                continue
            above = _last_row(lines, self._count) if opening else None
            if above is not None and _is_broken(lines[above].cells, row):
                whole = _joined(lines[above].cells, row)
                lines[above] = self._table_row(whole, lines[above].page)
            else:
                lines.append(self._table_row(row, page))
            opening = False

    def _is_like(self, table: Table) -> bool:
        return len(table.columns) == len(self._columns) and all(
            abs(one - two) < _SAME_COLUMN
            for one, two in zip(table.columns, self._columns, strict=True)
        )

    def _table_row(self, row: Cells, page: int | None) -> RawLine:
        cells = tuple("\n".join(clean_line(part) for part in cell.split("\n")) for cell in row)
        text = " | ".join(cell.replace("\n", " ") for cell in cells)
        doubts = tuple(at for at, word in enumerate(text.split()) if word in self._doubts)
        return RawLine(
            text, Place.TABLE, page, whole=True, table=self._count, cells=cells, doubts=doubts
        )


def _last_row(lines: list[RawLine], table: int) -> int | None:
    for at in range(len(lines) - 1, -1, -1):
        if lines[at].table == table:
            return at
    return None


def _is_broken(above: Cells, row: Cells) -> bool:
    """Whether a page's first row is the rest of the last one: no number, and no new sentence."""
    if row[0] or not above[0] or len(above) != len(row):
        return False
    at = next((place for place, cell in enumerate(row) if cell), 0)
    return row[at][0].islower() or not above[at].endswith(_ENDS)


def _joined(above: Cells, row: Cells) -> Cells:
    return tuple(f"{one} {two}".strip() for one, two in zip(above, row, strict=True))
