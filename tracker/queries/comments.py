"""Asking about comments: those of a task, and whom they may mention."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from sqlalchemy import Select, exists, func, or_, select
from sqlalchemy.orm import Session, joinedload

from tracker.domain.people import Module, Role
from tracker.models import Comment, CommentMention, Membership, Office, RoleGrant, Task, User
from tracker.permissions.named_decider import NAMED_DECIDER, named_decider

_READS_EVERY_PAPER = (Role.LEAD_OFFICE, Role.CLERK, Role.LEADER)


def comments_of(task_id: int) -> Select[Comment]:
    """All of a task, newest last, with their people."""
    return (
        select(Comment)
        .where(Comment.task_id == task_id)
        .options(
            joinedload(Comment.author),
            joinedload(Comment.mentions).joinedload(CommentMention.user),
        )
        .order_by(Comment.id)
    )


def newest_comments(session: Session, task_id: int, count: int) -> Sequence[Comment]:
    """The newest ``count``, newest last."""
    query = comments_of(task_id).order_by(None).order_by(Comment.id.desc()).limit(count)
    return list(reversed(session.scalars(query).unique().all()))


def comment_count(session: Session, task_id: int) -> int:
    """How many there are, withdrawn ones too: their places stay."""
    query = select(func.count()).where(Comment.task_id == task_id)
    return session.scalar(query) or 0


def people_who_see(session: Session, task: Task, on_day: date) -> Sequence[User]:
    """Everybody who may open the task on a day, by name: the same rule as ``TASK_VIEW``."""
    roles = [*_READS_EVERY_PAPER]
    if not task.duty.directive.restricted:
        roles.append(Role.AUDITOR)
    units = [task.lead_unit_id, *(part.unit_id for part in task.parts)]
    office = session.get_one(Office, task.office_id)
    if task.lead_unit_id == office.lead_unit_id:
        asked = {"office": task.office_id, "day": on_day}
        decider = named_decider(session.scalar(NAMED_DECIDER, asked))
        units += [decider] if decider is not None else []
    granted = exists().where(
        RoleGrant.user_id == User.id,
        RoleGrant.office_id == task.office_id,
        RoleGrant.module == Module.TRACKING,
        RoleGrant.role.in_(roles),
        RoleGrant.from_on <= on_day,
        or_(RoleGrant.to_on.is_(None), RoleGrant.to_on >= on_day),
    )
    posted = exists().where(
        Membership.user_id == User.id,
        Membership.unit_id.in_(units),
        Membership.from_on <= on_day,
        or_(Membership.to_on.is_(None), Membership.to_on >= on_day),
    )
    return session.scalars(
        select(User)
        .where(User.active, User.is_system.is_(False), or_(granted, posted))
        .order_by(User.name, User.id)
    ).all()
