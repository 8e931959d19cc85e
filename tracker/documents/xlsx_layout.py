"""What the values of an Excel sheet do not say: merges, hidden rows, formulas, words elsewhere."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from xml.etree.ElementTree import Element

from openpyxl.utils.cell import column_index_from_string, get_column_letter, range_boundaries

from tracker.documents.clean_text import clean_line
from tracker.documents.office_package import OfficePackage

MOST_COLUMNS = 60
_MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_DRAWN = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
_REL_ID = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
_MARGIN_CODES = re.compile(r'&(?:"[^"]*"|[LCRPNDTFAGZBIUESXY]|\d+|K[0-9A-F]{6})')


@dataclass(slots=True)
class Layout:
    """``merged``: left, top, right, bottom, all inclusive; columns from 0, rows from 1."""

    merged: list[tuple[int, int, int, int]] = field(default_factory=list)
    hidden: set[int] = field(default_factory=set)
    uncomputed: dict[int, set[int]] = field(default_factory=dict)
    outside: list[str] = field(default_factory=list)


def sheet_parts(package: OfficePackage) -> dict[str, str]:
    """Sheet name → part."""
    root = package.xml(package.main_part)
    relations = package.relations(package.main_part)
    found = {}
    for node in root.iter(f"{_MAIN}sheet") if root is not None else ():
        relation = relations.get(node.get(_REL_ID, ""))
        if relation is not None:
            found[node.get("name", "")] = relation.target
    return found


def layout_of(package: OfficePackage, part: str) -> Layout:
    """The layout of the sheet in ``part``. Raises RefusedFile for a part that is no sound XML."""
    root = package.xml(part) if part else None
    found = Layout()
    if root is None:
        return found
    for node in root.iter(f"{_MAIN}mergeCell"):
        left, top, right, bottom = range_boundaries(node.get("ref", ""))
        if left and top and right and bottom and left <= MOST_COLUMNS:
            found.merged.append((left - 1, top, min(right, MOST_COLUMNS) - 1, bottom))
    number = 0
    for row in root.iter(f"{_MAIN}row"):
        number = int(row.get("r") or number + 1)
        if row.get("hidden") in ("1", "true"):
            found.hidden.add(number)
        if uncomputed := _uncomputed(row):
            found.uncomputed[number] = uncomputed
    found.outside += _outside(package, part, root)
    return found


def column_letter(column: int) -> str:
    """0 → "A", as Excel heads its columns."""
    return str(get_column_letter(column + 1))


def _uncomputed(row: Element) -> set[int]:
    """The columns whose cell has a formula and no value."""
    found = set()
    for place, cell in enumerate(row):
        value = cell.findtext(f"{_MAIN}v") or ""
        if cell.find(f"{_MAIN}f") is not None and not value.strip():
            letters = re.match(r"[A-Z]+", cell.get("r", ""))
            found.add(column_index_from_string(letters.group()) - 1 if letters else place)
    return found


def _outside(package: OfficePackage, part: str, root: Element) -> list[str]:
    """The words of printed margins, text boxes and comments."""
    found: list[str] = []
    for node in root.iter():
        if node.tag.endswith(("Header", "Footer")) and node.text:
            found += _lines(_MARGIN_CODES.sub("\n", node.text))
    for relation in package.relations(part).values():
        if relation.kind in ("drawing", "comments"):
            found += _words_of(package, relation.target)
    return found


def _words_of(package: OfficePackage, part: str) -> list[str]:
    """The paragraphs of text boxes, the texts of comments."""
    root = package.xml(part)
    if root is None:
        return []
    blocks = [*root.iter(f"{_DRAWN}p"), *root.iter(f"{_MAIN}comment")]
    texts = ("".join(n.text or "" for n in b.iter() if n.tag.endswith("}t")) for b in blocks)
    return [line for text in texts for line in _lines(text)]


def _lines(text: str) -> list[str]:
    return [line for line in (clean_line(part).strip() for part in text.split("\n")) if line]
