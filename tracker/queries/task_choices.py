"""What the filter bar of tasks offers to choose from: papers and officers, never without end."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date

from sqlalchemy import ColumnElement, exists, or_, select
from sqlalchemy.orm import Session

from tracker.domain.vietnamese import sort_key
from tracker.models import Directive, Membership, Task, User
from tracker.permissions import Actor
from tracker.permissions.scope import visible_directives, visible_tasks
from tracker.queries.directives import CITED, paper_words

MOST = 100
"""Papers and people in one list to choose from; older papers are found by their number."""


def papers_to_choose(
    session: Session, actor: Actor, chosen: int | None = None
) -> list[tuple[int, str]]:
    """The papers that came last and that ``actor`` may see, by key; ``chosen`` too if it may."""
    columns = (Directive.id, *CITED)
    seen = select(*columns).where(visible_directives(actor))
    newest = seen.order_by(Directive.received_on.desc(), Directive.id.desc()).limit(MOST)
    found = {row.id: paper_words(row) for row in session.execute(newest)}
    if chosen is not None and chosen not in found:
        row = session.execute(seen.where(Directive.id == chosen)).one_or_none()
        if row is not None:
            found[row.id] = paper_words(row)
    return list(found.items())


def officers_to_choose(
    session: Session,
    actor: Actor,
    *,
    unit_ids: Collection[int],
    on_day: date,
    chosen: int | None = None,
) -> list[tuple[int, str]]:
    """Who holds a post in these units on a day; ``chosen`` too if it has a task in sight."""
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
    rows = session.execute(select(User.id, User.name).where(wanted).limit(MOST)).all()
    return sorted(((row.id, row.name) for row in rows), key=lambda pair: sort_key(pair[1]))
