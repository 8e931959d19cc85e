"""Somebody stands in for somebody, as the service writes it."""

from __future__ import annotations

from datetime import UTC, date, datetime

from sqlalchemy.orm import Session

from tracker.models import Office, Substitution, User

FROM, TO = date(2026, 11, 20), date(2026, 11, 25)


def a_substitution(
    session: Session,
    office: Office,
    principal: User,
    deputy: User,
    *,
    from_on: date = FROM,
    to_on: date = TO,
    revoked_on: date | None = None,
) -> Substitution:
    """``deputy`` acts for ``principal`` around the day of the standing clock."""
    row = Substitution(
        office_id=office.id,
        principal=principal,
        deputy=deputy,
        from_on=from_on,
        to_on=to_on,
        basis="Đi công tác",
        entered_by_id=principal.id,
        entered_at=datetime(2026, 11, 19, tzinfo=UTC),
        revoked_on=revoked_on,
    )
    session.add(row)
    session.flush()
    return row
