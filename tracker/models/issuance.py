"""What a leader issued upon a unit's draft ("tham mưu, trình"): his time, apart from the unit's."""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING

from sqlalchemy import ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from tracker.db import Base, key, no_words

if TYPE_CHECKING:
    from tracker.models.task import Task
    from tracker.models.user import User


class Issuance(Base):
    """The paper that was issued: number, day, who entered it. Until then the leader has it."""

    __tablename__ = "issuance"

    id: Mapped[key]
    office_id: Mapped[int] = mapped_column(ForeignKey("office.id"), index=True)
    task_id: Mapped[int] = mapped_column(ForeignKey("task.id"), unique=True)
    paper_number: Mapped[str] = mapped_column(String(60))
    issued_on: Mapped[date]
    note: Mapped[no_words]
    entered_at: Mapped[datetime]
    entered_by_id: Mapped[int] = mapped_column(ForeignKey("user.id"))

    task: Mapped[Task] = relationship()
    entered_by: Mapped[User] = relationship()
