"""Asking about extensions: what waits, what was granted, who decides the next one."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from sqlalchemy import func, select
from sqlalchemy.orm import Session, joinedload

from tracker.domain.deadlines import EXTENDING
from tracker.domain.extension_rules import ExtensionRules, ExtensionState, leader_decides
from tracker.domain.people import Role
from tracker.models import Deadline, ExtensionRequest, Task
from tracker.permissions import Actor
from tracker.queries.office_rules import office_rules


def extension_rules(session: Session, task: Task, on_day: date) -> ExtensionRules:
    """The office's numbers on a day."""
    rules = office_rules(session, task.office_id, on_day)
    return ExtensionRules(rules.extensions_most, rules.extension_days, rules.extension_leader_from)


def granted_count(session: Session, task_id: int) -> int:
    """How many extensions the task has had; any other moving of its due day counts as one."""
    query = select(func.count()).where(Deadline.task_id == task_id, Deadline.cause.in_(EXTENDING))
    return session.scalar(query) or 0


def waiting_request(session: Session, task_id: int) -> ExtensionRequest | None:
    """The request of the task that waits for its decision."""
    return session.scalar(
        select(ExtensionRequest).where(
            ExtensionRequest.task_id == task_id, ExtensionRequest.state == ExtensionState.WAITING
        )
    )


def may_decide_extension(session: Session, task: Task, actor: Actor) -> bool:
    """Whether ``actor`` decides the task's next extension alone, rights of the door aside."""
    rules = extension_rules(session, task, actor.on_day)
    if task.lead_unit_id in actor.unit_ids and not actor.has(Role.LEADER):
        return False
    return actor.has(Role.LEADER) or not leader_decides(rules, granted_count(session, task.id))


def request_count(session: Session, task_id: int, state: ExtensionState | None = None) -> int:
    """How many requests the task has had, or how many of them stand in ``state``."""
    query = select(func.count()).where(ExtensionRequest.task_id == task_id)
    if state is not None:
        query = query.where(ExtensionRequest.state == state)
    return session.scalar(query) or 0


def requests_of(session: Session, task_id: int) -> Sequence[ExtensionRequest]:
    """All requests of a task, newest first, with their people."""
    return session.scalars(
        select(ExtensionRequest)
        .where(ExtensionRequest.task_id == task_id)
        .options(
            joinedload(ExtensionRequest.asked_by),
            joinedload(ExtensionRequest.closed_by),
            joinedload(ExtensionRequest.decided_for),
        )
        .order_by(ExtensionRequest.n.desc())
    ).all()
