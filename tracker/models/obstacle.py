"""A difficulty or a proposal as a thing: raised, owned, answered or passed upward, closed."""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING

from sqlalchemy import CheckConstraint, ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from tracker.db import Base, key, no_words, words
from tracker.domain.obstacle_rules import ObstacleState

if TYPE_CHECKING:
    from tracker.models.duty import DutyLine
    from tracker.models.event import Event
    from tracker.models.task import Task
    from tracker.models.unit import Unit
    from tracker.models.user import User


class Obstacle(Base):
    """One difficulty or proposal of a unit; it stands in reports until it is answered or closed.

    Who owes the answer is a unit or a leader, never both. Its age and whether the answer is
    overdue are derived (domain/obstacle_rules).
    """

    __tablename__ = "obstacle"
    __table_args__ = (
        Index("ix_obstacle_office_raised", "office_id", "raised_on"),
        Index("ix_obstacle_office_state", "office_id", "state", "id"),
        # Those that wait for somebody, the oldest first: a page of them is looked for in few rows.
        Index(
            "ix_obstacle_office_state_raised",
            "office_id",
            "state",
            "raised_on",
            "id",
            "owner_unit_id",
            "owner_user_id",
        ),
        CheckConstraint("length(text) > 0", name="text"),
        CheckConstraint("owner_unit_id IS NULL OR owner_user_id IS NULL", name="one_owner"),
        CheckConstraint("(state = 'closed') = (closed_on IS NOT NULL)", name="closed"),
    )

    id: Mapped[key]
    office_id: Mapped[int] = mapped_column(ForeignKey("office.id"))
    unit_id: Mapped[int] = mapped_column(ForeignKey("unit.id"), index=True)
    """The unit that raised it."""
    task_id: Mapped[int | None] = mapped_column(ForeignKey("task.id"), index=True)
    duty_line_id: Mapped[int | None] = mapped_column(ForeignKey("duty_line.id"))
    is_proposal: Mapped[bool] = mapped_column(default=False)
    text: Mapped[words]
    raised_at: Mapped[datetime]
    raised_on: Mapped[date]
    raised_by_id: Mapped[int] = mapped_column(ForeignKey("user.id"))

    state: Mapped[ObstacleState] = mapped_column(default=ObstacleState.WAITING)
    owner_unit_id: Mapped[int | None] = mapped_column(ForeignKey("unit.id"), index=True)
    owner_user_id: Mapped[int | None] = mapped_column(ForeignKey("user.id"), index=True)
    """The leader who owes the answer."""
    answer_due_on: Mapped[date | None]
    """None for what was raised before days were set."""

    answer: Mapped[no_words]
    """The newest answer; earlier ones stand in the history."""
    answered_at: Mapped[datetime | None]
    answered_by_id: Mapped[int | None] = mapped_column(ForeignKey("user.id"))
    answer_number: Mapped[str | None] = mapped_column(String(60))
    answer_paper_on: Mapped[date | None]
    asked_again_at: Mapped[datetime | None]
    """When the unit was not content with the answer; None again with the next one."""
    asked_again_note: Mapped[no_words]

    passed_at: Mapped[datetime | None]
    passed_by_id: Mapped[int | None] = mapped_column(ForeignKey("user.id"))
    passed_to: Mapped[str | None] = mapped_column(String(200))
    """The superior body with which it waits."""
    passed_number: Mapped[str | None] = mapped_column(String(60))
    passed_paper_on: Mapped[date | None]

    closed_on: Mapped[date | None]
    closed_at: Mapped[datetime | None]
    closed_by_id: Mapped[int | None] = mapped_column(ForeignKey("user.id"))
    close_reason: Mapped[no_words]
    row_version: Mapped[int] = mapped_column(default=1, server_default="1")

    unit: Mapped[Unit] = relationship(foreign_keys=unit_id)
    task: Mapped[Task | None] = relationship()
    line: Mapped[DutyLine | None] = relationship()
    raised_by: Mapped[User] = relationship(foreign_keys=raised_by_id)
    owner_unit: Mapped[Unit | None] = relationship(foreign_keys=owner_unit_id)
    owner_user: Mapped[User | None] = relationship(foreign_keys=owner_user_id)
    answered_by: Mapped[User | None] = relationship(foreign_keys=answered_by_id)
    passed_by: Mapped[User | None] = relationship(foreign_keys=passed_by_id)
    closed_by: Mapped[User | None] = relationship(foreign_keys=closed_by_id)

    __mapper_args__ = {"version_id_col": row_version}  # noqa: RUF012 — SQLAlchemy's own spelling


class ObstacleDeed(Base):
    """Which events of the history tell of which obstacle."""

    __tablename__ = "obstacle_deed"

    obstacle_id: Mapped[int] = mapped_column(ForeignKey("obstacle.id"), primary_key=True)
    event_id: Mapped[int] = mapped_column(ForeignKey("event.id"), primary_key=True)

    event: Mapped[Event] = relationship()
