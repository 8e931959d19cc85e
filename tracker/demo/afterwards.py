"""What follows a confirmation: the cause of lateness is confirmed, a leader issues the paper."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from tracker.domain.local_time import local_day
from tracker.models import Task
from tracker.services import explanations, leader_part

if TYPE_CHECKING:
    from tracker.demo.deeds import Stage

WAITS = 3
"""Every third one still waits."""
LEADERS_DAYS = timedelta(days=6)


def after_confirmed(stage: Stage, task: Task, now: datetime) -> None:
    """Put what follows on the agenda; some explanations and some drafts are left waiting."""
    if task.id % WAITS == 0:
        return
    tomorrow = local_day(now) + timedelta(days=1)
    if task.explanations:
        stage.agenda.at(tomorrow, 8, 30, lambda later: _confirm_cause(stage, task.id, later))
    if task.duty.for_leader:
        stage.agenda.at(
            local_day(now) + LEADERS_DAYS, 10, 0, lambda later: _issue(stage, task.id, later)
        )


def _confirm_cause(stage: Stage, task_id: int, now: datetime) -> None:
    task = stage.session.get_one(Task, task_id)
    explanation = task.explanations[-1]
    own = explanation.unit_id == stage.office.lead_unit_id
    explanations.confirm_cause(
        stage.session,
        explanation_id=explanation.id,
        version=None,
        cause=explanation.cause,
        note="",
        actor=stage.actor("phochutich" if own else "theodoi", now),
        now=now,
    )


def _issue(stage: Stage, task_id: int, now: datetime) -> None:
    leader_part.enter_issued(
        stage.session,
        task_id=task_id,
        version=None,
        paper_number=f"{100 + task_id}/KH-UBND",
        issued_on=local_day(now),
        note="",
        actor=stage.actor("theodoi", now),
        now=now,
    )
