"""Who works in whose place in the demonstration: a head is away, an officer is handed tasks."""

from __future__ import annotations

from datetime import datetime, timedelta

from sqlalchemy import select

from tracker.demo.deeds import Stage
from tracker.domain.local_time import local_day
from tracker.domain.task_status import WITH_UNIT
from tracker.models import Task
from tracker.services import progress, substitutions

HANDED_OVER = 2
"""How many tasks the head of Phòng Tư pháp hands to the officer."""


def persons(stage: Stage) -> None:
    """Some days ago, so that it holds today."""
    lately = stage.today - timedelta(days=4)
    stage.agenda.at(lately, 16, 30, lambda now: _head_away(stage, now))
    stage.agenda.at(lately, 16, 45, lambda now: _hand_over(stage, now))


def _head_away(stage: Stage, now: datetime) -> None:
    substitutions.name_deputy(
        stage.session,
        principal_id=stage.people["noivu"].id,
        deputy_id=stage.people["noivu.cb"].id,
        from_on=local_day(now),
        to_on=stage.today + timedelta(days=4),
        basis="Tập huấn tại tỉnh",
        actor=stage.actor("noivu", now),
        now=now,
    )


def _hand_over(stage: Stage, now: datetime) -> None:
    actor = stage.actor("tuphap", now)
    tasks = stage.session.scalars(
        select(Task)
        .where(
            Task.lead_unit_id.in_(actor.speaks_for),
            Task.status.in_(sorted(WITH_UNIT)),
            Task.assignee_id.is_(None),
        )
        .order_by(Task.due_on, Task.id)
        .limit(HANDED_OVER)
    ).all()
    for task in tasks:
        progress.name_officer(
            stage.session,
            task_id=task.id,
            version=None,
            user_id=stage.people["tuphap.cb"].id,
            actor=actor,
            now=now,
        )
