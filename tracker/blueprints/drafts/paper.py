"""The paper beside its drafts: every paragraph with the drafts that rest on it and the words
that gave their lead, their coordinating units and their deadline."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Any

from tracker.models import Clause, TaskDraft

#: What words may have given, in the order in which the legend names it.
GAVE = ("lead", "coordinating", "due")


@dataclass(frozen=True, slots=True)
class Span:
    """Characters ``start`` to ``end`` of a clause gave ``kind`` to the draft ``key``."""

    start: int
    end: int
    kind: str
    key: int


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of a paragraph; ``kinds`` says what it gave ("" for plain words), to whom."""

    text: str
    kinds: tuple[str, ...] = ()
    keys: tuple[int, ...] = ()
    doubtful: bool = False
    """Read off a picture without certainty."""


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One paragraph of the paper; ``cards`` are (number, key) of the drafts that rest on it."""

    clause: Clause
    pieces: list[Piece]
    cards: list[tuple[int, int]] = field(default_factory=list)

    @property
    def depth(self) -> int:
        return min(self.clause.level, 6)


def paragraphs_of(
    clauses: Iterable[Clause], drafts: Iterable[TaskDraft], numbers: dict[int, int]
) -> list[Paragraph]:
    """The paper, every paragraph with what of it became ``drafts``."""
    resting: dict[int, list[tuple[int, int]]] = defaultdict(list)
    spans: dict[int, list[Span]] = defaultdict(list)
    for draft in drafts:
        for clause in draft.clauses:
            resting[clause.id].append((numbers[draft.id], draft.id))
        for place, span in spans_of(draft):
            spans[place].append(span)
    return [
        Paragraph(
            clause,
            pieces_of(clause.text, spans[clause.ord], clause.doubts or ()),
            resting[clause.id],
        )
        for clause in clauses
    ]


def spans_of(draft: TaskDraft) -> Iterable[tuple[int, Span]]:
    """(number of the clause, span) for all words that gave a draft its units and its deadline."""
    reasons: list[dict[str, Any]] = draft.why.get("reasons", [])
    for reason in reasons:
        if reason["finding"] in GAVE:
            for found in reason["words"]:
                span = Span(found["start"], found["end"], reason["finding"], draft.id)
                yield found["clause"], span


def pieces_of(text: str, spans: list[Span], doubts: Iterable[Sequence[int]] = ()) -> list[Piece]:
    """``text`` cut at the edges of ``spans``, which may overlap, and of doubtful words."""
    unsure = [(start, end) for start, end in doubts]
    spans = [span for span in spans if 0 <= span.start < span.end <= len(text)]
    edges = sorted(
        {
            0,
            len(text),
            *(edge for span in spans for edge in (span.start, span.end)),
            *(edge for word in unsure for edge in word if 0 <= edge <= len(text)),
        }
    )
    pieces: list[Piece] = []
    for start, end in pairwise(edges):
        over = [span for span in spans if span.start <= start and end <= span.end]
        kinds = tuple(kind for kind in GAVE if any(span.kind == kind for span in over))
        keys = tuple(dict.fromkeys(span.key for span in over))
        doubtful = any(first <= start and end <= last for first, last in unsure)
        pieces.append(Piece(text[start:end], kinds, keys, doubtful))
    return pieces
