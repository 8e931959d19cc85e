"""Task lists in tables: which column says what, which rows are tasks and which are groups."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from tracker.domain.vietnamese import fold, one_line
from tracker.reading.attribute_words import COLUMN_WORDS, Attribute
from tracker.reading.clause import Level, RowKind
from tracker.reading.outline import Node

_COLUMNS = tuple((attribute, re.compile(words)) for attribute, words in COLUMN_WORDS)
_BARE_COLUMNS = tuple((attribute, re.compile(fold(words))) for attribute, words in COLUMN_WORDS)
"""The same words for headings typed without accents."""
_TOTAL = re.compile(
    r"(?:tổng(?: cộng| số)?|cộng)(?: (?:số )?(?:nhiệm vụ|nội dung|công việc))?\s*(?:[:(\d].*)?",
    re.IGNORECASE,
)
_SIGNATURE = re.compile(
    r"(?:người (?:lập|lập biểu|lập bảng|tổng hợp|ký)|thủ trưởng(?: cơ quan| đơn vị)?|nơi nhận:?|"
    r"(?:tm|kt|tl|tuq)\. .{3,60}|(?:trưởng phòng|chánh văn phòng|chủ tịch|giám đốc)|"
    r"[\w\s]{2,40}, ngày [\d.…\s]*tháng [\d.…\s]*năm [\d.…\s]*|\((?:ký|đã ký)[^)]*\))",
    re.IGNORECASE,
)
_ROMAN_OR_LETTER = re.compile(r"^(?:[IVXLC]+|[A-ZĐ])\.?$")
_CARRIED = (Attribute.LEAD, Attribute.TIME)
"""Columns whose cells stand for several rows when they are merged."""
_NUMBERED = re.compile(r"\d+(?:\.\d+)*|[-–+•]")
_PART = re.compile(r"[-–+•]|[a-zđ]$")
_NOTHING = frozenset({"", "-", "–", "nt", '"', "''", "”", "x", "..."})
_REPEATING = frozenset({"nt", '"', "''", "”", "như trên"})


@dataclass(slots=True)
class TaskRow:
    """A row that is a task, with the cells that matter; ``group`` is the heading row above."""

    node: Node
    text: str
    cells: dict[Attribute, str]
    group: str | None = None


@dataclass(slots=True)
class _Table:
    columns: dict[int, Attribute] = field(default_factory=dict)
    width: int = 0
    group: str | None = None
    above: dict[Attribute, str] = field(default_factory=dict)
    at_head: bool = True
    ended: bool = False


def task_rows(nodes: Sequence[Node]) -> tuple[dict[int, TaskRow], dict[int, RowKind]]:
    """Task rows by clause number, and what each row of a task table is.

    A table is a task list when it has a column for the work and one for who or when; a table
    of targets, points or risks is none.
    """
    tasks: dict[int, TaskRow] = {}
    kinds: dict[int, RowKind] = {}
    table: _Table | None = None
    last: Node | None = None
    for place, node in enumerate(nodes):
        if node.level is not Level.ROW:
            if node.level is not Level.PARAGRAPH or len(node.text) > 40:
                table = None
            last = None
            continue
        if last is not None and last.table != node.table:
            table = None
        last = node
        columns = columns_of(node.cells)
        if table is not None and table.at_head:
            lower = columns or _lower_headings(node.cells)
            columns = {**table.columns, **lower} if lower else None
        if columns is not None:
            table = _Table(columns, len(node.cells)) if is_task_table(columns) else None
            if table is not None:
                kinds[node.ord] = RowKind.HEADINGS
            continue
        if table is None:
            continue
        below = nodes[place + 1] if place + 1 < len(nodes) else None
        kind, row = _read_row(node, table, heads=_heads(node, below, table))
        kinds[node.ord] = kind
        table.at_head = False
        if row is not None:
            tasks[node.ord] = row
    return tasks, kinds


def columns_of(cells: Sequence[str]) -> dict[int, Attribute] | None:
    """What each column says, if ``cells`` are a heading row; else None."""
    found = _named(cells)
    filled = sum(1 for cell in cells if cell.strip())
    if found is None or len(found) < 2 or len(found) < filled * 0.6:
        return None
    kinds = set(found.values())
    if Attribute.NUMBER in kinds or len(kinds - {Attribute.OTHER}) >= 3:
        return found
    return None


def _named(cells: Sequence[str]) -> dict[int, Attribute] | None:
    """The cells that bear the words of a heading; None where one is too long for a heading."""
    found: dict[int, Attribute] = {}
    for place, cell in enumerate(cells):
        bare = " ".join(cell.lower().split()).strip(" .:*")
        if len(bare) > 70:
            return None
        known = _BARE_COLUMNS if bare.isascii() else _COLUMNS
        attribute = next((what for what, words in known if bare and words.fullmatch(bare)), None)
        if attribute is not None:
            found[place] = attribute
    return found


def _lower_headings(cells: Sequence[str]) -> dict[int, Attribute] | None:
    """The second row of a heading in two rows: nothing but headings ("Chủ trì", "Phối hợp")."""
    found = _named(cells)
    filled = sum(1 for cell in cells if cell.strip())
    return found if found and len(found) == filled >= 2 else None


def is_task_table(columns: dict[int, Attribute]) -> bool:
    """Whether a table with these columns lists tasks."""
    kinds = set(columns.values())
    if Attribute.CONTENT not in kinds:
        return False
    return Attribute.LEAD in kinds or Attribute.TIME in kinds or Attribute.COORDINATING in kinds


def _read_row(node: Node, table: _Table, *, heads: bool) -> tuple[RowKind, TaskRow | None]:
    """What a row is; ``heads``: parts of it stand below ("1", then "1.1")."""
    cells = node.cells
    values: dict[Attribute, str] = {}
    for place, attribute in table.columns.items():
        if place < len(cells) and cells[place].strip():
            value = _value(attribute, cells[place])
            if attribute is Attribute.TIME:
                values[attribute] = value  # of a beginning and an end the end counts
            values.setdefault(attribute, value)
    number = values.get(Attribute.NUMBER, "").strip(" .")
    text = values.get(Attribute.CONTENT, "")
    if all(re.fullmatch(r"\(?\d{0,2}\)?", cell.strip()) for cell in cells):
        return RowKind.COLUMN_NUMBERS, None
    if table.ended or _is_signature(cells, number):
        table.ended = True
        return RowKind.SIGNATURE, None
    if not re.search(r"\d", number) and _TOTAL.fullmatch(text or next(filter(None, cells), "")):
        return RowKind.TOTAL, None
    if _is_group(cells, values, number, text, heads=heads):
        long = (cell for cell in cells if len(cell.strip()) > 4)
        table.group, table.above = next(long, table.group), {}
        return RowKind.GROUP, None
    if not text:
        return RowKind.NO_TEXT, None
    _carry_down(values, table)
    return RowKind.TASK, TaskRow(node, text, values, table.group)


def _is_group(
    cells: Sequence[str], values: dict[Attribute, str], number: str, text: str, *, heads: bool
) -> bool:
    """A title over several rows: one text alone, or a row that asks nobody for anything."""
    asks = any(values.get(what) for what in (*_CARRIED, Attribute.COORDINATING))
    alone = {cell.strip().lower() for cell in cells if cell.strip()} - {number.lower()}
    if asks:
        return bool(text) and len(alone) == 1
    if not text or _ROMAN_OR_LETTER.match(number):
        return True
    return len(alone) == 1 and (heads or text.isupper() or not _NUMBERED.fullmatch(number))


def _heads(node: Node, below: Node | None, table: _Table) -> bool:
    """Whether the row below is a part of this one: "1.1" or "-" under "1", or without a number."""
    if below is None or below.level is not Level.ROW or below.table != node.table:
        return False
    column = next((p for p, what in table.columns.items() if what is Attribute.NUMBER), None)
    if column is None or column >= min(len(node.cells), len(below.cells)):
        return True
    own, under = (one_line(row.cells[column]).strip(" .)") for row in (node, below))
    if not under:
        filled = next((cell for cell in below.cells if cell.strip()), "")
        return not (_TOTAL.fullmatch(one_line(filled)) or _is_signature(below.cells, under))
    return under.startswith(f"{own}.") or bool(_PART.match(under) and not _PART.match(own))


def _is_signature(cells: Sequence[str], number: str) -> bool:
    """A row without a number in which every filled cell says who signs."""
    filled = [one_line(cell) for cell in cells if cell.strip()]
    return not number and all(_SIGNATURE.fullmatch(cell) for cell in filled)


def _carry_down(values: dict[Attribute, str], table: _Table) -> None:
    """An empty or "nt" cell of a merged column takes the value of the row above."""
    for attribute in (Attribute.LEAD, Attribute.TIME, Attribute.COORDINATING):
        value = values.get(attribute, "")
        merged = not value and attribute is not Attribute.COORDINATING
        if value.lower() in _REPEATING or merged:
            if attribute in table.above and attribute in table.columns.values():
                values[attribute] = table.above[attribute]
        elif value.lower() not in _NOTHING:
            table.above[attribute] = value
        else:
            values.pop(attribute, None)


def _value(attribute: Attribute, cell: str) -> str:
    """A cell in one line; in a column of units a line break parts two units."""
    lines = [line.strip() for line in cell.split("\n") if line.strip()]
    if attribute not in (Attribute.LEAD, Attribute.COORDINATING):
        return " ".join(lines)
    joined = ""
    for line in lines:
        bare = re.sub(r"^[-+•]\s*", "", line)
        going_on = bare[:1].islower() or joined.endswith((",", ";", " và", "-", ":"))
        joined += ("" if not joined else " " if going_on else "; ") + bare
    return joined
