"""Papers of one's own units: what may be used again for a task, what has the same bytes."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import Select, exists, select
from sqlalchemy.orm import Session, selectinload

from tracker.domain.vietnamese import fold
from tracker.models import Directive, Duty, Evidence, EvidenceRevision, EvidenceTask, Task
from tracker.permissions import Actor

SHOWN = 60
_LOOKED_THROUGH = 1000


def reusable_papers(actor: Actor, task: Task) -> Select[Evidence]:
    """Papers of those of the actor's units that work on ``task``, not linked with it yet.

    A paper of a restricted order proves only tasks of restricted orders: a link must not open
    it to people who may not read that order.
    """
    units = {task.lead_unit_id, *(part.unit_id for part in task.parts)} & actor.unit_ids
    linked = exists().where(
        EvidenceTask.evidence_id == Evidence.id, EvidenceTask.task_id == task.id
    )
    of_restricted = (
        exists()
        .where(EvidenceTask.evidence_id == Evidence.id, EvidenceTask.task_id == Task.id)
        .where(Task.duty_id == Duty.id, Duty.directive_id == Directive.id, Directive.restricted)
    )
    query = select(Evidence).where(
        Evidence.office_id == task.office_id, Evidence.unit_id.in_(sorted(units)), ~linked
    )
    return query if task.duty.directive.restricted else query.where(~of_restricted)


def reusable(session: Session, actor: Actor, task: Task, *, asked: str) -> list[Evidence]:
    """The newest of them, with ``asked`` (accents and case aside) in name or number."""
    wanted = fold(asked).split()
    items = session.scalars(
        reusable_papers(actor, task)
        .options(selectinload(Evidence.revisions))
        .order_by(Evidence.id.desc())
        .limit(_LOOKED_THROUGH if wanted else SHOWN)
    ).all()
    found = [item for item in items if all(word in _searched(item) for word in wanted)]
    return found[:SHOWN]


def same_bytes(
    session: Session, actor: Actor, revisions: Sequence[EvidenceRevision]
) -> list[tuple[str, str]]:
    """(file name, title of an older paper with the very same bytes), of one's own units only."""
    mine = [revision.evidence_id for revision in revisions]
    names = {revision.blob_sha256: revision.file_name for revision in revisions}
    # By their bytes first: among all papers of a unit SQLite would look through its archive.
    alike = session.execute(
        select(EvidenceRevision.evidence_id, EvidenceRevision.blob_sha256)
        .where(
            EvidenceRevision.blob_sha256.in_(sorted(names)),
            EvidenceRevision.evidence_id.not_in(mine),
        )
        .order_by(EvidenceRevision.id)
    ).all()
    if not alike:
        return []
    own = select(Evidence.id, Evidence.title).where(
        Evidence.id.in_({row.evidence_id for row in alike}),
        Evidence.office_id == actor.office_id,
        Evidence.unit_id.in_(sorted(actor.unit_ids)),
    )
    titles = {row.id: row.title for row in session.execute(own)}
    found = {
        sha256: (names[sha256], titles[evidence_id])
        for evidence_id, sha256 in alike
        if evidence_id in titles
    }
    return list(found.values())


def _searched(item: Evidence) -> str:
    return fold(f"{item.title} {item.paper_number or ''} {item.revisions[-1].file_name}")
