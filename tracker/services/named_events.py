"""Events on which deadlines wait ("ngay sau khi có hướng dẫn"): a person gives the day.

Drafts that wait get their day at once, to be looked at like any proposal. Tasks already given
are only offered a day: moving a deadline is a deed of its own, with its cause and its basis.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from tracker.domain.errors import Conflict, InvalidInput, NotFound
from tracker.domain.follow_up import TRACKED, DraftState
from tracker.domain.history import EventKind
from tracker.domain.local_time import local_day
from tracker.domain.vietnamese import day_words
from tracker.domain.working_days import Calendar
from tracker.models import Directive, NamedEvent, Task, TaskDraft
from tracker.permissions import Actor
from tracker.queries.named_events import proposed_day, waiting_tasks
from tracker.services.history import record
from tracker.services.loading import for_change
from tracker.services.steering import change_deadline

OPEN = (DraftState.PROPOSED, DraftState.READY)


@dataclass(frozen=True, slots=True)
class NewDay:
    """The day that a person accepts for a waiting task, in the version that the person saw."""

    task_id: int
    version: int
    due_on: date


def date_event(
    session: Session,
    *,
    directive_id: int,
    event_id: int,
    version: int | None,
    happened_on: date | None,
    basis: str,
    calendar: Calendar,
    actor: Actor,
    now: datetime,
) -> list[TaskDraft]:
    """Say when the event happened (None takes it back), and count the waiting drafts' days.

    A draft whose day a person has set is left alone; one that was ready is to be looked at once
    more. Returns the drafts that changed. Raises InvalidInput for a day that has not come,
    Conflict when nothing would change.
    """
    event = event_for_change(session, directive_id, event_id, version)
    if happened_on is not None and happened_on > local_day(now):
        raise InvalidInput(
            "Ngày %(day)s chưa tới. Hãy ghi ngày sự kiện đã diễn ra.",
            field="happened_on",
            day=day_words(happened_on),
        )
    if happened_on == event.happened_on and basis.strip() == event.basis:
        raise Conflict("Thông tin này đã được ghi nhận trước đó.")
    before = event.happened_on
    event.happened_on = happened_on
    event.basis = basis.strip()
    event.dated_by_id = actor.user_id if happened_on is not None else None
    changed = _count_drafts(session, event, before, calendar)
    session.flush()
    record(
        session,
        EventKind.EVENT_DATED,
        actor=actor,
        now=now,
        directive=session.get_one(Directive, directive_id),
        basis=event.basis,
        name=event.name,
        day_before=before.isoformat() if before else None,
        day_after=happened_on.isoformat() if happened_on else None,
    )
    return changed


def set_waiting_deadlines(
    session: Session,
    *,
    directive_id: int,
    event_id: int,
    days: Sequence[NewDay],
    actor: Actor,
    now: datetime,
) -> list[Task]:
    """Give tasks that wait for the event the days that a person accepted: all, or none.

    Raises InvalidInput when nothing was chosen or the event has no day, NotFound for a task
    that does not wait for it, and what ``steering.change_deadline`` refuses.
    """
    event = event_for_change(session, directive_id, event_id, None)
    if event.happened_on is None:
        raise InvalidInput("Hãy ghi ngày sự kiện diễn ra trước.")
    if not days:
        raise InvalidInput("Chưa chọn nhiệm vụ nào để xác định thời hạn.")
    waiting = {task.id: task for task in waiting_tasks(session, event.id)}
    if not waiting.keys() >= {day.task_id for day in days}:
        raise NotFound("Không tìm thấy nhiệm vụ chờ sự kiện này.")
    basis = _basis(event)
    return [
        change_deadline(
            session,
            task_id=day.task_id,
            version=day.version,
            due_on=day.due_on,
            basis=f"{basis} Văn bản ghi: “{waiting[day.task_id].duty.due_phrase}”.",
            actor=actor,
            now=now,
        )
        for day in days
    ]


def event_for_change(
    session: Session, directive_id: int, event_id: int, version: int | None
) -> NamedEvent:
    """The event under a lock, when it is this directive's."""
    event = for_change(session, NamedEvent, event_id, version=version)
    if event.directive_id != directive_id:
        raise NotFound("Không tìm thấy sự kiện này.")
    return event


def _basis(event: NamedEvent) -> str:
    """Why a day moved, in words for the deadline's history."""
    assert event.happened_on is not None  # noqa: S101 — both callers have looked
    said = f"Sự kiện “{event.name}” ngày {day_words(event.happened_on)}."
    return f"{said} {event.basis.rstrip('.')}." if event.basis else said


def _count_drafts(
    session: Session, event: NamedEvent, before: date | None, calendar: Calendar
) -> list[TaskDraft]:
    changed = []
    drafts = session.scalars(
        select(TaskDraft)
        .where(TaskDraft.event_id == event.id, TaskDraft.state.in_(OPEN))
        .order_by(TaskDraft.ord, TaskDraft.id)
    ).all()
    for draft in drafts:
        counted = proposed_day(draft.event_step, before, calendar)
        if draft.follow_up not in TRACKED or draft.due_on not in (None, counted):
            continue
        day = proposed_day(draft.event_step, event.happened_on, calendar)
        if day == draft.due_on:
            continue
        draft.due_on = day
        draft.due_basis = _basis(event) if day is not None else ""
        draft.state = DraftState.PROPOSED
        changed.append(draft)
    return changed
