"""What is said about explanations: to whoever confirms causes, and back to the unit."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy.orm import Session

from tracker.domain.labels import label
from tracker.domain.local_time import local_day
from tracker.domain.messages import MessageKind
from tracker.domain.people import Role
from tracker.domain.vietnamese import one_line
from tracker.models import Explanation, Task
from tracker.permissions import Actor
from tracker.services.notices import people_of_unit, people_with_role, tell


def given(
    session: Session,
    explanation: Explanation,
    tasks: Sequence[Task],
    *,
    actor: Actor,
    now: datetime,
) -> None:
    """The lead office hears once, however many tasks the explanation serves."""
    restricted = any(task.duty.directive.restricted for task in tasks)
    words = "" if restricted else f" “{one_line(explanation.text)}”"
    tell(
        session,
        recipients=people_with_role(
            session, explanation.office_id, Role.LEAD_OFFICE, on_day=local_day(now)
        ),
        kind=MessageKind.STEERED,
        deed=f"explanation:{explanation.id}",
        subject=f"{explanation.unit.name} giải trình {len(tasks)} nhiệm vụ chậm",
        text=f"{explanation.unit.name} giải trình lý do chậm của {len(tasks)} nhiệm vụ:{words}. "
        "Đề nghị xem và xác nhận nguyên nhân.",
        link=f"/explanations/{explanation.id}",
        actor=actor,
        now=now,
        tasks=tasks,
    )


def confirmed(
    session: Session,
    explanation: Explanation,
    tasks: Sequence[Task],
    *,
    actor: Actor,
    now: datetime,
) -> None:
    """The unit hears which cause was confirmed."""
    if explanation.confirmed_cause is None:
        return
    cause = label(explanation.confirmed_cause).lower()
    said = one_line(explanation.confirmation_note)
    note = f" Ý kiến: {said}." if said else ""
    tell(
        session,
        recipients=[
            explanation.stated_by,
            *people_of_unit(session, explanation.unit_id, on_day=local_day(now)),
        ],
        kind=MessageKind.STEERED,
        deed=f"explanation:{explanation.id}:{explanation.row_version}",
        subject=f"Đã xác nhận nguyên nhân chậm: {cause}",
        text=f"Nguyên nhân chậm của {len(tasks)} nhiệm vụ được xác nhận là {cause}.{note}",
        link=f"/explanations/{explanation.id}",
        actor=actor,
        now=now,
        tasks=tasks,
    )
