"""The history of the index: each deed's event, bound to the set, round or sheet it is about."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy.orm import Session

from tracker.domain.history import EventKind
from tracker.models import Event, IndexDeed, IndexRound, IndexSet, IndexSheet
from tracker.permissions import Actor
from tracker.services.history import record


def told_of_set(
    session: Session,
    index_set: IndexSet,
    kind: EventKind,
    *,
    actor: Actor,
    now: datetime,
    note: str = "",
    **data: Any,
) -> Event:
    """One event on a set."""
    session.flush()
    event = record(
        session, kind, actor=actor, now=now, note=note, basis=index_set.basis,
        index_set=index_set.id, set_name=index_set.name, **data,
    )  # fmt: skip
    return _bind(session, event, set_id=index_set.id)


def told_of_round(
    session: Session,
    round_: IndexRound,
    kind: EventKind,
    *,
    actor: Actor,
    now: datetime,
    note: str = "",
    basis: str = "",
    **data: Any,
) -> Event:
    """One event on a round."""
    session.flush()
    event = record(
        session, kind, actor=actor, now=now, note=note, basis=basis,
        index_round=round_.id, round_name=round_.name, **data,
    )  # fmt: skip
    return _bind(session, event, round_id=round_.id, set_id=round_.set_id)


def told_of_sheet(
    session: Session,
    sheet: IndexSheet,
    kind: EventKind,
    *,
    actor: Actor,
    now: datetime,
    note: str = "",
    basis: str = "",
    **data: Any,
) -> Event:
    """One event on a unit's sheet."""
    session.flush()
    event = record(
        session, kind, actor=actor, now=now, unit=sheet.unit, note=note.strip(), basis=basis,
        index_sheet=sheet.id, **data,
    )  # fmt: skip
    return _bind(session, event, round_id=sheet.round_id, sheet_id=sheet.id)


def _bind(session: Session, event: Event, **keys: int) -> Event:
    session.add(IndexDeed(event_id=event.id, **keys))
    session.flush()
    return event
