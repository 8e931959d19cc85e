"""Who speaks for a unit on a day: its heads and deputy heads, from dated posts."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from sqlalchemy import ColumnElement, and_, or_, select
from sqlalchemy.orm import Session, joinedload

from tracker.domain.people import SPEAKS_FOR_UNIT, Post
from tracker.models import Membership, Task, User
from tracker.permissions import Actor


def heads_on(session: Session, unit_id: int, on_day: date) -> Sequence[Membership]:
    """The posts of head that were held in the unit on a day, also by people who left since."""
    return session.scalars(
        select(Membership)
        .where(Membership.unit_id == unit_id, Membership.post == Post.HEAD, held_on(on_day))
        .options(joinedload(Membership.user))
        .order_by(Membership.from_on, Membership.id)
    ).all()


def has_head(session: Session, unit_id: int, on_day: date) -> bool:
    """Whether somebody who can sign in speaks for the unit."""
    found = (
        select(Membership.id)
        .join(User, User.id == Membership.user_id)
        .where(
            Membership.unit_id == unit_id,
            Membership.post.in_(sorted(SPEAKS_FOR_UNIT)),
            User.active,
            held_on(on_day),
        )
        .limit(1)
    )
    return session.scalar(found) is not None


def speaking_for(session: Session, task: Task, actor: Actor) -> Actor | None:
    """The actor in the right in which they speak for the task's lead unit; None if they do not.

    Where a unit has no head or deputy head, whoever is of the unit speaks for it: otherwise the
    work of a small unit would stand still.
    """
    return speaking_for_unit(session, task.lead_unit_id, actor)


def speaking_for_unit(session: Session, unit_id: int, actor: Actor) -> Actor | None:
    """The actor in the right in which they speak for the unit; None if they do not."""
    head = actor.in_right(lambda view: unit_id in view.speaks_for)
    if head is not None or has_head(session, unit_id, actor.on_day):
        return head
    return actor.in_right(lambda view: unit_id in view.unit_ids)


def held_on(day: date) -> ColumnElement[bool]:
    """The post is held on ``day``."""
    return and_(Membership.from_on <= day, or_(Membership.to_on.is_(None), Membership.to_on >= day))
