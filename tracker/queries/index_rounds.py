"""Rounds of the index: their list, how far each has come, their history."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence

from sqlalchemy import Select, func, select
from sqlalchemy.orm import Session, joinedload

from tracker.domain.index_life import SheetState
from tracker.models import Event, IndexDeed, IndexRound, IndexSheet
from tracker.permissions import Actor
from tracker.permissions.index_scope import visible_rounds

DONE = frozenset({SheetState.DECIDED})


def round_list(actor: Actor) -> Select[IndexRound]:
    """The newest first."""
    return (
        select(IndexRound)
        .where(visible_rounds(actor))
        .order_by(IndexRound.to_on.desc(), IndexRound.id.desc())
    )


def round_progress(session: Session, office_id: int) -> Mapping[int, Mapping[SheetState, int]]:
    """Per round how many sheets lie in which state."""
    rows = session.execute(
        select(IndexSheet.round_id, IndexSheet.state, func.count())
        .where(IndexSheet.office_id == office_id)
        .group_by(IndexSheet.round_id, IndexSheet.state)
    )
    found: dict[int, dict[SheetState, int]] = defaultdict(dict)
    for round_id, state, count in rows:
        found[round_id][state] = count
    return found


def round_events(session: Session, round_id: int) -> Sequence[Event]:
    """What was done to the round and its sheets, newest first."""
    return session.scalars(
        select(Event)
        .join(IndexDeed, IndexDeed.event_id == Event.id)
        .where(IndexDeed.round_id == round_id, IndexDeed.sheet_id.is_(None))
        .options(joinedload(Event.actor), joinedload(Event.for_unit), joinedload(Event.for_user))
        .order_by(Event.id.desc())
        .limit(100)
    ).all()
