"""Orders that say the same in two papers: found by runs of syllables, compared by how many.

Fingerprints are *winnowed* hashes of runs of syllables: in every window of neighbouring runs
the smallest is kept. Two texts that share ``SURE`` syllables in a row, accents and
punctuation aside, share at least one fingerprint, whatever stands around them; so a register
is searched by a key instead of being read. Likeness is then counted on the texts themselves.
"""

from __future__ import annotations

import re
import zlib

from tracker.domain.vietnamese import fold

RUN = 4
"""Syllables in one hash."""
WINDOW = 7
"""Neighbouring hashes out of which the smallest is kept."""
SURE = RUN + WINDOW - 1
"""So many syllables in common are always found."""
ALIKE = 0.6
"""From this share of the shorter text on, two orders are offered as one."""
FEWEST = 12
"""So many runs of three syllables must be shared, else the texts only begin alike."""
WHOLE = 8
"""So many are enough where the shorter text stands in the other as a whole."""

_SYLLABLE = re.compile(r"[0-9a-z]+")


def syllables(text: str) -> list[str]:
    """The words of ``text`` without accents, case and punctuation."""
    return _SYLLABLE.findall(fold(text))


def fingerprints(text: str) -> frozenset[int]:
    """The winnowed hashes (31 bits, the same on every machine) by which ``text`` is looked up."""
    words = syllables(text)
    hashes = _hashes(words, RUN)
    if not hashes:
        return frozenset({_hash(words)}) if words else frozenset()
    if len(hashes) <= WINDOW:
        return frozenset({min(hashes)})
    return frozenset(
        min(hashes[start : start + WINDOW]) for start in range(len(hashes) - WINDOW + 1)
    )


def likeness(one: str, other: str) -> float:
    """How much of the shorter text stands in the other, 0 to 1, by runs of three syllables.

    Texts that share only a set phrase are not alike; those that are the same always are (1.0).
    """
    first, second = syllables(one), syllables(other)
    if first == second:
        return 1.0 if first else 0.0
    runs, others = set(_hashes(first, 3)), set(_hashes(second, 3))
    shared, shorter = len(runs & others), min(len(runs), len(others))
    enough = shared >= FEWEST or (shared == shorter >= WHOLE)
    return shared / shorter if enough else 0.0


def _hashes(words: list[str], run: int) -> list[int]:
    return [_hash(words[start : start + run]) for start in range(len(words) - run + 1)]


def _hash(words: list[str]) -> int:
    return zlib.crc32(" ".join(words).encode()) & 0x7FFFFFFF
