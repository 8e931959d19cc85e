"""People of an office: who they are, where they sit, what they may; and who is signing in."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime

from sqlalchemy import ColumnElement, Select, exists, func, or_, select
from sqlalchemy.orm import Session, selectinload

from tracker.domain.people import Module, Role
from tracker.domain.vietnamese import fold
from tracker.models import Membership, Office, RoleGrant, Unit, User
from tracker.queries.units import unit_ids_of_office

POSTS_AND_ROLES = (selectinload(User.memberships), selectinload(User.grants))
"""For lists of people whose posts and roles are shown or judged."""
DEMO_ACCOUNTS = 40
"""How many the sign-in page of a demonstration offers."""


def by_identity(session: Session, identity: str) -> User | None:
    """Who signs in with this login or e-mail address (any case, with or without accents)."""
    typed = fold(identity)[:254]
    if not typed:
        return None
    return session.scalar(
        select(User).where(or_(User.login == typed, func.lower(User.email) == typed))
    )


def the_system(session: Session) -> User | None:
    """The named actor of the clock."""
    return session.scalar(select(User).where(User.is_system).order_by(User.id).limit(1))


def _of_office(session: Session, office_id: int) -> ColumnElement[bool]:
    units = unit_ids_of_office(session, office_id)
    posted = exists().where(Membership.user_id == User.id, Membership.unit_id.in_(units))
    granted = exists().where(RoleGrant.user_id == User.id, RoleGrant.office_id == office_id)
    return ~User.is_system & or_(posted, granted)


def users_of_office(
    session: Session,
    office_id: int,
    *,
    words: str = "",
    unit_id: int | None = None,
    role: Role | None = None,
    active: bool | None = None,
    on_day: date | None = None,
) -> Select[User]:
    """People with a post or a role in the office, ever; filters narrow it to ``on_day``.

    ``words`` are looked for in login and e-mail by the database; names are compared by the
    caller (accent-free) with ``named``.
    """
    found = (
        select(User)
        .where(_of_office(session, office_id))
        .options(*POSTS_AND_ROLES)
        .order_by(User.login)
    )
    if words:
        found = found.where(User.id.in_(named(session, office_id, words)))
    if unit_id is not None:
        found = found.where(
            exists().where(
                Membership.user_id == User.id,
                Membership.unit_id == unit_id,
                *(_holds(Membership, on_day) if on_day else ()),
            )
        )
    if role is not None:
        found = found.where(
            exists().where(
                RoleGrant.user_id == User.id,
                RoleGrant.office_id == office_id,
                RoleGrant.role == role,
                *(_holds(RoleGrant, on_day) if on_day else ()),
            )
        )
    if active is not None:
        found = found.where(User.active.is_(active))
    return found


def named(session: Session, office_id: int, words: str) -> list[int]:
    """Keys of the office's people whose name, login or e-mail holds all ``words``, unaccented.

    Reads the names of the whole office: some hundreds of rows, folded as SQL cannot.
    """
    wanted = fold(words).split()
    rows = session.execute(
        select(User.id, User.name, User.login, User.email).where(_of_office(session, office_id))
    )
    return [
        key
        for key, name, login, email in rows
        if all(word in fold(f"{name} {login} {email or ''}") for word in wanted)
    ]


def user_of_office(session: Session, office_id: int, user_id: int) -> User | None:
    """This person, when the office knows them."""
    return session.scalar(select(User).where(User.id == user_id, _of_office(session, office_id)))


def administrators(session: Session, office_id: int, on_day: date) -> list[User]:
    """Active people who may administer the office on ``on_day``."""
    return list(
        session.scalars(
            select(User)
            .join(RoleGrant, RoleGrant.user_id == User.id)
            .where(
                User.active,
                RoleGrant.office_id == office_id,
                RoleGrant.module == Module.OFFICE,
                RoleGrant.role == Role.ADMINISTRATOR,
                *_holds(RoleGrant, on_day),
            )
            .order_by(User.id)
        ).unique()
    )


def demo_accounts(session: Session, office: Office, on_day: date) -> list[User]:
    """People of a demonstration who may sign in: those with roles first, then by unit.

    A generated office has a thousand: its first ones stand for all.
    """
    people = session.scalars(
        select(User)
        .where(_of_office(session, office.id), User.active)
        .options(*POSTS_AND_ROLES)
        .order_by(User.id)
        .limit(DEMO_ACCOUNTS)
    ).unique()
    return sorted(people, key=lambda person: (not _holds_role(person, on_day), person.id))


def _holds_role(person: User, on_day: date) -> bool:
    return any(grant.holds_on(on_day) for grant in person.grants)


def _holds(rows: type[Membership] | type[RoleGrant], on_day: date) -> list[ColumnElement[bool]]:
    return [rows.from_on <= on_day, or_(rows.to_on.is_(None), rows.to_on >= on_day)]


def unit_of(person: User, on_day: date) -> Unit | None:
    """The first unit in which the person holds a post on ``on_day``."""
    return next((post.unit for post in person.memberships if post.holds_on(on_day)), None)


def units_with_people(session: Session, unit_ids: Sequence[int], on_day: date) -> set[int]:
    """Those of ``unit_ids`` in which somebody who can sign in holds a post on ``on_day``."""
    return set(
        session.scalars(
            select(Membership.unit_id)
            .join(User, User.id == Membership.user_id)
            .where(Membership.unit_id.in_(unit_ids), User.active, *_holds(Membership, on_day))
        )
    )


def people_in_trouble(session: Session, office_id: int, now: datetime) -> list[User]:
    """Active people whose account rests after failures, or whose mail address is refused."""
    return list(
        session.scalars(
            select(User)
            .where(
                _of_office(session, office_id),
                User.active,
                or_(User.locked_until > now, User.mail_failing),
            )
            .order_by(User.login)
        ).unique()
    )
