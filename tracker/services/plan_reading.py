"""A unit's plan, handed in as a result, comes into the register as a child directive (D13).

The same bytes, not a second upload: read and judged as any paper that comes in.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy.orm import Session

from tracker.domain.errors import Conflict
from tracker.domain.history import EventKind
from tracker.domain.local_time import local_day
from tracker.domain.source import SourceKind
from tracker.domain.working_days import Calendar
from tracker.models import (
    Directive,
    DirectiveOrigin,
    Evidence,
    Task,
    Unit,
)
from tracker.permissions import Actor
from tracker.queries.directives import paper_words
from tracker.queries.unit_plans import origin_of_paper, paper_of_task
from tracker.services.history import record
from tracker.services.intake import index_directive, receive
from tracker.services.intake_reading import TakenIn
from tracker.services.loading import for_change
from tracker.services.paper_links import link_papers, set_parent


@dataclass(frozen=True, slots=True)
class ReadPlan:
    """The child directive; ``is_new`` is False when the register had this paper already."""

    directive: Directive
    is_new: bool


def read_plan(
    session: Session,
    *,
    task_id: int,
    evidence_id: int,
    revision_id: int,
    taken: TakenIn,
    calendar: Calendar,
    actor: Actor,
    now: datetime,
) -> ReadPlan:
    """Enter ``taken`` below the directive that demanded it, with history on both sides.

    ``revision_id`` is the version that was read. A paper that the register holds already is
    linked, not entered again. Raises Conflict for a paper that was read before or has a newer
    version by now, InvalidInput where the two papers would carry out each other.
    """
    task = for_change(session, Task, task_id)
    paper = paper_of_task(session, task, evidence_id)
    if origin_of_paper(session, paper.id) is not None:
        raise Conflict("Kế hoạch này đã được đọc thành văn bản con.", code="already_read")
    if paper.revisions[-1].id != revision_id:
        raise Conflict("Đã có bản mới hơn của tài liệu này. Hãy mở lại trang nhiệm vụ.")
    received = receive(
        session,
        taken=taken,
        received_on=local_day(now),
        source=SourceKind.DOCUMENT,
        arrival_number="",
        calendar=calendar,
        actor=actor,
        now=now,
    )
    child, parent = received.directive, task.duty.directive
    if received.is_new:
        _complete(session, child, paper, parent, today=local_day(now))
    if child.parent_id is None or child.id == parent.id:
        set_parent(session, directive_id=child.id, parent_id=parent.id, actor=actor, now=now)
    session.add(
        DirectiveOrigin(
            directive_id=child.id,
            evidence_id=paper.id,
            revision_id=revision_id,
            task_id=task.id,
            at=now,
            by_id=actor.user_id,
        )
    )
    session.flush()
    _tell_history(session, task, paper, child, actor=actor, now=now)
    return ReadPlan(child, received.is_new)


def _tell_history(
    session: Session,
    task: Task,
    paper: Evidence,
    child: Directive,
    *,
    actor: Actor,
    now: datetime,
) -> None:
    """On both sides: the task that demanded the plan, and the plan."""
    unit = session.get_one(Unit, paper.unit_id)
    record(session, EventKind.PLAN_READ, actor=actor, now=now, task=task, note=paper_words(child))
    record(
        session,
        EventKind.PLAN_READ,
        actor=actor,
        now=now,
        directive=child,
        unit=unit,
        note=f"{unit.name}: {paper_words(task.duty.directive)}",
    )


def _complete(
    session: Session, child: Directive, paper: Evidence, parent: Directive, *, today: date
) -> None:
    """What the reader did not find is known from the hand-in; a closed parent closes its child."""
    child.issuer = child.issuer or session.get_one(Unit, paper.unit_id).name
    child.restricted = child.restricted or parent.restricted
    if child.number is None and paper.paper_number:
        child.number = paper.paper_number
    if child.issued_on is None and paper.paper_on is not None and paper.paper_on <= today:
        child.issued_on = paper.paper_on
    session.flush()
    index_directive(session, child)
    link_papers(session, child)
