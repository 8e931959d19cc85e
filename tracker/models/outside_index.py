"""What others measured (PAPI, DDCI, PAR INDEX), beside the office's own index."""

from __future__ import annotations

from datetime import datetime
from decimal import Decimal
from typing import TYPE_CHECKING

from sqlalchemy import CheckConstraint, ForeignKey, Numeric, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from tracker.db import Base, key, no_words

if TYPE_CHECKING:
    from tracker.models.unit import Unit
    from tracker.models.user import User


class OutsideIndex(Base):
    """One value of one index for one unit and year; the root unit stands for the office."""

    __tablename__ = "outside_index"
    __table_args__ = (
        UniqueConstraint("office_id", "name", "year", "unit_id"),
        CheckConstraint("value >= 0 AND value <= scale", name="value"),
        CheckConstraint("place IS NULL OR (place >= 1 AND places >= place)", name="place"),
    )

    id: Mapped[key]
    office_id: Mapped[int] = mapped_column(ForeignKey("office.id"))
    unit_id: Mapped[int] = mapped_column(ForeignKey("unit.id"))
    name: Mapped[str] = mapped_column(String(60))
    year: Mapped[int]
    value: Mapped[Decimal] = mapped_column(Numeric(8, 4))
    scale: Mapped[Decimal] = mapped_column(Numeric(8, 4))
    """The most that can be reached: 100 for PAR INDEX and DDCI, 80 for PAPI."""
    place: Mapped[int | None]
    places: Mapped[int | None]
    """Of how many the place is; set together with it."""
    source: Mapped[no_words]
    entered_at: Mapped[datetime]
    entered_by_id: Mapped[int] = mapped_column(ForeignKey("user.id"))

    unit: Mapped[Unit] = relationship()
    entered_by: Mapped[User] = relationship()


class EmulationFormula(Base):
    """The n-th formula by which an office ranks its units; the newest one holds."""

    __tablename__ = "emulation_formula"
    __table_args__ = (UniqueConstraint("office_id", "n"),)

    id: Mapped[key]
    office_id: Mapped[int] = mapped_column(ForeignKey("office.id"))
    n: Mapped[int]
    formula: Mapped[str] = mapped_column(String(500))
    basis: Mapped[no_words]
    set_at: Mapped[datetime]
    set_by_id: Mapped[int] = mapped_column(ForeignKey("user.id"))

    set_by: Mapped[User] = relationship()
