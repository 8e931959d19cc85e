"""What a unit says of a task on the way."""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING

from sqlalchemy import ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from tracker.db import Base, key, no_words
from tracker.domain.follow_up import Milestone

if TYPE_CHECKING:
    from tracker.models.unit import Unit
    from tracker.models.user import User


class ProgressUpdate(Base):
    """One report on one task: a milestone and words."""

    __tablename__ = "progress_update"
    __table_args__ = (Index("ix_progress_update_task_at", "task_id", "at"),)

    id: Mapped[key]
    task_id: Mapped[int] = mapped_column(ForeignKey("task.id"))
    unit_id: Mapped[int] = mapped_column(ForeignKey("unit.id"))
    by_id: Mapped[int] = mapped_column(ForeignKey("user.id"))
    at: Mapped[datetime]
    on_behalf: Mapped[bool] = mapped_column(default=False)
    milestone: Mapped[Milestone]
    text: Mapped[no_words]
    paper_number: Mapped[str | None] = mapped_column(String(60))
    paper_on: Mapped[date | None]
    """Number and day of a paper on the way; the result paper stands with the submission."""

    by: Mapped[User] = relationship()
    unit: Mapped[Unit] = relationship()
