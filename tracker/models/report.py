"""Reports with their frozen figures (design D8)."""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING

from sqlalchemy import ForeignKey, Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from tracker.db import Base, key, words
from tracker.domain.delivery import ReportState
from tracker.domain.reporting_periods import PeriodKind

if TYPE_CHECKING:
    from tracker.models.directive import Directive
    from tracker.models.user import User


class Report(Base):
    """A report of one office on one window, on all directives or one."""

    __tablename__ = "report"
    __table_args__ = (Index("ix_report_office_to", "office_id", "to_on"),)

    id: Mapped[key]
    office_id: Mapped[int] = mapped_column(ForeignKey("office.id"))
    period_kind: Mapped[PeriodKind]
    period_key: Mapped[str] = mapped_column(String(12))
    from_on: Mapped[date]
    to_on: Mapped[date]
    """Both inclusive; decree 09/2019 by default, as edited by the lead office."""
    directive_id: Mapped[int | None] = mapped_column(ForeignKey("directive.id"))
    state: Mapped[ReportState] = mapped_column(default=ReportState.DRAFT)
    created_at: Mapped[datetime]
    created_by_id: Mapped[int] = mapped_column(ForeignKey("user.id"))
    row_version: Mapped[int] = mapped_column(default=1)

    directive: Mapped[Directive | None] = relationship()
    created_by: Mapped[User] = relationship()
    snapshots: Mapped[list[ReportSnapshotRow]] = relationship(order_by="ReportSnapshotRow.n")

    __mapper_args__ = {"version_id_col": row_version}  # noqa: RUF012 — SQLAlchemy's own spelling


class ReportSnapshotRow(Base):
    """Everything that a report draws, counted once; refreshing adds another."""

    __tablename__ = "report_snapshot"
    __table_args__ = (UniqueConstraint("report_id", "n"),)

    id: Mapped[key]
    report_id: Mapped[int] = mapped_column(ForeignKey("report.id"))
    n: Mapped[int]
    as_of: Mapped[date]
    content: Mapped[words]
    """The canonical JSON text, exactly as it was hashed (domain/report_snapshot.py)."""
    sha256: Mapped[str] = mapped_column(String(64))
    created_at: Mapped[datetime]
    created_by_id: Mapped[int] = mapped_column(ForeignKey("user.id"))
