"""Names of units as a paper writes them: found by grammar and a lexicon, split into a list."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from tracker.reading.words import Words


class NameKind(StrEnum):
    """What a written name stands for.

    ``NAMED`` one unit ("Phòng Nội vụ"); ``CLASS`` a class to be expanded ("UBND các xã");
    ``OPEN`` a class that nobody can list ("các đơn vị có liên quan"); ``PERSON`` a post or a
    head ("Chủ tịch UBND các xã", "Đồng chí Bí thư cấp ủy").
    """

    NAMED = "named"
    CLASS = "class"
    OPEN = "open"
    PERSON = "person"


@dataclass(frozen=True, slots=True)
class UnitMention:
    """A unit as written, without "Giao", "Đề nghị", "có trách nhiệm".

    ``candidates`` are the full names that an ambiguous abbreviation may mean (TP, KT, NV);
    more than one is for a person to choose. ``asked`` is true for a body that is politely
    requested ("Đề nghị …") rather than ordered.
    """

    text: str
    kind: NameKind
    words: Words | None = None
    candidates: tuple[str, ...] = ()
    asked: bool = False
