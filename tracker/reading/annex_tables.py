"""Task lists in tables: which column says what, which rows are tasks and which are groups."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from tracker.reading.attribute_words import COLUMN_WORDS, Attribute
from tracker.reading.clause import Level
from tracker.reading.outline import Node

_COLUMNS = tuple((attribute, re.compile(words)) for attribute, words in COLUMN_WORDS)
_ROMAN_OR_LETTER = re.compile(r"^(?:[IVXLC]+|[A-ZĐ])\.?$")
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


def task_rows(nodes: Sequence[Node]) -> tuple[dict[int, TaskRow], set[int]]:
    """Task rows by clause number, and the numbers of all rows of task tables.

    A table is a task list when it has a column for the work and one for who or when; a table
    of targets, points or risks is none.
    """
    tasks: dict[int, TaskRow] = {}
    used: set[int] = set()
    table: _Table | None = None
    last: Node | None = None
    for node in nodes:
        if node.level is not Level.ROW:
            if node.level is not Level.PARAGRAPH or len(node.text) > 40:
                table = None
            last = None
            continue
        if last is not None and last.table != node.table:
            table = None
        last = node
        columns = columns_of(node.cells)
        if columns is not None:
            table = _Table(columns, len(node.cells)) if is_task_table(columns) else None
            if table is not None:
                used.add(node.ord)
            continue
        if table is None:
            continue
        used.add(node.ord)
        row = _read_row(node, table)
        if row is not None:
            tasks[node.ord] = row
    return tasks, used


def columns_of(cells: Sequence[str]) -> dict[int, Attribute] | None:
    """What each column says, if ``cells`` are a heading row; else None."""
    found: dict[int, Attribute] = {}
    for place, cell in enumerate(cells):
        bare = " ".join(cell.lower().split()).strip(" .:*")
        if not bare or len(bare) > 70:
            if len(bare) > 70:
                return None
            continue
        for attribute, pattern in _COLUMNS:
            if pattern.fullmatch(bare):
                found[place] = attribute
                break
    kinds = set(found.values())
    named = len(found)
    filled = sum(1 for cell in cells if cell.strip())
    if named < 2 or named < filled * 0.6:
        return None
    if Attribute.NUMBER in kinds or len(kinds - {Attribute.OTHER}) >= 3:
        return found
    return None


def is_task_table(columns: dict[int, Attribute]) -> bool:
    """Whether a table with these columns lists tasks."""
    kinds = set(columns.values())
    if Attribute.CONTENT not in kinds:
        return False
    return Attribute.LEAD in kinds or Attribute.TIME in kinds or Attribute.COORDINATING in kinds


def _read_row(node: Node, table: _Table) -> TaskRow | None:
    cells = list(node.cells)
    if all(re.fullmatch(r"\(?\d{0,2}\)?", cell.strip()) for cell in cells):
        return None
    distinct = {cell.strip().lower() for cell in cells if cell.strip()}
    values: dict[Attribute, str] = {}
    for place, attribute in table.columns.items():
        if place < len(cells) and cells[place].strip():
            value = _value(attribute, cells[place])
            if attribute is Attribute.TIME:
                values[attribute] = value  # of a beginning and an end the end counts
            values.setdefault(attribute, value)
    text = values.get(Attribute.CONTENT, "")
    number = values.get(Attribute.NUMBER, "").strip(" .")
    asks = [a for a in (Attribute.LEAD, Attribute.TIME, Attribute.COORDINATING) if values.get(a)]
    merged = len(distinct) <= 2 and len(distinct - {number.lower()}) == 1
    if merged or (not asks and _ROMAN_OR_LETTER.match(number)) or (not asks and not text):
        title = next((cell for cell in cells if len(cell.strip()) > 4), None)
        table.group = title or table.group
        table.above = {}
        return None
    if not text:
        return None
    if len(distinct - {number.lower()}) == 1 and text.isupper():
        table.group, table.above = text, {}
        return None
    _carry_down(values, table)
    return TaskRow(node, text, values, table.group)


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
