"""Papers that prove work: a stable item with immutable revisions, linked to one or more tasks."""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING

from sqlalchemy import ForeignKey, Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from tracker.db import Base, key, no_words

if TYPE_CHECKING:
    from tracker.models.blob import Blob
    from tracker.models.unit import Unit
    from tracker.models.user import User


class Evidence(Base):
    """A result paper (số, ngày, file) or other proof, owned by the unit that handed it in."""

    __tablename__ = "evidence"
    __table_args__ = (Index("ix_evidence_office_expires", "office_id", "expires_on"),)

    id: Mapped[key]
    office_id: Mapped[int] = mapped_column(ForeignKey("office.id"))
    unit_id: Mapped[int] = mapped_column(ForeignKey("unit.id"), index=True)
    title: Mapped[str] = mapped_column(String(500))
    is_result_paper: Mapped[bool] = mapped_column(default=False)
    paper_number: Mapped[str | None] = mapped_column(String(60))
    paper_on: Mapped[date | None]
    expires_on: Mapped[date | None]
    """The last day on which an official paper is in force (hết hiệu lực); None: no end known."""
    created_at: Mapped[datetime]
    created_by_id: Mapped[int] = mapped_column(ForeignKey("user.id"))

    unit: Mapped[Unit] = relationship()
    created_by: Mapped[User] = relationship()
    revisions: Mapped[list[EvidenceRevision]] = relationship(
        back_populates="evidence", order_by="EvidenceRevision.n"
    )


class EvidenceRevision(Base):
    """One version of the file; never changed, never deleted."""

    __tablename__ = "evidence_revision"
    __table_args__ = (UniqueConstraint("evidence_id", "n"),)

    id: Mapped[key]
    evidence_id: Mapped[int] = mapped_column(ForeignKey("evidence.id"))
    n: Mapped[int]
    blob_sha256: Mapped[str] = mapped_column(ForeignKey("blob.sha256"), index=True)
    file_name: Mapped[str] = mapped_column(String(255))
    note: Mapped[no_words]
    uploaded_at: Mapped[datetime]
    uploaded_by_id: Mapped[int] = mapped_column(ForeignKey("user.id"))

    evidence: Mapped[Evidence] = relationship(back_populates="revisions")
    blob: Mapped[Blob] = relationship(lazy="selectin")
    uploaded_by: Mapped[User] = relationship()


class EvidenceTask(Base):
    """One piece of evidence may serve several tasks."""

    __tablename__ = "evidence_task"

    evidence_id: Mapped[int] = mapped_column(ForeignKey("evidence.id"), primary_key=True)
    task_id: Mapped[int] = mapped_column(ForeignKey("task.id"), primary_key=True, index=True)
    linked_at: Mapped[datetime]
    linked_by_id: Mapped[int] = mapped_column(ForeignKey("user.id"))
    place: Mapped[str] = mapped_column(String(200), default="", server_default="")
    """The page or section that proves this very task (trang, mục chứng minh)."""
