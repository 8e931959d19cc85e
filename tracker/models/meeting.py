"""Meetings at which the list of open work is walked, and what was decided there by word of mouth.

A decision is provisional: it tells nobody and makes no task. The written conclusion that comes
later does; here it is only remembered which of its drafts says the same.
"""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from tracker.db import Base, key, words

if TYPE_CHECKING:
    from tracker.models.directive import Directive
    from tracker.models.task import Task
    from tracker.models.task_draft import TaskDraft
    from tracker.models.unit import Unit
    from tracker.models.user import User


class Meeting(Base):
    """One meeting of the office on one day."""

    __tablename__ = "meeting"
    __table_args__ = (Index("ix_meeting_office", "office_id", "held_on"),)

    id: Mapped[key]
    office_id: Mapped[int] = mapped_column(ForeignKey("office.id"))
    name: Mapped[str] = mapped_column(String(200))
    held_on: Mapped[date]
    conclusion_id: Mapped[int | None] = mapped_column(ForeignKey("directive.id"), index=True)
    """The thông báo kết luận, once it has come."""
    created_at: Mapped[datetime]
    created_by_id: Mapped[int] = mapped_column(ForeignKey("user.id"))
    row_version: Mapped[int] = mapped_column(default=1)

    conclusion: Mapped[Directive | None] = relationship()
    created_by: Mapped[User] = relationship()
    units: Mapped[list[Unit]] = relationship(secondary="meeting_unit", order_by="Unit.id")
    decisions: Mapped[list[MeetingDecision]] = relationship(
        order_by="MeetingDecision.n", back_populates="meeting"
    )

    __mapper_args__ = {"version_id_col": row_version}  # noqa: RUF012 — SQLAlchemy's own spelling


class MeetingUnit(Base):
    """A unit whose work is gone through; none: all of them."""

    __tablename__ = "meeting_unit"

    meeting_id: Mapped[int] = mapped_column(ForeignKey("meeting.id"), primary_key=True)
    unit_id: Mapped[int] = mapped_column(ForeignKey("unit.id"), primary_key=True, index=True)


class MeetingDecision(Base):
    """Who does what by when, as it was spoken. Never changed: withdrawn, or said anew."""

    __tablename__ = "meeting_decision"
    __table_args__ = (
        UniqueConstraint("meeting_id", "n"),
        UniqueConstraint("draft_id"),
        CheckConstraint(
            "(withdrawn_at IS NULL) = (withdrawn_reason IS NULL)", name="withdrawn_reason"
        ),
    )

    id: Mapped[key]
    meeting_id: Mapped[int] = mapped_column(ForeignKey("meeting.id"))
    n: Mapped[int]
    task_id: Mapped[int | None] = mapped_column(ForeignKey("task.id"), index=True)
    """The task that it is about; None: something new."""
    unit_id: Mapped[int | None] = mapped_column(ForeignKey("unit.id"), index=True)
    text: Mapped[words]
    due_on: Mapped[date | None]
    spoken_at: Mapped[datetime]
    recorded_by_id: Mapped[int] = mapped_column(ForeignKey("user.id"))
    withdrawn_at: Mapped[datetime | None]
    withdrawn_reason: Mapped[str | None] = mapped_column(String(500))
    draft_id: Mapped[int | None] = mapped_column(ForeignKey("task_draft.id"))
    """The draft of the conclusion that says the same."""

    meeting: Mapped[Meeting] = relationship(back_populates="decisions")
    task: Mapped[Task | None] = relationship()
    unit: Mapped[Unit | None] = relationship()
    draft: Mapped[TaskDraft | None] = relationship()
    recorded_by: Mapped[User] = relationship()
