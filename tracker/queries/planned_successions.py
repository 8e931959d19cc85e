"""Successions of units that wait for their day."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload

from tracker.models import PlannedSuccession

_WAITS = PlannedSuccession.done_at.is_(None) & PlannedSuccession.withdrawn_at.is_(None)


def waiting_successions(session: Session, office_id: int) -> Sequence[PlannedSuccession]:
    """Those of the office, the next day first."""
    return session.scalars(
        select(PlannedSuccession)
        .where(PlannedSuccession.office_id == office_id, _WAITS)
        .options(joinedload(PlannedSuccession.entered_by))
        .order_by(PlannedSuccession.on_day, PlannedSuccession.id)
    ).all()


def due_successions(session: Session, on_day: date) -> list[int]:
    """Keys of those of every office whose day has come."""
    return list(
        session.scalars(
            select(PlannedSuccession.id)
            .where(_WAITS, PlannedSuccession.on_day <= on_day)
            .order_by(PlannedSuccession.on_day, PlannedSuccession.id)
        )
    )
