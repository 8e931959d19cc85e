"""Which due days a change of the calendar would touch, and which only come to fall on a rest."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from sqlalchemy import Select, func, or_, select
from sqlalchemy.orm import Session, joinedload

from tracker.domain.calendar_rows import CalendarRow
from tracker.domain.calendar_shift import DaysAfter, DueRule, OfPeriod, Shift, shift, spans_in
from tracker.domain.deadlines import DeadlineCause
from tracker.domain.local_time import local_day
from tracker.domain.recurrence import RecurrenceRule
from tracker.domain.task_status import OPEN
from tracker.domain.working_days import Calendar
from tracker.models import CalendarDay, Deadline, Duty, Series, Task
from tracker.queries.office_rules import office_rules
from tracker.queries.series import plan_of

MOST = 500
"""Rows of one preview."""

_NEAR = timedelta(days=20)
"""A period's due day may have rolled back over a whole Tết before the day that changed."""

_COUNTED = (DeadlineCause.RETURN, DeadlineCause.SERIES, DeadlineCause.CALENDAR)


@dataclass(frozen=True, slots=True)
class Touched:
    """A task whose due day was counted with the calendar, and what it would be now."""

    task: Task
    shift: Shift


@dataclass(frozen=True, slots=True)
class CalendarTouch:
    """``resting``: due days on the changed days that no rule moves; they only fall on a rest."""

    moved: tuple[Touched, ...]
    resting: tuple[Task, ...]
    more: bool

    def __len__(self) -> int:
        return len(self.moved) + len(self.resting)


def calendar_rows(session: Session, office_id: int) -> list[CalendarRow]:
    """The office's rows as values, in order."""
    rows = session.scalars(
        select(CalendarDay).where(CalendarDay.office_id == office_id).order_by(CalendarDay.on_day)
    )
    return [CalendarRow(row.on_day, row.kind, row.name, row.source, row.confirmed) for row in rows]


def years_with_due_days(session: Session, office_id: int, today: date) -> list[int]:
    """The years, from this one on, in which something open is due."""
    last = session.scalar(
        select(func.max(Task.due_on)).where(
            Task.office_id == office_id, Task.status.in_(sorted(OPEN))
        )
    )
    return list(range(today.year, last.year + 1)) if last is not None else []


def calendar_touch(
    session: Session,
    *,
    office_id: int,
    today: date,
    before: Calendar,
    after: Calendar,
    first: date,
    last: date,
) -> CalendarTouch:
    """What would differ once the days ``first`` to ``last`` are those of ``after``.

    Open tasks that are due today or later: what is late already stays late.
    """
    moved: list[Touched] = []
    for task in _candidates(session, office_id, max(today, first - _NEAR)):
        found = shift(
            task.due_on or today, _rules(session, task, before), before=before, after=after
        )
        if found is not None:
            moved.append(Touched(task, found))
            if len(moved) > MOST:
                break
    gone = {touched.task.id for touched in moved}
    resting = [
        task
        for task in session.scalars(_due_within(office_id, max(today, first), last)).unique()
        if task.due_on
        and task.id not in gone
        and before.is_working(task.due_on)
        and not after.is_working(task.due_on)
    ]
    more = len(moved) > MOST or len(resting) > MOST
    return CalendarTouch(tuple(moved[:MOST]), tuple(resting[:MOST]), more)


def _open(office_id: int) -> Select[Task]:
    return (
        select(Task)
        .where(Task.office_id == office_id, Task.status.in_(sorted(OPEN)))
        .options(joinedload(Task.duty).joinedload(Duty.directive), joinedload(Task.lead_unit))
        .order_by(Task.due_on, Task.id)
    )


def _due_within(office_id: int, first: date, last: date) -> Select[Task]:
    return _open(office_id).where(Task.due_on.between(first, last)).limit(MOST + 1)


def _candidates(session: Session, office_id: int, first: date) -> Iterator[Task]:
    """Open tasks due from ``first`` on whose day was, or may have been, counted."""
    newest = (
        select(func.max(Deadline.version))
        .where(Deadline.task_id == Task.id)
        .correlate(Task)
        .scalar_subquery()
    )
    counted = (
        select(Deadline.id)
        .where(
            Deadline.task_id == Task.id,
            Deadline.version == newest,
            Deadline.cause.in_(_COUNTED),
        )
        .correlate(Task)
        .exists()
    )
    spoken = (
        select(Duty.id)
        .where(Duty.id == Task.duty_id, Duty.due_phrase.like("%ngày làm việc%"))
        .correlate(Task)
        .exists()
    )
    query = _open(office_id).where(Task.due_on >= first, or_(counted, spoken))
    yield from session.scalars(query).unique()


def _rules(session: Session, task: Task, before: Calendar) -> Iterator[DueRule]:
    """How the present due day may have been counted, the likeliest first."""
    versions = [row for row in task.deadlines if row.cause is not DeadlineCause.CALENDAR]
    if not versions:
        return
    source = versions[-1]
    set_on = local_day(source.set_at)
    if source.cause is DeadlineCause.SERIES and task.series_id and task.period_key:
        rule = _period_rule(session, task, before)
        if rule is not None:
            yield OfPeriod(rule, task.period_key)
    if source.cause in (DeadlineCause.RETURN, DeadlineCause.SERIES):
        days = office_rules(session, task.office_id, set_on).return_working_days
        yield DaysAfter(set_on, days)
    if source.cause is DeadlineCause.DIRECTIVE:
        paper = task.duty.directive
        starts = (paper.issued_on, paper.received_on, local_day(task.assigned_at))
        for n in spans_in(task.duty.due_phrase):
            yield from (DaysAfter(start, n) for start in starts if start is not None)


def _period_rule(session: Session, task: Task, before: Calendar) -> RecurrenceRule | None:
    series = session.get(Series, task.series_id)
    if series is None or task.period_key is None:
        return None
    return plan_of(series).rule_of(task.period_key, before)
