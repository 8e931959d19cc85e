"""The papers of a task as its page shows them: each with its place, its end, what may be done."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from tracker.domain.paper_validity import is_expired
from tracker.domain.task_status import OPEN
from tracker.models import Evidence, EvidenceRevision, EvidenceTask, Task
from tracker.permissions import Actor


@dataclass(frozen=True, slots=True)
class PaperShown:
    """One paper. ``expired``: out of force on the day that the page is about."""

    item: Evidence
    newest: EvidenceRevision
    older: Sequence[EvidenceRevision]
    place: str
    expired: bool
    other_tasks: int
    """How many other tasks it serves."""
    revisable: bool
    unlinkable: bool


def papers_shown(
    session: Session, task: Task, items: Sequence[Evidence], actor: Actor, as_of: date
) -> list[PaperShown]:
    """In the order of ``items``; two statements however many there are."""
    ids = [item.id for item in items]
    links = session.scalars(select(EvidenceTask).where(EvidenceTask.evidence_id.in_(ids))).all()
    places = {link.evidence_id: link.place for link in links if link.task_id == task.id}
    return [
        PaperShown(
            item=item,
            newest=item.revisions[-1],
            older=item.revisions[:-1],
            place=places.get(item.id, ""),
            expired=is_expired(item.expires_on, as_of),
            other_tasks=(others := sum(link.evidence_id == item.id for link in links) - 1),
            revisable=(own := item.unit_id in actor.unit_ids and task.status in OPEN),
            unlinkable=own and others > 0,
        )
        for item in items
    ]
