"""An official paper as a frozen value: words, tables and frame, before any layout.

Every kind of paper is drawn from this value by one renderer (documents/official_paper_docx.py)
and shown from it on the screen. It is kept as canonical JSON with its sha256, as a report's
snapshot is. Text is natural Vietnamese case; the paper writes capitals where decree 30/2020
wants them.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, replace
from datetime import date, datetime
from enum import StrEnum

from tracker.domain import frozen_values
from tracker.domain.paper_head import Letterhead, PaperNumber, Signer

#: Raised when a paper gets a shape that an older program cannot draw.
FORMAT = 1


class PaperState(StrEnum):
    """From a draft to the signed paper that came back; a draft may be given up instead."""

    DRAFT = "draft"
    NUMBERED = "numbered"
    ISSUED = "issued"
    DROPPED = "dropped"


#: States in which a paper may still change.
UNISSUED = frozenset({PaperState.DRAFT, PaperState.NUMBERED})


@dataclass(frozen=True, slots=True, kw_only=True)
class PaperColumn:
    """A column of a table; ``group`` is the head above several of them (empty: none)."""

    head: str
    width_mm: int
    number: bool = False
    group: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class PaperRow:
    """The cells of a row, one for each column; a ``strong`` row is a total.

    A strong row of one cell only is a heading over the rows below it.
    """

    cells: tuple[str, ...]
    strong: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class PaperTable:
    """A table with the name that a screen reader says."""

    title: str
    columns: tuple[PaperColumn, ...]
    rows: tuple[PaperRow, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class PaperPart:
    """A stretch of the text: its heading (numbered by the paper), paragraphs, a table, a note."""

    heading: str = ""
    texts: tuple[str, ...] = ()
    table: PaperTable | None = None
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class PaperAnnex:
    """A table on pages of its own, lying across."""

    title: str
    table: PaperTable


@dataclass(frozen=True, slots=True, kw_only=True)
class PaperContent:
    """One paper. ``code`` is its kind's, ``name`` the kind in words ("Công văn").

    ``is_letter``: laid out as sample 1.5 of the decree (no kind above the text, "V/v" under the
    number), else as sample 1.4. ``bare``: an annex to somebody else's paper, without head and
    signature, which ``carried_by`` names ("Kế hoạch"). ``landscape``: the whole paper lies across.
    ``receipt``: the receiver signs below. ``unsigned``: a register or a paper for a meeting, which
    has neither number nor signature.
    """

    code: str
    name: str
    letterhead: Letterhead
    number: PaperNumber
    subject: str
    signer: Signer
    as_of: date
    made_at: datetime
    is_letter: bool = False
    bare: bool = False
    carried_by: str = ""
    landscape: bool = False
    receipt: bool = False
    unsigned: bool = False
    addressees: tuple[str, ...] = ()
    bases: tuple[str, ...] = ()
    opening: tuple[str, ...] = ()
    parts: tuple[PaperPart, ...] = ()
    closing: str = ""
    annexes: tuple[PaperAnnex, ...] = ()
    receivers: tuple[str, ...] = ()
    archive: str = "VT"
    format: int = FORMAT

    def numbered(self, number: int | None, signed_on: date | None) -> PaperContent:
        """The same paper with its number and day filled in."""
        head = replace(self.number, number=number, issued_on=signed_on)
        return replace(self, number=head)


def to_json(content: PaperContent) -> str:
    """The canonical text to keep."""
    return frozen_values.to_json(content)


def from_json(text: str) -> PaperContent:
    """The paper that ``to_json`` wrote; ValueError for anything else or a newer format."""
    content = frozen_values.from_json(PaperContent, text)
    if content.format > FORMAT:
        raise ValueError(f"paper format {content.format} is newer than {FORMAT}")
    return content


def sha256(text: str) -> str:
    """The hash of the canonical text, as 64 hex digits."""
    return hashlib.sha256(text.encode("utf-8")).hexdigest()
