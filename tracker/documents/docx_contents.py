"""A table of contents for long papers: marks on the headings, and lines that lead to them.

The page numbers are fields of their own that a word processor fills in when the paper is opened;
an annex counts its own pages, so it is listed without one.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from xml.sax.saxutils import unescape

from tracker.documents.docx_markup import Xml, joined, paragraph, run
from tracker.documents.docx_package import PaperSection
from tracker.documents.docx_styles import Style

#: Where the contents go in a paper's text; taken out again when there are none.
PLACE = Xml("<!-- contents -->")
TITLE = "MỤC LỤC"

_HEADING = re.compile(
    rf'<w:p><w:pPr><w:pStyle w:val="({Style.HEADING_1}|{Style.HEADING_2}|{Style.ANNEX_LABEL})"/>'
    r"</w:pPr>(<w:r>.*?</w:r>)</w:p>"
)
_NEXT_TITLE = re.compile(rf'<w:pStyle w:val="{Style.ANNEX_TITLE}"/></w:pPr><w:r>(.*?)</w:r>')
_TEXT = re.compile(r"<w:t[^>]*>(.*?)</w:t>")


@dataclass(frozen=True, slots=True)
class _Entry:
    """A line of the contents: where it leads, and whether it has a page of the text."""

    text: str
    mark: str
    style: Style
    has_page: bool


def with_contents(sections: Sequence[PaperSection]) -> list[PaperSection]:
    """The sections with their headings marked and listed at ``PLACE``."""
    entries: list[_Entry] = []
    marked = [replace(section, content=_marked(section.content, entries)) for section in sections]
    listed = _contents(entries) if entries else Xml("")
    return [replace(one, content=Xml(one.content.replace(PLACE, listed))) for one in marked]


def without_contents(sections: Sequence[PaperSection]) -> list[PaperSection]:
    """The sections of a paper that is too short for them."""
    return [replace(one, content=Xml(one.content.replace(PLACE, ""))) for one in sections]


def _marked(content: Xml, entries: list[_Entry]) -> Xml:
    """The text with a bookmark around each heading; what was found is added to ``entries``."""

    def mark(found: re.Match[str]) -> str:
        style, said = Style(found[1]), _words(found[2])
        annex = style is Style.ANNEX_LABEL
        if annex and (title := _NEXT_TITLE.search(content, found.end())):
            said = f"{said}. {_words(title[1]).capitalize()}"
        number = len(entries) + 1
        name = f"muc_{number}"
        lower = style is Style.HEADING_2
        entries.append(
            _Entry(said, name, Style.CONTENTS_2 if lower else Style.CONTENTS_1, not annex)
        )
        opened = f'<w:bookmarkStart w:id="{number}" w:name="{name}"/>{found[2]}'
        return found[0].replace(found[2], f'{opened}<w:bookmarkEnd w:id="{number}"/>')

    return Xml(_HEADING.sub(mark, content))


def _words(markup: str) -> str:
    return " ".join(unescape(text) for text in _TEXT.findall(markup))


def _contents(entries: Sequence[_Entry]) -> Xml:
    """Lines and not one field: LibreOffice would keep the numbers of such a field as they stand."""
    lines = [paragraph(entry.style, content=_line(entry)) for entry in entries]
    gap = paragraph(Style.JOINT, properties='<w:spacing w:before="240" w:after="0"/>')
    return joined([paragraph(Style.CONTENTS_TITLE, TITLE), *lines, gap])


def _line(entry: _Entry) -> Xml:
    page = (
        f'<w:r><w:tab/></w:r><w:fldSimple w:instr=" PAGEREF {entry.mark} \\h " w:dirty="true">'
        "<w:r><w:t>1</w:t></w:r></w:fldSimple>"
        if entry.has_page
        else ""
    )
    text = f'<w:hyperlink w:anchor="{entry.mark}" w:history="1">{run(entry.text)}{page}'
    return Xml(f"{text}</w:hyperlink>")
