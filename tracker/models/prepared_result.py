"""Hand-ins that wait inside a unit for its head, before anything goes out."""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from tracker.db import Base, key, no_words, words
from tracker.domain.explanation_rules import LateCause
from tracker.domain.prepared_state import PreparedState

if TYPE_CHECKING:
    from tracker.models.evidence import Evidence
    from tracker.models.user import User


class PreparedResult(Base):
    """The n-th hand-in that somebody of the unit prepared. The task's status knows nothing of it.

    Nothing is handed in yet: the unit's clock goes on, and files are frozen when the head sends
    it out.
    """

    __tablename__ = "prepared_result"
    __table_args__ = (
        UniqueConstraint("task_id", "n"),
        CheckConstraint("(state = 'waiting') = (closed_at IS NULL)", name="closed"),
        CheckConstraint("(state = 'sent') = (submission_id IS NOT NULL)", name="sent"),
        Index(
            "uq_prepared_result_waiting",
            "task_id",
            unique=True,
            sqlite_where=text("state = 'waiting'"),
            postgresql_where=text("state = 'waiting'"),
        ),
    )

    id: Mapped[key]
    task_id: Mapped[int] = mapped_column(ForeignKey("task.id"))
    unit_id: Mapped[int] = mapped_column(ForeignKey("unit.id"))
    """The lead unit of that day."""
    n: Mapped[int]
    state: Mapped[PreparedState] = mapped_column(default=PreparedState.WAITING)
    summary: Mapped[words]
    paper_number: Mapped[str | None] = mapped_column(String(60))
    paper_on: Mapped[date | None]
    explanation: Mapped[no_words]
    cause: Mapped[LateCause | None]
    """Of the lateness, as the unit states it."""
    prepared_at: Mapped[datetime]
    prepared_by_id: Mapped[int] = mapped_column(ForeignKey("user.id"), index=True)
    closed_at: Mapped[datetime | None]
    closed_by_id: Mapped[int | None] = mapped_column(ForeignKey("user.id"))
    note: Mapped[no_words]
    """The head's word when it is given back."""
    submission_id: Mapped[int | None] = mapped_column(ForeignKey("submission.id"))

    prepared_by: Mapped[User] = relationship(foreign_keys=prepared_by_id)
    closed_by: Mapped[User | None] = relationship(foreign_keys=closed_by_id)
    evidence: Mapped[list[Evidence]] = relationship(secondary="prepared_evidence")


class PreparedEvidence(Base):
    """Papers that are to go along; their newest versions do."""

    __tablename__ = "prepared_evidence"

    prepared_id: Mapped[int] = mapped_column(ForeignKey("prepared_result.id"), primary_key=True)
    evidence_id: Mapped[int] = mapped_column(
        ForeignKey("evidence.id"), primary_key=True, index=True
    )
