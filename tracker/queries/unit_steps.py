"""The steps of one's own units on a task; nobody else's are ever asked for."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload

from tracker.models import UnitStep
from tracker.permissions import Actor


def own_steps(session: Session, task_id: int, actor: Actor) -> Sequence[UnitStep]:
    """Those of the actor's units, in their order."""
    return session.scalars(
        select(UnitStep)
        .where(UnitStep.task_id == task_id, UnitStep.unit_id.in_(sorted(actor.unit_ids)))
        .options(joinedload(UnitStep.officer), joinedload(UnitStep.done_by))
        .order_by(UnitStep.unit_id, UnitStep.ord, UnitStep.id)
    ).all()
