"""The lists that a person kept or the office shares, and the one to begin with."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from sqlalchemy import Select, select
from sqlalchemy.orm import Session, joinedload

from tracker.db.watch import unchanged
from tracker.models import FirstLook, SavedFilter
from tracker.permissions import Actor
from tracker.permissions.scope import visible_filters


def filters_of(session: Session, actor: Actor) -> Sequence[SavedFilter]:
    """One's own lists and those of the office, the office's first, each by age."""
    return session.scalars(_filters(actor)).all()


@lru_cache(maxsize=256)
def _filters(actor: Actor) -> Select[SavedFilter]:
    """The question is remembered: the page of tasks asks it every time."""
    return (
        select(SavedFilter)
        .where(visible_filters(actor))
        .order_by(SavedFilter.shared.desc(), SavedFilter.id)
        .options(joinedload(SavedFilter.owner))
    )


@dataclass(frozen=True, slots=True)
class KeptList:
    """A kept list as a link: its name, its address, whether it is the whole office's."""

    name: str
    query: str
    shared: bool


def kept_lists(session: Session, actor: Actor) -> tuple[KeptList, ...]:
    """The same as links."""
    return unchanged(
        session.connection(),
        ("kept lists", actor),
        lambda: tuple(
            KeptList(one.name, one.query, one.shared) for one in filters_of(session, actor)
        ),
    )


def first_look(session: Session, actor: Actor) -> SavedFilter | None:
    """The list with which the person's page of tasks begins."""
    return session.scalar(
        select(SavedFilter)
        .join(FirstLook, FirstLook.saved_filter_id == SavedFilter.id)
        .where(FirstLook.user_id == actor.user_id, visible_filters(actor))
    )
