"""A unit asks for more time (đề nghị gia hạn); who decided it, on what basis, until when."""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING

from sqlalchemy import CheckConstraint, ForeignKey, Index, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from tracker.db import Base, key, no_words, words
from tracker.domain.extension_rules import ExtensionState, is_late

if TYPE_CHECKING:
    from tracker.models.evidence import Evidence
    from tracker.models.task import Task
    from tracker.models.unit import Unit
    from tracker.models.user import User


class ExtensionRequest(Base):
    """The n-th request of a task. ``due_on`` is the due day that held when it was asked."""

    __tablename__ = "extension_request"
    __table_args__ = (
        UniqueConstraint("task_id", "n"),
        CheckConstraint("wanted_on > due_on", name="wanted_on"),
        CheckConstraint("(state = 'granted') = (granted_on IS NOT NULL)", name="granted_has_a_day"),
        CheckConstraint("(state = 'waiting') = (closed_at IS NULL)", name="closed"),
        Index(
            "uq_extension_request_waiting",
            "task_id",
            unique=True,
            sqlite_where=text("state = 'waiting'"),
            postgresql_where=text("state = 'waiting'"),
        ),
        Index("ix_extension_request_office_state", "office_id", "state", "id"),
    )

    id: Mapped[key]
    office_id: Mapped[int] = mapped_column(ForeignKey("office.id"))
    task_id: Mapped[int] = mapped_column(ForeignKey("task.id"))
    unit_id: Mapped[int] = mapped_column(ForeignKey("unit.id"))
    """The lead unit of that day."""
    n: Mapped[int]
    state: Mapped[ExtensionState] = mapped_column(default=ExtensionState.WAITING)
    reason: Mapped[words]
    due_on: Mapped[date]
    wanted_on: Mapped[date]
    asked_at: Mapped[datetime]
    asked_on: Mapped[date]
    asked_by_id: Mapped[int] = mapped_column(ForeignKey("user.id"))
    granted_on: Mapped[date | None]
    """The due day that was granted; may differ from the one that was asked for."""
    decision_basis: Mapped[no_words]
    closed_at: Mapped[datetime | None]
    closed_on: Mapped[date | None]
    closed_by_id: Mapped[int | None] = mapped_column(ForeignKey("user.id"))
    decided_for_id: Mapped[int | None] = mapped_column(ForeignKey("user.id"))
    """The leader whose decision was entered for him ("nhập thay")."""
    decision_paper_id: Mapped[int | None] = mapped_column(ForeignKey("evidence.id"))
    """The photo or paper of that decision."""
    row_version: Mapped[int] = mapped_column(default=1)

    task: Mapped[Task] = relationship()
    unit: Mapped[Unit] = relationship(lazy="selectin")
    asked_by: Mapped[User] = relationship(foreign_keys=asked_by_id)
    closed_by: Mapped[User | None] = relationship(foreign_keys=closed_by_id)
    decided_for: Mapped[User | None] = relationship(foreign_keys=decided_for_id)
    decision_paper: Mapped[Evidence | None] = relationship()

    @property
    def asked_late(self) -> bool:
        """Asked for when the due day was already over."""
        return is_late(self.asked_on, self.due_on)

    __mapper_args__ = {"version_id_col": row_version}  # noqa: RUF012 — SQLAlchemy's own spelling
