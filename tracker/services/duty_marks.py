"""What is decided about a duty besides its work: field, leader in charge, the star."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy.orm import Session

from tracker.domain.errors import InvalidInput
from tracker.domain.history import EventKind
from tracker.domain.local_time import local_day
from tracker.models import Duty, Task, User, WorkField
from tracker.permissions import Actor
from tracker.queries.charges import fields_of_office
from tracker.services import seen as marks
from tracker.services.history import record
from tracker.services.leader_charges import leader_on
from tracker.services.loading import for_change

NOBODY = "theo bảng phân công"
USUAL = "theo đơn vị chủ trì"


def seen_of(duty: Duty) -> str:
    """The mark of what the form shows: the duty is shared by the tasks of several units."""
    return marks.mark(duty.field_id, duty.leader_id, duty.key_task)


def sort_duty(
    session: Session,
    *,
    task_id: int,
    seen: str | None,
    field_id: int | None,
    leader_id: int | None,
    key_task: bool,
    actor: Actor,
    now: datetime,
) -> Task:
    """Field and leader (None: as the tables say) and the star, for the task's whole duty.

    Raises InvalidInput for a field that is switched off or nobody's leader; Conflict when
    somebody decided otherwise meanwhile.
    """
    task = for_change(session, Task, task_id)
    duty = for_change(session, Duty, task.duty_id)
    marks.unchanged(seen, duty.field_id, duty.leader_id, duty.key_task)
    changes = [
        *_field(session, duty, field_id, actor, now),
        *_leader(session, duty, leader_id, actor, now),
    ]
    if changes:
        record(
            session,
            EventKind.DUTY_SORTED,
            actor=actor,
            now=now,
            task=task,
            note="; ".join(changes),
            field=field_id,
            leader=leader_id,
        )
    if duty.key_task != key_task:
        duty.key_task = key_task
        kind = EventKind.KEY_MARKED if key_task else EventKind.KEY_UNMARKED
        record(session, kind, actor=actor, now=now, task=task)
    session.flush()
    return task


def _field(
    session: Session, duty: Duty, field_id: int | None, actor: Actor, now: datetime
) -> list[str]:
    if field_id == duty.field_id:
        return []
    offered = fields_of_office(session, actor.office_id or 0, on_day=local_day(now))
    after = next((field for field in offered if field.id == field_id), None)
    if field_id is not None and after is None:
        raise InvalidInput("Hãy chọn một lĩnh vực đang dùng.", field="field_id")
    before = session.get(WorkField, duty.field_id) if duty.field_id is not None else None
    duty.field_id = field_id
    return [f"Lĩnh vực: {before.name if before else USUAL} → {after.name if after else USUAL}"]


def _leader(
    session: Session, duty: Duty, leader_id: int | None, actor: Actor, now: datetime
) -> list[str]:
    if leader_id == duty.leader_id:
        return []
    after = leader_on(session, leader_id, local_day(now), actor) if leader_id is not None else None
    before = session.get(User, duty.leader_id) if duty.leader_id is not None else None
    duty.leader_id = leader_id
    names = [person.name if person else NOBODY for person in (before, after)]
    return [f"Lãnh đạo phụ trách: {names[0]} → {names[1]}"]
