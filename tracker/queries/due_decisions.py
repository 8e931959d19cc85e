"""What the lead office is late with: hand-ins to confirm, extension requests to decide."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from sqlalchemy import Row, Select, select
from sqlalchemy.orm import Session

from tracker.domain.extension_rules import ExtensionState
from tracker.domain.reminder_ladder import ReminderRule, RuleKind, Span, Standing
from tracker.domain.task_status import TaskStatus
from tracker.models import Duty, ExtensionRequest, Submission, Task
from tracker.queries.due_things import About, Due, Morning, Whose

_WHOSE = (Task.lead_unit_id, Task.assignee_id, Duty.leader_id, Duty.field_id)


def due_to_confirm(session: Session, morning: Morning) -> Iterator[Due]:
    """Every hand-in that waits for its confirmation, by the day on which it came."""
    for rule, span in _spans(morning, RuleKind.APPROVAL):
        query = _tasks(morning, Submission.id, Submission.submitted_on.label("day")).join(
            Submission, Submission.task_id == Task.id
        )
        waiting = query.where(
            Task.status == TaskStatus.SUBMITTED,
            Submission.decided_on.is_(None),
            Submission.withdrawn_on.is_(None),
            Submission.submitted_on >= span.from_on,
            Submission.submitted_on <= span.to_on,
        )
        for row in session.execute(waiting):
            about = About(row.task_id, row.directive_id, submission_id=row.id)
            yield _due(f"submission:{row.id}", (rule, span), morning, row, about)


def due_to_decide(session: Session, morning: Morning) -> Iterator[Due]:
    """Every request for more time that waits for its decision."""
    for rule, span in _spans(morning, RuleKind.EXTENSION):
        query = _tasks(morning, ExtensionRequest.id, ExtensionRequest.asked_on.label("day")).join(
            ExtensionRequest, ExtensionRequest.task_id == Task.id
        )
        waiting = query.where(
            ExtensionRequest.state == ExtensionState.WAITING,
            ExtensionRequest.asked_on >= span.from_on,
            ExtensionRequest.asked_on <= span.to_on,
        )
        for row in session.execute(waiting):
            about = About(row.task_id, row.directive_id, extension_request_id=row.id)
            yield _due(f"extension:{row.id}", (rule, span), morning, row, about)


def _spans(morning: Morning, kind: RuleKind) -> Iterator[tuple[ReminderRule, Span]]:
    for rule in morning.of_kind(kind):
        for span in rule.spans(morning.day, morning.calendar, made_up=morning.made_up):
            yield rule, span


def _tasks(morning: Morning, *columns: Any) -> Select[*tuple[Any, ...]]:
    return (
        select(*columns, Task.id.label("task_id"), Duty.directive_id, *_WHOSE)
        .select_from(Task)
        .join(Duty, Duty.id == Task.duty_id)
        .where(Task.office_id == morning.office_id)
    )


def _due(
    subject: str,
    counts: tuple[ReminderRule, Span],
    morning: Morning,
    row: Row[*tuple[Any, ...]],
    about: About,
) -> Due:
    rule, span = counts
    planned_on = span.rung.day(row.day, morning.calendar, span.occurrence)
    return Due(
        subject=subject,
        rule=rule,
        standing=Standing(span.rung, span.occurrence, planned_on),
        target=row.day,
        version=0,
        about=about,
        whose=Whose(row.lead_unit_id, row.assignee_id, row.leader_id, row.field_id),
    )
