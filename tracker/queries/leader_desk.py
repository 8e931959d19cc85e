"""Drafts that are done and wait for a leader's signature: his time, apart from the units'."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from sqlalchemy import exists, select
from sqlalchemy.orm import Session

from tracker.domain.task_status import TaskStatus
from tracker.domain.vietnamese import one_line
from tracker.domain.working_days import Calendar
from tracker.models import Duty, Issuance, Task, Unit
from tracker.permissions import Actor
from tracker.permissions.scope import visible_tasks


@dataclass(frozen=True, slots=True)
class OnTheDesk:
    """A draft: whose, since when it lies with the leaders, for how many working days."""

    task_id: int
    text: str
    unit: str
    drafted_on: date
    waited: int


SHOWN = 200


def leader_desk(
    session: Session, *, actor: Actor, as_of: date, calendar: Calendar
) -> list[OnTheDesk]:
    """What waits, the oldest first; at most ``SHOWN``."""
    issued = exists().where(Issuance.task_id == Task.id)
    # From the few duties that go up: SQLite would walk all that was ever completed.
    going_up = select(Duty.id).where(Duty.office_id == actor.office_id, Duty.for_leader)
    rows = session.execute(
        select(Task.id, Duty.text, Task.done_on, Unit)
        .join(Duty, Duty.id == Task.duty_id)
        .join(Unit, Unit.id == Task.lead_unit_id)
        .where(
            visible_tasks(actor),
            Task.duty_id.in_(going_up),
            Task.status == TaskStatus.COMPLETED,
            Task.done_on <= as_of,
            ~issued,
        )
        .order_by(Task.done_on, Task.id)
        .limit(SHOWN)
    )
    return [
        OnTheDesk(key, one_line(text), unit.name, done_on, max(0, calendar.count(done_on, as_of)))
        for key, text, done_on, unit in rows
        if done_on is not None
    ]
