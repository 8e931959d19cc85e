"""A succession of units that was entered before its day: the clock carries it out."""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from sqlalchemy import JSON, CheckConstraint, ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column, relationship

from tracker.db import Base, key, no_words

if TYPE_CHECKING:
    from tracker.models.user import User


class PlannedSuccession(Base):
    """``order``: a ``SuccessionOrder`` as plain values. Done and withdrawn ones stay as a trace."""

    __tablename__ = "planned_succession"
    __table_args__ = (
        CheckConstraint("done_at IS NULL OR withdrawn_at IS NULL", name="one_end"),
        Index("ix_planned_succession_office_day", "office_id", "on_day"),
    )

    id: Mapped[key]
    office_id: Mapped[int] = mapped_column(ForeignKey("office.id"))
    on_day: Mapped[date]
    order: Mapped[dict[str, Any]] = mapped_column("plan", JSON)
    entered_by_id: Mapped[int] = mapped_column(ForeignKey("user.id"))
    entered_at: Mapped[datetime]
    done_at: Mapped[datetime | None]
    withdrawn_at: Mapped[datetime | None]
    withdrawn_by_id: Mapped[int | None] = mapped_column(ForeignKey("user.id"))
    refused: Mapped[no_words]
    """Why it could not be carried out at the last try, as one sentence."""
    row_version: Mapped[int] = mapped_column(default=1)

    entered_by: Mapped[User] = relationship(foreign_keys=entered_by_id)

    __mapper_args__ = {"version_id_col": row_version}  # noqa: RUF012 — SQLAlchemy's own spelling
