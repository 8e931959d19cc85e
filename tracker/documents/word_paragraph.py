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
        w("fldData"),
    }
)
_WORD_ART = "{urn:schemas-microsoft-com:vml}textpath"
"""Letters along a path: how Word draws a watermark."""

_SIGNS = {w("tab"): "\t", w("cr"): "\n", w("noBreakHyphen"): "-", w("ptab"): "\t"}


@dataclass(slots=True)
class Paragraph:
    """Text with "\\n" at soft line breaks, and what hangs on it."""

    text: str = ""
    bold: bool = False
    centred: bool = False
    goes_on: bool = False
    """The paragraph mark was deleted: the next paragraph continues this one."""
    contents: bool = False
    """A line of a table of contents."""
    num_id: int | None = None
    level: int | None = None
    style: str = ""
    boxes: list[Element] = field(default_factory=list)
    art: list[str] = field(default_factory=list)
    """Words that are drawn: a watermark."""
    notes: list[tuple[str, str]] = field(default_factory=list)
    """Footnotes and endnotes that are called: ("footnote", id)."""


@dataclass(frozen=True, slots=True)
class _Look:
    """What a run does to its letters."""

    bold: bool
    capitals: bool
    font: str


class ParagraphReader:
    """Reads paragraphs of one document against its styles."""

    def __init__(self, styles: Styles) -> None:
        self._styles = styles
        self._fields: list[bool] = []
        """The fields that are open in this paragraph: whether each has reached its result."""

    def read(self, node: Element) -> Paragraph:
        """The paragraph of a ``w:p``; its number is not counted here."""
        about = node.find(w("pPr"))
        style = self._styles.get(value(about, "pStyle"))
        found = Paragraph(style=style.ident)
        found.num_id, found.level = _numbering(about, style)
        align = value(about, "jc")
        found.centred = style.centred if align is None else align == "center"
        mark = about.find(w("rPr")) if about is not None else None
        found.goes_on = mark is not None and any(
            mark.find(w(name)) is not None for name in ("del", "moveFrom")
        )
        found.contents = style.contents
        self._fields = []
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
            elif tag == _WORD_ART:
                found.art.append(child.get("string", ""))
            elif tag == w("sdt") and _is_placeholder(child):
                continue
            elif tag == _MATH_TEXT:
                yield child.text or "", False
            else:
                yield from self._pieces(child, style, found)

    def _run(self, run: Element, style: Style, found: Paragraph) -> Iterator[tuple[str, bool]]:
        look = self._look(run.find(w("rPr")), style)
        if look is None:
            return
        for child in run:
            if child.tag == w("fldChar"):
                self._field(child.get(w("fldCharType"), ""))
            elif not all(self._fields):
                continue
            elif (sign := _sign(child, look)) is not None:
                yield sign, look.bold
            elif child.tag in (w("footnoteReference"), w("endnoteReference")):
                kind = "footnote" if child.tag == w("footnoteReference") else "endnote"
                found.notes.append((kind, child.get(w("id"), "")))
            elif child.tag not in _LEFT_OUT:
                yield from self._pieces((child,), style, found)

    def _look(self, about: Element | None, style: Style) -> _Look | None:
        """How the letters of a run look; None when they are hidden."""
        named = value(about, "rStyle")
        character = self._styles.get(named) if named is not None else Style()

        def decided(name: str, *, inherited: bool) -> bool:
            own = switch(about, name)
            return inherited if own is None else own

        if decided("vanish", inherited=style.hidden or character.hidden):
            return None
        return _Look(
            bold=decided("b", inherited=style.bold or character.bold),
            capitals=decided("caps", inherited=style.capitals or character.capitals),
            font=font_of(about) or character.font or style.font,
        )

    def _field(self, mark: str) -> None:
        """Between its begin and its separator a field says what it computes; then, the result."""
        if mark == "begin":
            self._fields.append(False)
        elif mark == "separate" and self._fields:
            self._fields[-1] = True
        elif mark == "end" and self._fields:
            self._fields.pop()


def _sign(node: Element, look: _Look) -> str | None:
    """The letters or the sign of one piece of a run; None when it is neither."""
    if node.tag == w("t"):
        text = by_font(node.text or "", look.font)
        return text.upper() if look.capitals else text
    if node.tag == w("br"):
        return "\n" if node.get(w("type"), "textWrapping") == "textWrapping" else ""
    return _symbol(node) if node.tag == w("sym") else _SIGNS.get(node.tag)


def _is_placeholder(control: Element) -> bool:
    """Whether a content control shows only its prompt ("Click to enter a date")."""
    return switch(control.find(w("sdtPr")), "showingPlcHdr") is True


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
