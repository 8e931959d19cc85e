"""A .docx as its reader sees it: paragraphs with what their styles really come to.

Reads the XML alone (no library that would forgive) and resolves the chain of styles, so that a
layout test can ask "how large, how bold, how far in" instead of which tags stand there.
"""

from __future__ import annotations

import io
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from xml.etree.ElementTree import Element
from zipfile import ZipFile

from tracker.documents.safe_xml import parse_xml

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"


@dataclass(frozen=True)
class Look:
    """Points for sizes and spaces, millimetres for indents; ``line`` in lines (0: exact)."""

    size: float
    bold: bool
    italic: bool
    align: str
    before: float
    after: float
    line: float
    first_line: float
    left: float
    right: float
    rule: bool


@dataclass(frozen=True)
class Paragraph:
    """One paragraph: where it stands ("body", "table"), its style, its text and its look."""

    element: Element
    place: str
    style: str
    text: str
    look: Look


class Paper:
    """An opened .docx."""

    def __init__(self, content: bytes) -> None:
        with ZipFile(io.BytesIO(content)) as archive:
            self.names = [info.filename for info in archive.infolist()]
            self.parts = {name: archive.read(name) for name in self.names}

    def xml(self, part: str) -> Element:
        """The root of a part."""
        return parse_xml(self.parts[part])

    @cached_property
    def body(self) -> Element:
        found = self.xml("word/document.xml").find(f"{W}body")
        assert found is not None
        return found

    @cached_property
    def styles(self) -> dict[str, Element]:
        found = self.xml("word/styles.xml").findall(f"{W}style")
        return {value(style, "styleId"): style for style in found}

    @cached_property
    def paragraphs(self) -> list[Paragraph]:
        """All paragraphs in reading order, those in cells too."""
        return list(self._read(self.body, "body"))

    @cached_property
    def tables(self) -> list[list[list[str]]]:
        """Tables as rows of cell texts."""
        return [
            [
                ["\n".join(map(text_of, cell.findall(f"{W}p"))) for cell in row.findall(f"{W}tc")]
                for row in table.findall(f"{W}tr")
            ]
            for table in self.body.findall(f"{W}tbl")
        ]

    @property
    def sections(self) -> list[Element]:
        """The section properties, in order."""
        return list(self.body.iter(f"{W}sectPr"))

    def styled(self, *styles: str) -> list[Paragraph]:
        """The paragraphs that wear one of the styles."""
        return [paragraph for paragraph in self.paragraphs if paragraph.style in styles]

    def one(self, text: str) -> Paragraph:
        """The only paragraph whose text is or contains ``text``."""
        same = [p for p in self.paragraphs if p.text == text]
        found = same or [p for p in self.paragraphs if text in p.text]
        assert len(found) == 1, f"{text!r} stands {len(found)} times"
        return found[0]

    def rule_after(self, text: str) -> Paragraph:
        """The drawn line right below the paragraph with ``text``."""
        at = self.paragraphs.index(self.one(text))
        below = self.paragraphs[at + 1]
        assert below.look.rule, f"no line below {text!r}"
        return below

    def _read(self, parent: Element, place: str) -> Iterator[Paragraph]:
        for child in parent:
            if child.tag == f"{W}p":
                yield self._paragraph(child, place)
            elif child.tag in (f"{W}tbl", f"{W}tr", f"{W}tc"):
                yield from self._read(child, "table")

    def _paragraph(self, element: Element, place: str) -> Paragraph:
        style = value(element.find(f"{W}pPr/{W}pStyle"), "val")
        chain = [*self._chain(style), element]
        size = float(last(chain, "rPr/sz", "val", "0")) / 2
        rule = last(chain, "pPr/spacing", "lineRule", "auto")
        line = float(last(chain, "pPr/spacing", "line", "240"))
        look = Look(
            size=size,
            bold=last(chain, "rPr/b", "val", "0", absent="1") == "1",
            italic=last(chain, "rPr/i", "val", "0", absent="1") == "1",
            align=last(chain, "pPr/jc", "val", "left"),
            before=float(last(chain, "pPr/spacing", "before", "0")) / 20,
            after=float(last(chain, "pPr/spacing", "after", "0")) / 20,
            line=line / 240 if rule == "auto" else 0,
            first_line=millimetres(last(chain, "pPr/ind", "firstLine", "0")),
            left=millimetres(last(chain, "pPr/ind", "left", "0")),
            right=millimetres(last(chain, "pPr/ind", "right", "0")),
            rule=last(chain, "pPr/pBdr/top", "val", "") == "single",
        )
        return Paragraph(element, place, style, text_of(element), look)

    def _chain(self, style: str) -> list[Element]:
        """Defaults, then the oldest ancestor of the style, down to the style."""
        chain: list[Element] = []
        name = style
        while name:
            chain.insert(0, self.styles[name])
            name = value(self.styles[name].find(f"{W}basedOn"), "val")
        defaults = self.xml("word/styles.xml").find(f"{W}docDefaults/{W}rPrDefault")
        return [defaults, *chain] if defaults is not None else chain


def value(element: Element | None, name: str) -> str:
    """An attribute of the w: namespace, or the empty text."""
    return "" if element is None else element.get(f"{W}{name}", "")


def last(
    chain: list[Element], path: str, name: str, default: str, absent: str | None = None
) -> str:
    """The attribute as the last of the chain sets it; ``absent`` when only the tag stands."""
    found = default
    steps = "/".join(f"{W}{step}" for step in path.split("/"))
    for element in chain:
        tag = element.find(steps)
        if tag is not None:
            found = tag.get(f"{W}{name}", found if absent is None else absent)
    return found


def millimetres(twips: str) -> float:
    return round(int(twips) * 25.4 / 1440, 1)


def text_of(paragraph: Element) -> str:
    """Its letters, with a newline for each break."""
    return "".join(
        "\n" if one.tag == f"{W}br" else one.text or ""
        for one in paragraph.iter()
        if one.tag in (f"{W}t", f"{W}br")
    )


def outline(paper: Paper) -> str:
    """The paper as text to be reviewed by eye: one line a paragraph with its style."""
    lines: list[str] = []
    for child in paper.body:
        if child.tag == f"{W}p":
            lines.append(_line(child))
        elif child.tag == f"{W}tbl":
            for row in child.findall(f"{W}tr"):
                cells = [
                    " / ".join(filter(None, map(text_of, cell.findall(f"{W}p"))))
                    for cell in row.findall(f"{W}tc")
                ]
                lines.append("| " + " | ".join(cell.replace("\n", " ⏎ ") for cell in cells) + " |")
            lines.append("")
    return "\n".join(line.rstrip() for line in lines) + "\n"


def _line(paragraph: Element) -> str:
    style = value(paragraph.find(f"{W}pPr/{W}pStyle"), "val")
    ends = " --- next pages ---" if paragraph.find(f"{W}pPr/{W}sectPr") is not None else ""
    return f"[{style}] {text_of(paragraph)}".replace("\n", " ⏎ ").replace("\u00a0", "_") + ends
