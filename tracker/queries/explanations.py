"""Asking about explanations: which late tasks lack one, which wait for their cause."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import Select, exists, select
from sqlalchemy.orm import Session, joinedload, selectinload

from tracker.domain.deadlines import Timeliness
from tracker.domain.explanation_rules import ExplanationState
from tracker.domain.task_status import TaskStatus
from tracker.models import Duty, Explanation, ExplanationTask, Task
from tracker.permissions import Actor
from tracker.permissions.scope import visible_explanations
from tracker.queries.timeliness_sql import current


@dataclass(frozen=True, slots=True)
class LateTask:
    """A late task of a unit, with whether it was explained before."""

    id: int
    text: str
    due_on: date | None
    done_on: date | None
    explained: bool


_LATE = (Timeliness.OPEN_OVERDUE.value, Timeliness.COMPLETED_LATE.value)


def late_tasks(
    session: Session, *, office_id: int, unit_id: int, as_of: date
) -> Sequence[LateTask]:
    """Overdue ones, and completed late ones that were never explained; the oldest due day first."""
    explained = exists().where(ExplanationTask.task_id == Task.id)
    rows = session.execute(
        select(Task.id, Duty.text, Task.due_on, Task.done_on, explained)
        .join(Duty, Duty.id == Task.duty_id)
        .where(
            Task.office_id == office_id,
            Task.lead_unit_id == unit_id,
            Task.due_on < as_of,
            current(as_of).timeliness.in_(_LATE),
            (Task.status != TaskStatus.COMPLETED) | ~explained,
        )
        .order_by(Task.due_on, Task.id)
    )
    return [LateTask(*row) for row in rows]


def late_task_ids(session: Session, *, office_id: int, unit_id: int, as_of: date) -> set[int]:
    """Those that an explanation of the unit may serve."""
    found = late_tasks(session, office_id=office_id, unit_id=unit_id, as_of=as_of)
    return {row.id for row in found}


def explanation_list(
    actor: Actor, state: ExplanationState | None, unit_id: int | None = None
) -> Select[Explanation]:
    """What the actor may see, newest first, with people and tasks."""
    query = (
        select(Explanation)
        .where(visible_explanations(actor))
        .options(
            joinedload(Explanation.stated_by),
            joinedload(Explanation.confirmed_by),
            selectinload(Explanation.tasks).joinedload(Task.duty),
        )
        .order_by(Explanation.id.desc())
    )
    if unit_id is not None:
        query = query.where(Explanation.unit_id == unit_id)
    if state is not None:
        waits = Explanation.confirmed_at.is_(None)
        query = query.where(waits if state is ExplanationState.WAITING else ~waits)
    return query
