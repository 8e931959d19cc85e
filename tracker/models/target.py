"""What a directive wants to be reached: how much of what, by when, and which duties serve it."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from sqlalchemy import ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from tracker.db import Base, key, words
from tracker.domain.target_value import Comparator

if TYPE_CHECKING:
    from tracker.models.directive import Directive
    from tracker.models.duty import Duty
    from tracker.models.reading import Clause


class Target(Base):
    """A measurable target ("tối thiểu 80% … đến năm 2025"), as read or as a person has it."""

    __tablename__ = "target"

    id: Mapped[key]
    directive_id: Mapped[int] = mapped_column(ForeignKey("directive.id"), index=True)
    reading_id: Mapped[int | None] = mapped_column(ForeignKey("reading.id"), index=True)
    """The reading that found it; None for one that a person added."""
    clause_id: Mapped[int | None] = mapped_column(ForeignKey("clause.id"))
    measure: Mapped[words]
    comparator: Mapped[Comparator]
    value: Mapped[str] = mapped_column(String(30))
    """A decimal number with a point."""
    upper: Mapped[str | None] = mapped_column(String(30))
    """The other end of a range."""
    unit: Mapped[str] = mapped_column(String(30))
    year: Mapped[int | None]
    edited_by_id: Mapped[int | None] = mapped_column(ForeignKey("user.id"))
    removed_at: Mapped[datetime | None]
    """Set aside by a person: not shown, and not found anew by a later reading."""
    row_version: Mapped[int] = mapped_column(default=1)

    directive: Mapped[Directive] = relationship()
    clause: Mapped[Clause | None] = relationship()
    duties: Mapped[list[Duty]] = relationship(secondary="target_duty", order_by="Duty.id")

    __mapper_args__ = {"version_id_col": row_version}  # noqa: RUF012 — SQLAlchemy's own spelling


class TargetDuty(Base):
    """A duty that serves a target, as a person linked them."""

    __tablename__ = "target_duty"

    target_id: Mapped[int] = mapped_column(ForeignKey("target.id"), primary_key=True)
    duty_id: Mapped[int] = mapped_column(ForeignKey("duty.id"), primary_key=True, index=True)
