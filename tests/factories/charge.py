"""Fields of work and leaders in charge."""

from __future__ import annotations

from datetime import UTC, date, datetime

from sqlalchemy.orm import Session

from tracker.models import LeaderCharge, Office, User, WorkField


def a_charge(session: Session, office: Office, leader: User, field: str) -> LeaderCharge:
    """``leader`` has a field called ``field`` since 2026."""
    charge = LeaderCharge(
        office_id=office.id,
        user=leader,
        field=WorkField(office_id=office.id, name=field),
        from_on=date(2026, 1, 1),
        basis=field,
        set_by_id=leader.id,
        set_at=datetime(2026, 1, 1, tzinfo=UTC),
    )
    session.add(charge)
    session.flush()
    return charge
