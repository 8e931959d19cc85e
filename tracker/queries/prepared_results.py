"""The step inside a unit: whether it is asked for, and what waits for the head."""

from __future__ import annotations

from datetime import date

from sqlalchemy import ColumnElement, select
from sqlalchemy.orm import Session, joinedload, selectinload

from tracker.domain.prepared_state import PreparedState
from tracker.domain.task_status import WITH_UNIT
from tracker.models import PreparedResult, Task
from tracker.permissions import Actor
from tracker.queries.office_rules import office_rules
from tracker.queries.unit_heads import speaking_for


def needs_head(session: Session, task: Task, actor: Actor) -> bool:
    """Whether what ``actor`` hands in goes to the head of the unit first, by the office's rule.

    Not where the unit has no head: nobody could approve it.
    """
    return asks_head(session, task, actor.on_day) and speaking_for(session, task, actor) is None


def asks_head(session: Session, task: Task, on_day: date) -> bool:
    """Whether the office's rule asks the task's lead unit for the step on a day."""
    return office_rules(session, task.office_id, on_day).asks_head(task.lead_unit_id)


def waiting_prepared(session: Session, task: Task) -> PreparedResult | None:
    """What waits for the head of the task's present lead unit, while the task is with it."""
    if task.status not in WITH_UNIT:
        return None
    return session.scalar(
        select(PreparedResult)
        .where(
            PreparedResult.task_id == task.id,
            PreparedResult.unit_id == task.lead_unit_id,
            PreparedResult.state == PreparedState.WAITING,
        )
        .options(joinedload(PreparedResult.prepared_by), selectinload(PreparedResult.evidence))
    )


def last_prepared(session: Session, task: Task) -> PreparedResult | None:
    """What the lead unit's people see of it: what waits, else what was given back last."""
    found = session.scalar(
        select(PreparedResult)
        .where(PreparedResult.task_id == task.id, PreparedResult.unit_id == task.lead_unit_id)
        .options(
            joinedload(PreparedResult.prepared_by),
            joinedload(PreparedResult.closed_by),
            selectinload(PreparedResult.evidence),
        )
        .order_by(PreparedResult.n.desc())
        .limit(1)
    )
    shown = (PreparedState.WAITING, PreparedState.GIVEN_BACK)
    return found if found and found.state in shown and task.status in WITH_UNIT else None


def waits_for_head() -> ColumnElement[bool]:
    """Tasks with something prepared that waits for the head of their lead unit."""
    return (
        select(PreparedResult.id)
        .where(
            PreparedResult.task_id == Task.id,
            PreparedResult.unit_id == Task.lead_unit_id,
            PreparedResult.state == PreparedState.WAITING,
        )
        .correlate(Task)
        .exists()
    )
