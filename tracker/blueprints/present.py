"""Who is here: the signed-in person as an actor, once per request."""

from __future__ import annotations

from typing import cast

from flask import g
from flask_login import current_user

from tracker.db import db
from tracker.domain.errors import NotAllowed
from tracker.models import Office, User
from tracker.permissions import Actor, actor_of
from tracker.queries.offices import office_of
from tracker.surroundings import today


def present_user() -> User | None:
    """The signed-in user, or None."""
    return cast(User, current_user) if current_user.is_authenticated else None


def present_office() -> Office | None:
    """The office in which the present person works."""
    if "office" not in g:
        user = present_user()
        g.office = office_of(db.session(), user, today()) if user else None
    return cast("Office | None", g.office)


def present_actor() -> Actor | None:
    """The signed-in person with the posts and grants of today."""
    if "actor" not in g:
        user = present_user()
        g.actor = actor_of(user, office=present_office(), on_day=today()) if user else None
    return cast("Actor | None", g.actor)


def actor() -> Actor:
    """The actor behind a guarded door."""
    found = present_actor()
    if found is None:
        raise NotAllowed("Bạn cần đăng nhập để tiếp tục.")
    return found
