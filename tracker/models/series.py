"""A duty that recurs with a day of its own: one task per period and unit (design D4)."""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from sqlalchemy import JSON, CheckConstraint, ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from tracker.db import Base, key, name, no_words, words

if TYPE_CHECKING:
    from tracker.models.duty import Duty
    from tracker.models.user import User


class Series(Base):
    """What recurs; its rules, one after another, say when."""

    __tablename__ = "series"

    id: Mapped[key]
    office_id: Mapped[int] = mapped_column(ForeignKey("office.id"))
    duty_id: Mapped[int] = mapped_column(ForeignKey("duty.id"), index=True)
    name: Mapped[name]
    days_before: Mapped[int] = mapped_column(default=20)
    """How many days before its due day a period's task is made."""
    from_on: Mapped[date]
    created_at: Mapped[datetime]
    row_version: Mapped[int] = mapped_column(default=1)

    duty: Mapped[Duty] = relationship()
    rules: Mapped[list[SeriesRule]] = relationship(order_by="SeriesRule.n")
    skips: Mapped[list[SeriesSkip]] = relationship(order_by="SeriesSkip.id")

    __mapper_args__ = {"version_id_col": row_version}  # noqa: RUF012 — SQLAlchemy's own spelling


class SeriesRule(Base):
    """One decision about the rule: from ``from_on`` on, until the next one's day.

    ``rule`` is a RecurrenceRule as JSON; periods are computed from it, never from the last task.
    NULL ends the series. A later decision for the same or an earlier day replaces what was
    planned after it (``replaced``); the row stays as history.
    """

    __tablename__ = "series_rule"
    __table_args__ = (
        UniqueConstraint("series_id", "n"),
        CheckConstraint("n >= 1", name="n"),
    )

    id: Mapped[key]
    series_id: Mapped[int] = mapped_column(ForeignKey("series.id"))
    n: Mapped[int]
    from_on: Mapped[date]
    rule: Mapped[dict[str, Any] | None] = mapped_column(JSON(none_as_null=True))
    basis: Mapped[no_words]
    set_by_id: Mapped[int] = mapped_column(ForeignKey("user.id"))
    set_at: Mapped[datetime]
    replaced: Mapped[bool] = mapped_column(default=False)

    set_by: Mapped[User] = relationship()


class SeriesSkip(Base):
    """A period that is left out, with the reason."""

    __tablename__ = "series_skip"
    __table_args__ = (UniqueConstraint("series_id", "period_key"),)

    id: Mapped[key]
    series_id: Mapped[int] = mapped_column(ForeignKey("series.id"))
    period_key: Mapped[str] = mapped_column(String(12))
    reason: Mapped[words]
    skipped_by_id: Mapped[int] = mapped_column(ForeignKey("user.id"))
    skipped_at: Mapped[datetime]

    skipped_by: Mapped[User] = relationship()
