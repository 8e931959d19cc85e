"""Index sets (bộ chỉ số): versions per year and kind of units; one self-referencing tree of items.

A set in use is never changed, only superseded: the database refuses too (index_locks.py).
"""

from __future__ import annotations

from datetime import datetime
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from sqlalchemy import JSON, CheckConstraint, ForeignKey, Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from tracker.db import Base, key, name, no_words, points, words
from tracker.domain.index_life import SetState
from tracker.domain.index_scoring import NotApplicable
from tracker.domain.index_tree import Method, Side

if TYPE_CHECKING:
    from tracker.models.unit import Unit, UnitGroup


class IndexSet(Base):
    """One version of what is scored, for one kind of units and one year."""

    __tablename__ = "index_set"
    __table_args__ = (UniqueConstraint("office_id", "year", "group_name", "version"),)

    id: Mapped[key]
    office_id: Mapped[int] = mapped_column(ForeignKey("office.id"))
    name: Mapped[name]
    year: Mapped[int]
    group_name: Mapped[str] = mapped_column(String(200))
    """The kind of units for which it holds, as papers name it."""
    group_id: Mapped[int | None] = mapped_column(ForeignKey("unit_group.id"))
    version: Mapped[int] = mapped_column(default=1)
    state: Mapped[SetState] = mapped_column(default=SetState.DRAFT)
    total: Mapped[points] = mapped_column(default=Decimal(100))
    """What the maxima of the fields within the scale add up to."""
    basis: Mapped[no_words]
    """The decision that issued it (số, ngày)."""
    is_sample: Mapped[bool] = mapped_column(default=False)
    """Made up to show the system; every page and paper says so."""
    supersedes_id: Mapped[int | None] = mapped_column(ForeignKey("index_set.id"))
    created_at: Mapped[datetime]
    changed_at: Mapped[datetime | None]
    created_by_id: Mapped[int] = mapped_column(ForeignKey("user.id"))
    row_version: Mapped[int] = mapped_column(default=1)

    group: Mapped[UnitGroup | None] = relationship()
    items: Mapped[list[IndexItem]] = relationship(
        back_populates="index_set", order_by="IndexItem.id"
    )

    __mapper_args__ = {"version_id_col": row_version}  # noqa: RUF012 — SQLAlchemy's own spelling


class IndexItem(Base):
    """A field, criterion, sub-criterion or part; whatever has nothing below it is scored."""

    __tablename__ = "index_item"
    __table_args__ = (
        UniqueConstraint("set_id", "code"),
        CheckConstraint("maximum >= 0", name="maximum"),
        Index("ix_index_item_appraiser_unit_id", "appraiser_unit_id"),
    )

    id: Mapped[key]
    office_id: Mapped[int] = mapped_column(ForeignKey("office.id"))
    set_id: Mapped[int] = mapped_column(ForeignKey("index_set.id"))
    parent_id: Mapped[int | None] = mapped_column(ForeignKey("index_item.id"))
    code: Mapped[str] = mapped_column(String(20))
    name: Mapped[words]
    maximum: Mapped[points]
    side: Mapped[Side] = mapped_column(default=Side.SCALE)
    method: Mapped[Method] = mapped_column(default=Method.SELF)
    rule: Mapped[dict[str, Any] | None] = mapped_column(JSON(none_as_null=True))
    """As domain/index_rule.py reads it; NULL where items stand below."""
    not_applicable: Mapped[NotApplicable] = mapped_column(default=NotApplicable.REFUSED)
    evidence_asked: Mapped[no_words]
    data_window: Mapped[str] = mapped_column(String(200), default="", server_default="")
    """Of which days its figures are, in words."""
    appraiser: Mapped[str] = mapped_column(String(200), default="", server_default="")
    """Who appraises it, as the set writes it."""
    appraiser_unit_id: Mapped[int | None] = mapped_column(ForeignKey("unit.id"))
    """The unit behind those words; nobody: whoever runs the index."""

    index_set: Mapped[IndexSet] = relationship(back_populates="items")
    appraiser_unit: Mapped[Unit | None] = relationship()
