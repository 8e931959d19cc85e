"""Who acts: a person's posts and grants on one day, in one office, as a value."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from tracker.domain.people import SPEAKS_FOR_UNIT, Module, Role
from tracker.models import Office, User


@dataclass(frozen=True, slots=True)
class Actor:
    """Everything that a right may depend on. Built once per request (or for the clock)."""

    user_id: int
    name: str
    on_day: date
    office_id: int | None = None
    lead_unit_id: int | None = None
    """The unit that opens and follows the office's tasks."""
    unit_ids: frozenset[int] = field(default_factory=frozenset)
    speaks_for: frozenset[int] = field(default_factory=frozenset)
    """Units of which the actor is head or deputy."""
    grants: frozenset[tuple[Module, Role]] = field(default_factory=frozenset)
    is_system: bool = False

    def has(self, role: Role, module: Module = Module.TRACKING) -> bool:
        return (module, role) in self.grants


def actor_of(user: User, *, office: Office | None, on_day: date) -> Actor:
    """``user`` as an actor in ``office``: memberships and grants that hold on ``on_day``."""
    posts = [post for post in user.memberships if post.holds_on(on_day)]
    grants = [
        grant
        for grant in user.grants
        if office is not None and grant.office_id == office.id and grant.holds_on(on_day)
    ]
    return Actor(
        user_id=user.id,
        name=user.name,
        on_day=on_day,
        office_id=office.id if office else None,
        lead_unit_id=office.lead_unit_id if office else None,
        unit_ids=frozenset(post.unit_id for post in posts),
        speaks_for=frozenset(post.unit_id for post in posts if post.post in SPEAKS_FOR_UNIT),
        grants=frozenset((grant.module, grant.role) for grant in grants),
        is_system=user.is_system,
    )
