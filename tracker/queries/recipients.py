"""Who holds which post or role on a day, for a whole office at once."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date

from sqlalchemy import ColumnElement, and_, or_, select
from sqlalchemy.orm import Session

from tracker.domain.people import SPEAKS_FOR_UNIT, Module, Post, Role
from tracker.domain.reminder_ladder import Audience
from tracker.models import LeaderCharge, Membership, Office, RoleGrant, UnitField, User
from tracker.queries.charges import holds_on
from tracker.queries.substitutions import all_deputies_on


@dataclass(slots=True)
class Directory:
    """People by unit and by role on one day; only active accounts."""

    people: dict[int, User] = field(default_factory=dict)
    heads: dict[int, list[int]] = field(default_factory=lambda: defaultdict(list))
    members: dict[int, list[int]] = field(default_factory=lambda: defaultdict(list))
    roles: dict[Role, list[int]] = field(default_factory=lambda: defaultdict(list))
    deputies: dict[int, list[int]] = field(default_factory=lambda: defaultdict(list))
    """Who stands in for whom that day."""
    chairmen: list[int] = field(default_factory=list)
    """Who heads the office itself."""
    field_of: dict[int, int] = field(default_factory=dict)
    """The usual field of work of a unit."""
    in_charge_of_field: dict[int, int] = field(default_factory=dict)
    in_charge_of_unit: dict[int, int] = field(default_factory=dict)

    def reached(
        self,
        audiences: tuple[Audience, ...],
        *,
        unit_id: int | None,
        assignee_id: int | None = None,
        leader_id: int | None = None,
        field_id: int | None = None,
    ) -> set[int]:
        """The set of persons behind ``audiences`` and their deputies of the day.

        Reached twice is told once; a deputy's own deputy does not follow. ``leader_id`` and
        ``field_id`` are those decided for the duty itself.
        """
        found: set[int] = set()
        for audience in audiences:
            if audience is Audience.OFFICER and assignee_id in self.people:
                found.add(int(assignee_id or 0))
            elif audience is Audience.UNIT_HEAD and unit_id is not None:
                found.update(self.heads[unit_id] or self.members[unit_id])
            elif audience is Audience.LEAD_OFFICE:
                found.update(self.roles[Role.LEAD_OFFICE])
            elif audience is Audience.LEADER:
                found.update(self._leaders(unit_id, leader_id, field_id))
            elif audience is Audience.CHAIRMAN:
                found.update(self.chairmen or self.roles[Role.LEADER])
        return found.union(*(self.deputies.get(person_id, ()) for person_id in found))

    def _leaders(
        self, unit_id: int | None, leader_id: int | None, field_id: int | None
    ) -> list[int]:
        """Who is in charge (queries/charges.charge_of_task, for many); else who heads the office.

        Where neither is known, everybody with a leader's role.
        """
        field_id = field_id or self.field_of.get(unit_id or 0)
        in_charge = (
            leader_id
            or self.in_charge_of_field.get(field_id or 0)
            or self.in_charge_of_unit.get(unit_id or 0)
        )
        if in_charge in self.people:
            return [int(in_charge or 0)]
        return self.chairmen or self.roles[Role.LEADER]


def directory(session: Session, *, office_id: int, on_day: date) -> Directory:
    """Everybody with a post, and the office's role holders of tracking, on ``on_day``."""
    book = Directory()
    root_id = session.scalar(select(Office.root_unit_id).where(Office.id == office_id))
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
        if post is Post.HEAD and unit_id == root_id:
            book.chairmen.append(user.id)
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
    _enter_charges(session, book, office_id, on_day)
    for principal_id, deputies in all_deputies_on(session, office_id, on_day).items():
        for deputy in deputies:
            book.people[deputy.id] = deputy
            book.deputies[principal_id].append(deputy.id)
    return book


def _enter_charges(session: Session, book: Directory, office_id: int, on_day: date) -> None:
    """Who is in charge of what; of two that hold, the newer one."""
    charges = session.execute(
        select(LeaderCharge.unit_id, LeaderCharge.field_id, LeaderCharge.user_id)
        .where(LeaderCharge.office_id == office_id, holds_on(on_day))
        .order_by(LeaderCharge.from_on, LeaderCharge.id)
    )
    for unit_id, field_id, user_id in charges:
        if unit_id is not None:
            book.in_charge_of_unit[unit_id] = user_id
        elif field_id is not None:
            book.in_charge_of_field[field_id] = user_id
    usual = session.execute(select(UnitField.unit_id, UnitField.field_id))
    book.field_of.update((row.unit_id, row.field_id) for row in usual)


def _holds(table: type[Membership] | type[RoleGrant], on_day: date) -> ColumnElement[bool]:
    return and_(table.from_on <= on_day, or_(table.to_on.is_(None), table.to_on >= on_day))
