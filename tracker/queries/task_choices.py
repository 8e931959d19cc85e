"""What the filter bar of tasks offers to choose from: papers and officers, never without end."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date
from functools import lru_cache
from typing import Any

from sqlalchemy import ColumnElement, Select, exists, or_, select
from sqlalchemy.orm import Session

from tracker.db.watch import unchanged
from tracker.domain.people import Module, Role
from tracker.domain.vietnamese import sort_key
from tracker.models import Directive, Membership, RoleGrant, Task, User
from tracker.permissions import Actor
from tracker.permissions.scope import visible_directives, visible_tasks
from tracker.queries.directives import CITED, paper_words

Pairs = tuple[tuple[int, str], ...]
"""Keys and names."""

MOST = 100
"""Papers and people in one list to choose from; older papers are found by their number."""


def papers_to_choose(session: Session, actor: Actor, chosen: int | None = None) -> Pairs:
    """The papers that came last and that ``actor`` may see, by key; ``chosen`` too if it may."""

    def read() -> Pairs:
        rows = session.execute(_newest_papers(actor))
        return tuple((row.id, paper_words(row)) for row in rows)

    found = unchanged(session.connection(), ("papers", actor), read)
    if chosen is None or any(key == chosen for key, _words in found):
        return found
    row = session.execute(_papers(actor).where(Directive.id == chosen)).one_or_none()
    return found if row is None else (*found, (row.id, paper_words(row)))


def _papers(actor: Actor) -> Select[*tuple[Any, ...]]:
    return select(Directive.id, *CITED).where(visible_directives(actor))


@lru_cache(maxsize=256)
def _newest_papers(actor: Actor) -> Select[*tuple[Any, ...]]:
    newest = _papers(actor).order_by(Directive.received_on.desc(), Directive.id.desc())
    return newest.limit(MOST)


def leaders_to_choose(session: Session, office_id: int, on_day: date) -> Pairs:
    """Who leads the office on a day, by key."""
    return unchanged(
        session.connection(),
        ("leaders", office_id, on_day),
        lambda: tuple((key, name) for key, name in session.execute(_leaders(office_id, on_day))),
    )


@lru_cache(maxsize=16)
def _leaders(office_id: int, on_day: date) -> Select[int, str]:
    return (
        select(User.id, User.name)
        .join(RoleGrant, RoleGrant.user_id == User.id)
        .where(
            RoleGrant.office_id == office_id,
            RoleGrant.role == Role.LEADER,
            RoleGrant.module == Module.TRACKING,
            RoleGrant.from_on <= on_day,
            or_(RoleGrant.to_on.is_(None), RoleGrant.to_on >= on_day),
            User.active,
        )
        .distinct()
        .order_by(User.id)
    )


def officers_to_choose(
    session: Session,
    actor: Actor,
    *,
    unit_ids: Collection[int],
    on_day: date,
    chosen: int | None = None,
) -> Pairs:
    """Who holds a post in these units on a day; ``chosen`` too if it has a task in sight."""
    asked = (actor, frozenset(unit_ids), on_day, chosen)

    def read() -> Pairs:
        rows = session.execute(_officers(*asked))
        return tuple(sorted(((row.id, row.name) for row in rows), key=lambda two: sort_key(two[1])))

    return unchanged(session.connection(), ("officers", *asked), read)


@lru_cache(maxsize=256)
def _officers(
    actor: Actor, unit_ids: frozenset[int], on_day: date, chosen: int | None
) -> Select[int, str]:
    post = exists().where(
        Membership.user_id == User.id,
        Membership.unit_id.in_(sorted(unit_ids)),
        Membership.from_on <= on_day,
        or_(Membership.to_on.is_(None), Membership.to_on >= on_day),
    )
    wanted: ColumnElement[bool] = post
    if chosen:
        in_sight = exists().where(Task.assignee_id == User.id, visible_tasks(actor))
        wanted = or_(post, (User.id == chosen) & in_sight)
    return select(User.id, User.name).where(wanted).limit(MOST)
