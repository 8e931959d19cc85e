"""The WHERE that hides what an actor may not see: written once, used by every list and look-up."""

from __future__ import annotations

from sqlalchemy import ColumnElement, and_, exists, false, or_, select

from tracker.domain.people import Role
from tracker.models import Directive, Duty, DutyUnit, Evidence, EvidenceTask, Task, TaskPart
from tracker.permissions.actor import Actor
from tracker.permissions.permission import Permission
from tracker.permissions.permission_map import PERMISSION_MAP

_HANDLES_PAPERS = (Role.LEAD_OFFICE, Role.CLERK, Role.LEADER)


def _reads_whole_office(actor: Actor) -> bool:
    return any(
        all(predicate(actor, None) for predicate in row)
        for row in PERMISSION_MAP[Permission.FIGURES_VIEW]
    )


def visible_tasks(actor: Actor) -> ColumnElement[bool]:
    """Tasks of the actor's office: all for its readers, one's own and coordinated for a unit."""
    if actor.office_id is None:
        return false()
    here = Task.office_id == actor.office_id
    if _reads_whole_office(actor):
        return here
    units = sorted(actor.unit_ids)
    part = exists().where(TaskPart.task_id == Task.id, TaskPart.unit_id.in_(units))
    return here & or_(Task.lead_unit_id.in_(units), part)


def visible_duties(actor: Actor) -> ColumnElement[bool]:
    """Duties that the actor's units carry; all of the office for its readers."""
    if actor.office_id is None:
        return false()
    here = Duty.office_id == actor.office_id
    if _reads_whole_office(actor):
        return here
    carried = exists().where(
        DutyUnit.duty_id == Duty.id, DutyUnit.unit_id.in_(sorted(actor.unit_ids))
    )
    return here & carried


def visible_directives(actor: Actor) -> ColumnElement[bool]:
    """Directives of the office; a unit sees those under which it carries something.

    "Lưu hành nội bộ" and papers to be recalled are for those who handle them (design D9): the
    lead office, its clerks, the leaders and the units concerned.
    """
    if actor.office_id is None:
        return false()
    here = Directive.office_id == actor.office_id
    if any(actor.has(role) for role in _HANDLES_PAPERS):
        return here
    concerned = and_(
        Duty.office_id == actor.office_id,
        exists().where(DutyUnit.duty_id == Duty.id, DutyUnit.unit_id.in_(sorted(actor.unit_ids))),
    )
    mine = Directive.id.in_(select(Duty.directive_id).where(concerned))
    if _reads_whole_office(actor):
        return here & or_(~Directive.restricted, mine)
    return here & mine


def visible_evidence(actor: Actor) -> ColumnElement[bool]:
    """Evidence of one's own units and of tasks that one may see."""
    if actor.office_id is None:
        return false()
    here = Evidence.office_id == actor.office_id
    if _reads_whole_office(actor):
        return here
    linked = (
        exists()
        .where(EvidenceTask.evidence_id == Evidence.id)
        .where(EvidenceTask.task_id == Task.id)
        .where(visible_tasks(actor))
    )
    return here & or_(Evidence.unit_id.in_(sorted(actor.unit_ids)), linked)
