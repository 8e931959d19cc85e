"""A task is one unit's share of a duty (lượt giao): one lead unit, one deadline, one life."""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from tracker.db import Base, key, no_words
from tracker.domain.follow_up import Milestone
from tracker.domain.local_time import local_day
from tracker.domain.task_status import TaskStatus

if TYPE_CHECKING:
    from tracker.models.deadline import Deadline
    from tracker.models.duty import Duty
    from tracker.models.explanation import Explanation
    from tracker.models.submission import Submission
    from tracker.models.unit import Unit
    from tracker.models.user import User


STILL_OPEN = "status NOT IN ('cancelled', 'completed')"
IS_OVER = "status IN ('cancelled', 'completed')"
"""Conditions of indexes, word for word those of the queries that walk them (queries/task_order):
the archive grows, what is open does not."""


def _walked(name: str, condition: str) -> tuple[Index, Index]:
    """The indexes that lists walk page by page, by due day and by last report."""
    where: dict[str, Any] = {"sqlite_where": text(condition), "postgresql_where": text(condition)}
    return (
        Index(
            f"ix_task_{name}_due", "office_id", "due_on", "id", "status", "lead_unit_id", **where
        ),
        Index(f"ix_task_{name}_updated", "office_id", "updated_at", "id", **where),
    )


class Task(Base):
    """``status`` changes only through services/life.py. Overdue is derived, never stored."""

    __tablename__ = "task"
    __table_args__ = (
        UniqueConstraint("series_id", "lead_unit_id", "period_key"),
        CheckConstraint("(series_id IS NULL) = (period_key IS NULL)", name="series_period"),
        CheckConstraint(
            "(status = 'completed') = (done_on IS NOT NULL)", name="completed_has_done_on"
        ),
        Index("ix_task_office_status_due", "office_id", "status", "due_on", "id"),
        Index("ix_task_unit_status_due", "lead_unit_id", "status", "due_on", "id"),
        Index("ix_task_office_updated", "office_id", "updated_at", "id"),
        *_walked("open", STILL_OPEN),
        *_walked("over", IS_OVER),
    )

    id: Mapped[key]
    office_id: Mapped[int] = mapped_column(ForeignKey("office.id"))
    duty_id: Mapped[int] = mapped_column(ForeignKey("duty.id"), index=True)
    series_id: Mapped[int | None] = mapped_column(ForeignKey("series.id"))
    period_key: Mapped[str | None] = mapped_column(String(12))
    lead_unit_id: Mapped[int] = mapped_column(ForeignKey("unit.id"))
    """The current one; the lead spans are its history."""
    status: Mapped[TaskStatus] = mapped_column(default=TaskStatus.ASSIGNED)
    due_on: Mapped[date | None]
    """The current deadline version's; every earlier one stands in ``deadlines``."""
    done_on: Mapped[date | None]
    """The accepted result's day (design D15) while the task is completed."""
    milestone: Mapped[Milestone] = mapped_column(default=Milestone.NOT_STARTED)
    assignee_id: Mapped[int | None] = mapped_column(ForeignKey("user.id"), index=True)
    monitor_id: Mapped[int | None] = mapped_column(ForeignKey("user.id"))
    refused_for_id: Mapped[int | None] = mapped_column(ForeignKey("unit.id"))
    """The unit proposed instead while the task is refused."""
    assigned_at: Mapped[datetime]
    updated_at: Mapped[datetime]
    """When the unit last reported anything: the update rate reads it."""
    row_version: Mapped[int] = mapped_column(default=1)

    duty: Mapped[Duty] = relationship()
    lead_unit: Mapped[Unit] = relationship(foreign_keys=lead_unit_id)
    assignee: Mapped[User | None] = relationship(foreign_keys=assignee_id)
    monitor: Mapped[User | None] = relationship(foreign_keys=monitor_id)
    leads: Mapped[list[TaskLead]] = relationship(order_by="TaskLead.id")
    parts: Mapped[list[TaskPart]] = relationship(order_by="TaskPart.id")
    deadlines: Mapped[list[Deadline]] = relationship(order_by="Deadline.version")
    submissions: Mapped[list[Submission]] = relationship(order_by="Submission.n")
    explanations: Mapped[list[Explanation]] = relationship(
        secondary="explanation_task", order_by="Explanation.id", viewonly=True
    )

    __mapper_args__ = {"version_id_col": row_version}  # noqa: RUF012 — SQLAlchemy's own spelling

    @property
    def ordered_on(self) -> date:
        """The day of the order behind it, which may lie before its entry; nothing is earlier."""
        directive = self.duty.directive
        return min(local_day(self.assigned_at), directive.issued_on or directive.received_on)


class TaskLead(Base):
    """Which unit led the task from when to when; at most one span is open."""

    __tablename__ = "task_lead"
    __table_args__ = (
        Index(
            "uq_task_lead_open",
            "task_id",
            unique=True,
            sqlite_where=text("to_at IS NULL"),
            postgresql_where=text("to_at IS NULL"),
        ),
        Index("ix_task_lead_task", "task_id"),
        # Tasks that wait to be acknowledged, by the day on which their unit got them.
        Index(
            "ix_task_lead_from",
            "from_at",
            sqlite_where=text("to_at IS NULL"),
            postgresql_where=text("to_at IS NULL"),
        ),
    )

    id: Mapped[key]
    task_id: Mapped[int] = mapped_column(ForeignKey("task.id"))
    unit_id: Mapped[int] = mapped_column(ForeignKey("unit.id"), index=True)
    from_at: Mapped[datetime]
    to_at: Mapped[datetime | None]
    basis: Mapped[no_words]

    unit: Mapped[Unit] = relationship()


_OWED = "(answered_at IS NULL OR returned_at IS NOT NULL) AND closed_at IS NULL"
"""As ``TaskPart.is_waiting``, in the words in which queries ask it."""


class TaskPart(Base):
    """What a coordinating unit owes, with its own date and answer; it never owns completion.

    A part that is not asked any more (its unit ended, its lead took it over) is closed, not
    deleted: what was asked of whom on a past day stays answerable.
    """

    __tablename__ = "task_part"
    __table_args__ = (
        UniqueConstraint("task_id", "unit_id"),
        CheckConstraint("confirmed_at IS NULL OR returned_at IS NULL", name="judged_once"),
        CheckConstraint(
            "answered_at IS NOT NULL OR (confirmed_at IS NULL AND returned_at IS NULL)",
            name="judged_answer",
        ),
        # What a unit still owes, without walking what it has answered in all years.
        Index(
            "ix_task_part_waiting",
            "unit_id",
            "due_on",
            "task_id",
            sqlite_where=text(_OWED),
            postgresql_where=text(_OWED),
        ),
    )

    id: Mapped[key]
    task_id: Mapped[int] = mapped_column(ForeignKey("task.id"))
    unit_id: Mapped[int] = mapped_column(ForeignKey("unit.id"), index=True)
    request: Mapped[no_words]
    due_on: Mapped[date | None]
    answer: Mapped[no_words]
    answered_at: Mapped[datetime | None]
    answered_by_id: Mapped[int | None] = mapped_column(ForeignKey("user.id"))
    paper_number: Mapped[str | None] = mapped_column(String(60))
    paper_on: Mapped[date | None]
    evidence_id: Mapped[int | None] = mapped_column(ForeignKey("evidence.id"))
    """The answer's paper as it was handed in."""
    confirmed_at: Mapped[datetime | None]
    """When the lead said that the answer helps; the answer is not changed any more."""
    confirmed_by_id: Mapped[int | None] = mapped_column(ForeignKey("user.id"))
    returned_at: Mapped[datetime | None]
    """When another answer was asked for; empty again once it came (the history keeps both)."""
    returned_by_id: Mapped[int | None] = mapped_column(ForeignKey("user.id"))
    return_reason: Mapped[no_words]
    asked_at: Mapped[datetime | None]
    """When the unit was asked; None: with the task itself."""
    closed_at: Mapped[datetime | None]
    closed_note: Mapped[no_words]

    unit: Mapped[Unit] = relationship(lazy="selectin")

    @property
    def is_waiting(self) -> bool:
        """Asked and not answered, or answered in a way that does not help."""
        unanswered = self.answered_at is None or self.returned_at is not None
        return unanswered and self.closed_at is None

    @property
    def is_answered(self) -> bool:
        """There is an answer on which the lead has said nothing yet."""
        judged = self.confirmed_at is not None or self.returned_at is not None
        return self.answered_at is not None and self.closed_at is None and not judged
