"""What the history of a task says of its refusals, and who decides the one that waits."""

from __future__ import annotations

from sqlalchemy import select
from sqlalchemy.orm import Session

from tracker.domain.history import EventKind
from tracker.domain.local_time import local_day
from tracker.domain.people import Role
from tracker.domain.refusal_rules import RefusalDecider, RefusalStanding, who_decides
from tracker.models import Event, Office, Task
from tracker.permissions import Actor
from tracker.queries.office_rules import office_rules


def refusal_standing(session: Session, task: Task) -> RefusalStanding:
    """Since when the unit may refuse, whether it insists, whether the lead office is concerned."""
    span = next(span for span in reversed(task.leads) if span.to_at is None)
    rejected = [
        event.at
        for event in session.scalars(
            select(Event)
            .where(
                Event.task_id == task.id,
                Event.kind == EventKind.REFUSAL_DECIDED,
                Event.at >= span.from_at,
            )
            .order_by(Event.id)
        )
        if not event.data.get("accept")
    ]
    lead_office = session.get_one(Office, task.office_id).lead_unit_id
    return RefusalStanding(
        since_on=local_day(max([span.from_at, *rejected])),
        insisted=bool(rejected),
        concerns_lead_office=lead_office in (task.lead_unit_id, task.refused_for_id),
    )


def refusal_decider(session: Session, task: Task) -> RefusalDecider:
    """Who decides the refusal that waits, by the office's rule of the day it is asked."""
    standing = refusal_standing(session, task)
    rules = office_rules(session, task.office_id, standing.since_on)
    return who_decides(RefusalDecider(rules.refusals_decided_by), standing)


def may_decide_refusal(session: Session, task: Task, actor: Actor) -> bool:
    """Whether the refusal is the actor's to decide, rights of the door aside.

    A leader decides everything; nobody of the unit that refused decides for it otherwise.
    """
    if actor.has(Role.LEADER):
        return True
    if task.lead_unit_id in actor.unit_ids:
        return False
    return refusal_decider(session, task) is RefusalDecider.LEAD_OFFICE
