"""Who acts: a person's posts and grants on one day, in one office, as a value.

While somebody stands in for somebody else (phân công xử lý thay), the actor carries the rights
of both; ``in_right`` says in which of them a deed is done, one's own coming first.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import date

from sqlalchemy.orm import object_session

from tracker.domain.people import SPEAKS_FOR_UNIT, Module, Role
from tracker.models import Office, User
from tracker.permissions.named_decider import NAMED_DECIDER, named_decider


@dataclass(frozen=True, slots=True)
class StandIn:
    """Somebody for whom the actor may act, to the end of a day, with what they may do."""

    principal_id: int
    name: str
    until: date
    rights: Actor
    """The acting person with the principal's rights, and no others."""


@dataclass(frozen=True, slots=True)
class Actor:
    """Everything that a right may depend on. Built once per request (or for the clock)."""

    user_id: int
    name: str
    on_day: date
    office_id: int | None = None
    lead_unit_id: int | None = None
    """The unit that opens and follows the office's tasks."""
    named_decider_id: int | None = None
    """The unit that the office names to decide what that unit hands in; None: its leaders."""
    unit_ids: frozenset[int] = field(default_factory=frozenset)
    speaks_for: frozenset[int] = field(default_factory=frozenset)
    """Units of which the actor is head or deputy."""
    grants: frozenset[tuple[Module, Role]] = field(default_factory=frozenset)
    is_system: bool = False
    acts_for: int | None = None
    """The principal in whose right, and name, the actor acts; None: in one's own."""
    own: Actor | None = None
    """The actor without what is borrowed; None where nothing is."""
    stands_in: tuple[StandIn, ...] = ()

    def has(self, role: Role, module: Module = Module.TRACKING) -> bool:
        return (module, role) in self.grants

    @property
    def decides_own(self) -> bool:
        """Whether the actor is of the unit named to decide the lead office's own tasks."""
        return self.named_decider_id is not None and self.named_decider_id in self.unit_ids

    @property
    def views(self) -> tuple[Actor, ...]:
        """The actor in each of their rights, one by one: their own, then each principal's."""
        return (self.own or self, *(one.rights for one in self.stands_in))

    @property
    def people(self) -> frozenset[int]:
        """The actor and everybody for whom they act: whose work it is."""
        return frozenset({self.user_id, *(one.principal_id for one in self.stands_in)})

    @property
    def behind_deed(self) -> frozenset[int]:
        """Who answers for a deed done in this right: the person, and the principal if any."""
        return frozenset({self.user_id, self.acts_for or self.user_id})

    def in_right(self, holds: Callable[[Actor], bool]) -> Actor | None:
        """The actor in the first right of theirs that ``holds``, their own first; else None."""
        return next((view for view in self.views if holds(view)), None)


def actor_of(user: User, *, office: Office | None, on_day: date) -> Actor:
    """``user`` as an actor in ``office``: memberships, grants and substitutions of ``on_day``.

    A substitution hands over what the principal holds themselves: not the rights of an
    administrator, and nothing that the principal only borrows (no chains).
    """
    own = _rights(user, office, on_day)
    stands_in = tuple(_stands_in(user, office, on_day))
    if not stands_in:
        return own
    borrowed = [one.rights for one in stands_in]
    return replace(
        own,
        unit_ids=own.unit_ids.union(*(rights.unit_ids for rights in borrowed)),
        speaks_for=own.speaks_for.union(*(rights.speaks_for for rights in borrowed)),
        grants=own.grants.union(*(rights.grants for rights in borrowed)),
        own=own,
        stands_in=stands_in,
    )


def _rights(user: User, office: Office | None, on_day: date) -> Actor:
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
        named_decider_id=_named_decider(office, on_day),
        unit_ids=frozenset(post.unit_id for post in posts),
        speaks_for=frozenset(post.unit_id for post in posts if post.post in SPEAKS_FOR_UNIT),
        grants=frozenset((grant.module, grant.role) for grant in grants),
        is_system=user.is_system,
    )


def _named_decider(office: Office | None, on_day: date) -> int | None:
    session = object_session(office) if office is not None else None
    if office is None or session is None:
        return None
    asked = {"office": office.id, "day": on_day}
    return named_decider(session.scalar(NAMED_DECIDER, asked))


def _stands_in(user: User, office: Office | None, on_day: date) -> list[StandIn]:
    found = []
    for row in user.stands_in_for:
        if office is None or row.office_id != office.id or not row.holds_on(on_day):
            continue
        if not row.principal.is_active:
            continue
        theirs = _rights(row.principal, office, on_day)
        lent = frozenset(grant for grant in theirs.grants if grant[1] is not Role.ADMINISTRATOR)
        rights = replace(
            theirs, user_id=user.id, name=user.name, grants=lent, acts_for=row.principal_id
        )
        found.append(StandIn(row.principal_id, row.principal.name, row.to_on, rights))
    return found
