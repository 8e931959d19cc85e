"""Word files made part by part, so that a test shows the very XML it is about."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping
from xml.sax.saxutils import escape

_W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
_R = 'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
_MORE = (
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" '
    'xmlns:v="urn:schemas-microsoft-com:vml"'
)
NAMESPACES = f"{_W} {_R} {_MORE}"
_TYPES = "http://schemas.openxmlformats.org/package/2006/content-types"
_RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
_RELS = "application/vnd.openxmlformats-package.relationships+xml"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
WORD_MAIN = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"


def run(text: str, props: str = "") -> str:
    """A ``w:r`` with its text."""
    return f'<w:r><w:rPr>{props}</w:rPr><w:t xml:space="preserve">{escape(text)}</w:t></w:r>'


def para(*runs: str, props: str = "") -> str:
    """A ``w:p``; plain strings become runs."""
    inner = "".join(r if r.startswith("<") else run(r) for r in runs)
    return f"<w:p><w:pPr>{props}</w:pPr>{inner}</w:p>"


def numbered(text: str, num: int, level: int = 0) -> str:
    """A paragraph that Word numbers by itself."""
    props = f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{num}"/></w:numPr>'
    return para(*([text] if text else []), props=props)


def cell(*texts: str, span: int = 1, merge: str | None = None) -> str:
    """A ``w:tc``; ``merge`` is "restart" or "continue"."""
    props = f'<w:gridSpan w:val="{span}"/>' if span > 1 else ""
    props += f'<w:vMerge w:val="{merge}"/>' if merge else ""
    inner = "".join(t if t.startswith("<") else para(t) for t in texts) or para()
    return f"<w:tc><w:tcPr>{props}</w:tcPr>{inner}</w:tc>"


def table(*rows: str, ruled: bool = True) -> str:
    """A ``w:tbl`` of ready rows."""
    line = "single" if ruled else "none"
    borders = f'<w:tblBorders><w:insideH w:val="{line}"/></w:tblBorders>'
    return f"<w:tbl><w:tblPr>{borders}</w:tblPr>{''.join(rows)}</w:tbl>"


def row(*cells: str, props: str = "") -> str:
    """A ``w:tr``; plain strings become cells."""
    inner = "".join(c if c.startswith("<w:tc>") else cell(c) for c in cells)
    return f"<w:tr><w:trPr>{props}</w:trPr>{inner}</w:tr>"


def level(at: int, form: str, text: str, more: str = "", start: int = 1) -> str:
    """One ``w:lvl`` of a numbering definition."""
    return (
        f'<w:lvl w:ilvl="{at}"><w:start w:val="{start}"/><w:numFmt w:val="{form}"/>{more}'
        f'<w:lvlText w:val="{text}"/></w:lvl>'
    )


def definition(ident: int, *levels: str, more: str = "") -> str:
    """One ``w:abstractNum``."""
    return f'<w:abstractNum w:abstractNumId="{ident}">{more}{"".join(levels)}</w:abstractNum>'


def listing(num: int, ident: int, overrides: str = "") -> str:
    """One ``w:num``, pointing to its definition."""
    return f'<w:num w:numId="{num}"><w:abstractNumId w:val="{ident}"/>{overrides}</w:num>'


def word_file(body: str, **parts: str) -> bytes:
    """A .docx with this body; ``parts`` are the inner XML of numbering, styles, footnotes, header.

    ``header`` and ``footer`` make one part each.
    """
    files = {"word/document.xml": _root("document", f"<w:body>{body}</w:body>")}
    relations = ""
    roots = {"header": "hdr", "footer": "ftr"}
    for place, (kind, inner) in enumerate(parts.items(), start=1):
        files[f"word/{kind}.xml"] = _root(roots.get(kind, kind), inner)
        relations += f'<Relationship Id="rId{place}" Type="{_OFFICE}/{kind}" Target="{kind}.xml"/>'
    files["word/_rels/document.xml.rels"] = (
        f'<Relationships xmlns="{_RELATIONS}">{relations}</Relationships>'
    )
    files["_rels/.rels"] = (
        f'<Relationships xmlns="{_RELATIONS}"><Relationship Id="rId1" '
        f'Type="{_OFFICE}/officeDocument" Target="word/document.xml"/></Relationships>'
    )
    return package(files)


def package(
    files: Mapping[str, str | bytes], main_type: str = WORD_MAIN, main: str = "/word/document.xml"
) -> bytes:
    """A zip of these files with a content type list that names the main part."""
    types = (
        f'<Types xmlns="{_TYPES}"><Default Extension="rels" ContentType="{_RELS}"/>'
        '<Default Extension="xml" ContentType="application/xml"/>'
        f'<Override PartName="{main}" ContentType="{main_type}"/></Types>'
    )
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in {"[Content_Types].xml": types, **files}.items():
            archive.writestr(name, content)
    return target.getvalue()


def _root(name: str, inner: str) -> str:
    return f'<?xml version="1.0" encoding="UTF-8"?><w:{name} {NAMESPACES}>{inner}</w:{name}>'
