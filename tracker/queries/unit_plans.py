"""Units' plans in the register: which paper was read as which directive, for which task."""

from __future__ import annotations

from collections.abc import Iterable

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload

from tracker.domain.errors import NotFound
from tracker.domain.vietnamese import fold
from tracker.models import DirectiveOrigin, Duty, Evidence, EvidenceTask, Task
from tracker.permissions import Actor
from tracker.permissions.scope import visible_directives, visible_tasks

_NAMES = ("tai chinh - ke hoach", "tai chinh, ke hoach", "so ke hoach", "phong ke hoach")
"""Units that are called after plans and demand none."""


def paper_of_task(session: Session, task: Task, evidence_id: int) -> Evidence:
    """A paper of the task. NotFound for none and for another task's."""
    found = session.scalar(
        select(Evidence)
        .join(EvidenceTask, EvidenceTask.evidence_id == Evidence.id)
        .where(EvidenceTask.task_id == task.id, Evidence.id == evidence_id)
    )
    if found is None:
        raise NotFound("Không tìm thấy tài liệu này.")
    return found


def origin_of_paper(session: Session, evidence_id: int) -> DirectiveOrigin | None:
    """What the paper was read as."""
    return session.scalar(
        select(DirectiveOrigin)
        .where(DirectiveOrigin.evidence_id == evidence_id)
        .options(joinedload(DirectiveOrigin.directive))
    )


def plans_read(session: Session, actor: Actor, evidence_ids: Iterable[int]) -> dict[int, int]:
    """Paper → the directive that it was read as, of those that ``actor`` may see."""
    rows = session.execute(
        select(DirectiveOrigin.evidence_id, DirectiveOrigin.directive_id)
        .join(DirectiveOrigin.directive)
        .where(DirectiveOrigin.evidence_id.in_(sorted(evidence_ids)), visible_directives(actor))
    )
    return {row.evidence_id: row.directive_id for row in rows}


def task_behind(session: Session, actor: Actor, directive_id: int) -> Task | None:
    """The task that demanded this paper, when ``actor`` may see it."""
    return session.scalar(
        select(Task)
        .join(DirectiveOrigin, DirectiveOrigin.task_id == Task.id)
        .where(DirectiveOrigin.directive_id == directive_id, visible_tasks(actor))
        .options(joinedload(Task.lead_unit), joinedload(Task.duty))
        .order_by(DirectiveOrigin.at, DirectiveOrigin.evidence_id)
        .limit(1)
    )


def may_be_plan(duty: Duty, paper: Evidence) -> bool:
    """Whether it is worth offering to read the paper as a directive of its own."""
    words = fold(f"{duty.text} {duty.product} {paper.title} {paper.paper_number or ''}")
    for name in _NAMES:
        words = words.replace(name, "")
    return any(mark in words for mark in ("ke hoach", "/kh-", "chuong trinh", "phuong an"))
