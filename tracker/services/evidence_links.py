"""One paper for several tasks: a paper of one's own unit is used again, or no longer used."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from tracker.domain.delivery import Decision
from tracker.domain.errors import Conflict, InvalidInput, NotFound
from tracker.domain.history import EventKind
from tracker.domain.task_status import OPEN
from tracker.domain.vietnamese import one_line
from tracker.models import (
    Evidence,
    EvidenceRevision,
    EvidenceTask,
    Submission,
    SubmissionRevision,
    Task,
)
from tracker.permissions import Actor
from tracker.queries.own_papers import reusable_papers
from tracker.services.history import record
from tracker.services.loading import for_change


def link(
    session: Session,
    *,
    task_id: int,
    version: int | None,
    evidence_ids: Sequence[int],
    place: str,
    actor: Actor,
    now: datetime,
) -> list[Evidence]:
    """Let papers of the actor's own units prove ``task`` too. ``place``: page or section.

    Raises InvalidInput when none was chosen, NotFound for a paper that may not be used here
    (another unit's, or of a restricted order), Conflict once the task is over.
    """
    task = for_change(session, Task, task_id, version=version)
    _refuse_ended(task)
    if not evidence_ids:
        raise InvalidInput("Hãy chọn ít nhất một tài liệu.", field="evidence_ids")
    wanted = set(evidence_ids)
    items = session.scalars(
        reusable_papers(actor, task).where(Evidence.id.in_(sorted(wanted))).order_by(Evidence.id)
    ).all()
    if len(items) != len(wanted):
        raise NotFound("Không tìm thấy tài liệu đã chọn.")
    for item in items:
        session.add(
            EvidenceTask(
                evidence_id=item.id,
                task_id=task.id,
                linked_at=now,
                linked_by_id=actor.user_id,
                place=one_line(place)[:200],
            )
        )
        _tell(session, EventKind.EVIDENCE_LINKED, task, item, reason="", actor=actor, now=now)
    task.updated_at = now
    session.flush()
    return list(items)


def unlink(
    session: Session,
    *,
    task_id: int,
    version: int | None,
    evidence_id: int,
    reason: str,
    actor: Actor,
    now: datetime,
) -> Evidence:
    """Use a paper no longer for ``task``; it stays with the other tasks that it serves.

    Raises NotFound for another unit's paper; Conflict once a confirmed hand-in froze it, while
    one that names it waits, and for a paper that serves this task alone: what was handed in is
    never removed.
    """
    task = for_change(session, Task, task_id, version=version)
    _refuse_ended(task)
    item = session.get(Evidence, evidence_id)
    row = session.get(EvidenceTask, (evidence_id, task_id))
    if item is None or row is None or item.unit_id not in actor.unit_ids:
        raise NotFound("Không tìm thấy tài liệu này.")
    if is_frozen(session, evidence_id=evidence_id, task_id=task_id):
        raise Conflict(
            "Tài liệu đã đi cùng một báo cáo hoàn thành đã được xác nhận hoặc đang chờ xác nhận "
            "nên không bỏ ra được."
        )
    others = select(EvidenceTask.task_id).where(
        EvidenceTask.evidence_id == evidence_id, EvidenceTask.task_id != task_id
    )
    if session.scalar(others.limit(1)) is None:
        raise Conflict(
            "Tài liệu chỉ thuộc nhiệm vụ này. Tài liệu đã nộp không xóa được; "
            "nếu nộp nhầm, hãy nộp bản mới."
        )
    session.delete(row)
    _tell(session, EventKind.EVIDENCE_UNLINKED, task, item, reason=reason, actor=actor, now=now)
    task.updated_at = now
    session.flush()
    return item


def is_frozen(session: Session, *, evidence_id: int, task_id: int) -> bool:
    """Whether a hand-in of the task that was confirmed, or that waits, showed the paper."""
    found = session.scalar(
        select(Submission.id)
        .join(SubmissionRevision, SubmissionRevision.submission_id == Submission.id)
        .join(EvidenceRevision, EvidenceRevision.id == SubmissionRevision.revision_id)
        .where(
            Submission.task_id == task_id,
            EvidenceRevision.evidence_id == evidence_id,
            Submission.withdrawn_at.is_(None),
            or_(Submission.decision.is_(None), Submission.decision == Decision.ACCEPTED),
        )
        .limit(1)
    )
    return found is not None


def _refuse_ended(task: Task) -> None:
    if task.status not in OPEN:
        raise Conflict("Nhiệm vụ đã kết thúc, không thay đổi văn bản, tài liệu.")


def _tell(
    session: Session,
    kind: EventKind,
    task: Task,
    item: Evidence,
    *,
    reason: str,
    actor: Actor,
    now: datetime,
) -> None:
    newest = item.revisions[-1]
    words = one_line(reason)
    record(
        session,
        kind,
        actor=actor,
        now=now,
        task=task,
        note=f"{item.title}. {words}" if words else item.title,
        evidence=item.id,
        sha256=[newest.blob_sha256],
        revision=newest.n,
    )
