"""Which sets, rounds and sheets of the index an actor may see: the WHERE of their lists."""

from __future__ import annotations

from collections.abc import Callable

from sqlalchemy import ColumnElement, false, or_, select

from tracker.db import Base
from tracker.domain.index_life import OVER, SheetState
from tracker.domain.people import Module, Role
from tracker.models import (
    IndexItem,
    IndexRound,
    IndexSet,
    IndexSheet,
    Questionnaire,
)
from tracker.permissions.actor import Actor
from tracker.permissions.readers import reads_whole_office


def visible_sets(actor: Actor) -> ColumnElement[bool]:
    """Whoever belongs to the office may read what is scored."""
    return IndexSet.office_id == actor.office_id


def visible_rounds(actor: Actor) -> ColumnElement[bool]:
    """Whoever belongs to the office may know of a round; what is in it: ``visible_sheets``."""
    return IndexRound.office_id == actor.office_id


def visible_questionnaires(actor: Actor) -> ColumnElement[bool]:
    """Of the actor's office; who may open them is said by Permission.INDEX_RUN."""
    return Questionnaire.office_id == actor.office_id


def sees_every_sheet(actor: Actor) -> bool:
    """Whoever runs the index, decides on it, or reads the whole office."""
    by_index = any(actor.has(role, Module.INDEX) for role in (Role.LEAD_OFFICE, Role.LEADER))
    return by_index or reads_whole_office(actor)


def visible_sheets(actor: Actor) -> ColumnElement[bool]:
    """One's own unit's sheet; those that one's unit appraises, once locked; all when published."""
    if actor.office_id is None:
        return false()
    here = IndexSheet.office_id == actor.office_id
    if sees_every_sheet(actor):
        return here
    units = sorted(actor.unit_ids)
    published = select(IndexRound.id).where(IndexRound.state.in_(sorted(OVER)))
    appraised = (
        select(IndexRound.id)
        .join(IndexItem, IndexItem.set_id == IndexRound.set_id)
        .where(IndexItem.appraiser_unit_id.in_(units))
    )
    locked = IndexSheet.state.not_in([SheetState.SCORING, SheetState.CHECKED])
    return here & or_(
        IndexSheet.unit_id.in_(units),
        IndexSheet.round_id.in_(published),
        locked & IndexSheet.round_id.in_(appraised),
    )


INDEX_SCOPES: dict[type[Base], Callable[[Actor], ColumnElement[bool]]] = {
    IndexSet: visible_sets,
    IndexRound: visible_rounds,
    IndexSheet: visible_sheets,
    Questionnaire: visible_questionnaires,
}
"""The part of ``scope.SCOPES`` that is of the index."""
