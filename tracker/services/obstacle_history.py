"""The history of one difficulty or proposal: each deed's event, bound to what it is about."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy.orm import Session

from tracker.domain.history import EventKind
from tracker.domain.obstacle_rules import ObstacleDeedKind, state_after
from tracker.models import Event, Obstacle, ObstacleDeed
from tracker.permissions import Actor
from tracker.services.history import record
from tracker.services.loading import for_change


def for_deed(
    session: Session, obstacle_id: int, version: int | None, deed: ObstacleDeedKind
) -> Obstacle:
    """The obstacle under a lock, already where the deed leads. Conflict where it cannot be done."""
    obstacle = for_change(session, Obstacle, obstacle_id, version=version)
    obstacle.state = state_after(obstacle.state, deed)
    return obstacle


def told(
    session: Session,
    obstacle: Obstacle,
    kind: EventKind,
    note: str,
    *,
    actor: Actor,
    now: datetime,
    **more: Any,
) -> Event:
    """One event, bound to the obstacle and to the task or duty that it is about."""
    session.flush()
    event = record(
        session,
        kind,
        actor=actor,
        now=now,
        task=obstacle.task,
        duty=obstacle.line.duty if obstacle.line is not None else None,
        unit=obstacle.unit,
        note=note.strip(),
        obstacle=obstacle.id,
        **more,
    )
    session.add(ObstacleDeed(obstacle_id=obstacle.id, event_id=event.id))
    session.flush()
    return event
