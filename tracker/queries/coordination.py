"""Coordinating units measured apart: what was asked of each, answered in time, late, or not."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import func, select
from sqlalchemy.orm import Session, aliased

from tracker.domain.coordination import PartState, part_state
from tracker.domain.history import EventKind
from tracker.domain.local_time import local_day
from tracker.domain.reporting_periods import Window
from tracker.domain.task_status import TaskStatus
from tracker.domain.vietnamese import one_line, sort_key
from tracker.models import Duty, Event, Task, TaskPart, Unit
from tracker.permissions import Actor
from tracker.permissions.scope import visible_tasks
from tracker.queries.timeliness_sql import day_ends


@dataclass(frozen=True, slots=True)
class PartRow:
    """One part of one task."""

    task_id: int
    text: str
    lead: str
    unit_id: int
    request: str
    due_on: date | None
    answered_on: date | None
    paper: str
    state: PartState


@dataclass(frozen=True, slots=True)
class UnitParts:
    """A unit's parts in numbers; ``asked`` is their sum."""

    unit_id: int
    unit: str
    outside: bool
    counts: Counter[PartState]

    @property
    def asked(self) -> int:
        return self.counts.total()

    def of(self, state: PartState) -> int:
        return self.counts[state]


def parts_asked(
    session: Session,
    *,
    actor: Actor,
    window: Window,
    as_of: date,
    unit_id: int | None = None,
) -> list[PartRow]:
    """Parts that were asked inside ``window``, of tasks that ``actor`` may see, by due day.

    Parts that were closed, and those of cancelled tasks, are nobody's debt.
    """
    lead, asked = aliased(Unit), aliased(TaskPart)  # the scope speaks of parts itself
    asked_at = func.coalesce(asked.asked_at, Task.assigned_at)
    query = (
        select(asked, Task.status, Task.done_on, Duty.text, lead)
        .join(Task, Task.id == asked.task_id)
        .join(Duty, Duty.id == Task.duty_id)
        .join(lead, lead.id == Task.lead_unit_id)
        .where(
            visible_tasks(actor),
            asked.closed_at.is_(None),
            Task.status != TaskStatus.CANCELLED,
            asked_at >= day_ends(window.from_on.fromordinal(window.from_on.toordinal() - 1)),
            asked_at < day_ends(window.to_on),
        )
        .order_by(asked.due_on.asc().nulls_last(), asked.id)
    )
    if unit_id is not None:
        query = query.where(asked.unit_id == unit_id)
    rows = (_row(*found, as_of) for found in session.execute(query))
    return [row for row in rows if row is not None]


def _row(  # noqa: PLR0917 — the columns of the query above
    part: TaskPart, status: TaskStatus, done_on: date | None, text: str, lead: Unit, as_of: date
) -> PartRow | None:
    """The part with its state; None where nothing was ever owed."""
    answered_on = local_day(part.answered_at) if part.answered_at else None
    state = part_state(
        answered_on=answered_on,
        due_on=part.due_on,
        over_on=done_on if status is TaskStatus.COMPLETED else None,
        as_of=as_of,
    )
    if state is None:
        return None
    return PartRow(
        task_id=part.task_id,
        text=one_line(text),
        lead=lead.name,
        unit_id=part.unit_id,
        request=part.request,
        due_on=part.due_on,
        answered_on=answered_on,
        paper=part.paper_number or "",
        state=state,
    )


def by_unit(session: Session, rows: Iterable[PartRow]) -> list[UnitParts]:
    """The numbers of each unit: the most silent first, bodies outside the office last."""
    counts: dict[int, Counter[PartState]] = {}
    for row in rows:
        counts.setdefault(row.unit_id, Counter())[row.state] += 1
    units = session.scalars(select(Unit).where(Unit.id.in_(sorted(counts)))).all()
    found = [UnitParts(unit.id, unit.name, unit.outside, counts[unit.id]) for unit in units]
    return sorted(
        found,
        key=lambda unit: (unit.outside, -unit.counts[PartState.SILENT], sort_key(unit.unit)),
    )


def reminded_today(session: Session, task_id: int, on_day: date) -> frozenset[int]:
    """Units of the task's parts that were reminded on ``on_day``."""
    events: Sequence[Event] = session.scalars(
        select(Event).where(
            Event.task_id == task_id,
            Event.kind == EventKind.PARTS_REMINDED,
            Event.at >= day_ends(date.fromordinal(on_day.toordinal() - 1)),
            Event.at < day_ends(on_day),
        )
    ).all()
    return frozenset(unit_id for event in events for unit_id in event.data.get("units", ()))
