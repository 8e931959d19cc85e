"""An office is a unit that runs its own tracking (design D13); its rules are dated settings."""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from sqlalchemy import JSON, ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from tracker.db import Base, key, short

if TYPE_CHECKING:
    from tracker.models.unit import Unit


class Office(Base):
    """The scope of directives, duties, reports and rights; several may share one database."""

    __tablename__ = "office"

    id: Mapped[key]
    root_unit_id: Mapped[int] = mapped_column(ForeignKey("unit.id"), unique=True)
    lead_unit_id: Mapped[int | None] = mapped_column(ForeignKey("unit.id"))
    """The unit that opens, follows and confirms tasks (đơn vị theo dõi, đôn đốc)."""
    index_unit_id: Mapped[int | None] = mapped_column(ForeignKey("unit.id"))
    """The unit that runs the administrative-reform index (may be another one)."""
    is_demo: Mapped[bool] = mapped_column(default=False)
    created_at: Mapped[datetime]

    root_unit: Mapped[Unit] = relationship(foreign_keys=root_unit_id)
    lead_unit: Mapped[Unit | None] = relationship(foreign_keys=lead_unit_id)

    @property
    def name(self) -> str:
        return self.root_unit.name


class Setting(Base):
    """A rule that the law or the locality sets (design D10): the newest row from a day on holds."""

    __tablename__ = "setting"
    __table_args__ = (UniqueConstraint("office_id", "key", "from_on"),)

    id: Mapped[key]
    office_id: Mapped[int] = mapped_column(ForeignKey("office.id"))
    key: Mapped[short]
    value: Mapped[Any] = mapped_column(JSON)
    from_on: Mapped[date]
    set_by_id: Mapped[int | None] = mapped_column(ForeignKey("user.id"))
    set_at: Mapped[datetime]
