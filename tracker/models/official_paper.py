"""Official papers that the office or a unit makes here, and the register of their numbers."""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from tracker.db import Base, key, no_words, words
from tracker.domain.official_paper import PaperState

if TYPE_CHECKING:
    from tracker.models.blob import Blob
    from tracker.models.unit import Unit
    from tracker.models.user import User


class OfficialPaper(Base):
    """One paper. ``content`` is frozen text with its hash; number and day stand beside it.

    ``kind`` is the code of a file in services/papers, no enum: a new kind needs no migration.
    """

    __tablename__ = "official_paper"
    __table_args__ = (
        UniqueConstraint("office_id", "made_for"),
        CheckConstraint(
            "state NOT IN ('numbered', 'issued') OR (number IS NOT NULL AND signed_on IS NOT NULL)",
            name="numbered",
        ),
        CheckConstraint("(state = 'issued') = (issued_at IS NOT NULL)", name="issued"),
        Index("ix_official_paper_office", "office_id", "kind", "id"),
    )

    id: Mapped[key]
    office_id: Mapped[int] = mapped_column(ForeignKey("office.id"))
    kind: Mapped[str] = mapped_column(String(40))
    unit_id: Mapped[int | None] = mapped_column(ForeignKey("unit.id"), index=True)
    """Whom it is about or addressed to; None: the whole office."""
    issuer_id: Mapped[int | None] = mapped_column(ForeignKey("unit.id"), index=True)
    """The unit whose paper it is; None: the office's own."""
    made_for: Mapped[str | None] = mapped_column(String(120))
    """Why it was drafted by itself: the same cause never drafts a second one."""
    subject: Mapped[str] = mapped_column(String(1000))
    as_of: Mapped[date]
    content: Mapped[words]
    """The canonical JSON text, exactly as it was hashed (domain/official_paper.py)."""
    sha256: Mapped[str] = mapped_column(String(64))
    restricted: Mapped[bool] = mapped_column(default=False)
    """It quotes a paper for internal use: seen by those who handle papers and the unit."""
    state: Mapped[PaperState] = mapped_column(default=PaperState.DRAFT)
    number: Mapped[int | None]
    signed_on: Mapped[date | None]
    signed_sha256: Mapped[str | None] = mapped_column(ForeignKey("blob.sha256"), index=True)
    """The signed paper as it came back."""
    signed_name: Mapped[str | None] = mapped_column(String(255))
    issued_at: Mapped[datetime | None]
    note: Mapped[no_words]
    created_at: Mapped[datetime]
    created_by_id: Mapped[int] = mapped_column(ForeignKey("user.id"))
    row_version: Mapped[int] = mapped_column(default=1)

    unit: Mapped[Unit | None] = relationship(foreign_keys=unit_id)
    issuer: Mapped[Unit | None] = relationship(foreign_keys=issuer_id)
    signed: Mapped[Blob | None] = relationship()
    created_by: Mapped[User] = relationship()

    __mapper_args__ = {"version_id_col": row_version}  # noqa: RUF012 — SQLAlchemy's own spelling


class PaperNumberRow(Base):
    """A number that was given out: once per office, series and year (decree 30, annex VI)."""

    __tablename__ = "paper_number"
    __table_args__ = (
        UniqueConstraint("office_id", "series", "year", "number"),
        CheckConstraint("number > 0", name="number"),
    )

    id: Mapped[key]
    office_id: Mapped[int] = mapped_column(ForeignKey("office.id"))
    series: Mapped[str] = mapped_column(String(40))
    """The issuer's series: "CV" of the office, "unit-12:CV" of a unit."""
    year: Mapped[int]
    number: Mapped[int]
    symbol: Mapped[str] = mapped_column(String(40))
    signed_on: Mapped[date]
    subject: Mapped[str] = mapped_column(String(1000))
    paper_id: Mapped[int | None] = mapped_column(ForeignKey("official_paper.id"), index=True)
    """None: a paper made outside, entered so that its number is not given twice."""
    report_id: Mapped[int | None] = mapped_column(ForeignKey("report.id"), index=True)
    taken_at: Mapped[datetime]
    taken_by_id: Mapped[int] = mapped_column(ForeignKey("user.id"))

    paper: Mapped[OfficialPaper | None] = relationship()
    taken_by: Mapped[User] = relationship()
