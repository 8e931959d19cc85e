"""The lines of the list of people."""

from __future__ import annotations

from dataclasses import dataclass

from tracker.blueprints.admin.user_forms import grant_words
from tracker.models import Membership, User
from tracker.surroundings import now, today


@dataclass(frozen=True, slots=True)
class PersonRow:
    """A line of the list."""

    person: User
    posts: list[Membership]
    roles: list[str]
    locked: bool


def row_of(person: User, office_id: int) -> PersonRow:
    """The person with the posts of today and today's roles in the office."""
    return PersonRow(
        person,
        [post for post in person.memberships if post.holds_on(today())],
        [
            grant_words(grant.module, grant.role)
            for grant in person.grants
            if grant.office_id == office_id and grant.holds_on(today())
        ],
        is_locked(person),
    )


def is_locked(person: User) -> bool:
    """Whether the account rests after failed sign-ins."""
    return person.locked_until is not None and person.locked_until > now()
