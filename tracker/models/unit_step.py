"""A step inside a unit on the way to a task's result: the unit's own list, never counted."""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING

from sqlalchemy import CheckConstraint, ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from tracker.db import Base, key

if TYPE_CHECKING:
    from tracker.models.task import Task
    from tracker.models.user import User


class UnitStep(Base):
    """``ord`` is its place among the unit's steps of this task. Only the unit sees it."""

    __tablename__ = "unit_step"
    __table_args__ = (
        Index("ix_unit_step_task_unit", "task_id", "unit_id", "ord"),
        CheckConstraint("length(text) > 0", name="text"),
    )

    id: Mapped[key]
    task_id: Mapped[int] = mapped_column(ForeignKey("task.id"))
    unit_id: Mapped[int] = mapped_column(ForeignKey("unit.id"))
    ord: Mapped[int]
    text: Mapped[str] = mapped_column(String(300))
    officer_id: Mapped[int | None] = mapped_column(ForeignKey("user.id"))
    due_on: Mapped[date | None]
    done_at: Mapped[datetime | None]
    done_by_id: Mapped[int | None] = mapped_column(ForeignKey("user.id"))
    row_version: Mapped[int] = mapped_column(default=1)

    task: Mapped[Task] = relationship()
    officer: Mapped[User | None] = relationship(foreign_keys=officer_id)
    done_by: Mapped[User | None] = relationship(foreign_keys=done_by_id)

    __mapper_args__ = {"version_id_col": row_version}  # noqa: RUF012 — SQLAlchemy's own spelling
