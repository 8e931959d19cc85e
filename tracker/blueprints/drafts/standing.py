"""What the review keeps in sight: coverage, what units would get, the last deed to take back."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy.orm import Session

from tracker.domain.follow_up import DraftState
from tracker.models import DraftDeed, TaskDraft
from tracker.queries.coverage import Coverage, coverage
from tracker.queries.draft_deeds import mark_of, undoable
from tracker.queries.draft_shares import Members, UnitLoad, load_per_unit

MANY = 15
"""So many tasks out of one paper for one unit are worth a second look before they are given."""


@dataclass(frozen=True, slots=True)
class Standing:
    """``loads`` count all open drafts; ``heavy`` are the units that would get very many tasks."""

    coverage: Coverage
    loads: list[UnitLoad]
    heavy: list[UnitLoad]
    ready: int
    mark: int
    undo: DraftDeed | None

    @property
    def units(self) -> int:
        return len(self.loads)

    @property
    def tasks(self) -> int:
        return sum(load.tasks for load in self.loads)

    @property
    def lines(self) -> int:
        return sum(load.lines for load in self.loads)

    @property
    def most(self) -> UnitLoad | None:
        """Who would get most: tasks first, lines of the period report where there are none."""
        loads = [load for load in self.loads if load.tasks or load.lines]
        return max(loads, key=lambda load: (load.tasks, load.lines), default=None)


def standing_of(
    session: Session,
    directive_id: int,
    drafts: list[TaskDraft],
    members: Members,
    *,
    user_id: int,
) -> Standing:
    """How the review of this directive stands now, for this person."""
    open_drafts = [
        draft for draft in drafts if draft.state in (DraftState.PROPOSED, DraftState.READY)
    ]
    loads = load_per_unit(open_drafts, members)
    return Standing(
        coverage=coverage(session, directive_id),
        loads=loads,
        heavy=[load for load in loads if load.tasks > MANY],
        ready=sum(draft.state is DraftState.READY for draft in drafts),
        mark=mark_of(session, directive_id),
        undo=undoable(session, drafts, user_id),
    )
