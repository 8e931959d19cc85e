"""Drafts as the reader or a person left them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from sqlalchemy.orm import Session

from tests.factories.directive import a_directive
from tracker.domain.follow_up import DraftState, FollowUp, UnitRole
from tracker.models import Directive, DraftUnit, Office, TaskDraft, Unit, UnitGroup


def a_draft(
    session: Session,
    office: Office,
    text: str = "Xây dựng kế hoạch rà soát thủ tục hành chính năm 2027",
    *,
    directive: Directive | None = None,
    leads: Sequence[Unit | UnitGroup | str] = (),
    coordinating: Sequence[Unit | UnitGroup | str] = (),
    follow_up: FollowUp = FollowUp.PER_UNIT,
    due_on: date | None = None,
    due_basis: str = "",
    state: DraftState = DraftState.PROPOSED,
    **values: Any,
) -> TaskDraft:
    """A draft; a unit given as words is one that nobody has resolved yet."""
    directive = directive or a_directive(session, office)
    values.setdefault("ord", 0)
    values.setdefault("why", {})
    draft = TaskDraft(
        directive_id=directive.id,
        text=text,
        follow_up=follow_up,
        due_on=due_on,
        due_basis=due_basis,
        state=state,
        units=[
            *(_unit(unit, UnitRole.LEAD, place) for place, unit in enumerate(leads)),
            *(_unit(unit, UnitRole.COORDINATING, place) for place, unit in enumerate(coordinating)),
        ],
        **values,
    )
    session.add(draft)
    session.flush()
    return draft


def _unit(unit: Unit | UnitGroup | str, role: UnitRole, place: int) -> DraftUnit:
    return DraftUnit(
        role=role,
        ord=place,
        as_written=unit if isinstance(unit, str) else unit.name,
        unit=unit if isinstance(unit, Unit) else None,
        group=unit if isinstance(unit, UnitGroup) else None,
    )
