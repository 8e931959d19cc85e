"""The sections of the paper between the cards: what is under a heading can be chosen as one."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from tracker.domain.follow_up import DraftState
from tracker.domain.vietnamese import one_line
from tracker.models import Clause, TaskDraft

OPEN = (DraftState.PROPOSED, DraftState.READY)
FEWEST = 2
"""A section of one draft needs no deed of its own."""
SHOWN = 90


@dataclass(frozen=True, slots=True)
class Section:
    """A heading and the open drafts below it, in the order of the paper."""

    clause: Clause
    drafts: tuple[TaskDraft, ...]

    @property
    def title(self) -> str:
        text = one_line(f"{self.clause.marker} {self.clause.text}")
        return text if len(text) <= SHOWN else text[:SHOWN].rsplit(" ", 1)[0] + "…"

    @property
    def picks(self) -> str:
        """The drafts in the versions that the page shows: "12:1 13:4"."""
        return " ".join(f"{draft.id}:{draft.row_version}" for draft in self.drafts)

    @property
    def count(self) -> int:
        return len(self.drafts)


class Sections:
    """Which sections a draft stands in, from the outermost inwards."""

    def __init__(self, clauses: Iterable[Clause], drafts: Iterable[TaskDraft]) -> None:
        self._clauses = {clause.id: clause for clause in clauses}
        below: dict[int, list[TaskDraft]] = defaultdict(list)
        for draft in drafts:
            if draft.state in OPEN:
                for clause in self._above(draft):
                    below[clause.id].append(draft)
        self._sections = {
            key: Section(self._clauses[key], tuple(found))
            for key, found in below.items()
            if len(found) >= FEWEST
        }

    def under(self, clause_id: int) -> Section | None:
        """The section of this heading; None when it has none or hardly any open draft."""
        return self._sections.get(clause_id)

    def over(self, draft: TaskDraft) -> list[Section]:
        """The sections around ``draft``."""
        above = reversed(list(self._above(draft)))
        return [found for clause in above if (found := self.under(clause.id)) is not None]

    def _above(self, draft: TaskDraft) -> Iterator[Clause]:
        """The clauses over the first paragraph of ``draft``, the nearest one first."""
        clause = self._clauses.get(draft.clauses[0].id) if draft.clauses else None
        while clause is not None and clause.parent_id is not None:
            clause = self._clauses.get(clause.parent_id)
            if clause is not None:
                yield clause
