"""Whether a cited paper is one that the register holds: certain, possible, or another paper.

The same number and symbol is given anew every year and by every authority, so number and kind
alone decide nothing: a day or an authority must agree too, else a person chooses.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from tracker.domain.directive_kind import DirectiveKind
from tracker.domain.vietnamese import fold

_LONG_FORMS = (("uy ban nhan dan", "ubnd"), ("hoi dong nhan dan", "hdnd"), ("thanh pho", "tp"))
_BETWEEN = re.compile(r"[^0-9a-z]+")


class CitationRole(StrEnum):
    """What the citing paper wants of the cited one."""

    CARRIED_OUT = "carried_out"
    BASIS = "basis"
    MENTIONED = "mentioned"


class Likeness(StrEnum):
    """How sure it is that two descriptions mean one paper."""

    SAME = "same"
    POSSIBLE = "possible"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class PaperFacts:
    """A paper by what is known of it; ``number`` is a ``number_key``."""

    number: str | None
    kind: DirectiveKind
    issued_on: date | None
    issuer: str


def likeness(cited: PaperFacts, kept: PaperFacts) -> Likeness:
    """SAME needs number, kind and one of day and authority; what contradicts makes it OTHER."""
    if cited.number is None or cited.number != kept.number:
        return Likeness.OTHER
    kinds = {cited.kind, kept.kind} - {DirectiveKind.OTHER}
    if len(kinds) > 1:
        return Likeness.OTHER
    days = {cited.issued_on, kept.issued_on} - {None}
    if len(days) > 1:
        return Likeness.OTHER
    same_day = cited.issued_on is not None and cited.issued_on == kept.issued_on
    authority = _same_authority(cited.issuer, kept.issuer)
    if authority is False:
        return Likeness.POSSIBLE if same_day else Likeness.OTHER
    return Likeness.SAME if same_day or authority else Likeness.POSSIBLE


def _same_authority(one: str, other: str) -> bool | None:
    """Whether one name holds the other, word by word; None when one of them is not known."""
    first, second = _words(one), _words(other)
    if not first.strip() or not second.strip():
        return None
    return first in second or second in first


def _words(name: str) -> str:
    key = f" {_BETWEEN.sub(' ', fold(name)).strip()} "
    for long, short in _LONG_FORMS:
        key = key.replace(f" {long} ", f" {short} ")
    return key
