"""Steps inside a unit: laid down, ticked, moved, taken away. Its own, never counted.

The history says that the unit touched its steps, without a word of them and not on the task.
"""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from tracker.domain.errors import InvalidInput, NotAllowed
from tracker.domain.history import EventKind
from tracker.domain.local_time import local_day
from tracker.domain.vietnamese import one_line
from tracker.models import Task, Unit, UnitStep
from tracker.permissions import Actor
from tracker.queries.task_page import people_of
from tracker.services.history import record
from tracker.services.loading import for_change

LONGEST = 300


def add(
    session: Session,
    *,
    task_id: int,
    unit_id: int,
    text: str,
    officer_id: int | None,
    due_on: date | None,
    actor: Actor,
    now: datetime,
) -> UnitStep:
    """One more, as the last. Raises NotAllowed for another's unit, InvalidInput at the field."""
    task = for_change(session, Task, task_id)
    takes_part = {task.lead_unit_id, *(part.unit_id for part in task.parts)}
    if unit_id not in actor.unit_ids & takes_part:
        raise NotAllowed("Chỉ lập các bước của đơn vị mình.")
    last = session.scalar(
        select(func.max(UnitStep.ord)).where(
            UnitStep.task_id == task.id, UnitStep.unit_id == unit_id
        )
    )
    step = UnitStep(
        task_id=task.id,
        unit_id=unit_id,
        ord=(last or 0) + 1,
        text=_words(text),
        officer_id=_officer(session, unit_id, officer_id, now),
        due_on=due_on,
    )
    session.add(step)
    _noted(session, step, actor=actor, now=now)
    return step


def change(
    session: Session,
    *,
    step_id: int,
    version: int | None,
    text: str,
    officer_id: int | None,
    due_on: date | None,
    actor: Actor,
    now: datetime,
) -> UnitStep:
    """Other words, another officer, another day."""
    step = _own(session, step_id, version, actor)
    step.text, step.due_on = _words(text), due_on
    step.officer_id = _officer(session, step.unit_id, officer_id, now)
    _noted(session, step, actor=actor, now=now)
    return step


def tick(
    session: Session, *, step_id: int, version: int | None, actor: Actor, now: datetime
) -> UnitStep:
    """Done, or after all not done."""
    step = _own(session, step_id, version, actor)
    done = step.done_at is None
    step.done_at = now if done else None
    step.done_by_id = actor.user_id if done else None
    _noted(session, step, actor=actor, now=now)
    return step


def move_up(
    session: Session, *, step_id: int, version: int | None, actor: Actor, now: datetime
) -> UnitStep:
    """Change places with the one above; the first stays where it is."""
    step = _own(session, step_id, version, actor)
    above = session.scalar(
        select(UnitStep)
        .where(
            UnitStep.task_id == step.task_id,
            UnitStep.unit_id == step.unit_id,
            UnitStep.ord < step.ord,
        )
        .order_by(UnitStep.ord.desc())
        .limit(1)
        .with_for_update()
    )
    if above is not None:
        step.ord, above.ord = above.ord, step.ord
        _noted(session, step, actor=actor, now=now)
    return step


def remove(
    session: Session, *, step_id: int, version: int | None, actor: Actor, now: datetime
) -> int:
    """Take it away; gives back its task."""
    step = _own(session, step_id, version, actor)
    task_id = step.task_id
    _noted(session, step, actor=actor, now=now)
    session.delete(step)
    session.flush()
    return task_id


def _own(session: Session, step_id: int, version: int | None, actor: Actor) -> UnitStep:
    step = for_change(session, UnitStep, step_id, version=version)
    if step.unit_id not in actor.unit_ids:
        raise NotAllowed("Chỉ sửa được các bước của đơn vị mình.")
    return step


def _words(text: str) -> str:
    words = one_line(text)
    if not words:
        raise InvalidInput("Hãy ghi nội dung của bước.", field="text")
    if len(words) > LONGEST:
        raise InvalidInput("Mỗi bước dài tối đa %(most)s ký tự.", field="text", most=LONGEST)
    return words


def _officer(session: Session, unit_id: int, officer_id: int | None, now: datetime) -> int | None:
    people = {one.id for one in people_of(session, unit_id, local_day(now))}
    if officer_id is not None and officer_id not in people:
        raise InvalidInput("Hãy chọn một người đang công tác tại đơn vị.", field="officer_id")
    return officer_id


def _noted(session: Session, step: UnitStep, *, actor: Actor, now: datetime) -> None:
    session.flush()
    unit = session.get_one(Unit, step.unit_id)
    record(session, EventKind.STEPS_CHANGED, actor=actor, now=now, unit=unit)
