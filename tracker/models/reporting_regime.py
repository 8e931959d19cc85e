"""Reporting regimes of an office (chế độ báo cáo): data that an office edits."""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from sqlalchemy import CheckConstraint, ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from tracker.db import Base, key, name, no_words

if TYPE_CHECKING:
    from tracker.models.charge import WorkField
    from tracker.models.directive import Directive
    from tracker.models.unit import Unit
    from tracker.models.user import User


class ReportingRegime(Base):
    """One regime. ``plan`` is domain/reporting_regimes.RegimePlan as JSON, ``source`` its ground.

    ``automatic``: the clock makes the drafts when a window has closed, for windows that end on
    ``from_on`` or later; never after ``off_on``.
    """

    __tablename__ = "reporting_regime"
    __table_args__ = (
        UniqueConstraint("office_id", "code"),
        CheckConstraint(
            "(CASE WHEN directive_id IS NULL THEN 0 ELSE 1 END)"
            " + (CASE WHEN field_id IS NULL THEN 0 ELSE 1 END)"
            " + (CASE WHEN unit_id IS NULL THEN 0 ELSE 1 END) <= 1",
            name="one_scope",
        ),
    )

    id: Mapped[key]
    office_id: Mapped[int] = mapped_column(ForeignKey("office.id"))
    code: Mapped[str] = mapped_column(String(40))
    name: Mapped[name]
    source: Mapped[no_words]
    plan: Mapped[dict[str, Any]]
    directive_id: Mapped[int | None] = mapped_column(ForeignKey("directive.id"))
    field_id: Mapped[int | None] = mapped_column(ForeignKey("work_field.id"))
    unit_id: Mapped[int | None] = mapped_column(ForeignKey("unit.id"))
    automatic: Mapped[bool] = mapped_column(default=False)
    from_on: Mapped[date]
    off_on: Mapped[date | None]
    changed_at: Mapped[datetime]
    changed_by_id: Mapped[int] = mapped_column(ForeignKey("user.id"))
    row_version: Mapped[int] = mapped_column(default=1)

    directive: Mapped[Directive | None] = relationship()
    field: Mapped[WorkField | None] = relationship()
    unit: Mapped[Unit | None] = relationship()
    changed_by: Mapped[User] = relationship()

    __mapper_args__ = {"version_id_col": row_version}  # noqa: RUF012 — SQLAlchemy's own spelling
