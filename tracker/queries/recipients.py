"""Who holds which post or role on a day, for a whole office at once."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date

from sqlalchemy import ColumnElement, and_, or_, select
from sqlalchemy.orm import Session

from tracker.domain.people import SPEAKS_FOR_UNIT, Module, Role
from tracker.domain.reminder_ladder import Audience
from tracker.models import Membership, RoleGrant, User
from tracker.queries.substitutions import all_deputies_on

ROLE_OF = {
    Audience.LEAD_OFFICE: Role.LEAD_OFFICE,
    Audience.LEADER: Role.LEADER,
    Audience.CHAIRMAN: Role.LEADER,
}


@dataclass(slots=True)
class Directory:
    """People by unit and by role on one day; only active accounts."""

    people: dict[int, User] = field(default_factory=dict)
    heads: dict[int, list[int]] = field(default_factory=lambda: defaultdict(list))
    members: dict[int, list[int]] = field(default_factory=lambda: defaultdict(list))
    roles: dict[Role, list[int]] = field(default_factory=lambda: defaultdict(list))
    deputies: dict[int, list[int]] = field(default_factory=lambda: defaultdict(list))
    """Who stands in for whom that day."""

    def reached(
        self, audiences: tuple[Audience, ...], *, unit_id: int, assignee_id: int | None
    ) -> set[int]:
        """The set of persons behind ``audiences`` and their deputies of the day.

        Reached twice is told once; a deputy's own deputy does not follow.
        """
        found: set[int] = set()
        for audience in audiences:
            if audience is Audience.OFFICER and assignee_id in self.people:
                found.add(int(assignee_id or 0))
            elif audience is Audience.UNIT_HEAD:
                found.update(self.heads[unit_id] or self.members[unit_id])
            elif audience in ROLE_OF:
                found.update(self.roles[ROLE_OF[audience]])
        return found.union(*(self.deputies.get(person_id, ()) for person_id in found))


def directory(session: Session, *, office_id: int, on_day: date) -> Directory:
    """Everybody with a post, and the office's role holders of tracking, on ``on_day``."""
    book = Directory()
    posts = session.execute(
        select(Membership.unit_id, Membership.post, User)
        .join(User, User.id == Membership.user_id)
        .where(User.active, _holds(Membership, on_day))
        .order_by(User.id)
    )
    for unit_id, post, user in posts:
        book.people[user.id] = user
        book.members[unit_id].append(user.id)
        if post in SPEAKS_FOR_UNIT:
            book.heads[unit_id].append(user.id)
    grants = session.execute(
        select(RoleGrant.role, User)
        .join(User, User.id == RoleGrant.user_id)
        .where(
            User.active,
            RoleGrant.office_id == office_id,
            RoleGrant.module == Module.TRACKING,
            _holds(RoleGrant, on_day),
        )
        .order_by(User.id)
    )
    for role, user in grants:
        book.people[user.id] = user
        book.roles[role].append(user.id)
    for principal_id, deputies in all_deputies_on(session, office_id, on_day).items():
        for deputy in deputies:
            book.people[deputy.id] = deputy
            book.deputies[principal_id].append(deputy.id)
    return book


def _holds(table: type[Membership] | type[RoleGrant], on_day: date) -> ColumnElement[bool]:
    return and_(table.from_on <= on_day, or_(table.to_on.is_(None), table.to_on >= on_day))
