"""Whose administrators decide about an account, where somebody works in several offices."""

from __future__ import annotations

from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from tracker.domain.history import EventKind
from tracker.models import Event, Membership, RoleGrant, User
from tracker.queries.offices import office_above


def account_office(session: Session, user: User, on_day: date) -> int | None:
    """The office that keeps the account (password, lock, name); None when no office does.

    It is the only office in which the person has a post or role that lasts after ``on_day``
    begins. Of several, the one that made the account, else that of the oldest role or post,
    roles first.
    Posts and roles themselves are each office's own.
    """
    since = _offices(session, user, on_day)
    made_by = session.scalar(
        select(Event.office_id)
        .where(Event.kind == EventKind.USER_CREATED, Event.user_id == user.id)
        .order_by(Event.id)
        .limit(1)
    )
    if not since or (made_by is not None and made_by in since):
        return made_by
    return min(since, key=lambda office_id: since[office_id])


def _offices(session: Session, user: User, on_day: date) -> dict[int, tuple[bool, date, int]]:
    """Offices with a lasting role or post, and what ranks them: roles first, then age."""
    found: dict[int, tuple[bool, date, int]] = {}
    rows: list[Membership | RoleGrant] = [*user.memberships, *user.grants]
    for order, held in enumerate(rows):
        if held.to_on is not None and held.to_on < on_day:
            continue
        office_id = _office(session, held)
        if office_id is not None:
            begun = (isinstance(held, Membership), held.from_on, order)
            found[office_id] = min(found.get(office_id, begun), begun)
    return found


def _office(session: Session, held: Membership | RoleGrant) -> int | None:
    if isinstance(held, RoleGrant):
        return held.office_id
    office = office_above(session, held.unit)
    return office.id if office is not None else None
