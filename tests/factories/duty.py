"""Duties: what a directive demands once confirmed."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, date, datetime

from sqlalchemy.orm import Session

from tests.factories.directive import a_directive
from tracker.domain.follow_up import FollowUp, UnitRole
from tracker.models import Directive, Duty, DutyUnit, Office, Unit


def a_duty(
    session: Session,
    office: Office,
    text: str = "Rà soát thủ tục hành chính thuộc lĩnh vực phụ trách",
    *,
    directive: Directive | None = None,
    follow_up: FollowUp = FollowUp.PER_UNIT,
    leads: Sequence[Unit] = (),
    since: date = date(2026, 1, 6),
) -> Duty:
    """A duty with its lead units."""
    directive = directive or a_directive(session, office)
    duty = Duty(
        office_id=office.id,
        directive_id=directive.id,
        text=text,
        follow_up=follow_up,
        created_at=datetime(2026, 1, 6, tzinfo=UTC),
        created_by_id=directive.created_by_id,
    )
    duty.units.extend(
        DutyUnit(unit_id=unit.id, role=UnitRole.LEAD, from_on=since) for unit in leads
    )
    session.add(duty)
    session.flush()
    return duty
