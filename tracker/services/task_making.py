"""Making duties, series and tasks: the rows that an assignment consists of, and their history."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy.orm import Session

from tracker.domain.deadlines import DeadlineCause
from tracker.domain.follow_up import TRACKED, FollowUp, UnitRole
from tracker.domain.history import EventKind
from tracker.domain.leader_part import is_for_leader
from tracker.domain.local_time import local_day
from tracker.domain.recurrence import Occurrence
from tracker.domain.recurrence_periods import period_words
from tracker.domain.recurrence_words import rule_words
from tracker.domain.series_plan import RuleSpan
from tracker.domain.task_status import TaskStatus
from tracker.domain.vietnamese import one_line
from tracker.models import (
    Directive,
    Duty,
    DutyUnit,
    SearchKind,
    Series,
    SeriesRule,
    Task,
    TaskLead,
    TaskPart,
    Unit,
)
from tracker.permissions import Actor
from tracker.queries.office_rules import office_rules
from tracker.services.deadline_versions import set_deadline
from tracker.services.duty_fingerprints import keep_fingerprints
from tracker.services.history import record
from tracker.services.search_entries import index

NO_DEADLINE = "Chưa xác định thời hạn khi giao."
"""The basis of the first deadline version of a task without a due day."""


@dataclass(frozen=True, slots=True)
class FirstDeadline:
    """The due day at the assignment, by whom it is set and on which basis."""

    due_on: date | None
    cause: DeadlineCause
    basis: str


@dataclass(frozen=True, slots=True)
class Order:
    """What is demanded and by whom: everything of a duty but its units."""

    text: str
    follow_up: FollowUp
    product: str = ""
    basis: str = ""
    due_phrase: str = ""
    event_id: int | None = None
    event_step: str | None = None
    path: str = ""
    reading_id: int | None = None
    given_by: str = ""
    given_by_id: int | None = None
    key_task: bool = False


def make_duty(
    session: Session,
    directive: Directive,
    order: Order,
    *,
    leads: Iterable[Unit],
    coordinating: Iterable[Unit],
    actor: Actor,
    now: datetime,
) -> Duty:
    """A duty with the units that carry it from today on; a unit that leads does not coordinate."""
    duty = Duty(
        office_id=directive.office_id,
        directive_id=directive.id,
        reading_id=order.reading_id,
        path=order.path,
        text=order.text,
        product=order.product,
        follow_up=order.follow_up,
        basis=order.basis,
        due_phrase=order.due_phrase,
        event_id=order.event_id,
        event_step=order.event_step,
        given_by=order.given_by[:200],
        given_by_id=order.given_by_id,
        key_task=order.key_task,
        for_leader=order.follow_up in TRACKED and is_for_leader(order.text),
        created_at=now,
        created_by_id=actor.user_id,
    )
    session.add(duty)
    session.flush()
    roles = {unit.id: UnitRole.COORDINATING for unit in coordinating}
    roles |= {unit.id: UnitRole.LEAD for unit in leads}
    session.add_all(
        DutyUnit(duty_id=duty.id, unit_id=unit_id, role=role, from_on=local_day(now))
        for unit_id, role in roles.items()
    )
    words = f"{duty.text} {duty.product}"
    index(session, SearchKind.DUTY, duty.id, duty.office_id, words, new=True)
    keep_fingerprints(session, duty)
    return duty


def make_task(
    session: Session,
    duty: Duty,
    unit: Unit,
    *,
    parts: Iterable[Unit],
    deadline: FirstDeadline,
    actor: Actor,
    now: datetime,
    series: Series | None = None,
    period_key: str | None = None,
) -> Task:
    """One unit's task with span, parts, first deadline. InvalidInput for a day that is over."""
    task = Task(
        office_id=duty.office_id,
        duty_id=duty.id,
        duty=duty,
        series_id=series.id if series else None,
        period_key=period_key,
        lead_unit_id=unit.id,
        due_on=deadline.due_on,
        assigned_at=now,
        updated_at=now,
        deadlines=[],
    )
    session.add(task)
    session.flush()
    session.add(TaskLead(task_id=task.id, unit_id=unit.id, from_at=now, basis=duty.basis))
    _add_parts(session, task, parts, deadline.due_on)
    set_deadline(
        session,
        task,
        due_on=deadline.due_on,
        cause=deadline.cause,
        basis=deadline.basis or NO_DEADLINE,
        actor=actor,
        now=now,
    )
    record(
        session,
        EventKind.TASK_ASSIGNED,
        actor=actor,
        now=now,
        task=task,
        duty=duty,
        unit=unit,
        after=TaskStatus.ASSIGNED,
        basis=deadline.basis,
        due_on=deadline.due_on.isoformat() if deadline.due_on else None,
    )
    words = f"{duty.text} {unit.name}"
    index(session, SearchKind.TASK, task.id, task.office_id, words, new=True)
    return task


def _add_parts(session: Session, task: Task, parts: Iterable[Unit], due_on: date | None) -> None:
    session.add_all(
        TaskPart(task_id=task.id, unit_id=part.id, request="", answer="", due_on=due_on)
        for part in parts
        if part.id != task.lead_unit_id
    )


def make_series(
    session: Session,
    duty: Duty,
    spans: Sequence[RuleSpan],
    *,
    basis: str,
    actor: Actor,
    now: datetime,
    days_before: int | None = None,
) -> Series:
    """The series of a recurring duty with its rules; the office's own lead time unless given."""
    if days_before is None:
        days_before = office_rules(session, duty.office_id, local_day(now)).series_days_before
    series = Series(
        office_id=duty.office_id,
        duty_id=duty.id,
        duty=duty,
        name=one_line(duty.text)[:200],
        days_before=days_before,
        from_on=spans[0].from_on,
        created_at=now,
    )
    for n, span in enumerate(spans, start=1):
        series.rules.append(
            SeriesRule(
                n=n,
                from_on=span.from_on,
                rule=span.rule.to_json() if span.rule else None,
                basis=basis,
                set_by_id=actor.user_id,
                set_at=now,
            )
        )
    session.add(series)
    session.flush()
    ruled = [span.rule for span in spans if span.rule is not None]
    record(
        session,
        EventKind.SERIES_STARTED,
        actor=actor,
        now=now,
        duty=duty,
        basis=basis,
        series=series.id,
        rule_before="",
        rule_after=str(rule_words(ruled[0])),
    )
    return series


def period_deadline(occurrence: Occurrence) -> FirstDeadline:
    """The due day that the rule gives a period."""
    return FirstDeadline(
        due_on=occurrence.due_on,
        cause=DeadlineCause.SERIES,
        basis=f"Nhiệm vụ định kỳ, kỳ {period_words(occurrence.key)}.",
    )
