"""Work that another office gave to this one: its root unit leads tasks there (design D13).

Offices are separate; of the other one's register only the papers are shown under which this
office itself was given something, and of those only its own tasks.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import ColumnElement, exists, select
from sqlalchemy.orm import Session, joinedload, selectinload

from tracker.domain.errors import NotFound
from tracker.domain.task_status import OPEN, TaskStatus
from tracker.models import Directive, Duty, Office, Task, Unit
from tracker.permissions import Actor
from tracker.queries.directives import paper_words

MOST = 200
"""Papers that the list shows, the newest first."""


@dataclass(frozen=True, slots=True)
class OrderFromAbove:
    """A paper of another office with this office's own tasks under it.

    ``child``: what it was read as here, once it was taken in.
    """

    directive: Directive
    office: str
    tasks: tuple[Task, ...]
    child: Directive | None

    @property
    def words(self) -> str:
        return paper_words(self.directive)

    @property
    def open(self) -> int:
        return sum(task.status in OPEN for task in self.tasks)

    @property
    def next_due(self) -> date | None:
        """The first day on which something is owed."""
        days = (task.due_on for task in self.tasks if task.status in OPEN and task.due_on)
        return min(days, default=None)


def is_given_from_above(session: Session, actor: Actor) -> bool:
    """Whether any office has ever given this one a task."""
    return bool(session.scalar(select(exists().where(_given(actor)))))


def orders_from_above(session: Session, actor: Actor) -> list[OrderFromAbove]:
    """Every such paper, the newest first."""
    wanted = select(Duty.directive_id).join(Task, Task.duty_id == Duty.id).where(_given(actor))
    papers = session.scalars(
        select(Directive)
        .where(Directive.id.in_(wanted))
        .order_by(Directive.received_on.desc(), Directive.id.desc())
        .limit(MOST)
    ).all()
    return _orders(session, actor, papers)


def order_from_above(session: Session, actor: Actor, directive_id: int) -> OrderFromAbove:
    """One of them. Raises NotFound for any other paper of another office."""
    paper = session.get(Directive, directive_id, options=[selectinload(Directive.files)])
    found = _orders(session, actor, [paper] if paper is not None else [])
    if not found or not found[0].tasks:
        raise NotFound("Không tìm thấy văn bản này, hoặc cơ quan của bạn không có nhiệm vụ ở đó.")
    return found[0]


def _given(actor: Actor) -> ColumnElement[bool]:
    """Tasks of other offices that this office's root unit leads."""
    root = select(Office.root_unit_id).where(Office.id == actor.office_id).scalar_subquery()
    return (
        (Task.office_id != actor.office_id)
        & (Task.lead_unit_id == root)
        & (Task.status != TaskStatus.CANCELLED)
    )


def _orders(session: Session, actor: Actor, papers: Sequence[Directive]) -> list[OrderFromAbove]:
    keys = [paper.id for paper in papers]
    tasks = session.scalars(
        select(Task)
        .join(Duty, Duty.id == Task.duty_id)
        .where(Duty.directive_id.in_(keys), _given(actor))
        .options(joinedload(Task.duty))
        .order_by(Task.due_on.asc().nulls_last(), Task.id)
    ).all()
    children = session.scalars(
        select(Directive)
        .where(Directive.office_id == actor.office_id, Directive.parent_id.in_(keys))
        .order_by(Directive.id.desc())
    ).all()
    child_of = {child.parent_id: child for child in children}
    offices = {paper.office_id for paper in papers}
    names = {
        office.id: unit.name
        for office, unit in session.execute(
            select(Office, Unit)
            .join(Unit, Unit.id == Office.root_unit_id)
            .where(Office.id.in_(offices))
        )
    }
    return [
        OrderFromAbove(
            paper,
            names[paper.office_id],
            tuple(task for task in tasks if task.duty.directive_id == paper.id),
            child_of.get(paper.id),
        )
        for paper in papers
    ]
