"""Changes that could make figures look better (design D18): what an inspector asks about first."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, time

from sqlalchemy import ColumnElement, Select, and_, or_, select
from sqlalchemy.orm import joinedload

from tracker.domain.deadlines import DeadlineCause
from tracker.domain.history import EventKind, ExplainedChange
from tracker.domain.local_time import VIETNAM
from tracker.models import Event
from tracker.queries.timeliness_sql import day_ends

_MOVED = (DeadlineCause.CORRECTION.value, DeadlineCause.CALENDAR.value)
"""Days that somebody of the office moved without an extension asked for by the unit."""


@dataclass(frozen=True, slots=True)
class ExplainedFilters:
    """Days are civil days in Vietnam, both inclusive."""

    from_on: date
    to_on: date
    change: ExplainedChange | None = None


def explained_changes(office_id: int, filters: ExplainedFilters) -> Select[Event]:
    """The events to explain, newest first, with their people."""
    wanted = [filters.change] if filters.change is not None else list(ExplainedChange)
    begins = datetime.combine(filters.from_on, time(), VIETNAM).astimezone(UTC)
    return (
        select(Event)
        .where(
            Event.office_id == office_id,
            Event.at >= begins,
            Event.at < day_ends(filters.to_on),
            or_(*(_is(change) for change in wanted)),
        )
        .options(joinedload(Event.actor), joinedload(Event.for_unit), joinedload(Event.for_user))
        .order_by(Event.id.desc())
    )


def change_of(event: Event) -> ExplainedChange:
    """Under which heading an event of the list stands."""
    if event.kind is EventKind.DEADLINE_SET:
        return ExplainedChange.DEADLINE
    if event.kind is EventKind.RESULT_RECORDED:
        return ExplainedChange.ON_BEHALF
    if event.kind is EventKind.TASK_REOPENED:
        return ExplainedChange.REOPENED
    if event.kind is EventKind.TASK_CONFIRMED:
        return ExplainedChange.SAME_UNIT
    return ExplainedChange.FOR_LEADER


def _is(change: ExplainedChange) -> ColumnElement[bool]:
    if change is ExplainedChange.DEADLINE:
        return and_(
            Event.kind == EventKind.DEADLINE_SET,
            Event.data["cause"].as_string().in_(_MOVED),
        )
    if change is ExplainedChange.ON_BEHALF:
        return Event.kind == EventKind.RESULT_RECORDED
    if change is ExplainedChange.REOPENED:
        return Event.kind == EventKind.TASK_REOPENED
    if change is ExplainedChange.SAME_UNIT:
        return and_(
            Event.kind == EventKind.TASK_CONFIRMED, Event.data["same_unit"].as_boolean().is_(True)
        )
    decisions = (
        EventKind.EXTENSION_GRANTED,
        EventKind.EXTENSION_REFUSED,
        EventKind.LIST_DECIDED,
    )
    return and_(
        Event.kind.in_(decisions),
        Event.for_user_id.is_not(None),
        Event.data["as_deputy"].as_boolean().is_not(True),  # decided by whoever stands in for him
    )
