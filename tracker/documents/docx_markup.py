"""The smallest words of WordprocessingML: text made safe, runs, paragraphs, lengths.

Papers are written as XML directly: a library's cell-by-cell access is quadratic for long
annexes, and the same snapshot must give the same bytes. ``Xml`` marks what is already markup,
so that the type checker sees every text that was not escaped.
"""

from __future__ import annotations

import re
from typing import NewType
from xml.sax.saxutils import escape, quoteattr

from tracker.domain.vietnamese import nfc

Xml = NewType("Xml", str)

NAMESPACES = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
)

_BREAKS = re.compile("\r\n|[\r\x0b\x0c\x85\u2028\u2029]")
_ILLEGAL = re.compile("[^\n\x20-\x7e\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def clean(text: str) -> str:
    """NFC without what XML cannot carry; every kind of line break is a newline, a tab a blank."""
    return _ILLEGAL.sub("", _BREAKS.sub("\n", nfc(text).replace("\t", " ")))


def attribute(text: str) -> Xml:
    """``text`` as a quoted attribute value."""
    return Xml(quoteattr(clean(text).replace("\n", " ")))


def run(text: str) -> Xml:
    """One run in the style of its paragraph; a newline breaks the line."""
    lines = escape(clean(text)).split("\n")
    parts = "<w:br/>".join(f'<w:t xml:space="preserve">{line}</w:t>' for line in lines)
    return Xml(f"<w:r>{parts}</w:r>" if text else "")


def bold_run(text: str) -> Xml:
    """One bold run within a paragraph that is not."""
    look = '<w:rPr><w:rStyle w:val="Strong"/></w:rPr>'
    return Xml(str(run(text)).replace("<w:r>", f"<w:r>{look}", 1))


def page_number() -> Xml:
    """The number of the page, kept up to date by the word processor."""
    return Xml('<w:fldSimple w:instr=" PAGE "><w:r><w:t>2</w:t></w:r></w:fldSimple>')


def paragraph(
    style: str, text: str = "", *, properties: str = "", content: Xml | None = None
) -> Xml:
    """A paragraph of a named style. ``properties`` are further ``w:pPr`` children, in order."""
    inner = run(text) if content is None else content
    return Xml(f'<w:p><w:pPr><w:pStyle w:val="{style}"/>{properties}</w:pPr>{inner}</w:p>')


def indent(left_mm: float, right_mm: float) -> Xml:
    """Indents on both sides, replacing those of the style."""
    return Xml(f'<w:ind w:left="{twips(left_mm)}" w:right="{twips(right_mm)}" w:firstLine="0"/>')


def joined(pieces: list[Xml]) -> Xml:
    """The pieces one after the other."""
    return Xml("".join(pieces))


def twips(millimetres: float) -> int:
    """Twentieths of a point, in which Word measures paper."""
    return round(millimetres * 1440 / 25.4)
