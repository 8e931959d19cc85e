"""Who a signed-in person is today, in plain columns: every request asks, so it asks little."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import BindParameter, bindparam, or_, select
from sqlalchemy.orm import Session

from tracker.db.watch import unchanged
from tracker.domain.people import SPEAKS_FOR_UNIT, Post
from tracker.models import Membership, Office, RoleGrant, Substitution, Unit, UnitName, User
from tracker.permissions import Actor, actor_of
from tracker.permissions.named_decider import NAMED_DECIDER, named_decider

_USER: BindParameter[Any] = bindparam("user")
_DAY: BindParameter[Any] = bindparam("day")
_KEY: BindParameter[Any] = bindparam("key")

#: The statements are put together once: that costs more than a small one takes to run.
_PERSON = select(User).where(User.session_key == _KEY)
_POSTS = (
    select(Membership.unit_id, Membership.post)
    .where(
        Membership.user_id == _USER,
        Membership.from_on <= _DAY,
        or_(Membership.to_on.is_(None), Membership.to_on >= _DAY),
    )
    .order_by(Membership.id)
)
_GRANTS = (
    select(RoleGrant.office_id, RoleGrant.module, RoleGrant.role)
    .where(
        RoleGrant.user_id == _USER,
        RoleGrant.from_on <= _DAY,
        or_(RoleGrant.to_on.is_(None), RoleGrant.to_on >= _DAY),
    )
    .order_by(RoleGrant.id)
)
_ABOVE = (
    select(Unit.parent_id, Office.id)
    .outerjoin(Office, Office.root_unit_id == Unit.id)
    .where(Unit.id == _KEY)
)
_OFFICE = (
    select(
        Office.id,
        Office.lead_unit_id,
        UnitName.name,
        NAMED_DECIDER.scalar_subquery().label("named_decider"),
    )
    .join(UnitName, UnitName.unit_id == Office.root_unit_id)
    .where(Office.id == _KEY)
    .order_by(UnitName.from_on.desc().nulls_last(), UnitName.id.desc())
    .limit(1)
)

_STANDS_IN = (
    select(Substitution.id)
    .where(
        Substitution.deputy_id == _USER,
        Substitution.from_on <= _DAY,
        Substitution.to_on >= _DAY,
    )
    .limit(1)
)


@dataclass(frozen=True, slots=True)
class OfficeHere:
    """What every page says of the office in which the person works."""

    id: int
    lead_unit_id: int | None
    name: str


@dataclass(frozen=True, slots=True)
class Present:
    """A person with the posts and grants of a day, and the office that follows from them."""

    actor: Actor
    office: OfficeHere | None


def person_of_session(session: Session, session_key: str) -> User | None:
    """The account behind a cookie; posts and grants are loaded only when somebody asks."""
    return session.scalar(_PERSON, {"key": session_key})


def present(session: Session, user: User, on_day: date) -> Present:
    """As permissions/actor.actor_of in the office of queries/offices.office_of.

    Whoever stands in for somebody is put together by that function itself.
    """
    return unchanged(
        session.connection(),
        ("present", user.id, on_day),
        lambda: _put_together(session, user, on_day),
    )


def _put_together(session: Session, user: User, on_day: date) -> Present:
    asked = {"user": user.id, "day": on_day}
    posts = session.execute(_POSTS, asked).all()
    grants = session.execute(_GRANTS, asked).all()
    office_id = grants[-1].office_id if grants else None
    if not grants and posts:
        office_id = _office_above(session, posts[0].unit_id)
    office, named = None, None
    if office_id is not None:
        row = session.execute(_OFFICE, {"key": office_id, "office": office_id, "day": on_day}).one()
        office, named = OfficeHere(row.id, row.lead_unit_id, row.name), row.named_decider
    if session.scalar(_STANDS_IN, asked) is not None:
        whole = session.get(Office, office_id) if office_id is not None else None
        return Present(actor_of(user, office=whole, on_day=on_day), office)
    speaks = frozenset(unit_id for unit_id, post in posts if Post(post) in SPEAKS_FOR_UNIT)
    actor = Actor(
        user_id=user.id,
        name=user.name,
        on_day=on_day,
        office_id=office_id,
        lead_unit_id=office.lead_unit_id if office else None,
        named_decider_id=named_decider(named),
        unit_ids=frozenset(unit_id for unit_id, _post in posts),
        speaks_for=speaks,
        grants=frozenset((module, role) for where, module, role in grants if where == office_id),
        is_system=user.is_system,
    )
    return Present(actor, office)


def _office_above(session: Session, unit_id: int | None) -> int | None:
    while unit_id is not None:
        unit_id, office_id = session.execute(_ABOVE, {"key": unit_id}).one()
        if office_id is not None:
            return int(office_id)
    return None
