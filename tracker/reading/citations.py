"""Documents that a directive cites: what it carries out and on what it rests."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from tracker.domain.directive_kind import DirectiveKind
from tracker.reading.words import Words


@dataclass(frozen=True, slots=True)
class Citation:
    """One cited document; the same number cited twice is one citation with two places.

    ``kind_words`` is the type as written ("Nghị định"), ``kind`` where it is one of ours.
    """

    number: str
    kind: DirectiveKind
    kind_words: str | None
    issued_on: date | None
    issuer: str | None
    words: tuple[Words, ...]
