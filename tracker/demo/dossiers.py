"""The demonstration's dossiers are in order: how long they are kept, papers that serve twice."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from sqlalchemy import select

from tracker.domain.retention import Retention
from tracker.domain.task_status import OPEN
from tracker.models import Directive, Task
from tracker.queries.own_papers import reusable
from tracker.services import evidence_links, retention

if TYPE_CHECKING:
    from tracker.demo.deeds import Stage

KEPT = ((Retention.PERMANENT, "mục 3"), (Retention.YEARS_20, "mục 5"))
WHOSE = "tuphap"


def put_in_order(stage: Stage, now: datetime) -> None:
    """The lead office says how long the oldest dossiers are kept; a unit uses a paper again."""
    office = stage.actor("theodoi", now)
    oldest = stage.session.scalars(select(Directive).order_by(Directive.id).limit(len(KEPT)))
    for directive, (level, entry) in zip(list(oldest), KEPT, strict=False):
        retention.set_retention(
            stage.session,
            directive_id=directive.id,
            version=None,
            retention=level,
            basis=f"Danh mục hồ sơ của UBND huyện, {entry}",
            actor=office,
            now=now,
        )
    head = stage.actor(WHOSE, now)
    task = stage.session.scalars(
        select(Task)
        .where(Task.lead_unit_id.in_(sorted(head.unit_ids)), Task.status.in_(sorted(OPEN)))
        .order_by(Task.id.desc())
    ).first()
    papers = reusable(stage.session, head, task, asked="") if task is not None else []
    if task is not None and papers:
        evidence_links.link(
            stage.session,
            task_id=task.id,
            version=None,
            evidence_ids=[papers[0].id],
            place="trang 1, mục kết quả",
            actor=head,
            now=now,
        )
