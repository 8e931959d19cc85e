"""One Word paragraph as a reader sees it: tracked changes accepted, hidden text left out."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from xml.etree.ElementTree import Element

from tracker.documents.legacy_letters import by_font
from tracker.documents.word_styles import Style, Styles, font_of
from tracker.documents.word_xml import number, switch, value, w

_COMPATIBLE = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_MATH_TEXT = "{http://schemas.openxmlformats.org/officeDocument/2006/math}t"
_ALTERNATIVES, _CHOICE = f"{_COMPATIBLE}AlternateContent", f"{_COMPATIBLE}Choice"
_LEFT_OUT = frozenset(
    {
        w("del"),
        w("moveFrom"),
        w("rPr"),
        w("pPr"),
        w("delText"),
        w("instrText"),
        w("rt"),
        w("sdtPr"),
        w("footnoteRef"),
        w("annotationRef"),
    }
)
_SIGNS = {w("tab"): "\t", w("cr"): "\n", w("noBreakHyphen"): "-", w("ptab"): "\t"}


@dataclass(slots=True)
class Paragraph:
    """Text with "\\n" at soft line breaks, and what hangs on it."""

    text: str = ""
    bold: bool = False
    centred: bool = False
    goes_on: bool = False
    """The paragraph mark was deleted: the next paragraph continues this one."""
    num_id: int | None = None
    level: int | None = None
    style: str = ""
    boxes: list[Element] = field(default_factory=list)
    notes: list[tuple[str, str]] = field(default_factory=list)
    """Footnotes and endnotes that are called: ("footnote", id)."""


class ParagraphReader:
    """Reads paragraphs of one document against its styles."""

    def __init__(self, styles: Styles) -> None:
        self._styles = styles

    def read(self, node: Element) -> Paragraph:
        """The paragraph of a ``w:p``; its number is not counted here."""
        about = node.find(w("pPr"))
        style = self._styles.get(value(about, "pStyle"))
        found = Paragraph(style=style.ident)
        found.num_id, found.level = _numbering(about, style)
        align = value(about, "jc")
        found.centred = style.centred if align is None else align == "center"
        mark = about.find(w("rPr")) if about is not None else None
        found.goes_on = mark is not None and mark.find(w("del")) is not None
        pieces: list[str] = []
        weights: list[bool] = []
        for text, bold in self._pieces(node, style, found):
            pieces.append(text)
            if any(map(str.isalpha, text)):
                weights.append(bold)
        found.text = "".join(pieces)
        found.bold = bool(weights) and all(weights)
        return found

    def _pieces(
        self, nodes: Iterable[Element], style: Style, found: Paragraph
    ) -> Iterator[tuple[str, bool]]:
        for child in nodes:
            tag = child.tag
            if tag in _LEFT_OUT:
                continue
            if tag == w("r"):
                yield from self._run(child, style, found)
            elif tag == _ALTERNATIVES:
                choice = child.find(_CHOICE)
                chosen = choice if choice is not None else child
                yield from self._pieces(chosen, style, found)
            elif tag == w("txbxContent"):
                found.boxes.append(child)
            elif tag == _MATH_TEXT:
                yield child.text or "", False
            else:
                yield from self._pieces(child, style, found)

    def _run(self, run: Element, style: Style, found: Paragraph) -> Iterator[tuple[str, bool]]:
        about = run.find(w("rPr"))
        if switch(about, "vanish"):
            return
        named = value(about, "rStyle")
        character = self._styles.get(named) if named is not None else None
        heavy = switch(about, "b")
        bold = heavy if heavy is not None else style.bold or bool(character and character.bold)
        font = font_of(about) or (character.font if character else "") or style.font
        for child in run:
            tag = child.tag
            if tag == w("t"):
                yield by_font(child.text or "", font), bold
            elif tag in _SIGNS:
                yield _SIGNS[tag], bold
            elif tag == w("br"):
                if child.get(w("type"), "textWrapping") == "textWrapping":
                    yield "\n", bold
            elif tag == w("sym"):
                yield _symbol(child), bold
            elif tag in (w("footnoteReference"), w("endnoteReference")):
                kind = "footnote" if tag == w("footnoteReference") else "endnote"
                found.notes.append((kind, child.get(w("id"), "")))
            elif tag not in _LEFT_OUT:
                yield from self._pieces((child,), style, found)


def _numbering(about: Element | None, style: Style) -> tuple[int | None, int | None]:
    own = about.find(w("numPr")) if about is not None else None
    if own is None:
        return (style.num_id or None), style.level
    num_id = number(own, "numId")
    level = number(own, "ilvl")
    if num_id is None:
        return (style.num_id or None), level if level is not None else style.level
    return (num_id or None), level if level is not None else 0


def _symbol(node: Element) -> str:
    code = node.get(w("char"), "")
    try:
        return chr(int(code, 16))
    except (ValueError, OverflowError):
        return ""
