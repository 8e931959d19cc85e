"""Tasks that units owe something for this morning: a due day, an acknowledgement, an update.

Selected by the days for which a rung counts, walked along an index; what was told of already is
left out by the database, so that the cost follows what is due and not what exists. Requests to
bodies that the office cannot order climb no ladder (design D17).
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from sqlalchemy import ColumnElement, Row, Select, and_, exists, select
from sqlalchemy.orm import Session

from tracker.domain.local_time import local_day
from tracker.domain.reminder_ladder import ReminderRule, RuleKind, Span
from tracker.domain.reminder_scope import is_narrow
from tracker.domain.task_status import WITH_UNIT, TaskStatus
from tracker.models import Deadline, Duty, LedgerEntry, Task, TaskLead, Unit
from tracker.queries.due_things import (
    About,
    Due,
    Morning,
    Standings,
    Whose,
    end_of,
    leaves_out,
    start_of,
)
from tracker.queries.period import period_of_day
from tracker.queries.task_order import still_open

_ROWS = 2000
_WITH_UNIT = sorted(WITH_UNIT)
_OUTSIDE = select(Unit.id).where(Unit.outside)
_WHOSE = (Task.lead_unit_id, Task.assignee_id, Duty.leader_id, Duty.field_id)

_NEWEST = (
    select(Deadline.version)
    .where(Deadline.task_id == Task.id)
    .order_by(Deadline.version.desc())
    .limit(1)
    .correlate(Task)
    .scalar_subquery()
)


def due_by_deadline(session: Session, morning: Morning) -> Iterator[Due]:
    """Every task for whose due day a rung counts."""
    for rule in morning.of_kind(RuleKind.DEADLINE):
        for span in rule.spans(morning.day, morning.calendar, made_up=morning.made_up):
            query = _deadline_query(morning, rule, span)
            stands, whose = Standings(span, morning.calendar), _Shared()
            for row in session.execute(query.execution_options(yield_per=_ROWS)):
                target, standing, over = stands.of(row.due_on)
                if row.set_at >= over or row.from_at >= over:
                    continue  # entered or given after the rung's day: nobody could be told then
                yield Due(
                    subject=f"task:{row.id}",
                    rule=rule,
                    standing=standing,
                    target=target,
                    version=row.version,
                    about=About(row.id, row.directive_id),
                    whose=whose.of(row),
                )


def due_to_acknowledge(session: Session, morning: Morning) -> Iterator[Due]:
    """Every task that its unit has not acknowledged in time."""
    for rule in morning.of_kind(RuleKind.ACKNOWLEDGE):
        for span in rule.spans(morning.day, morning.calendar, made_up=morning.made_up):
            query = _of_units(morning, rule).where(
                Task.status == TaskStatus.ASSIGNED,
                TaskLead.from_at >= start_of(span.from_on),
                TaskLead.from_at < end_of(span.to_on),
                *_not_told(morning, rule, span, LedgerEntry.deadline_version == 0),
            )
            stands, whose = Standings(span, morning.calendar), _Shared()
            for row in session.execute(query.execution_options(yield_per=_ROWS)):
                target, standing, _ = stands.of(local_day(row.from_at))
                yield Due(
                    subject=f"task:{row.id}",
                    rule=rule,
                    standing=standing,
                    target=target,
                    version=0,
                    about=About(row.id, row.directive_id),
                    whose=whose.of(row),
                )


def due_to_update(session: Session, morning: Morning) -> Iterator[Due]:
    """Every task of which its unit has said nothing in the period that is ending."""
    rules = morning.of_kind(RuleKind.UPDATE)
    if not rules:
        return
    period = period_of_day(session, morning.office_id, morning.day)
    begins, target = period.days.from_on, period.days.to_on
    for rule in rules:
        standing = rule.standing(target, morning.day, morning.calendar)
        if standing is None or standing.planned_on < begins:
            continue
        span = Span(standing.rung, standing.occurrence, target, target)
        query = _of_units(morning, rule).where(
            still_open,
            Task.updated_at < start_of(begins),
            TaskLead.from_at < start_of(begins),
            *_not_told(morning, rule, span, LedgerEntry.period_key == period.key),
        )
        whose = _Shared()
        for row in session.execute(query.execution_options(yield_per=_ROWS)):
            yield Due(
                subject=f"task:{row.id}/{period.key}",
                rule=rule,
                standing=standing,
                target=target,
                version=0,
                about=About(row.id, row.directive_id, period_key=period.key),
                whose=whose.of(row),
            )


def _deadline_query(morning: Morning, rule: ReminderRule, span: Span) -> Select[*tuple[Any, ...]]:
    current = and_(Deadline.task_id == Task.id, Deadline.version == _NEWEST)
    return (
        _of_units(morning, rule)
        .add_columns(Task.due_on, Deadline.version, Deadline.set_at)
        .join(Deadline, current)
        .where(
            still_open,
            Task.due_on >= span.from_on,
            Task.due_on <= span.to_on,
            *_not_told(morning, rule, span, LedgerEntry.deadline_version == Deadline.version),
        )
    )


def _of_units(morning: Morning, rule: ReminderRule) -> Select[*tuple[Any, ...]]:
    """Tasks that lie with a unit which the office can order, as far as ``rule`` reaches."""
    return (
        select(Task.id, TaskLead.from_at, Duty.directive_id, *_WHOSE)
        .join(Duty, Duty.id == Task.duty_id)
        .join(TaskLead, and_(TaskLead.task_id == Task.id, TaskLead.to_at.is_(None)))
        .where(
            Task.office_id == morning.office_id,
            Task.status.in_(_WITH_UNIT),
            Task.lead_unit_id.not_in(_OUTSIDE),
            *_reach(morning, rule),
        )
    )


def _reach(morning: Morning, rule: ReminderRule) -> list[ColumnElement[bool]]:
    """What is left to ``rule`` by narrower ones (domain/reminder_scope.rule_for as a WHERE)."""
    if rule.directive_id is not None:
        return [Duty.directive_id == rule.directive_id]
    narrower = [other for other in morning.of_kind(rule.kind) if is_narrow(other)]
    directives = [other.directive_id for other in narrower if other.directive_id is not None]
    units = [other.unit_id for other in narrower if other.unit_id is not None]
    found: list[ColumnElement[bool]] = []
    if directives:
        found.append(Duty.directive_id.not_in(directives))
    if rule.unit_id is not None:
        found.append(Task.lead_unit_id == rule.unit_id)
    elif units:
        found.append(Task.lead_unit_id.not_in(units))
    return found


def _not_told(
    morning: Morning, rule: ReminderRule, span: Span, same: ColumnElement[bool]
) -> list[ColumnElement[bool]]:
    """Nobody was told of it at this rung: only when earlier mornings were planned to their end.

    Rule, rung, occurrence and version are all that the ledger's key holds beside person and
    channel: whoever asks for what is left need not look for those keys (``leaves_out``).
    """
    if not leaves_out(morning, rule.kind):
        return []
    told = exists().where(
        LedgerEntry.task_id == Task.id,
        LedgerEntry.rule == rule.key,
        LedgerEntry.rung == span.rung.key,
        LedgerEntry.occurrence == span.occurrence,
        same,
    )
    return [~told]


class _Shared:
    """Whose a task is, held once for all tasks of the same people."""

    def __init__(self) -> None:
        self._known: dict[Whose, Whose] = {}

    def of(self, row: Row[*tuple[Any, ...]]) -> Whose:
        """By whose posts it is known who is told."""
        whose = Whose(row.lead_unit_id, row.assignee_id, row.leader_id, row.field_id)
        return self._known.setdefault(whose, whose)
