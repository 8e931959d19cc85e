"""What a paragraph inherits from its styles: alignment, boldness, font, numbering."""

from __future__ import annotations

import re
from dataclasses import dataclass
from xml.etree.ElementTree import Element

from tracker.documents.word_xml import number, switch, value, w

_LONGEST_CHAIN = 20
_CONTENTS = re.compile(r"(?:toc \d|contents \d|table of figures)$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Style:
    """One style with everything it inherits already resolved."""

    centred: bool = False
    bold: bool = False
    font: str = ""
    num_id: int | None = None
    level: int | None = None
    ident: str = ""
    bordered: bool = False
    capitals: bool = False
    hidden: bool = False
    contents: bool = False
    """A line of a table of contents: it repeats a heading and its page."""


class Styles:
    """All styles of a document; unknown names give the default."""

    def __init__(self, root: Element | None) -> None:
        self._nodes: dict[str, Element] = {}
        self._known: dict[str, Style] = {}
        self._default = ""
        self._base_font = ""
        if root is None:
            return
        defaults = root.find(f"{w('docDefaults')}/{w('rPrDefault')}/{w('rPr')}")
        self._base_font = font_of(defaults) or ""
        for node in root.findall(w("style")):
            ident = node.get(w("styleId"), "")
            self._nodes[ident] = node
            if node.get(w("type")) == "paragraph" and node.get(w("default")) in ("1", "true"):
                self._default = ident

    def get(self, ident: str | None) -> Style:
        """The style of this id; the default paragraph style for None."""
        name = self._default if ident is None else ident
        if name not in self._known:
            self._known[name] = self._resolved(name)
        return self._known[name]

    def _resolved(self, ident: str) -> Style:
        chain: list[Element] = []
        name: str | None = ident
        while name in self._nodes and len(chain) < _LONGEST_CHAIN:
            chain.append(self._nodes[name])
            name = value(chain[-1], "basedOn")
        centred = bold = bordered = capitals = hidden = contents = False
        font = self._base_font
        num_id: int | None = None
        level: int | None = None
        for node in reversed(chain):
            about, runs = node.find(w("pPr")), node.find(w("rPr"))
            numbering = about.find(w("numPr")) if about is not None else None
            align = value(about, "jc")
            heavy = switch(runs, "b")
            centred = centred if align is None else align == "center"
            bold = _decided(heavy, bold)
            font = font_of(runs) or font
            num_id = number(numbering, "numId") if numbering is not None else num_id
            level = number(numbering, "ilvl") if numbering is not None else level
            capitals = _decided(switch(runs, "caps"), capitals)
            hidden = _decided(switch(runs, "vanish"), hidden)
            contents = contents or _CONTENTS.match(value(node, "name") or "") is not None
            bordered = bordered or has_borders(node.find(w("tblPr")), "tblBorders")
        return Style(
            centred=centred,
            bold=bold,
            font=font,
            num_id=num_id,
            level=level,
            ident=ident,
            bordered=bordered,
            capitals=capitals,
            hidden=hidden,
            contents=contents,
        )


def _decided(own: bool | None, inherited: bool) -> bool:
    return inherited if own is None else own


def font_of(runs: Element | None) -> str | None:
    """The font that Latin letters are shown in; None when a run does not name one."""
    fonts = runs.find(w("rFonts")) if runs is not None else None
    return None if fonts is None else fonts.get(w("ascii")) or fonts.get(w("hAnsi"))


def has_borders(about: Element | None, name: str) -> bool:
    """Whether a table or cell draws any line of its own."""
    borders = about.find(w(name)) if about is not None else None
    return borders is not None and any(
        side.get(w("val"), "none") not in ("none", "nil") for side in borders
    )
