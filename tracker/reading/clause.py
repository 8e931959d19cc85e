"""One paragraph in its place in the directive, and what the reader took it for."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from tracker.reading.attribute_words import Attribute


class Level(StrEnum):
    """What kind of place a clause is; ``PARAGRAPH`` bears no mark, ``ROW`` is a table row."""

    PART = "part"
    CHAPTER = "chapter"
    SECTION = "section"
    ARTICLE = "article"
    ALPHA = "alpha"
    ROMAN = "roman"
    NUMBER = "number"
    LETTER = "letter"
    SMALL_ROMAN = "small_roman"
    DASH = "dash"
    PLUS = "plus"
    BULLET = "bullet"
    PARAGRAPH = "paragraph"
    ROW = "row"
    ANNEX = "annex"


class Disposition(StrEnum):
    """What the reader took a clause for. Only ``TASK`` becomes a draft."""

    TASK = "task"
    HEADING = "heading"
    ENACTING = "enacting"
    FORMULA = "formula"
    ATTRIBUTE = "attribute"
    BACKGROUND = "background"
    AIM = "aim"
    SCOPE = "scope"
    TARGET = "target"
    LEGAL_BASIS = "legal_basis"
    ADDRESS = "address"
    FRAME = "frame"


class RowKind(StrEnum):
    """What a row of a task list is; only ``TASK`` becomes a draft."""

    HEADINGS = "headings"
    COLUMN_NUMBERS = "column_numbers"
    GROUP = "group"
    TASK = "task"
    NO_TEXT = "no_text"
    """It says who or when, but not what."""
    TOTAL = "total"
    SIGNATURE = "signature"
    """Who drew the list up or signed it; the list ends here."""


@dataclass(frozen=True, slots=True)
class Clause:
    """One paragraph in its place.

    ``ord`` counts from 0 in reading order and is the clause's index in ``Reading.clauses``;
    ``label`` is the mark as printed ("3.2-", "đ)", "-"), ``path`` the marks joined
    ("II.3.2.-1"); ``text`` is the paragraph without its mark; ``paragraphs`` are indexes into
    ``Reading.paragraphs``; ``cells`` are a table row's cells (``text`` then
    joins them by " | "), ``row`` what the row is in a task list, None elsewhere, ``values`` what
    the cells of a task say, those of the row above taken over. ``reason`` is a Vietnamese
    sentence (message id): why the clause was taken for what it is.
    """

    ord: int
    parent: int | None
    level: Level
    label: str
    path: str
    text: str
    paragraphs: tuple[int, ...]
    disposition: Disposition = Disposition.BACKGROUND
    reason: str = ""
    cells: tuple[str, ...] = ()
    row: RowKind | None = None
    values: tuple[tuple[Attribute, str], ...] = ()
    doubts: tuple[tuple[int, int], ...] = ()
    """Start and end in ``text`` of words read off a picture without certainty."""
