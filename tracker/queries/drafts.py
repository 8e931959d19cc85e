"""The drafts of a directive, and what the leader said about their list."""

from __future__ import annotations

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from tracker.domain.follow_up import MERGED_INTO, DraftState
from tracker.models import Clause, Directive, ListDecision, Reading, TaskDraft


def drafts_of(session: Session, directive_id: int) -> list[TaskDraft]:
    """All drafts in the order of the paper, with units and clauses."""
    return list(
        session.scalars(
            select(TaskDraft)
            .where(TaskDraft.directive_id == directive_id)
            .order_by(TaskDraft.ord, TaskDraft.id)
        )
    )


def ready_drafts(session: Session, directive_id: int) -> list[TaskDraft]:
    """What a confirmation would assign now."""
    return [draft for draft in drafts_of(session, directive_id) if draft.state is DraftState.READY]


def last_reading(session: Session, directive_id: int) -> Reading | None:
    """The newest reading; None for an order that was typed by hand."""
    return session.scalar(
        select(Reading)
        .where(Reading.directive_id == directive_id)
        .order_by(Reading.version.desc())
        .limit(1)
    )


def clauses_of(session: Session, reading_id: int) -> list[Clause]:
    """The paper's paragraphs in their order."""
    return list(
        session.scalars(select(Clause).where(Clause.reading_id == reading_id).order_by(Clause.ord))
    )


def clause_of(session: Session, directive_id: int, clause_id: int) -> Clause | None:
    """This paragraph, when it is one of the directive's own."""
    return session.scalar(
        select(Clause)
        .join(Reading, Reading.id == Clause.reading_id)
        .where(Clause.id == clause_id, Reading.directive_id == directive_id)
    )


def last_decision(session: Session, directive_id: int) -> ListDecision | None:
    """The newest showing of the list to a leader, decided or not."""
    return session.scalar(
        select(ListDecision)
        .where(ListDecision.directive_id == directive_id)
        .order_by(ListDecision.id.desc())
        .limit(1)
    )


def next_open(session: Session, draft: TaskDraft, *, lock: bool = False) -> TaskDraft | None:
    """The open draft that stands next after ``draft``, or None."""
    query = (
        select(TaskDraft)
        .where(
            TaskDraft.directive_id == draft.directive_id,
            TaskDraft.ord > draft.ord,
            TaskDraft.state.in_((DraftState.PROPOSED, DraftState.READY)),
        )
        .order_by(TaskDraft.ord, TaskDraft.id)
        .limit(1)
    )
    return session.scalar(query.with_for_update(of=TaskDraft) if lock else query)


def reasons_given(session: Session, office_id: int, *, most: int = 5) -> list[str]:
    """Why drafts were set aside so far, the most frequent reason first."""
    rows = session.scalars(
        select(TaskDraft.set_aside_reason)
        .join(Directive, Directive.id == TaskDraft.directive_id)
        .where(Directive.office_id == office_id, TaskDraft.set_aside_reason.is_not(None))
        .group_by(TaskDraft.set_aside_reason)
        .order_by(func.count().desc(), func.max(TaskDraft.id).desc())
        .limit(3 * most)
    )
    given = [reason for reason in rows if reason and not reason.startswith(MERGED_INTO)]
    return given[:most]
