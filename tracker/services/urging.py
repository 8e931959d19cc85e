"""Pressing a unit for what it owes (đôn đốc): a notice, at most once a day per task and person."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy.orm import Session

from tracker.domain.errors import Conflict
from tracker.domain.history import EventKind
from tracker.domain.local_time import local_day
from tracker.domain.task_status import WITH_UNIT
from tracker.domain.vietnamese import one_line
from tracker.models import Event, Task
from tracker.permissions import Actor
from tracker.services import task_notices
from tracker.services.history import record
from tracker.services.loading import for_change
from tracker.services.task_notices import Telling


def urge(
    session: Session,
    *,
    task_id: int,
    version: int | None,
    note: str,
    actor: Actor,
    now: datetime,
    tell: Telling = task_notices.tell_of,
) -> Event:
    """Ask the unit to get on with it; ``note`` is what the asker adds.

    Raises Conflict when the unit owes nothing at the moment, when nobody of the unit can be
    told, and when everybody there was urged about this task today. The task's row is locked, so
    two people who urge at once tell the unit once.
    """
    task = for_change(session, Task, task_id, version=version)
    check_urging(session, task, actor=actor, today=local_day(now))
    event = record(
        session, EventKind.TASK_URGED, actor=actor, now=now, task=task, note=one_line(note)[:1000]
    )
    tell(session, task_notices.URGED, task, event, actor=actor, now=now)
    return event


def check_urging(session: Session, task: Task, *, actor: Actor, today: date) -> None:
    """Raise Conflict when there is nothing to urge for, nobody to hear it, or nobody left."""
    if task.status not in WITH_UNIT:
        raise Conflict("Nhiệm vụ hiện không chờ đơn vị thực hiện nên không đôn đốc.")
    people = {each.id for each in task_notices.unit_people(session, task, today)} - {actor.user_id}
    if not people:
        raise Conflict(
            "Đơn vị chưa có người nhận tin trong phần mềm. Hãy đôn đốc bằng văn bản, điện thoại."
        )
    if people <= task_notices.urged_today(session, task.id, today):
        raise Conflict("Hôm nay đã đôn đốc đơn vị về nhiệm vụ này.")
