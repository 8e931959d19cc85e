"""Writing history: every deed leaves one event in its own transaction. Nothing else writes them."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy.orm import Session

from tracker.domain.history import EventKind
from tracker.domain.task_status import TaskStatus
from tracker.models import Directive, Duty, Event, OfficialPaper, Report, Task, Unit, User
from tracker.permissions import Actor
from tracker.permissions.deed_rights import acts_for

UNSEALED = "unsealed events"
"""Under this name a session keeps the keys of events that its commit must seal."""


def record(
    session: Session,
    kind: EventKind,
    *,
    actor: Actor,
    now: datetime,
    directive: Directive | None = None,
    duty: Duty | None = None,
    task: Task | None = None,
    unit: Unit | None = None,
    user: User | None = None,
    report: Report | None = None,
    official_paper: OfficialPaper | None = None,
    for_unit: Unit | None = None,
    for_user: User | None = None,
    before: TaskStatus | None = None,
    after: TaskStatus | None = None,
    basis: str = "",
    note: str = "",
    **data: Any,
) -> Event:
    """Add one event. Subjects must be flushed; ``data`` is what changed, as JSON values.

    For whom a deputy acted is found here, so that no service can forget it
    (permissions/deed_rights.py). ``for_user`` is somebody whose decision was entered; then the
    deputy's principal stands in ``data``, and so does which ``official_paper`` it was.
    """
    subjects = [
        thing for thing in (task, duty, directive, report, official_paper) if thing is not None
    ]
    office_id = subjects[0].office_id if subjects else actor.office_id
    if duty is None and task is not None:
        duty = task.duty
    if official_paper is not None:
        data |= {"paper_id": official_paper.id}
    principal_id = acts_for(actor, kind, subjects, unit)
    if principal_id is not None:
        data |= {"deputy_of": principal_id} if for_user else {"as_deputy": True}
    event = Event(
        office_id=office_id,
        kind=kind,
        at=now,
        actor_id=actor.user_id,
        directive_id=directive.id if directive else duty.directive_id if duty else None,
        duty_id=duty.id if duty else None,
        task_id=task.id if task else None,
        unit_id=unit.id if unit else None,
        user_id=user.id if user else None,
        report_id=report.id if report else None,
        for_unit_id=for_unit.id if for_unit else None,
        for_user_id=for_user.id if for_user else principal_id,
        status_before=before,
        status_after=after,
        basis=basis,
        note=note,
        data=data,
    )
    session.add(event)
    session.flush()
    session.info.setdefault(UNSEALED, set()).add(event.id)
    return event
