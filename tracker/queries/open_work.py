"""What a person still holds in an office, and who is fit to take it over."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from sqlalchemy import ColumnElement, select
from sqlalchemy.orm import Session, joinedload, selectinload

from tracker.domain.open_work import WorkKind
from tracker.domain.people import Module, Post, Role
from tracker.domain.prepared_state import PreparedState
from tracker.domain.task_status import OPEN
from tracker.models import Membership, Office, PreparedResult, RoleGrant, Substitution, Task, User
from tracker.queries.substitutions import lasts, people_at_work
from tracker.queries.unit_heads import held_on
from tracker.queries.units import unit_ids_of_office


@dataclass(frozen=True, slots=True)
class OpenWork:
    """Everything that needs somebody else before the account is closed."""

    assigned: Sequence[Task] = ()
    monitored: Sequence[Task] = ()
    prepared: Sequence[PreparedResult] = ()
    stands_in: Sequence[Substitution] = ()
    """In which the person is the deputy; those in which they are the principal just end."""
    heads: Sequence[Membership] = ()
    """Posts of head in units that have no other head."""
    lead_office: bool = False
    """Nobody else holds the role of the lead office."""
    fit: dict[WorkKind, list[User]] = field(default_factory=dict)
    """Who may take over each kind that there is; empty where nobody can."""

    @property
    def kinds(self) -> list[WorkKind]:
        """The kinds that there are, in their order."""
        return list(self.fit)

    def fit_for_all(self) -> list[User]:
        """Who may take over everything for which there is somebody at all."""
        lists = [people for people in self.fit.values() if people]
        if not lists:
            return []
        keys = set.intersection(*({person.id for person in people} for people in lists))
        return [person for person in lists[0] if person.id in keys]


def open_work(session: Session, office: Office, user: User, on_day: date) -> OpenWork:
    """What ``user`` holds in ``office`` on a day."""
    assigned = _tasks(session, office.id, Task.assignee_id == user.id)
    monitored = _tasks(session, office.id, Task.monitor_id == user.id)
    prepared = _prepared(session, office.id, user.id)
    stands_in = session.scalars(
        select(Substitution).where(
            Substitution.office_id == office.id,
            Substitution.deputy_id == user.id,
            lasts(on_day),
        )
    ).all()
    heads = _only_head(session, office.id, user, on_day)
    lead_office = _only_lead_office(session, office.id, user, on_day)
    at_work = [one for one in people_at_work(session, office.id, on_day) if one.id != user.id]
    of_lead = _in_units(at_work, {office.lead_unit_id or 0}, on_day)
    followers = [one for one in at_work if _has_role(one, office.id, Role.LEAD_OFFICE, on_day)]
    principals = {row.principal_id for row in stands_in}
    every = {
        WorkKind.ONLY_HEAD: (heads, at_work),
        WorkKind.ONLY_LEAD_OFFICE: (lead_office, of_lead or at_work),
        WorkKind.ASSIGNED: (
            assigned,
            _in_units(at_work, {task.lead_unit_id for task in assigned}, on_day),
        ),
        WorkKind.MONITORED: (monitored, followers or of_lead),
        WorkKind.PREPARED: (
            prepared,
            _in_units(at_work, {row.unit_id for row in prepared}, on_day),
        ),
        WorkKind.STANDS_IN: (stands_in, [one for one in at_work if one.id not in principals]),
    }
    return OpenWork(
        assigned=assigned,
        monitored=monitored,
        prepared=prepared,
        stands_in=stands_in,
        heads=heads,
        lead_office=lead_office,
        fit={kind: people for kind, (there, people) in every.items() if there},
    )


def _tasks(session: Session, office_id: int, whose: ColumnElement[bool]) -> Sequence[Task]:
    return session.scalars(
        select(Task)
        .where(Task.office_id == office_id, Task.status.in_(sorted(OPEN)), whose)
        .options(joinedload(Task.lead_unit))
        .order_by(Task.due_on, Task.id)
    ).all()


def _prepared(session: Session, office_id: int, user_id: int) -> Sequence[PreparedResult]:
    return session.scalars(
        select(PreparedResult)
        .join(Task, Task.id == PreparedResult.task_id)
        .where(
            Task.office_id == office_id,
            Task.lead_unit_id == PreparedResult.unit_id,
            PreparedResult.prepared_by_id == user_id,
            PreparedResult.state == PreparedState.WAITING,
        )
        .order_by(PreparedResult.id)
    ).all()


def _only_head(session: Session, office_id: int, user: User, on_day: date) -> list[Membership]:
    units = unit_ids_of_office(session, office_id)
    own = [
        post
        for post in user.memberships
        if post.post is Post.HEAD and post.unit_id in units and post.holds_on(on_day)
    ]
    others = set(
        session.scalars(
            select(Membership.unit_id)
            .join(User, User.id == Membership.user_id)
            .where(
                Membership.unit_id.in_([post.unit_id for post in own]),
                Membership.post == Post.HEAD,
                Membership.user_id != user.id,
                User.active,
                held_on(on_day),
            )
        )
    )
    return [post for post in own if post.unit_id not in others]


def _only_lead_office(session: Session, office_id: int, user: User, on_day: date) -> bool:
    if not _has_role(user, office_id, Role.LEAD_OFFICE, on_day):
        return False
    other = session.scalars(
        select(User)
        .join(RoleGrant, RoleGrant.user_id == User.id)
        .where(
            User.active,
            User.id != user.id,
            RoleGrant.office_id == office_id,
            RoleGrant.role == Role.LEAD_OFFICE,
            RoleGrant.module == Module.TRACKING,
        )
        .options(selectinload(User.grants))
    ).unique()
    return not any(_has_role(one, office_id, Role.LEAD_OFFICE, on_day) for one in other)


def _has_role(user: User, office_id: int, role: Role, on_day: date) -> bool:
    return any(
        (grant.office_id, grant.module, grant.role) == (office_id, Module.TRACKING, role)
        and grant.holds_on(on_day)
        for grant in user.grants
    )


def _in_units(people: Sequence[User], unit_ids: set[int], on_day: date) -> list[User]:
    """Those who hold a post in every one of these units."""
    return [
        one
        for one in people
        if unit_ids <= {post.unit_id for post in one.memberships if post.holds_on(on_day)}
    ]
