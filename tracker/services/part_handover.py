"""Coordinating parts of units that end: each finds its place, none is deleted."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from tracker.domain.history import EventKind
from tracker.domain.unit_handover import earlier, joined_requests
from tracker.models import Task, TaskPart
from tracker.permissions import Actor
from tracker.queries.unit_handover import waiting_parts_of
from tracker.services.history import record
from tracker.services.passing import Passing


def hand_over_parts(session: Session, passing: Passing, actor: Actor, now: datetime) -> None:
    """Unanswered parts of open tasks go to the first successor."""
    for part in waiting_parts_of(session, passing.unit_ids):
        task = session.get_one(Task, part.task_id)
        hand_over_part(session, passing, task, part, actor=actor, now=now)


def hand_over_part(
    session: Session, passing: Passing, task: Task, part: TaskPart, *, actor: Actor, now: datetime
) -> None:
    """One part: it is closed with the reason, the first successor is asked instead.

    A successor that leads the task needs not be asked; one that is asked already is asked both;
    one that has answered has answered.
    """
    part.closed_at = now
    part.closed_note = _place_for(session, passing, task, part, now)
    record(
        session,
        EventKind.PART_CLOSED,
        actor=actor,
        now=now,
        task=task,
        unit=part.unit,
        basis=passing.basis,
        note=f"{part.unit.name}: {part.closed_note}",
        heir=passing.first.id,
    )


def _place_for(
    session: Session, passing: Passing, task: Task, part: TaskPart, now: datetime
) -> str:
    """Where the request goes, in words."""
    heir = passing.first
    if task.lead_unit_id == heir.id:
        return f"{heir.name} nay chủ trì nhiệm vụ này."
    own = session.scalar(
        select(TaskPart).where(TaskPart.task_id == task.id, TaskPart.unit_id == heir.id)
    )
    if own is None:
        session.add(
            TaskPart(
                task_id=task.id,
                unit_id=heir.id,
                request=part.request,
                due_on=part.due_on,
                asked_at=now,
                answer="",
            )
        )
        session.flush()
        return f"{heir.name} trả lời thay."
    if own.answered_at is not None and own.returned_at is None:
        return f"{heir.name} đã trả lời phối hợp."
    if own.closed_at is not None:
        own.closed_at, own.closed_note, own.asked_at = None, "", now
    own.request = joined_requests(own.request, part.request)
    own.due_on = earlier(own.due_on, part.due_on)
    return f"nhập vào phần việc của {heir.name}."
