"""Whether every ordering paragraph of a directive was decided about: nothing is lost silently."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from tracker.domain.follow_up import DraftState
from tracker.models import Clause, DraftClause, TaskDraft
from tracker.queries.drafts import last_reading


@dataclass(frozen=True, slots=True)
class Coverage:
    """Ordering paragraphs (and drafts that rest on none) by what became of them.

    The three parts add up to ``total``. A paragraph that several drafts share is a duty as
    soon as one of them is, and set aside only when all of them are.
    """

    duties: int
    set_aside: int
    waiting: int

    @property
    def total(self) -> int:
        return self.duties + self.set_aside + self.waiting


def coverage(session: Session, directive_id: int) -> Coverage:
    """Counted over the newest reading."""
    reading = last_reading(session, directive_id)
    order_ids: set[int] = set()
    if reading is not None:
        ordering = select(Clause.id).where(Clause.reading_id == reading.id, Clause.is_order)
        order_ids = set(session.scalars(ordering))
    states: dict[tuple[str, int], set[DraftState]] = {
        ("clause", clause_id): set() for clause_id in order_ids
    }
    drafts = session.execute(
        select(TaskDraft.id, TaskDraft.state).where(TaskDraft.directive_id == directive_id)
    )
    sources = _orders_of_drafts(session, directive_id, order_ids)
    for draft_id, state in drafts:
        names = [("clause", clause_id) for clause_id in sources[draft_id]] or [("draft", draft_id)]
        for name in names:
            states.setdefault(name, set()).add(state)
    counts = [_became(found) for found in states.values()]
    return Coverage(
        duties=counts.count(DraftState.CONFIRMED),
        set_aside=counts.count(DraftState.SET_ASIDE),
        waiting=counts.count(DraftState.PROPOSED),
    )


def _orders_of_drafts(
    session: Session, directive_id: int, order_ids: set[int]
) -> dict[int, list[int]]:
    """The ordering paragraphs that each draft rests on."""
    links = session.execute(
        select(DraftClause.draft_id, DraftClause.clause_id)
        .join(TaskDraft, TaskDraft.id == DraftClause.draft_id)
        .where(TaskDraft.directive_id == directive_id)
    )
    found: dict[int, list[int]] = defaultdict(list)
    for draft_id, clause_id in links:
        if clause_id in order_ids:
            found[draft_id].append(clause_id)
    return found


def _became(states: set[DraftState]) -> DraftState:
    if DraftState.CONFIRMED in states:
        return DraftState.CONFIRMED
    return DraftState.SET_ASIDE if states == {DraftState.SET_ASIDE} else DraftState.PROPOSED
