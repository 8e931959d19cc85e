"""The events of a directive, and what waits for them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import func, select
from sqlalchemy.orm import Session, joinedload

from tracker.domain.follow_up import DraftState
from tracker.domain.task_status import CLOSED
from tracker.domain.working_days import Calendar
from tracker.models import Duty, NamedEvent, Task, TaskDraft
from tracker.reading.due import day_after_event


@dataclass(frozen=True, slots=True)
class AwaitedEvent:
    """An event with how many open drafts and open tasks hang on it."""

    event: NamedEvent
    drafts: int
    tasks: int


def events_of(session: Session, directive_id: int) -> list[AwaitedEvent]:
    """Every event that deadlines of this directive name, in the order of the paper."""
    events = session.scalars(
        select(NamedEvent).where(NamedEvent.directive_id == directive_id).order_by(NamedEvent.id)
    ).all()
    counted = session.execute(
        select(TaskDraft.event_id, func.count())
        .where(
            TaskDraft.directive_id == directive_id,
            TaskDraft.event_id.is_not(None),
            TaskDraft.state.in_((DraftState.PROPOSED, DraftState.READY)),
        )
        .group_by(TaskDraft.event_id)
    )
    drafts = {event_id: number for event_id, number in counted}  # noqa: C416 — rows are no pairs
    return [
        AwaitedEvent(event, drafts.get(event.id, 0), len(waiting_tasks(session, event.id)))
        for event in events
    ]


def waiting_tasks(session: Session, event_id: int) -> Sequence[Task]:
    """Tasks that are not over and whose deadline was to be counted from the event."""
    return session.scalars(
        select(Task)
        .join(Duty, Duty.id == Task.duty_id)
        .where(Duty.event_id == event_id, Task.status.not_in(CLOSED))
        .options(joinedload(Task.duty).joinedload(Duty.directive), joinedload(Task.lead_unit))
        .order_by(Task.id)
    ).all()


def waiting_drafts(session: Session, event_id: int) -> Sequence[TaskDraft]:
    """Drafts that nobody gave yet and that wait for the event, in the order of the paper."""
    return session.scalars(
        select(TaskDraft)
        .where(
            TaskDraft.event_id == event_id,
            TaskDraft.state.in_((DraftState.PROPOSED, DraftState.READY)),
        )
        .order_by(TaskDraft.ord, TaskDraft.id)
    ).all()


def proposed_day(step: str | None, happened_on: date | None, calendar: Calendar) -> date | None:
    """The last day of what waits, counted from the event; None where a person must name it."""
    if happened_on is None or not step:
        return None
    return day_after_event(step, happened_on, calendar.add)
