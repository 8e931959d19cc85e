"""Deadline versions: a due day never moves silently, each has its cause and its basis."""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING

from sqlalchemy import CheckConstraint, ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from tracker.db import Base, key, words
from tracker.domain.deadlines import DeadlineCause

if TYPE_CHECKING:
    from tracker.models.user import User


class Deadline(Base):
    """Version 1 is the original; the highest version holds."""

    __tablename__ = "deadline"
    __table_args__ = (
        UniqueConstraint("task_id", "version"),
        CheckConstraint("version >= 1", name="version"),
    )

    id: Mapped[key]
    task_id: Mapped[int] = mapped_column(ForeignKey("task.id"))
    version: Mapped[int]
    due_on: Mapped[date | None]
    cause: Mapped[DeadlineCause]
    basis: Mapped[words]
    set_by_id: Mapped[int] = mapped_column(ForeignKey("user.id"))
    set_at: Mapped[datetime]

    set_by: Mapped[User] = relationship()
