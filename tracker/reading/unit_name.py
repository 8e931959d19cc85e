"""A unit as a paper writes it: the words, their place, and what kind of name they are."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from tracker.reading.unit_lexicon import SHORT_NAMES


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
class UnitName:
    """A name found in one text: ``text[start:end]``; ``shared_head`` is a class word that
    stands once before a list ("các phòng: Tư pháp, Nội vụ")."""

    text: str
    kind: NameKind
    start: int
    end: int
    shared_head: str | None = None

    @property
    def candidates(self) -> tuple[str, ...]:
        """Full names that the written one may mean; several are for a person to choose."""
        words = self.text.split()
        last = words[-1].lower().strip(".") if words else ""
        if len(words) <= 2 and last in SHORT_NAMES and words[-1].isupper():
            return SHORT_NAMES[last]
        if self.shared_head and not self.text.lower().startswith(self.shared_head):
            return (f"{self.shared_head.capitalize()} {self.text}",)
        return ()
