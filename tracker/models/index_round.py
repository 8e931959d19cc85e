"""A round of scoring (đợt đánh giá): one sheet per unit, its papers, charges and questions."""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from sqlalchemy import JSON, CheckConstraint, ForeignKey, Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from tracker.db import Base, key, name, no_words, words
from tracker.domain.index_life import RoundState, SheetState
from tracker.domain.index_ranking import TieRule

if TYPE_CHECKING:
    from tracker.models.blob import Blob
    from tracker.models.index_set import IndexItem, IndexSet
    from tracker.models.unit import Unit
    from tracker.models.user import User


class IndexRound(Base):
    """Units score themselves from ``from_on`` to ``to_on`` (inclusive); later it is sealed."""

    __tablename__ = "index_round"
    __table_args__ = (
        UniqueConstraint("set_id", "name"),
        CheckConstraint("from_on <= to_on", name="days"),
        CheckConstraint("(state = 'sealed') = (seal IS NOT NULL)", name="sealed"),
        Index("ix_index_round_office_id", "office_id", "to_on"),
    )

    id: Mapped[key]
    office_id: Mapped[int] = mapped_column(ForeignKey("office.id"))
    set_id: Mapped[int] = mapped_column(ForeignKey("index_set.id"))
    name: Mapped[name]
    from_on: Mapped[date]
    to_on: Mapped[date]
    state: Mapped[RoundState] = mapped_column(default=RoundState.OPEN)
    tie_rule: Mapped[TieRule] = mapped_column(default=TieRule.SHARED)
    grades: Mapped[list[Any]] = mapped_column(JSON)
    """Bands of the result, best first: pairs (name, least index as text)."""
    opened_at: Mapped[datetime]
    opened_by_id: Mapped[int] = mapped_column(ForeignKey("user.id"))
    decision_number: Mapped[str] = mapped_column(String(60), default="", server_default="")
    """Number of the decision that published the result."""
    decision_on: Mapped[date | None]
    published_at: Mapped[datetime | None]
    sealed_at: Mapped[datetime | None]
    seal: Mapped[str | None] = mapped_column(String(64))
    """The hash over set, sheets and scores at the sealing (services/index_sealing.py)."""
    row_version: Mapped[int] = mapped_column(default=1)

    index_set: Mapped[IndexSet] = relationship(lazy="joined")
    opened_by: Mapped[User] = relationship()

    __mapper_args__ = {"version_id_col": row_version}  # noqa: RUF012 — SQLAlchemy's own spelling


class IndexSheet(Base):
    """One unit's sheet in one round (phiếu chấm điểm)."""

    __tablename__ = "index_sheet"
    __table_args__ = (UniqueConstraint("round_id", "unit_id"),)

    id: Mapped[key]
    office_id: Mapped[int] = mapped_column(ForeignKey("office.id"))
    round_id: Mapped[int] = mapped_column(ForeignKey("index_round.id"))
    unit_id: Mapped[int] = mapped_column(ForeignKey("unit.id"), index=True)
    state: Mapped[SheetState] = mapped_column(default=SheetState.SCORING)
    open_until: Mapped[date | None]
    """The last day of scoring of a reopened sheet; NULL: the round's own."""
    locked_at: Mapped[datetime | None]
    locked_by_id: Mapped[int | None] = mapped_column(ForeignKey("user.id"))
    row_version: Mapped[int] = mapped_column(default=1)

    round: Mapped[IndexRound] = relationship(lazy="joined")
    unit: Mapped[Unit] = relationship()

    __mapper_args__ = {"version_id_col": row_version}  # noqa: RUF012 — SQLAlchemy's own spelling


class SheetPaper(Base):
    """A signed file with which a sheet was locked; never changed, never removed."""

    __tablename__ = "sheet_paper"

    id: Mapped[key]
    sheet_id: Mapped[int] = mapped_column(ForeignKey("index_sheet.id"), index=True)
    blob_sha256: Mapped[str] = mapped_column(ForeignKey("blob.sha256"), index=True)
    file_name: Mapped[str] = mapped_column(String(255))
    at: Mapped[datetime]
    by_id: Mapped[int] = mapped_column(ForeignKey("user.id"))

    blob: Mapped[Blob] = relationship()
    by: Mapped[User] = relationship()


class SheetCharge(Base):
    """Inside the scored unit: who prepares an item, until when."""

    __tablename__ = "sheet_charge"

    sheet_id: Mapped[int] = mapped_column(ForeignKey("index_sheet.id"), primary_key=True)
    item_id: Mapped[int] = mapped_column(ForeignKey("index_item.id"), primary_key=True)
    unit_id: Mapped[int | None] = mapped_column(ForeignKey("unit.id"))
    user_id: Mapped[int | None] = mapped_column(ForeignKey("user.id"), index=True)
    due_on: Mapped[date | None]
    set_at: Mapped[datetime | None]
    """Since when it stands so; NULL for what was entered before this was kept."""

    unit: Mapped[Unit | None] = relationship()
    user: Mapped[User | None] = relationship()


class SheetQuestion(Base):
    """An appraiser asks for explanation (yêu cầu giải trình) of an item; the unit answers."""

    __tablename__ = "sheet_question"
    __table_args__ = (
        CheckConstraint("(answered_at IS NULL) = (answered_by_id IS NULL)", name="answered"),
    )

    id: Mapped[key]
    sheet_id: Mapped[int] = mapped_column(ForeignKey("index_sheet.id"), index=True)
    item_id: Mapped[int] = mapped_column(ForeignKey("index_item.id"))
    question: Mapped[words]
    asked_at: Mapped[datetime]
    asked_by_id: Mapped[int] = mapped_column(ForeignKey("user.id"))
    answer: Mapped[no_words]
    answered_at: Mapped[datetime | None]
    answered_by_id: Mapped[int | None] = mapped_column(ForeignKey("user.id"))

    item: Mapped[IndexItem] = relationship()
    asked_by: Mapped[User] = relationship(foreign_keys=asked_by_id)
    answered_by: Mapped[User | None] = relationship(foreign_keys=answered_by_id)


class IndexDeed(Base):
    """Which events of the history tell of which set, round or sheet."""

    __tablename__ = "index_deed"

    event_id: Mapped[int] = mapped_column(ForeignKey("event.id"), primary_key=True)
    set_id: Mapped[int | None] = mapped_column(ForeignKey("index_set.id"), index=True)
    round_id: Mapped[int | None] = mapped_column(ForeignKey("index_round.id"), index=True)
    sheet_id: Mapped[int | None] = mapped_column(ForeignKey("index_sheet.id"), index=True)
