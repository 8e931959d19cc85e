"""Series as their pages and the rolling job see them: rules, who owes, what was made."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import Select, func, or_, select
from sqlalchemy.orm import Session, contains_eager, joinedload, selectinload

from tracker.domain.follow_up import FollowUp, UnitRole
from tracker.domain.history import EventKind
from tracker.domain.recurrence import RecurrenceRule
from tracker.domain.series_plan import RuleSpan, SeriesPlan
from tracker.models import Duty, DutyUnit, Event, Series, Task, TaskLead, Unit
from tracker.permissions import Actor
from tracker.permissions.scope import visible_duties

SERIES_EVENTS = (
    EventKind.SERIES_STARTED,
    EventKind.SERIES_CHANGED,
    EventKind.SERIES_ENDED,
    EventKind.PERIOD_SKIPPED,
    EventKind.PERIOD_RESTORED,
    EventKind.PERIOD_GIVEN,
)


@dataclass(frozen=True, slots=True)
class Carriers:
    """Who owes a period's task on a day, who coordinates it, and who carries it no longer.

    ``since``: the day from which each unit carries the duty.
    """

    leads: tuple[Unit, ...]
    parts: tuple[Unit, ...]
    gone: tuple[Unit, ...]
    since: dict[int, date]


def plan_of(series: Series) -> SeriesPlan:
    """The rules of ``series`` that hold, as a value."""
    rules = sorted((row for row in series.rules if not row.replaced), key=lambda row: row.from_on)
    return SeriesPlan(
        spans=tuple(
            RuleSpan(row.from_on, RecurrenceRule.from_json(row.rule) if row.rule else None)
            for row in rules
        ),
        days_before=series.days_before,
        skipped=frozenset(skip.period_key for skip in series.skips),
    )


def made(session: Session, series_id: int) -> set[tuple[str, int]]:
    """(period, unit) for every task of the series and every unit that has ever led it.

    A task that was moved counts for both units: neither gets the period a second time.
    """
    rows = session.execute(
        select(Task.period_key, TaskLead.unit_id)
        .join(TaskLead, TaskLead.task_id == Task.id)
        .where(Task.series_id == series_id)
    )
    return {(key, unit_id) for key, unit_id in rows if key is not None}


def carriers(session: Session, duty: Duty, on_day: date) -> Carriers:
    """Units as the duty has them on ``on_day``.

    A collected duty has one lead, the others are its parts. Bodies outside get a task only when
    they were given one under this duty by name (design D17).
    """
    rows = session.scalars(
        select(DutyUnit)
        .where(
            DutyUnit.duty_id == duty.id,
            DutyUnit.from_on <= on_day,
            or_(DutyUnit.to_on.is_(None), DutyUnit.to_on >= on_day),
        )
        .order_by(DutyUnit.id)
    ).all()
    here = [row for row in rows if row.unit.exists_on(on_day)]
    led = list(
        session.scalars(
            select(TaskLead.unit_id).join(Task).where(Task.duty_id == duty.id).order_by(TaskLead.id)
        )
    )
    leads = [
        row.unit
        for row in here
        if row.role is UnitRole.LEAD and (not row.unit.outside or row.unit_id in led)
    ]
    parts = [row.unit for row in here if row.role is UnitRole.COORDINATING]
    if duty.follow_up is FollowUp.COLLECTED and leads:
        last = [unit for unit in leads if led and unit.id == led[-1]]
        lead = (last or leads)[0]
        leads, parts = [lead], [*(unit for unit in leads if unit is not lead), *parts]
    return Carriers(
        leads=tuple(leads),
        parts=tuple(parts),
        gone=tuple(row.unit for row in rows if row not in here and row.role is UnitRole.LEAD),
        since={row.unit_id: row.from_on for row in here if row.role is UnitRole.LEAD},
    )


def running_series(session: Session, office_id: int) -> list[int]:
    """Keys of the office's series whose duty has not ended, oldest first."""
    return list(
        session.scalars(select(Series.id).where(Series.office_id == office_id).order_by(Series.id))
    )


def series_of_office(session: Session, actor: Actor) -> list[Series]:
    """Every series that the actor may see, with duty, directive, rules and skips loaded."""
    return list(
        session.scalars(
            _loaded()
            .where(visible_duties(actor))
            .options(selectinload(Series.rules), selectinload(Series.skips))
            .order_by(Series.id)
        ).unique()
    )


def series_of_duties(session: Session, duty_ids: Iterable[int]) -> dict[int, list[Series]]:
    """The series of some duties, by duty."""
    found: dict[int, list[Series]] = defaultdict(list)
    query = select(Series).where(Series.duty_id.in_(list(duty_ids))).order_by(Series.id)
    loaded = query.options(selectinload(Series.rules), selectinload(Series.skips))
    for series in session.scalars(loaded):
        found[series.duty_id].append(series)
    return found


def _loaded() -> Select[Series]:
    return (
        select(Series)
        .join(Series.duty)
        .join(Duty.directive)
        .options(contains_eager(Series.duty).contains_eager(Duty.directive))
    )


def unit_counts(session: Session, duty_ids: Sequence[int], on_day: date) -> dict[int, int]:
    """How many units lead each duty on a day."""
    rows = session.execute(
        select(DutyUnit.duty_id, func.count())
        .where(
            DutyUnit.duty_id.in_(duty_ids),
            DutyUnit.role == UnitRole.LEAD,
            DutyUnit.from_on <= on_day,
            or_(DutyUnit.to_on.is_(None), DutyUnit.to_on >= on_day),
        )
        .group_by(DutyUnit.duty_id)
    )
    return {row[0]: row[1] for row in rows}


def series_history(session: Session, series: Series) -> list[Event]:
    """What was decided about the series, newest first."""
    events = session.scalars(
        select(Event)
        .where(Event.duty_id == series.duty_id, Event.kind.in_(SERIES_EVENTS))
        .options(joinedload(Event.actor), joinedload(Event.for_unit), joinedload(Event.for_user))
        .order_by(Event.id.desc())
    ).unique()
    return [event for event in events if event.data.get("series") == series.id]
