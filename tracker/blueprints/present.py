"""Who is here: the signed-in person as an actor, once per request."""

from __future__ import annotations

from typing import cast

from flask import g
from flask_login import current_user

from tracker.db import db
from tracker.domain.errors import NotAllowed
from tracker.models import Office, User
from tracker.permissions import Actor
from tracker.queries.present_people import OfficeHere, Present, present
from tracker.surroundings import today


def present_user() -> User | None:
    """The signed-in user, or None."""
    return cast(User, current_user) if current_user.is_authenticated else None


def present_office() -> Office | None:
    """The office in which the present person works."""
    here = office_here()
    return db.session.get(Office, here.id) if here else None


def office_here() -> OfficeHere | None:
    """What pages say of that office, without loading it."""
    found = _present()
    return found.office if found else None


def present_actor() -> Actor | None:
    """The signed-in person with the posts and grants of today."""
    found = _present()
    return found.actor if found else None


def _present() -> Present | None:
    """Asked once per request."""
    if "present" not in g:
        user = present_user()
        g.present = present(db.session(), user, today()) if user else None
    return cast("Present | None", g.present)


def actor() -> Actor:
    """The actor behind a guarded door."""
    found = present_actor()
    if found is None:
        raise NotAllowed("Bạn cần đăng nhập để tiếp tục.")
    return found
