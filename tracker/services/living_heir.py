"""Who carries on for a unit that has ended, however often its successors ended in their turn."""

from __future__ import annotations

from datetime import date, timedelta

from sqlalchemy.orm import Session

from tracker.domain.unit_handover import PeopleFate
from tracker.models import Unit
from tracker.queries.units import successors_of
from tracker.services.passing import Passing


def passing_on(session: Session, unit: Unit, today: date, basis: str) -> Passing | None:
    """From a unit that has ended to its living successor; None where there is nothing to pass."""
    heir = _living_heir(session, unit, today)
    if heir is None or heir is unit:
        return None
    return Passing(
        ending=[unit],
        first=heir,
        heirs={heir.id: heir},
        by_task={},
        on_day=today,
        last_day=today - timedelta(days=1),
        basis=basis,
        people=PeopleFate.ENDED,
    )


def _living_heir(session: Session, unit: Unit, on_day: date) -> Unit | None:
    """The unit itself, else the first of its successors' line that exists on the day."""
    line, seen = [unit], {unit.id}
    while line:
        one = line.pop(0)
        if one.exists_on(on_day):
            return one
        for step in sorted(successors_of(session, one.id), key=lambda row: row.to_unit_id):
            if step.to_unit_id not in seen:
                seen.add(step.to_unit_id)
                line.append(session.get_one(Unit, step.to_unit_id))
    return None
