"""Some units of the demonstration ask for more time: one waits, one was granted, one refused."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from tracker.demo.fates import Plan
from tracker.domain.task_status import WITH_UNIT
from tracker.models import Task
from tracker.queries.extension_requests import waiting_request
from tracker.services import extension_requests

if TYPE_CHECKING:
    from tracker.demo.deeds import Stage

WHY = "Chờ ý kiến góp ý của các đơn vị, địa phương; đề nghị gia hạn để hoàn thiện."
MORE = timedelta(days=20)
EVERY = 2
"""Every second unit that is still at work asks."""


def ask_for_time(stage: Stage, task_id: int, plan: Plan) -> None:
    """Put a request on the agenda, and two of three times its decision two days later."""
    stage.working += 1
    turn, rest = divmod(stage.working, EVERY)
    if rest:
        return
    stage.agenda.at(plan.handed_in, 16, 0, lambda now: _ask(stage, task_id, now))
    if turn % 3:
        later = plan.handed_in + timedelta(days=2)
        stage.agenda.at(later, 10, 30, lambda now: _decide(stage, task_id, turn % 3 == 1, now))


def _ask(stage: Stage, task_id: int, now: datetime) -> None:
    task = stage.session.get_one(Task, task_id)
    actor = stage.speaker(task.lead_unit_id, now)
    own = task.lead_unit_id == stage.office.lead_unit_id
    if actor is None or own or task.status not in WITH_UNIT or task.due_on is None:
        return
    extension_requests.ask(
        stage.session,
        task_id=task_id,
        version=None,
        wanted_on=task.due_on + MORE,
        reason=WHY,
        actor=actor,
        now=now,
    )


def _decide(stage: Stage, task_id: int, agreed: bool, now: datetime) -> None:
    request = waiting_request(stage.session, task_id)
    if request is None:
        return
    actor = stage.actor("theodoi", now)
    if agreed:
        extension_requests.grant(
            stage.session,
            request_id=request.id,
            version=None,
            due_on=request.wanted_on,
            basis="Ý kiến của Phó Chủ tịch UBND huyện phụ trách.",
            actor=actor,
            now=now,
        )
        return
    extension_requests.refuse(
        stage.session,
        request_id=request.id,
        version=None,
        basis="Nhiệm vụ phải hoàn thành đúng hạn để tổng hợp báo cáo tỉnh.",
        actor=actor,
        now=now,
    )
