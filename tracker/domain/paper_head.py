"""What every official paper of an office begins and ends with (decree 30/2020, annex I).

Text is natural Vietnamese case ("Ủy ban nhân dân huyện An Bình"); the paper writes capitals
where the decree wants them.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True, kw_only=True)
class Letterhead:
    """Cells 1, 2 and 4 of decree 30, annex I. ``office_short`` is the name in running text."""

    office: str
    office_short: str
    place: str
    superior: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class PaperNumber:
    """ "05/BC-UBND": ``number`` and ``issued_on`` None are left open for the clerk."""

    symbol: str
    number: int | None = None
    issued_on: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Signer:
    """The signature block, top to bottom: authority lines (TM., KT., TL., TUQ.), post, name."""

    authority: tuple[str, ...] = ()
    post: str
    name: str = ""
