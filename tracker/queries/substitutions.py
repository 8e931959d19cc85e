"""Who acts for whom: on a day, of one person, of the whole office."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date

from sqlalchemy import ColumnElement, and_, exists, or_, select
from sqlalchemy.orm import Session, joinedload

from tracker.domain.people import Role
from tracker.models import Membership, RoleGrant, Substitution, User
from tracker.queries.units import unit_ids_of_office
from tracker.queries.users import POSTS_AND_ROLES

_PEOPLE = (
    joinedload(Substitution.principal),
    joinedload(Substitution.deputy),
    joinedload(Substitution.entered_by),
)


def deputies_on(
    session: Session, office_id: int | None, on_day: date, principal_ids: Iterable[int]
) -> dict[int, list[User]]:
    """Active deputies of these people on a day, by the key of whom they stand in for."""
    found: dict[int, list[User]] = defaultdict(list)
    asked = sorted(set(principal_ids))
    if not asked or office_id is None:
        return found
    rows = session.execute(
        select(Substitution.principal_id, User)
        .join(User, User.id == Substitution.deputy_id)
        .where(
            Substitution.office_id == office_id,
            Substitution.principal_id.in_(asked),
            User.active,
            _holds(on_day),
        )
        .order_by(Substitution.id)
    )
    for principal_id, deputy in rows:
        found[principal_id].append(deputy)
    return found


def all_deputies_on(session: Session, office_id: int, on_day: date) -> dict[int, list[User]]:
    """As ``deputies_on`` for everybody in the office."""
    rows = session.scalars(
        select(Substitution.principal_id).where(Substitution.office_id == office_id, _holds(on_day))
    )
    return deputies_on(session, office_id, on_day, rows)


def substitutions_of(session: Session, office_id: int, user_id: int) -> Sequence[Substitution]:
    """Everything in which the person is one of the two, newest first."""
    return session.scalars(
        select(Substitution)
        .where(
            Substitution.office_id == office_id,
            or_(Substitution.principal_id == user_id, Substitution.deputy_id == user_id),
        )
        .options(*_PEOPLE)
        .order_by(Substitution.from_on.desc(), Substitution.id.desc())
    ).all()


def lasting_substitutions(
    session: Session, office_id: int, from_on: date
) -> Sequence[Substitution]:
    """What holds or will hold in the office on or after a day, by its first day."""
    return session.scalars(
        select(Substitution)
        .where(Substitution.office_id == office_id, lasts(from_on))
        .options(*_PEOPLE)
        .order_by(Substitution.from_on, Substitution.id)
    ).all()


def overlapping(
    session: Session,
    office_id: int,
    *,
    principal_id: int,
    from_on: date,
    to_on: date,
    without: int | None = None,
) -> Substitution | None:
    """A substitution of this principal that holds on one of these days."""
    return session.scalars(
        select(Substitution)
        .where(
            Substitution.office_id == office_id,
            Substitution.principal_id == principal_id,
            Substitution.from_on <= to_on,
            Substitution.to_on >= from_on,
            or_(
                Substitution.revoked_on.is_(None),
                and_(
                    Substitution.revoked_on > Substitution.from_on,
                    Substitution.revoked_on > from_on,
                ),
            ),
            Substitution.id != (without or 0),
        )
        .order_by(Substitution.from_on, Substitution.id)
        .limit(1)
    ).first()


def own_lasting(
    session: Session, office_id: int, user_id: int, from_on: date
) -> Sequence[Substitution]:
    """What holds or will hold with this person as the one who is stood in for."""
    return session.scalars(
        select(Substitution)
        .where(
            Substitution.office_id == office_id,
            Substitution.principal_id == user_id,
            lasts(from_on),
        )
        .options(*_PEOPLE)
        .order_by(Substitution.id)
    ).all()


def lasts(from_on: date) -> ColumnElement[bool]:
    """Not over by the end of the day before ``from_on``, and not revoked."""
    return and_(Substitution.to_on >= from_on, Substitution.revoked_on.is_(None))


def _holds(on_day: date) -> ColumnElement[bool]:
    return and_(
        Substitution.from_on <= on_day,
        Substitution.to_on >= on_day,
        or_(Substitution.revoked_on.is_(None), Substitution.revoked_on > on_day),
    )


def people_at_work(session: Session, office_id: int, on_day: date) -> list[User]:
    """Active people with a post or a role (other than the administrator's) in the office."""
    return list(
        session.scalars(
            select(User)
            .where(User.active, ~User.is_system, _at_work(session, office_id, on_day))
            .options(*POSTS_AND_ROLES)
            .order_by(User.name, User.id)
        ).unique()
    )


def works_here(session: Session, office_id: int, user_id: int, on_day: date) -> bool:
    """Whether the person is one of ``people_at_work``."""
    found = select(User.id).where(User.id == user_id, _at_work(session, office_id, on_day))
    return session.scalar(found) is not None


def _at_work(session: Session, office_id: int, on_day: date) -> ColumnElement[bool]:
    units = unit_ids_of_office(session, office_id)
    posted = exists().where(
        Membership.user_id == User.id,
        Membership.unit_id.in_(units),
        Membership.from_on <= on_day,
        or_(Membership.to_on.is_(None), Membership.to_on >= on_day),
    )
    granted = exists().where(
        RoleGrant.user_id == User.id,
        RoleGrant.office_id == office_id,
        RoleGrant.role != Role.ADMINISTRATOR,
        RoleGrant.from_on <= on_day,
        or_(RoleGrant.to_on.is_(None), RoleGrant.to_on >= on_day),
    )
    return or_(posted, granted)
