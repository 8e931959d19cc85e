"""The targets of a directive with the duties that serve them, and those that may."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload, selectinload

from tracker.models import Clause, Directive, DraftClause, Duty, Target, TargetDuty, TaskDraft

CONTAINER_HEADING = 1
"""Clauses on this level and above head whole parts of a paper: too wide to propose by."""


def targets_of(session: Session, directive_id: int) -> Sequence[Target]:
    """All targets of the paper in its order, those added by hand last."""
    return session.scalars(
        select(Target)
        .outerjoin(Clause, Clause.id == Target.clause_id)
        .where(Target.directive_id == directive_id, Target.removed_at.is_(None))
        .options(joinedload(Target.clause), selectinload(Target.duties).joinedload(Duty.directive))
        .order_by(Clause.ord.nulls_last(), Target.id)
    ).all()


def target_of(session: Session, directive_id: int, target_id: int) -> Target | None:
    """This target, when it is the directive's and shown."""
    return next((row for row in targets_of(session, directive_id) if row.id == target_id), None)


def targets_served(session: Session, duty_id: int) -> Sequence[Target]:
    """The targets that this duty serves."""
    return session.scalars(
        select(Target)
        .join(TargetDuty, TargetDuty.target_id == Target.id)
        .where(TargetDuty.duty_id == duty_id, Target.removed_at.is_(None))
        .options(joinedload(Target.directive))
        .order_by(Target.id)
    ).all()


def proposed_duties(session: Session, target: Target) -> list[Duty]:
    """Duties that rest on the target's own clause, on one below it or beside it in its section."""
    if target.clause is None:
        return []
    clause = target.clause
    near = (Clause.id == clause.id) | (Clause.parent_id == clause.id)
    if clause.parent_id is not None and clause.level > CONTAINER_HEADING:
        near |= Clause.parent_id == clause.parent_id
    linked = {duty.id for duty in target.duties}
    duties = session.scalars(
        select(Duty)
        .join(TaskDraft, TaskDraft.duty_id == Duty.id)
        .join(DraftClause, DraftClause.draft_id == TaskDraft.id)
        .join(Clause, Clause.id == DraftClause.clause_id)
        .where(Clause.reading_id == clause.reading_id, near)
        .order_by(Duty.id)
        .distinct()
    )
    return [duty for duty in duties if duty.id not in linked]


def duties_that_may_serve(session: Session, target: Target, *, most: int = 200) -> list[Duty]:
    """All other duties under the paper and under those that carry it out, newest last."""
    linked = [duty.id for duty in target.duties]
    papers = select(Directive.id).where(
        (Directive.id == target.directive_id) | (Directive.parent_id == target.directive_id)
    )
    return list(
        session.scalars(
            select(Duty)
            .where(Duty.directive_id.in_(papers), Duty.id.not_in(linked))
            .options(joinedload(Duty.directive))
            .order_by(Duty.directive_id, Duty.id)
            .limit(most)
        )
    )
