"""What a scanned paper needs beside its words: doubtful ones marked, its pages to be looked at."""

from __future__ import annotations

from tracker.documents.paper_pages import PICTURED_TYPES
from tracker.domain.source import FileRole
from tracker.models import Clause, Directive


def pieces(clause: Clause) -> list[tuple[str, bool]]:
    """The clause's text cut where doubt begins and ends: (words, whether they are doubtful)."""
    found: list[tuple[str, bool]] = []
    at = 0
    for start, end in clause.doubts or ():
        found += [(clause.text[at:start], False), (clause.text[start:end], True)]
        at = end
    found.append((clause.text[at:], False))
    return [piece for piece in found if piece[0]]


def pictured(directive: Directive) -> bool:
    """Whether its original can be looked at page by page."""
    return any(
        file.role is FileRole.ORIGINAL and file.blob.media_type in PICTURED_TYPES
        for file in directive.files
    )


FILTERS = (pieces, pictured)
