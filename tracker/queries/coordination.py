"""Coordinating units measured apart: what was asked of each, answered in time, late, or not."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy import Row, Select, func, select
from sqlalchemy.orm import Session, aliased

from tracker.db.watch import unchanged
from tracker.domain.coordination import PartState, part_state
from tracker.domain.history import EventKind
from tracker.domain.local_time import local_day
from tracker.domain.reporting_periods import Window
from tracker.domain.task_status import TaskStatus
from tracker.domain.vietnamese import one_line, sort_key
from tracker.models import Duty, Event, Task, TaskPart, Unit
from tracker.permissions import Actor
from tracker.permissions.scope import gathered_tasks
from tracker.queries.task_rows import unit_names
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


def parts_of_unit(
    session: Session, unit_id: int, *, actor: Actor, window: Window, as_of: date
) -> list[PartRow]:
    """What was asked of a unit inside ``window``, of tasks that ``actor`` may see, by due day.

    Parts that were closed, and those of cancelled tasks, are nobody's debt.
    """
    columns = (_ASKED.task_id, _ASKED.request, _ASKED.paper_number, Task.lead_unit_id, Duty.text)
    query = (
        _asked_inside(actor, window, *columns)
        .join(Duty, Duty.id == Task.duty_id)
        .where(_ASKED.unit_id == unit_id)
        .order_by(_ASKED.due_on.asc().nulls_last(), _ASKED.id)
    )
    found = [(row, _state(row, as_of)) for row in session.execute(query)]
    leads = unit_names(session, {row.lead_unit_id for row, _state_of_it in found})
    return [
        PartRow(
            task_id=row.task_id,
            text=one_line(row.text),
            lead=leads[row.lead_unit_id],
            unit_id=unit_id,
            request=row.request,
            due_on=row.due_on,
            answered_on=_day(row.answered_at),
            paper=row.paper_number or "",
            state=state,
        )
        for row, state in found
        if state is not None
    ]


def parts_by_unit(
    session: Session, *, actor: Actor, window: Window, as_of: date
) -> tuple[UnitParts, ...]:
    """The numbers of each unit: the most silent first, bodies outside the office last."""
    return unchanged(
        session.connection(),
        ("parts by unit", actor, window, as_of),
        lambda: tuple(_counted(session, _asked_inside(actor, window), as_of)),
    )


#: The scope of tasks speaks of parts itself.
_ASKED = aliased(TaskPart, name="asked_part")


def _asked_inside(actor: Actor, window: Window, *more: Any) -> Select[*tuple[Any, ...]]:
    """What the state of a part depends on, and ``more``; nothing is loaded as a whole."""
    asked_at = func.coalesce(_ASKED.asked_at, Task.assigned_at)
    columns = (_ASKED.unit_id, _ASKED.due_on, _ASKED.answered_at, Task.status, Task.done_on)
    return (
        select(*columns, *more)
        .join(Task, Task.id == _ASKED.task_id)
        .where(
            gathered_tasks(actor),
            _ASKED.closed_at.is_(None),
            Task.status != TaskStatus.CANCELLED,
            asked_at >= day_ends(window.from_on - timedelta(days=1)),
            asked_at < day_ends(window.to_on),
        )
    )


def _counted(session: Session, query: Select[*tuple[Any, ...]], as_of: date) -> Iterable[UnitParts]:
    counts: dict[int, Counter[PartState]] = defaultdict(Counter)
    for row in session.execute(query):
        state = _state(row, as_of)
        if state is not None:
            counts[row.unit_id][state] += 1
    names = unit_names(session, counts)
    bodies = frozenset(session.scalars(select(Unit.id).where(Unit.outside)))
    found = [UnitParts(key, names[key], key in bodies, counts[key]) for key in counts]
    return sorted(
        found,
        key=lambda unit: (unit.outside, -unit.counts[PartState.SILENT], sort_key(unit.unit)),
    )


def _state(row: Row[*tuple[Any, ...]], as_of: date) -> PartState | None:
    """The state of a part; None where nothing was ever owed."""
    return part_state(
        answered_on=_day(row.answered_at),
        due_on=row.due_on,
        over_on=row.done_on if row.status is TaskStatus.COMPLETED else None,
        as_of=as_of,
    )


def _day(moment: datetime | None) -> date | None:
    return local_day(moment) if moment is not None else None


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
