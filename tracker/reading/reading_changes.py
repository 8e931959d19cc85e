"""What changed between two readings of one paper: its paragraphs, and what was proposed."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from tracker.domain.vietnamese import fold
from tracker.reading.repetition import ALIKE, likeness


@dataclass(frozen=True, slots=True)
class Proposal:
    """A draft as a reader proposed it; ``due`` is its day in ISO or the paper's phrase."""

    path: str
    text: str
    lead: tuple[str, ...]
    coordinating: tuple[str, ...]
    due: str
    follow_up: str


@dataclass(frozen=True, slots=True)
class Changed:
    """One draft in both readings, with the names of the fields that differ."""

    before: Proposal
    after: Proposal
    fields: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ReadingChanges:
    """Everything that a person should look at after a newer reader has read."""

    clauses_added: tuple[str, ...]
    clauses_removed: tuple[str, ...]
    added: tuple[Proposal, ...]
    removed: tuple[Proposal, ...]
    changed: tuple[Changed, ...]
    same: int

    @property
    def is_empty(self) -> bool:
        return not (
            self.clauses_added or self.clauses_removed or self.added or self.removed or self.changed
        )


FIELDS = ("text", "lead", "coordinating", "due", "follow_up")


def compare(
    clauses_before: Sequence[str],
    clauses_after: Sequence[str],
    before: Sequence[Proposal],
    after: Sequence[Proposal],
) -> ReadingChanges:
    """Both readings side by side, in the order of the paper."""
    removed_clauses, added_clauses = _clause_changes(clauses_before, clauses_after)
    pairs = matched(
        [each.text for each in before], [each.text for each in after], _paths(before, after)
    )
    changed, same = [], 0
    for old, new in sorted(pairs.items(), key=lambda pair: pair[1]):
        fields = tuple(
            name for name in FIELDS if getattr(before[old], name) != getattr(after[new], name)
        )
        if fields:
            changed.append(Changed(before[old], after[new], fields))
        else:
            same += 1
    kept = set(pairs.values())
    return ReadingChanges(
        clauses_added=added_clauses,
        clauses_removed=removed_clauses,
        added=tuple(each for place, each in enumerate(after) if place not in kept),
        removed=tuple(each for place, each in enumerate(before) if place not in pairs),
        changed=tuple(changed),
        same=same,
    )


def same_places(before: Sequence[str], after: Sequence[str]) -> dict[int, int]:
    """Which place of ``before`` is which of ``after``, by the text alone and in order."""
    pairs: dict[int, int] = {}
    matcher = SequenceMatcher(None, before, after, autojunk=False)
    for start, there, size in matcher.get_matching_blocks():
        pairs.update((start + step, there + step) for step in range(size))
    return pairs


def matched(
    before: Sequence[str], after: Sequence[str], same_path: Callable[[int, int], bool]
) -> dict[int, int]:
    """Pairs of one draft in both lists: the same words, else the same place, else alike."""
    pairs: dict[int, int] = {}
    waiting: dict[str, list[int]] = defaultdict(list)
    for place, text in enumerate(after):
        waiting[fold(text)].append(place)
    for place, text in enumerate(before):
        if waiting[fold(text)]:
            pairs[place] = waiting[fold(text)].pop(0)
    for fits in (same_path, lambda old, new: likeness(before[old], after[new]) >= ALIKE):
        taken = set(pairs.values())
        free = [place for place in range(len(after)) if place not in taken]
        for old in range(len(before)):
            new = None if old in pairs else next((n for n in free if fits(old, n)), None)
            if new is not None:
                pairs[old] = new
                free.remove(new)
    return pairs


def _paths(before: Sequence[Proposal], after: Sequence[Proposal]) -> Callable[[int, int], bool]:
    """The same mark in the outline; paragraphs without one are compared by their words."""
    return lambda old, new: bool(before[old].path) and before[old].path == after[new].path


def _clause_changes(
    before: Sequence[str], after: Sequence[str]
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    kept = same_places(before, after)
    there = set(kept.values())
    return (
        tuple(text for place, text in enumerate(before) if place not in kept),
        tuple(text for place, text in enumerate(after) if place not in there),
    )
