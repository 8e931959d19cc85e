"""One line as a file reader found it: the border between bytes (documents) and sense (reading)."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Place(StrEnum):
    """Where on the paper a line stood."""

    BODY = "body"
    TABLE = "table"
    HEADER = "header"
    FOOTER = "footer"
    FOOTNOTE = "footnote"
    TEXT_BOX = "text_box"
    STAMP = "stamp"


@dataclass(frozen=True, slots=True)
class RawLine:
    """A line or paragraph in NFC, untrimmed of sense but without line ends.

    ``whole`` says that the reader knows this to be a complete paragraph (.docx), so that it
    must not be joined with its neighbours; a line of a .txt or .pdf may be a broken one.
    ``cells`` are a table row's cells in order (``text`` is then the cells joined by " | "),
    ``table`` numbers the tables of a file from 1, ``page`` counts from 1 where pages are known.
    """

    text: str
    place: Place = Place.BODY
    page: int | None = None
    whole: bool = False
    bold: bool = False
    centred: bool = False
    table: int | None = None
    cells: tuple[str, ...] = ()
    doubts: tuple[int, ...] = ()
    """Places among the words of ``text`` that were read off a picture without certainty."""


@dataclass(frozen=True, slots=True)
class RawText:
    """All lines of one file in reading order, with what its reader wants a person to know."""

    lines: tuple[RawLine, ...]
    page_count: int | None = None
    remarks: tuple[str, ...] = ()
    pictures: tuple[int, ...] = ()
    """Pages that show something but have no usable letters: to be read off their picture."""
    off_picture: bool = False
    """Whether letters were read off pictures: a mark on the paper may have been misread."""
