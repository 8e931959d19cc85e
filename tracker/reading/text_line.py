"""One cleaned line on its way to a paragraph."""

from __future__ import annotations

from dataclasses import dataclass

from tracker.reading.raw_line import RawLine


@dataclass(frozen=True, slots=True)
class TextLine:
    """``index`` into the raw lines, ``gap`` empty lines before, ``indent`` blanks at its start.

    ``new_page`` is true where a page begins with this line, as far as the file says so.
    """

    index: int
    text: str
    gap: int
    indent: int
    new_page: bool
    raw: RawLine
    cells: tuple[str, ...] = ()


def starts_lower(text: str) -> bool:
    """Whether the first letter is a small one (a digit or sign in front is looked through)."""
    for char in text[:3]:
        if char.isalpha():
            return char.islower()
        if char.isdigit():
            return False
    return False
