"""Hand-ins with their decisions, the files they froze, and suspensions."""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from tracker.db import Base, key, no_words, words
from tracker.domain.delivery import Decision

if TYPE_CHECKING:
    from tracker.models.evidence import EvidenceRevision
    from tracker.models.explanation import Explanation
    from tracker.models.user import User


class Submission(Base):
    """The n-th "báo cáo hoàn thành" of a task.

    ``done_on`` is the date of the result paper, or the hand-in day where there is none, and
    never lies after the hand-in (design D15). A hand-in is decided once or withdrawn.
    """

    __tablename__ = "submission"
    __table_args__ = (
        UniqueConstraint("task_id", "n"),
        CheckConstraint("(decided_at IS NULL) = (decision IS NULL)", name="decided"),
        CheckConstraint("withdrawn_at IS NULL OR decided_at IS NULL", name="withdrawn_undecided"),
        Index(
            "ix_submission_waiting",
            "task_id",
            "n",
            "submitted_on",
            sqlite_where=text("decided_on IS NULL AND withdrawn_on IS NULL"),
            postgresql_where=text("decided_on IS NULL AND withdrawn_on IS NULL"),
        ),
    )

    id: Mapped[key]
    task_id: Mapped[int] = mapped_column(ForeignKey("task.id"))
    n: Mapped[int]
    submitted_at: Mapped[datetime]
    submitted_on: Mapped[date]
    """The civil day of ``submitted_at``, kept for the figures."""
    submitted_by_id: Mapped[int] = mapped_column(ForeignKey("user.id"))
    submitted_for_id: Mapped[int | None] = mapped_column(ForeignKey("user.id"))
    """The person for whom a deputy handed it in; neither of the two may decide it."""
    prepared_by_id: Mapped[int | None] = mapped_column(ForeignKey("user.id"))
    """Who prepared it for the head of the unit, where the head sent it out."""
    on_behalf: Mapped[bool] = mapped_column(default=False)
    """Recorded by the lead office for the unit ("cập nhật thay")."""
    summary: Mapped[words]
    paper_number: Mapped[str | None] = mapped_column(String(60))
    paper_on: Mapped[date | None]
    done_on: Mapped[date]
    explanation_id: Mapped[int | None] = mapped_column(ForeignKey("explanation.id"), index=True)
    """Why late, when it was (giải trình); one explanation may serve several tasks."""
    decided_at: Mapped[datetime | None]
    decided_on: Mapped[date | None]
    decided_by_id: Mapped[int | None] = mapped_column(ForeignKey("user.id"))
    decision: Mapped[Decision | None]
    decision_note: Mapped[no_words]
    withdrawn_at: Mapped[datetime | None]
    withdrawn_on: Mapped[date | None]

    submitted_by: Mapped[User] = relationship(foreign_keys=submitted_by_id)
    prepared_by: Mapped[User | None] = relationship(foreign_keys=prepared_by_id)
    submitted_for: Mapped[User | None] = relationship(foreign_keys=submitted_for_id)
    decided_by: Mapped[User | None] = relationship(foreign_keys=decided_by_id)
    explanation: Mapped[Explanation | None] = relationship()
    revisions: Mapped[list[EvidenceRevision]] = relationship(secondary="submission_revision")

    @property
    def entered_late(self) -> bool:
        """Reported only after the day of its result paper: the work is older than its entry."""
        return self.done_on < self.submitted_on

    @property
    def people_behind(self) -> frozenset[int]:
        """Who prepared it and handed it in, for whom: nobody of them may decide it."""
        people = (self.submitted_by_id, self.submitted_for_id, self.prepared_by_id)
        return frozenset(person for person in people if person is not None)


class SubmissionRevision(Base):
    """The exact file versions that a hand-in showed: later uploads do not change them."""

    __tablename__ = "submission_revision"

    submission_id: Mapped[int] = mapped_column(ForeignKey("submission.id"), primary_key=True)
    revision_id: Mapped[int] = mapped_column(
        ForeignKey("evidence_revision.id"), primary_key=True, index=True
    )


class Suspension(Base):
    """Days on which a task is suspended (both inclusive); no timeliness meanwhile."""

    __tablename__ = "suspension"

    id: Mapped[key]
    task_id: Mapped[int] = mapped_column(ForeignKey("task.id"), index=True)
    from_on: Mapped[date]
    to_on: Mapped[date | None]
    basis: Mapped[words]
