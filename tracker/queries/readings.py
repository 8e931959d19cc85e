"""The readings of a directive, and two of them side by side."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from tracker.models import Clause, Reading, TaskDraft
from tracker.queries.drafts import drafts_of
from tracker.reading.reading_changes import Proposal, ReadingChanges, compare


def readings_of(session: Session, directive_id: int) -> list[Reading]:
    """All readings, the newest first."""
    rows = session.scalars(
        select(Reading).where(Reading.directive_id == directive_id).order_by(Reading.version.desc())
    )
    return list(rows)


def changes_between(session: Session, before: Reading, after: Reading) -> ReadingChanges:
    """What ``after`` reads otherwise than ``before``."""
    return compare(
        _texts(session, before),
        _texts(session, after),
        [_proposal(each) for each in before.proposals or ()],
        [_proposal(each) for each in after.proposals or ()],
    )


def kept_drafts(session: Session, reading: Reading) -> list[TaskDraft]:
    """Drafts of earlier readings that a person had touched, so that ``reading`` left them."""
    return [
        draft
        for draft in drafts_of(session, reading.directive_id)
        if draft.reading_id != reading.id
    ]


def _texts(session: Session, reading: Reading) -> Sequence[str]:
    return session.scalars(
        select(Clause.text).where(Clause.reading_id == reading.id).order_by(Clause.ord)
    ).all()


def _proposal(plain: dict[str, Any]) -> Proposal:
    return Proposal(
        path=plain["path"],
        text=plain["text"],
        lead=tuple(plain["lead"]),
        coordinating=tuple(plain["coordinating"]),
        due=plain["due_on"] or plain["due_phrase"],
        follow_up=plain["follow_up"],
    )
