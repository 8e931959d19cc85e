"""Reports with their frozen figures (design D8)."""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from tracker.db import Base, key, words
from tracker.domain.delivery import ReportState
from tracker.domain.report_snapshot import Section
from tracker.domain.reporting_periods import PeriodKind

if TYPE_CHECKING:
    from tracker.models.blob import Blob
    from tracker.models.charge import WorkField
    from tracker.models.directive import Directive
    from tracker.models.paper_template import PaperTemplate
    from tracker.models.reporting_regime import ReportingRegime
    from tracker.models.unit import Unit
    from tracker.models.user import User


class Report(Base):
    """A report of one office on one window, on all directives or one."""

    __tablename__ = "report"
    __table_args__ = (
        Index("ix_report_office_to", "office_id", "to_on"),
        UniqueConstraint("office_id", "regime_id", "period_key", "scope_key"),
        CheckConstraint("(number IS NULL) = (signed_on IS NULL)", name="numbered"),
        CheckConstraint(
            "signed_sha256 IS NULL OR (signed_n IS NOT NULL AND number IS NOT NULL)", name="signed"
        ),
    )

    id: Mapped[key]
    office_id: Mapped[int] = mapped_column(ForeignKey("office.id"))
    period_kind: Mapped[PeriodKind]
    period_key: Mapped[str] = mapped_column(String(20))
    from_on: Mapped[date]
    to_on: Mapped[date]
    """Both inclusive; decree 09/2019 by default, as edited by the lead office."""
    directive_id: Mapped[int | None] = mapped_column(ForeignKey("directive.id"))
    field_id: Mapped[int | None] = mapped_column(ForeignKey("work_field.id"))
    unit_id: Mapped[int | None] = mapped_column(ForeignKey("unit.id"))
    """On what: all directives, or one of these three."""
    regime_id: Mapped[int | None] = mapped_column(ForeignKey("reporting_regime.id"), index=True)
    """The regime by which it was made; None for one made outside any."""
    scope_key: Mapped[str] = mapped_column(String(24), default="all", server_default="all")
    """The scope once more, never NULL: one report a regime, period and scope."""
    due_at: Mapped[datetime | None]
    """By when the office owes it, where the regime says so."""
    published_at: Mapped[datetime | None]
    """When its ranking was shown to the units; None while they have not seen it."""
    published_n: Mapped[int | None]
    """Which snapshot they saw."""
    state: Mapped[ReportState] = mapped_column(default=ReportState.DRAFT)
    template_id: Mapped[int | None] = mapped_column(ForeignKey("paper_template.id"), index=True)
    """The office's template by which it is drawn; None: our own layout."""
    number: Mapped[int | None]
    signed_on: Mapped[date | None]
    """From the register; they stand beside the snapshot and are put in when it is drawn."""
    signed_sha256: Mapped[str | None] = mapped_column(ForeignKey("blob.sha256"), index=True)
    """The signed report as it came back."""
    signed_name: Mapped[str | None] = mapped_column(String(255))
    signed_n: Mapped[int | None]
    """To which snapshot the signed report is bound."""
    created_at: Mapped[datetime]
    created_by_id: Mapped[int] = mapped_column(ForeignKey("user.id"))
    row_version: Mapped[int] = mapped_column(default=1)

    directive: Mapped[Directive | None] = relationship()
    field: Mapped[WorkField | None] = relationship()
    unit: Mapped[Unit | None] = relationship()
    regime: Mapped[ReportingRegime | None] = relationship()
    created_by: Mapped[User] = relationship()
    signed: Mapped[Blob | None] = relationship()
    template: Mapped[PaperTemplate | None] = relationship()
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


class ReportText(Base):
    """What the lead office wrote for one section, version after version; none is changed."""

    __tablename__ = "report_text"
    __table_args__ = (UniqueConstraint("report_id", "section", "version"),)

    id: Mapped[key]
    report_id: Mapped[int] = mapped_column(ForeignKey("report.id"))
    section: Mapped[Section]
    version: Mapped[int]
    text: Mapped[words]
    snapshot_n: Mapped[int]
    """The snapshot that carries it."""
    written_at: Mapped[datetime]
    written_by_id: Mapped[int] = mapped_column(ForeignKey("user.id"))

    written_by: Mapped[User] = relationship()
