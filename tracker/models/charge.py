"""What leaders are in charge of: fields of work (lĩnh vực), and units or fields by dates."""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING

from sqlalchemy import CheckConstraint, ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from tracker.db import Base, key, name, no_words

if TYPE_CHECKING:
    from tracker.models.unit import Unit
    from tracker.models.user import User


class WorkField(Base):
    """A field of work of one office (Nội vụ, Tư pháp, Tài chính …).

    ``off_on``: from that day on it is no longer chosen; what has it keeps it.
    """

    __tablename__ = "work_field"
    __table_args__ = (UniqueConstraint("office_id", "name"),)

    id: Mapped[key]
    office_id: Mapped[int] = mapped_column(ForeignKey("office.id"))
    name: Mapped[name]
    ord: Mapped[int] = mapped_column(default=0)
    off_on: Mapped[date | None]
    row_version: Mapped[int] = mapped_column(default=1)

    __mapper_args__ = {"version_id_col": row_version}  # noqa: RUF012 — SQLAlchemy's own spelling


class UnitField(Base):
    """The usual field of a unit: its tasks have it unless their duty says another."""

    __tablename__ = "unit_field"

    unit_id: Mapped[int] = mapped_column(ForeignKey("unit.id"), primary_key=True)
    field_id: Mapped[int] = mapped_column(ForeignKey("work_field.id"), index=True)

    field: Mapped[WorkField] = relationship(lazy="joined")


class LeaderCharge(Base):
    """A leader is in charge of one unit or one field from a day to a day (inclusive)."""

    __tablename__ = "leader_charge"
    __table_args__ = (
        CheckConstraint("(unit_id IS NULL) <> (field_id IS NULL)", name="unit_or_field"),
        Index("ix_leader_charge_office_user", "office_id", "user_id"),
    )

    id: Mapped[key]
    office_id: Mapped[int] = mapped_column(ForeignKey("office.id"))
    user_id: Mapped[int] = mapped_column(ForeignKey("user.id"), index=True)
    unit_id: Mapped[int | None] = mapped_column(ForeignKey("unit.id"), index=True)
    field_id: Mapped[int | None] = mapped_column(ForeignKey("work_field.id"), index=True)
    from_on: Mapped[date]
    to_on: Mapped[date | None]
    basis: Mapped[no_words]
    set_by_id: Mapped[int] = mapped_column(ForeignKey("user.id"))
    set_at: Mapped[datetime]
    row_version: Mapped[int] = mapped_column(default=1)

    user: Mapped[User] = relationship(foreign_keys=user_id)
    unit: Mapped[Unit | None] = relationship()
    field: Mapped[WorkField | None] = relationship()

    __mapper_args__ = {"version_id_col": row_version}  # noqa: RUF012 — SQLAlchemy's own spelling

    def holds_on(self, day: date) -> bool:
        return self.from_on <= day and (self.to_on is None or day <= self.to_on)
