"""Which office a person works in, and whether there is one at all."""

from __future__ import annotations

from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from tracker.models import Office, Unit, User


def any_office(session: Session) -> Office | None:
    """The first office of the database, or None in an empty one."""
    return session.scalar(select(Office).order_by(Office.id).limit(1))


def office_of(session: Session, user: User, on_day: date) -> Office | None:
    """The office of the user's newest grant, else of the unit in which the user holds a post."""
    grants = [grant for grant in user.grants if grant.holds_on(on_day)]
    if grants:
        return session.get(Office, max(grants, key=lambda grant: grant.id).office_id)
    for post in user.memberships:
        if post.holds_on(on_day):
            return office_above(session, post.unit)
    return None


def office_above(session: Session, unit: Unit | None) -> Office | None:
    """The office to which ``unit`` belongs: the nearest one, the unit itself included."""
    while unit is not None:
        office = session.scalar(select(Office).where(Office.root_unit_id == unit.id))
        if office is not None:
            return office
        unit = unit.parent
    return None
