"""What is said about extensions: to whoever decides, and to the unit that asked."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy.orm import Session

from tracker.domain.extension_rules import ExtensionState
from tracker.domain.local_time import local_day
from tracker.domain.messages import MessageKind
from tracker.domain.people import Role
from tracker.domain.vietnamese import day_words, one_line
from tracker.models import Event, ExtensionRequest
from tracker.permissions import Actor
from tracker.services.notices import people_of_unit, people_with_role, tell
from tracker.services.task_notices import short_text


def asked(
    session: Session,
    request: ExtensionRequest,
    event: Event,
    *,
    for_leader: bool,
    actor: Actor,
    now: datetime,
) -> None:
    """Who follows the task hears what is wanted and why; the leaders, when it is theirs."""
    task, today = request.task, local_day(now)
    role = Role.LEADER if for_leader else Role.LEAD_OFFICE
    people = people_with_role(session, task.office_id, role, on_day=today)
    if task.monitor is not None and not for_leader:
        people = [task.monitor]
    tell(
        session,
        recipients=people,
        kind=MessageKind.EXTENSION_ASKED,
        deed=f"event:{event.id}",
        subject=f"{request.unit.name} đề nghị gia hạn: {short_text(task)}",
        text=f"{request.unit.name} đề nghị gia hạn nhiệm vụ “{one_line(task.duty.text)}” từ "
        f"{day_words(request.due_on)} đến {day_words(request.wanted_on)}. "
        f"Lý do: {one_line(request.reason)}.",
        link=f"/tasks/{task.id}",
        actor=actor,
        now=now,
        tasks=[task],
    )


def decided(
    session: Session, request: ExtensionRequest, event: Event, *, actor: Actor, now: datetime
) -> None:
    """The unit hears the decision and which due day holds."""
    task = request.task
    agreed = request.state is ExtensionState.GRANTED
    words = "Đồng ý gia hạn" if agreed else "Không đồng ý gia hạn"
    due = f" Thời hạn: {day_words(task.due_on)}." if task.due_on else ""
    basis = f" {one_line(request.decision_basis)}." if request.decision_basis else ""
    people = people_of_unit(session, task.lead_unit_id, on_day=local_day(now))
    tell(
        session,
        recipients=[request.asked_by, *people],
        kind=MessageKind.EXTENSION_DECIDED,
        deed=f"event:{event.id}",
        subject=f"{words}: {short_text(task)}",
        text=f"{words} nhiệm vụ “{one_line(task.duty.text)}”.{basis}{due}",
        link=f"/tasks/{task.id}",
        actor=actor,
        now=now,
        tasks=[task],
    )
