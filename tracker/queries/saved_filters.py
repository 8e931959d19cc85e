"""The lists that a person kept or the office shares, and the one to begin with."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload

from tracker.models import FirstLook, SavedFilter
from tracker.permissions import Actor
from tracker.permissions.scope import visible_filters


def filters_of(session: Session, actor: Actor) -> Sequence[SavedFilter]:
    """One's own lists and those of the office, the office's first, each by age."""
    return session.scalars(
        select(SavedFilter)
        .where(visible_filters(actor))
        .order_by(SavedFilter.shared.desc(), SavedFilter.id)
        .options(joinedload(SavedFilter.owner))
    ).all()


def first_look(session: Session, actor: Actor) -> SavedFilter | None:
    """The list with which the person's page of tasks begins."""
    return session.scalar(
        select(SavedFilter)
        .join(FirstLook, FirstLook.saved_filter_id == SavedFilter.id)
        .where(FirstLook.user_id == actor.user_id, visible_filters(actor))
    )
