"""Why work was late (giải trình): one explanation may serve many tasks; its cause is confirmed."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from sqlalchemy import CheckConstraint, ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column, relationship

from tracker.db import Base, key, no_words, words
from tracker.domain.explanation_rules import LateCause

if TYPE_CHECKING:
    from tracker.models.task import Task
    from tracker.models.unit import Unit
    from tracker.models.user import User


class Explanation(Base):
    """A unit's words and the cause that it states; the cause that was confirmed stands beside it.

    ``cause`` is None where a result was recorded on the unit's behalf or before causes were
    asked for.
    """

    __tablename__ = "explanation"
    __table_args__ = (
        CheckConstraint(
            "(confirmed_at IS NULL) = (confirmed_cause IS NULL)", name="confirmed_has_a_cause"
        ),
        Index("ix_explanation_office_confirmed", "office_id", "confirmed_at", "id"),
    )

    id: Mapped[key]
    office_id: Mapped[int] = mapped_column(ForeignKey("office.id"))
    unit_id: Mapped[int] = mapped_column(ForeignKey("unit.id"), index=True)
    text: Mapped[words]
    cause: Mapped[LateCause | None]
    stated_at: Mapped[datetime]
    stated_by_id: Mapped[int] = mapped_column(ForeignKey("user.id"))
    on_behalf: Mapped[bool] = mapped_column(default=False)
    confirmed_cause: Mapped[LateCause | None]
    confirmed_at: Mapped[datetime | None]
    confirmed_by_id: Mapped[int | None] = mapped_column(ForeignKey("user.id"))
    confirmation_note: Mapped[no_words]
    row_version: Mapped[int] = mapped_column(default=1)

    unit: Mapped[Unit] = relationship(lazy="joined")
    stated_by: Mapped[User] = relationship(foreign_keys=stated_by_id)
    confirmed_by: Mapped[User | None] = relationship(foreign_keys=confirmed_by_id)
    tasks: Mapped[list[Task]] = relationship(
        secondary="explanation_task", order_by="Task.id", viewonly=True
    )

    __mapper_args__ = {"version_id_col": row_version}  # noqa: RUF012 — SQLAlchemy's own spelling


class ExplanationTask(Base):
    """Which tasks an explanation serves."""

    __tablename__ = "explanation_task"

    explanation_id: Mapped[int] = mapped_column(ForeignKey("explanation.id"), primary_key=True)
    task_id: Mapped[int] = mapped_column(ForeignKey("task.id"), primary_key=True, index=True)
