"""XML from strangers: parsed without document types, so that no entity can multiply or reach out.

The parser of the standard library fetches nothing by itself; a document type is the only door
through which entities come in, and no part of an office file may have one.
"""

from __future__ import annotations

from xml.etree import ElementTree as ET
from xml.parsers import expat

DEEPEST = 400
"""Levels of nesting. Real papers with tables in tables stay below 60."""

_STRICT = b"http://purl.oclc.org/ooxml/"
_STRICT_NAMES = {
    b"http://purl.oclc.org/ooxml/wordprocessingml/main": b"http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    b"http://purl.oclc.org/ooxml/officeDocument/relationships": b"http://schemas.openxmlformats.org/officeDocument/2006/relationships",
}
"""Word's "Strict Open XML" says the same under other names."""


class BadXml(Exception):
    """Not well-formed, nested too deep, or with a document type."""


class _Seen(Exception):
    """The root element has begun: what may precede it is known."""


def parse_xml(raw: bytes) -> ET.Element:
    """The root element. Raises ``BadXml``; the size of ``raw`` is the caller's to limit."""
    _refuse_document_type(raw)
    if _STRICT in raw:
        for strict, usual in _STRICT_NAMES.items():
            raw = raw.replace(strict, usual)
    try:
        root = ET.fromstring(raw)  # noqa: S314 (document types are refused above)
    except (ET.ParseError, ValueError, LookupError) as error:
        raise BadXml(str(error)) from error
    _refuse_depth(root)
    return root


def _refuse_document_type(raw: bytes) -> None:
    """Read the prolog only. (Typeshed knows the handlers as attributes.)"""
    parser = expat.ParserCreate()

    def refuse(*_about: object) -> None:
        raise BadXml("document type")

    def stop(*_element: object) -> None:
        raise _Seen

    parser.StartDoctypeDeclHandler = refuse
    parser.StartElementHandler = stop
    try:
        parser.Parse(raw, True)
    except _Seen:
        return
    except (expat.ExpatError, ValueError, LookupError) as error:
        raise BadXml(str(error)) from error


def _refuse_depth(root: ET.Element) -> None:
    level = [root]
    for _ in range(DEEPEST):
        level = [child for node in level for child in node]
        if not level:
            return
    raise BadXml("nested too deep")
