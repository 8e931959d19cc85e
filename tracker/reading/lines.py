"""Lines as they were found on the paper become paragraphs as they were meant."""

from __future__ import annotations

from dataclasses import dataclass

from tracker.reading.raw_line import Place


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A whole paragraph; ``lines`` are the indexes of its raw lines, ``page`` where it begins.

    ``cells`` are set for a table row; ``gap`` counts the empty lines before it.
    """

    text: str
    lines: tuple[int, ...]
    page: int | None = None
    place: Place = Place.BODY
    table: int | None = None
    cells: tuple[str, ...] = ()
    bold: bool = False
    centred: bool = False
    gap: int = 0
