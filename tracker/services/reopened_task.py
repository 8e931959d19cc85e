"""A task that was over comes back to units and people who may be gone: it needs living ones."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from sqlalchemy.orm import Session

from tracker.domain.local_time import local_day
from tracker.domain.unit_handover import PeopleFate
from tracker.models import Task, Unit
from tracker.permissions import Actor
from tracker.queries.units import successors_of
from tracker.services.part_handover import hand_over_part
from tracker.services.passing import Passing
from tracker.services.unit_handover import move_task


def give_to_the_living(
    session: Session, task: Task, *, basis: str, actor: Actor, now: datetime
) -> None:
    """Hand a reopened task (loaded for change) to the successor of a unit that has ended.

    Coordinating units that ended without an answer are followed in the same way. A unit that
    ended without a successor keeps it: the lead office moves it by hand. An officer or monitor
    whose account was closed meanwhile no longer has it in hand.
    """
    today = local_day(now)
    unit = session.get_one(Unit, task.lead_unit_id)
    if (passing := _passing(session, unit, today, basis)) is not None:
        move_task(session, passing, task, actor, now)
    for part in list(task.parts):
        owed = part.closed_at is None and (part.answered_at is None or part.returned_at is not None)
        if owed and (passing := _passing(session, part.unit, today, basis)) is not None:
            hand_over_part(session, passing, task, part, actor=actor, now=now)
    if task.assignee is not None and not task.assignee.active:
        task.assignee = None
    if task.monitor is not None and not task.monitor.active:
        task.monitor = None


def _passing(session: Session, unit: Unit, today: date, basis: str) -> Passing | None:
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
