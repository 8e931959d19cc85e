"""Looking up papers that prove work: only what the person may see is there."""

from __future__ import annotations

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload

from tracker.domain.errors import NotFound
from tracker.models import Evidence, EvidenceRevision, EvidenceTask, Task
from tracker.permissions import Actor
from tracker.permissions.scope import visible_revisions, visible_tasks


def visible_revision(session: Session, actor: Actor, revision_id: int) -> EvidenceRevision:
    """One version of a paper with its blob. NotFound for none and for what is another's."""
    found = session.scalar(
        select(EvidenceRevision)
        .join(Evidence, Evidence.id == EvidenceRevision.evidence_id)
        .options(joinedload(EvidenceRevision.blob), joinedload(EvidenceRevision.evidence))
        .where(EvidenceRevision.id == revision_id, visible_revisions(actor))
    )
    if found is None:
        raise NotFound("Không tìm thấy tệp này.")
    return found


def own_evidence(session: Session, actor: Actor, evidence_id: int) -> Evidence:
    """A paper of one of the person's own units. NotFound otherwise."""
    found = session.scalar(
        select(Evidence).where(
            Evidence.id == evidence_id,
            Evidence.office_id == actor.office_id,
            Evidence.unit_id.in_(sorted(actor.unit_ids)),
        )
    )
    if found is None:
        raise NotFound("Không tìm thấy tài liệu này.")
    return found


def task_of_evidence(session: Session, actor: Actor, evidence_id: int) -> int | None:
    """A task that shows the paper and that the person may see: where its pages lead back to."""
    return session.scalar(
        select(Task.id)
        .join(EvidenceTask, EvidenceTask.task_id == Task.id)
        .where(EvidenceTask.evidence_id == evidence_id, visible_tasks(actor))
        .order_by(Task.id.desc())
        .limit(1)
    )
