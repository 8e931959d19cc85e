"""People with posts and roles, and the same people as actors."""

from __future__ import annotations

import secrets
from collections.abc import Iterable
from datetime import UTC, date, datetime
from itertools import count

from sqlalchemy import select
from sqlalchemy.orm import Session

from tracker.domain.people import Module, Post, Role
from tracker.models import Membership, Office, RoleGrant, Unit, User
from tracker.permissions import Actor, actor_of

SINCE = date(2020, 1, 1)
_number = count(1)


def a_user(
    session: Session,
    name: str | None = None,
    *,
    unit: Unit | None = None,
    post: Post = Post.OFFICER,
    office: Office | None = None,
    roles: Iterable[Role] = (),
    login: str | None = None,
    email: str | None = None,
    active: bool = True,
    is_system: bool = False,
    from_on: date = SINCE,
    to_on: date | None = None,
) -> User:
    """Somebody with a post in ``unit`` (when given) and ``roles`` in ``office``, since 2020.

    An administrator's role is granted for the office itself, every other one for tracking.
    The account has no password: tests sign in through the visitor.
    """
    number = next(_number)
    user = User(
        login=login or f"nguoi.{number}",
        email=email,
        name=name or f"Nguyễn Văn Thử {number}",
        active=active,
        is_system=is_system,
        session_key=secrets.token_urlsafe(24),
        created_at=datetime(2020, 1, 1, tzinfo=UTC),
        stands_in_for=[],  # known, so that asking who acts opens no transaction after a commit
    )
    if unit is not None:
        user.memberships.append(Membership(unit=unit, post=post, from_on=from_on, to_on=to_on))
    for role in roles:
        if office is None:
            raise ValueError("a role is granted within an office")
        module = Module.OFFICE if role is Role.ADMINISTRATOR else Module.TRACKING
        user.grants.append(
            RoleGrant(office_id=office.id, module=module, role=role, from_on=from_on, to_on=to_on)
        )
    session.add(user)
    session.flush()
    return user


def the_system(session: Session) -> User:
    """The named actor of the clock; made when it is not there yet."""
    found = session.scalar(select(User).where(User.is_system))
    return found or a_user(session, "Hệ thống", login="he.thong", is_system=True)


def as_actor(user: User, office: Office | None, *, on_day: date = date(2026, 11, 23)) -> Actor:
    """``user`` as services are given them; the day is that of the standing clock."""
    return actor_of(user, office=office, on_day=on_day)
