"""The office's history as a list: who did what, newest first."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, time

from sqlalchemy import Select, exists, select
from sqlalchemy.orm import Session, joinedload

from tracker.domain.history import EventKind
from tracker.domain.local_time import VIETNAM
from tracker.models import Event, User
from tracker.permissions import Actor
from tracker.permissions.scope import visible_events
from tracker.queries.keyset import Key, Stretch
from tracker.queries.timeliness_sql import day_ends

EVENTS_ORDER = (Stretch((Key(Event.id),), descending=True),)
"""Newest first."""


@dataclass(frozen=True, slots=True)
class HistoryFilters:
    """What was asked; days are civil days in Vietnam, both inclusive."""

    kind: EventKind | None = None
    person_id: int | None = None
    from_on: date | None = None
    to_on: date | None = None


def office_events(actor: Actor, filters: HistoryFilters) -> Select[Event]:
    """Events of the actor's office that they may read, with their people."""
    query = (
        select(Event)
        .where(visible_events(actor))
        .options(joinedload(Event.actor), joinedload(Event.for_unit), joinedload(Event.for_user))
        .order_by(Event.id.desc())
    )
    if filters.kind is not None:
        query = query.where(Event.kind == filters.kind)
    if filters.person_id is not None:
        query = query.where(Event.actor_id == filters.person_id)
    if filters.from_on is not None:
        begins = datetime.combine(filters.from_on, time(), VIETNAM).astimezone(UTC)
        query = query.where(Event.at >= begins)
    if filters.to_on is not None:
        query = query.where(Event.at < day_ends(filters.to_on))
    return query


def people_in_history(session: Session, actor: Actor) -> list[User]:
    """Everybody whose deeds in the office the actor may read, by name."""
    has_done = exists().where(Event.actor_id == User.id, visible_events(actor))
    return list(session.scalars(select(User).where(has_done).order_by(User.name, User.id)))
