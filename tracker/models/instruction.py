"""A leader's instruction on a task (ý kiến chỉ đạo) and the unit's answer to it."""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING

from sqlalchemy import CheckConstraint, ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column, relationship

from tracker.db import Base, key, no_words, words
from tracker.domain.instruction_rules import InstructionState

if TYPE_CHECKING:
    from tracker.models.evidence import Evidence
    from tracker.models.task import Task
    from tracker.models.user import User


class Instruction(Base):
    """What a leader wants done or answered. ``answer`` is the newest; the history keeps others."""

    __tablename__ = "instruction"
    __table_args__ = (
        CheckConstraint("length(text) > 0", name="text"),
        CheckConstraint(
            "state NOT IN ('answered', 'accepted') OR answered_at IS NOT NULL", name="answered"
        ),
        Index("ix_instruction_task", "task_id", "id"),
        Index("ix_instruction_office_state", "office_id", "state", "id"),
    )

    id: Mapped[key]
    office_id: Mapped[int] = mapped_column(ForeignKey("office.id"))
    task_id: Mapped[int] = mapped_column(ForeignKey("task.id"))
    directive_id: Mapped[int | None] = mapped_column(ForeignKey("directive.id"), index=True)
    """The paper on the whole of which it was given; None: on this task alone. Those of one deed
    share leader and moment too."""
    leader_id: Mapped[int] = mapped_column(ForeignKey("user.id"), index=True)
    text: Mapped[words]
    due_on: Mapped[date | None]
    """Until when the answer is wanted; no due day of the task."""
    given_at: Mapped[datetime]
    entered_by_id: Mapped[int] = mapped_column(ForeignKey("user.id"))
    """The leader himself, or who entered it for him ("nhập thay")."""
    paper_id: Mapped[int | None] = mapped_column(ForeignKey("evidence.id"))
    """The paper or photo of an instruction that was entered for the leader."""
    state: Mapped[InstructionState] = mapped_column(default=InstructionState.WAITING)
    answer: Mapped[no_words]
    answered_at: Mapped[datetime | None]
    answered_by_id: Mapped[int | None] = mapped_column(ForeignKey("user.id"))
    asked_again_note: Mapped[no_words]
    """What the leader still misses; stands until the next answer."""
    closed_at: Mapped[datetime | None]
    """Accepted or withdrawn."""
    closed_by_id: Mapped[int | None] = mapped_column(ForeignKey("user.id"))
    close_note: Mapped[no_words]
    row_version: Mapped[int] = mapped_column(default=1)

    task: Mapped[Task] = relationship()
    leader: Mapped[User] = relationship(foreign_keys=leader_id)
    entered_by: Mapped[User] = relationship(foreign_keys=entered_by_id)
    answered_by: Mapped[User | None] = relationship(foreign_keys=answered_by_id)
    closed_by: Mapped[User | None] = relationship(foreign_keys=closed_by_id)
    paper: Mapped[Evidence | None] = relationship()

    @property
    def on_behalf(self) -> bool:
        """Entered for the leader by somebody else."""
        return self.entered_by_id != self.leader_id

    __mapper_args__ = {"version_id_col": row_version}  # noqa: RUF012 — SQLAlchemy's own spelling
