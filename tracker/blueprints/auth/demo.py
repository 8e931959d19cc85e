"""The invented people of the demonstration, as the sign-in page offers them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from flask_babel import gettext as _
from sqlalchemy.orm import Session

from tracker.domain.labels import label
from tracker.models import Office, User
from tracker.queries.users import demo_accounts


@dataclass(frozen=True, slots=True)
class DemoAccount:
    """A row of the table: who, and what they are here."""

    name: str
    login: str
    about: tuple[str, ...]


def offered(session: Session, office: Office, on_day: date) -> list[DemoAccount]:
    """Everybody of the demonstration who can sign in."""
    return [
        DemoAccount(person.name, person.login, _about(person, on_day))
        for person in demo_accounts(session, office, on_day)
    ]


def _about(person: User, on_day: date) -> tuple[str, ...]:
    roles = [_(label(grant.role)) for grant in person.grants if grant.holds_on(on_day)]
    posts = [
        f"{post.title or _(label(post.post))}, {post.unit.name}"
        for post in person.memberships
        if post.holds_on(on_day)
    ]
    return tuple(dict.fromkeys(roles + posts))
