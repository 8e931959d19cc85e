"""A Vietnamese sentence with places to fill: what a rule says, before a door translates it.

The message is the Vietnamese sentence itself and the id in the catalogue; its places are
written ``%(name)s``. ``say`` is the name under which the catalogue finds such sentences.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Sentence:
    """A message id and the values of its places; a value may be a sentence in its turn."""

    message: str
    values: tuple[tuple[str, object], ...] = ()

    def words(self, translate: Callable[[str], str] = str) -> str:
        """The filled sentence; ``translate`` turns a message id into another language."""
        text = translate(self.message)
        if not self.values:
            return text
        return text % {
            name: value.words(translate) if isinstance(value, Sentence) else value
            for name, value in self.values
        }

    def __str__(self) -> str:
        return self.words()


def say(message: str, **values: object) -> Sentence:
    """A sentence from its message id and the values of its places, by name."""
    return Sentence(message, tuple(values.items()))
