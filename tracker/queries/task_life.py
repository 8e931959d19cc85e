"""What goes on beside the unit's own clock: who sits on a hand-in, the leader's part."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from tracker.domain.task_status import TaskStatus
from tracker.domain.working_days import Calendar
from tracker.models import Issuance, Office, Task, Unit
from tracker.queries.office_rules import office_rules

LEADER = "lãnh đạo"


@dataclass(frozen=True, slots=True)
class TaskLife:
    """``leader_days``: working days between the unit's draft and the leader's paper (or today);
    None while the unit still drafts. ``has_leader_part``: a leader issues what the unit drafts."""

    has_leader_part: bool
    issuance: Issuance | None
    leader_days: int | None


def task_life(session: Session, task: Task, as_of: date, calendar: Calendar) -> TaskLife:
    """The leader's part of ``task`` on a day."""
    if not task.duty.for_leader:
        return TaskLife(False, None, None)
    issuance = session.scalar(
        select(Issuance).where(Issuance.task_id == task.id, Issuance.issued_on <= as_of)
    )
    if task.status is not TaskStatus.COMPLETED or task.done_on is None:
        return TaskLife(True, None, None)
    until = issuance.issued_on if issuance else as_of
    return TaskLife(True, issuance, max(0, calendar.count(task.done_on, until)))


def who_confirms(session: Session, task: Task, on_day: date) -> str:
    """With whom a hand-in lies: the person who follows the task, else the unit or the leaders."""
    office = session.get_one(Office, task.office_id)
    if task.lead_unit_id == office.lead_unit_id:
        rule = office_rules(session, task.office_id, on_day).own_tasks_decided_by
        return session.get_one(Unit, rule).name if isinstance(rule, int) else LEADER
    if task.monitor is not None:
        return task.monitor.name
    return office.lead_unit.name if office.lead_unit is not None else office.name
