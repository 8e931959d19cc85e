"""A task that was over comes back to units and people who may be gone: it needs living ones."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy.orm import Session

from tracker.domain.local_time import local_day
from tracker.models import Task, Unit
from tracker.permissions import Actor
from tracker.services.living_heir import passing_on
from tracker.services.part_handover import hand_over_part
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
    if (passing := passing_on(session, unit, today, basis)) is not None:
        move_task(session, passing, task, actor, now)
    for part in list(task.parts):
        owed = part.closed_at is None and (part.answered_at is None or part.returned_at is not None)
        if owed and (passing := passing_on(session, part.unit, today, basis)) is not None:
            hand_over_part(session, passing, task, part, actor=actor, now=now)
    if task.assignee is not None and not task.assignee.active:
        task.assignee = None
    if task.monitor is not None and not task.monitor.active:
        task.monitor = None
