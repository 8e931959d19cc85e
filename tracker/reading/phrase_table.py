"""Longest match of phrases against the words of a text."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache

_TOKEN = re.compile(r"\w+|[^\w\s]")
_SAME = {"–": "-", "—": "-", "−": "-", "\u2011": "-", "hoá": "hóa", "uỷ": "ủy", "hoà": "hòa"}


@dataclass(frozen=True, slots=True)
class Token:
    """A word or a sign, with its place in the text; ``low`` is in small letters."""

    text: str
    low: str
    start: int
    end: int

    @property
    def is_word(self) -> bool:
        """Whether this is a word and no sign."""
        return self.text[0].isalnum()

    @property
    def is_capital(self) -> bool:
        """Whether the word begins with a capital letter."""
        return self.text[0].isupper()


@lru_cache(maxsize=256)
def tokens(text: str) -> tuple[Token, ...]:
    """Words and signs of ``text``."""
    return tuple(
        Token(hit.group(), _SAME.get(low := hit.group().lower(), low), hit.start(), hit.end())
        for hit in _TOKEN.finditer(text)
    )


class PhraseTable:
    """A set of phrases; ``match`` tells how many tokens the longest one at a place takes."""

    def __init__(self, phrases: Iterable[str]) -> None:
        self._by_first: dict[str, list[tuple[str, ...]]] = {}
        for phrase in phrases:
            words = tuple(token.low for token in tokens(phrase))
            self._by_first.setdefault(words[0], []).append(words)
        for entries in self._by_first.values():
            entries.sort(key=len, reverse=True)

    def match(self, words: Sequence[Token], place: int) -> int:
        """The length in tokens of the longest phrase at ``place``, or 0."""
        if place >= len(words):
            return 0
        for phrase in self._by_first.get(words[place].low, ()):
            end = place + len(phrase)
            if end <= len(words) and all(
                words[place + offset].low == phrase[offset] for offset in range(1, len(phrase))
            ):
                return len(phrase)
        return 0
