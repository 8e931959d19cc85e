"""Which tasks may serve which item of the index: likeness of words, offered to a person.

Nothing is assigned by likeness. Pairs of neighbouring syllables stand for words; a pair that
many texts share ("thực hiện", "kế hoạch") says little, a rare one ("tuyên truyền") much.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import pairwise

from tracker.domain.vietnamese import searchable

#: Below this a likeness is chance: about two pairs that few texts share.
LEAST = 5.0
OFFERED = 3
FEW = 25
"""Among fewer texts than this a pair is not rarer than among this many."""


def pairs(text: str) -> frozenset[tuple[str, str]]:
    """Neighbouring syllables, without accents and case."""
    words = [word for word in searchable(text).split() if not word.isdecimal()]
    return frozenset(pairwise(words))


@dataclass(frozen=True, slots=True)
class Likeness:
    """A text that is like another one, by its key; more is closer."""

    key: int
    weight: float


class Library:
    """Texts by their keys, to be asked which of them are like a given one."""

    def __init__(self, texts: Mapping[int, str], others: Iterable[str] = ()) -> None:
        self._pairs = {key: pairs(text) for key, text in texts.items()}
        everything = [*self._pairs.values(), *(pairs(text) for text in others)]
        counts = Counter(pair for each in everything for pair in each)
        whole = max(len(everything), FEW)
        self._weight = {pair: math.log((1 + whole) / n) for pair, n in counts.items()}

    def like(self, text: str) -> list[Likeness]:
        """The closest texts, the best first; nothing below LEAST."""
        wanted = pairs(text)
        found = [
            Likeness(key, sum(self._weight.get(pair, 0.0) for pair in wanted & each))
            for key, each in self._pairs.items()
        ]
        close = [one for one in found if one.weight >= LEAST]
        return sorted(close, key=lambda one: (-one.weight, one.key))[:OFFERED]
