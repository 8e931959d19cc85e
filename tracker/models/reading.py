"""What the reader made of a directive: immutable; a newer reader makes a new reading."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from tracker.db import Base, key, no_words, words


class Reading(Base):
    """One reading of one directive: header, remarks, and the clauses in their order."""

    __tablename__ = "reading"
    __table_args__ = (UniqueConstraint("directive_id", "version"),)

    id: Mapped[key]
    directive_id: Mapped[int] = mapped_column(ForeignKey("directive.id"))
    version: Mapped[int]
    reader: Mapped[str] = mapped_column(String(40))
    """Which reader: its version, so that a re-reading can say what changed."""
    header: Mapped[dict[str, Any]]
    remarks: Mapped[list[Any]] = mapped_column(JSON)
    proposals: Mapped[list[Any] | None] = mapped_column(JSON(none_as_null=True))
    """The drafts as this reader proposed them, plain: what a later reading is compared with.
    None for readings of the time before they were kept."""
    created_at: Mapped[datetime]

    clauses: Mapped[list[Clause]] = relationship(order_by="Clause.ord")


class Clause(Base):
    """A paragraph of the paper in its place. ``is_order``: the reader takes it for an order."""

    __tablename__ = "clause"
    __table_args__ = (UniqueConstraint("reading_id", "ord"),)

    id: Mapped[key]
    reading_id: Mapped[int] = mapped_column(ForeignKey("reading.id"))
    parent_id: Mapped[int | None] = mapped_column(ForeignKey("clause.id"))
    ord: Mapped[int]
    level: Mapped[int]
    path: Mapped[str] = mapped_column(String(60))
    marker: Mapped[str] = mapped_column(String(30))
    text: Mapped[words]
    is_heading: Mapped[bool] = mapped_column(default=False)
    is_order: Mapped[bool] = mapped_column(default=False)
    disposition: Mapped[str] = mapped_column(String(20), default="")
    """What the reader took it for (reading.clause.Disposition); ``reason`` says why."""
    reason: Mapped[no_words]
    page: Mapped[int | None]
    doubts: Mapped[list[Any] | None] = mapped_column(JSON(none_as_null=True))
    """[start, end] in ``text`` of words read off a scan without certainty; None for the others."""
