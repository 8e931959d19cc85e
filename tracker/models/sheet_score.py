"""Scores of a sheet: three stages side by side, every change with its row, the papers behind."""

from __future__ import annotations

from datetime import datetime
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from sqlalchemy import JSON, CheckConstraint, ForeignKey, Index, Numeric, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from tracker.db import Base, key, no_words
from tracker.domain.index_life import ScoreStage

if TYPE_CHECKING:
    from tracker.models.evidence import Evidence
    from tracker.models.index_set import IndexItem
    from tracker.models.user import User


class SheetScore(Base):
    """Points of one item at one stage. A score after the lock is refused by the database too."""

    __tablename__ = "sheet_score"
    __table_args__ = (
        UniqueConstraint("sheet_id", "item_id", "stage"),
        CheckConstraint("points >= 0 AND points <= maximum", name="points"),
    )

    id: Mapped[key]
    sheet_id: Mapped[int] = mapped_column(ForeignKey("index_sheet.id"))
    item_id: Mapped[int] = mapped_column(ForeignKey("index_item.id"))
    stage: Mapped[ScoreStage]
    points: Mapped[Decimal] = mapped_column(Numeric(8, 4))
    maximum: Mapped[Decimal] = mapped_column(Numeric(8, 4))
    """What applies to this unit: the item's own, or 0 where it is left out."""
    suggested: Mapped[Decimal | None] = mapped_column(Numeric(8, 4))
    """What the rule reckons from the answer; NULL where nothing was stated to reckon from."""
    answer: Mapped[dict[str, Any]] = mapped_column(JSON, default=dict)
    note: Mapped[no_words]
    """The unit's explanation, or the reason of a deviation."""
    at: Mapped[datetime]
    by_id: Mapped[int] = mapped_column(ForeignKey("user.id"))

    row_version: Mapped[int] = mapped_column(default=1)

    item: Mapped[IndexItem] = relationship()
    by: Mapped[User] = relationship()

    __mapper_args__ = {"version_id_col": row_version}  # noqa: RUF012 — SQLAlchemy's own spelling


class SheetScoreChange(Base):
    """What became of a score, when, by whom; rows are only ever added."""

    __tablename__ = "sheet_score_change"
    __table_args__ = (Index("ix_sheet_score_change_sheet_item", "sheet_id", "item_id", "id"),)

    id: Mapped[key]
    sheet_id: Mapped[int] = mapped_column(ForeignKey("index_sheet.id"))
    item_id: Mapped[int] = mapped_column(ForeignKey("index_item.id"))
    stage: Mapped[ScoreStage]
    points_before: Mapped[Decimal | None] = mapped_column(Numeric(8, 4))
    points_after: Mapped[Decimal | None] = mapped_column(Numeric(8, 4))
    answer: Mapped[dict[str, Any]] = mapped_column(JSON, default=dict)
    note: Mapped[no_words]
    at: Mapped[datetime]
    by_id: Mapped[int] = mapped_column(ForeignKey("user.id"))

    by: Mapped[User] = relationship()


class EvidenceSheetItem(Base):
    """One paper may prove several items, and tasks beside them (domain.md 5.7)."""

    __tablename__ = "evidence_sheet_item"

    evidence_id: Mapped[int] = mapped_column(ForeignKey("evidence.id"), primary_key=True)
    sheet_id: Mapped[int] = mapped_column(
        ForeignKey("index_sheet.id"), primary_key=True, index=True
    )
    item_id: Mapped[int] = mapped_column(ForeignKey("index_item.id"), primary_key=True)
    place: Mapped[str] = mapped_column(String(200), default="", server_default="")
    """The page or section that proves this very item."""
    linked_at: Mapped[datetime]
    linked_by_id: Mapped[int] = mapped_column(ForeignKey("user.id"))

    evidence: Mapped[Evidence] = relationship()
