"""Sections of a paper into the bytes of a .docx: parts, relations, header, properties.

The same paper gives the same bytes: parts in one order, one fixed time in the zip, all dates
from the paper itself. Page by decree 30/2020, annex I: A4, margins 20/20/30/15 mm, the page
number centred in the header, none on the first page, every annex counted from 1.
"""

from __future__ import annotations

import io
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from xml.sax.saxutils import escape
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from tracker.documents.docx_chart import BOOK_TYPE, CHART_TYPE, Chart, chart_files, relation_id
from tracker.documents.docx_markup import NAMESPACES, Xml, clean, page_number, paragraph, twips
from tracker.documents.docx_styles import FONT, LANGUAGE, Style, styles_part
from tracker.documents.docx_theme import theme_part

DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"

_DECLARATION = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_ZIP_TIME = (1980, 1, 1, 0, 0, 0)
_A4_MM = (210, 297)


@dataclass(frozen=True, slots=True)
class PaperSection:
    """Pages of one orientation with a numbering of their own: the body, or one annex."""

    content: Xml
    landscape: bool = False


@dataclass(frozen=True, slots=True)
class Properties:
    """What a file manager and a screen reader say about the paper. ``made_at`` is aware."""

    title: str
    author: str
    subject: str
    made_at: datetime


def package(
    sections: Sequence[PaperSection], properties: Properties, charts: Sequence[Chart] = ()
) -> bytes:
    """The .docx. ``charts`` are those that its text shows, numbered from 1 in this order."""
    parts = {
        "[Content_Types].xml": _content_types(len(charts)),
        "_rels/.rels": _relations({
            "rId1": (f"{_OFFICE}/relationships/officeDocument", "word/document.xml"),
            "rId2": (f"{_PACKAGE}/relationships/metadata/core-properties", "docProps/core.xml"),
        }),
        "word/document.xml": _document(sections),
        "word/_rels/document.xml.rels": _relations({
            "rId1": (f"{_OFFICE}/relationships/styles", "styles.xml"),
            "rId2": (f"{_OFFICE}/relationships/settings", "settings.xml"),
            "rId3": (f"{_OFFICE}/relationships/fontTable", "fontTable.xml"),
            "rId4": (f"{_OFFICE}/relationships/header", "header1.xml"),
            "rId5": (f"{_OFFICE}/relationships/header", "header2.xml"),
            "rId6": (f"{_OFFICE}/relationships/theme", "theme/theme1.xml"),
            **{
                relation_id(n): (f"{_OFFICE}/relationships/chart", f"charts/chart{n}.xml")
                for n in range(1, len(charts) + 1)
            },
        }),
        "word/styles.xml": styles_part(),
        "word/theme/theme1.xml": theme_part(),
        "word/settings.xml": _settings(),
        "word/fontTable.xml": _font_table(),
        "word/header1.xml": _header(page_number()),
        "word/header2.xml": _header(Xml("")),
        "docProps/core.xml": _core(properties),
    }  # fmt: skip
    out = io.BytesIO()
    with ZipFile(out, "w", ZIP_DEFLATED) as archive:
        for name, xml in parts.items():
            archive.writestr(_entry(name), (_DECLARATION + xml).encode("utf-8"))
        for n, chart in enumerate(charts, start=1):
            for name, content in chart_files(chart, n).items():
                archive.writestr(_entry(name), content)
    return out.getvalue()


def _entry(name: str) -> ZipInfo:
    entry = ZipInfo(name, _ZIP_TIME)
    entry.compress_type = ZIP_DEFLATED
    return entry


def _document(sections: Sequence[PaperSection]) -> str:
    """A section's properties stand in its last paragraph; those of the last one, in the body."""
    *earlier, last = sections
    body = "".join(
        section.content + paragraph(Style.JOINT, properties=_section(section))
        for section in earlier
    )
    body += last.content + paragraph(Style.JOINT) + _section(last)
    return f"<w:document {NAMESPACES}><w:body>{body}</w:body></w:document>"


def _section(section: PaperSection) -> str:
    width, height = (twips(side) for side in _A4_MM)
    size = (
        f'<w:pgSz w:w="{height}" w:h="{width}" w:orient="landscape"/>'
        if section.landscape
        else f'<w:pgSz w:w="{width}" w:h="{height}"/>'
    )
    return (
        '<w:sectPr><w:headerReference w:type="default" r:id="rId4"/>'
        '<w:headerReference w:type="first" r:id="rId5"/><w:type w:val="nextPage"/>'
        f'{size}<w:pgMar w:top="{twips(20)}" w:right="{twips(15)}" w:bottom="{twips(20)}" '
        f'w:left="{twips(30)}" w:header="{twips(10)}" w:footer="{twips(10)}" w:gutter="0"/>'
        '<w:pgNumType w:start="1"/><w:titlePg/></w:sectPr>'
    )


def _header(content: Xml) -> str:
    inner = paragraph(Style.PAGE_NUMBER, content=content)
    return f"<w:hdr {NAMESPACES}>{inner}</w:hdr>"


def _settings() -> str:
    """Word 2013 and later, so that nothing opens in a compatibility mode."""
    return (
        f'<w:settings {NAMESPACES}><w:zoom w:percent="100"/>'
        f'<w:defaultTabStop w:val="{twips(12.7)}"/>'
        '<w:characterSpacingControl w:val="doNotCompress"/>'
        '<w:compat><w:compatSetting w:name="compatibilityMode" '
        'w:uri="http://schemas.microsoft.com/office/word" w:val="15"/></w:compat>'
        f'<w:themeFontLang w:val="{LANGUAGE}"/><w:decimalSymbol w:val=","/>'
        '<w:listSeparator w:val=";"/></w:settings>'
    )


def _font_table() -> str:
    return (
        f'<w:fonts {NAMESPACES}><w:font w:name="{FONT}">'
        '<w:panose1 w:val="02020603050405020304"/><w:charset w:val="00"/>'
        '<w:family w:val="roman"/><w:pitch w:val="variable"/></w:font></w:fonts>'
    )


def _core(properties: Properties) -> str:
    made = properties.made_at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    title, author, subject = (
        escape(clean(text).replace("\n", " "))
        for text in (properties.title, properties.author, properties.subject)
    )
    time = 'xsi:type="dcterms:W3CDTF"'
    return (
        f'<cp:coreProperties xmlns:cp="{_PACKAGE}/metadata/core-properties" '
        'xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/" '
        'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">'
        f"<dc:title>{title}</dc:title><dc:subject>{subject}</dc:subject>"
        f"<dc:creator>{author}</dc:creator><cp:lastModifiedBy>{author}</cp:lastModifiedBy>"
        f"<dcterms:created {time}>{made}</dcterms:created>"
        f"<dcterms:modified {time}>{made}</dcterms:modified>"
        f"<dc:language>{LANGUAGE}</dc:language></cp:coreProperties>"
    )


def _relations(targets: dict[str, tuple[str, str]]) -> str:
    inner = "".join(
        f'<Relationship Id="{key}" Type="{kind}" Target="{target}"/>'
        for key, (kind, target) in targets.items()
    )
    return f'<Relationships xmlns="{_PACKAGE}/relationships">{inner}</Relationships>'


def _content_types(charts: int) -> str:
    kinds = {
        "/word/document.xml": f"{_WORD}.document.main+xml",
        "/word/styles.xml": f"{_WORD}.styles+xml",
        "/word/theme/theme1.xml": "application/vnd.openxmlformats-officedocument.theme+xml",
        "/word/settings.xml": f"{_WORD}.settings+xml",
        "/word/fontTable.xml": f"{_WORD}.fontTable+xml",
        "/word/header1.xml": f"{_WORD}.header+xml",
        "/word/header2.xml": f"{_WORD}.header+xml",
        "/docProps/core.xml": "application/vnd.openxmlformats-package.core-properties+xml",
    }
    kinds |= {f"/word/charts/chart{n}.xml": CHART_TYPE for n in range(1, charts + 1)}
    book = f'<Default Extension="xlsx" ContentType="{BOOK_TYPE}"/>' if charts else ""
    inner = "".join(
        f'<Override PartName="{name}" ContentType="{kind}"/>' for name, kind in kinds.items()
    )
    return (
        f'<Types xmlns="{_PACKAGE}/content-types">'
        '<Default Extension="rels" '
        'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Default Extension="xml" ContentType="application/xml"/>{book}{inner}</Types>'
    )
