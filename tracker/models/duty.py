"""What a directive demands once confirmed (nhiệm vụ theo văn bản), and how units answer it."""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from tracker.db import Base, key, no_words, words
from tracker.domain.follow_up import FollowUp, Milestone, UnitRole
from tracker.domain.reporting_periods import PeriodKind

if TYPE_CHECKING:
    from tracker.models.directive import Directive, NamedEvent
    from tracker.models.unit import Unit
    from tracker.models.user import User


class Duty(Base):
    """One confirmed demand. ``basis`` says where its follow-up and deadline come from."""

    __tablename__ = "duty"
    __table_args__ = (
        Index("ix_duty_office_follow_up", "office_id", "follow_up"),
        Index(
            "ix_duty_for_leader",
            "office_id",
            sqlite_where=text("for_leader = 1"),
            postgresql_where=text("for_leader"),
        ),
    )

    id: Mapped[key]
    office_id: Mapped[int] = mapped_column(ForeignKey("office.id"))
    directive_id: Mapped[int] = mapped_column(ForeignKey("directive.id"), index=True)
    reading_id: Mapped[int | None] = mapped_column(ForeignKey("reading.id"))
    """The reading that it came from; kept when a newer reader reads again."""
    path: Mapped[str] = mapped_column(String(60), default="")
    text: Mapped[words]
    product: Mapped[no_words]
    follow_up: Mapped[FollowUp]
    basis: Mapped[no_words]
    due_phrase: Mapped[no_words]
    event_id: Mapped[int | None] = mapped_column(ForeignKey("named_event.id"), index=True)
    """The event on which the deadline waits; ``event_step`` is how long after it."""
    event_step: Mapped[str | None] = mapped_column(String(20))
    given_by: Mapped[str] = mapped_column(String(200), default="")
    given_by_id: Mapped[int | None] = mapped_column(ForeignKey("user.id"))
    """The leader who signed or ordered (người giao)."""
    leader_id: Mapped[int | None] = mapped_column(ForeignKey("user.id"))
    """The leader in charge by a decision of its own; else the table of charges says who."""
    field_id: Mapped[int | None] = mapped_column(ForeignKey("work_field.id"))
    """Its field by a decision of its own; else the lead unit's usual one."""
    key_task: Mapped[bool] = mapped_column(default=False)
    for_leader: Mapped[bool] = mapped_column(default=False)
    """ "Tham mưu, trình": the unit is done with its draft, a leader issues the paper (D15)."""
    created_at: Mapped[datetime]
    created_by_id: Mapped[int] = mapped_column(ForeignKey("user.id"))
    ended_on: Mapped[date | None]
    """Last day on which a regular duty is answered; None while it goes on."""

    directive: Mapped[Directive] = relationship()
    event: Mapped[NamedEvent | None] = relationship()
    units: Mapped[list[DutyUnit]] = relationship(order_by="DutyUnit.id")


class DutyUnit(Base):
    """A unit that carries a duty: leads it, answers it per period, or coordinates."""

    __tablename__ = "duty_unit"
    __table_args__ = (UniqueConstraint("duty_id", "unit_id", "role"),)

    id: Mapped[key]
    duty_id: Mapped[int] = mapped_column(ForeignKey("duty.id"))
    unit_id: Mapped[int] = mapped_column(ForeignKey("unit.id"), index=True)
    role: Mapped[UnitRole]
    from_on: Mapped[date]
    to_on: Mapped[date | None]

    duty: Mapped[Duty] = relationship(back_populates="units")
    unit: Mapped[Unit] = relationship(lazy="selectin")


class UnitReport(Base):
    """A unit's own report of a period: one page, one submit."""

    __tablename__ = "unit_report"
    __table_args__ = (UniqueConstraint("office_id", "unit_id", "period_kind", "period_key"),)

    id: Mapped[key]
    office_id: Mapped[int] = mapped_column(ForeignKey("office.id"))
    unit_id: Mapped[int] = mapped_column(ForeignKey("unit.id"), index=True)
    period_kind: Mapped[PeriodKind]
    period_key: Mapped[str] = mapped_column(String(12))
    from_on: Mapped[date]
    to_on: Mapped[date]
    results: Mapped[no_words]
    obstacles: Mapped[no_words]
    proposals: Mapped[no_words]
    next_work: Mapped[no_words]
    """What the unit will do in the next period."""
    task_rows: Mapped[dict[str, Any]] = mapped_column(default=dict)
    """What was typed for open tasks and not sent yet, by task id; empty once it was sent."""
    submitted_at: Mapped[datetime | None]
    submitted_by_id: Mapped[int | None] = mapped_column(ForeignKey("user.id"))
    row_version: Mapped[int] = mapped_column(default=1)

    unit: Mapped[Unit] = relationship(lazy="selectin")
    submitted_by: Mapped[User | None] = relationship()
    lines: Mapped[list[DutyLine]] = relationship(back_populates="unit_report")

    __mapper_args__ = {"version_id_col": row_version}  # noqa: RUF012 — SQLAlchemy's own spelling


class DutyLine(Base):
    """A unit's answer to one regular duty in one period (design D3)."""

    __tablename__ = "duty_line"
    __table_args__ = (
        UniqueConstraint("duty_id", "unit_id", "period_key"),
        CheckConstraint("length(period_key) > 0", name="period_key"),
    )

    id: Mapped[key]
    duty_id: Mapped[int] = mapped_column(ForeignKey("duty.id"))
    unit_id: Mapped[int] = mapped_column(ForeignKey("unit.id"), index=True)
    unit_report_id: Mapped[int] = mapped_column(ForeignKey("unit_report.id"), index=True)
    period_key: Mapped[str] = mapped_column(String(12))
    milestone: Mapped[Milestone | None]
    result: Mapped[no_words]
    paper_number: Mapped[str | None] = mapped_column(String(60))
    paper_on: Mapped[date | None]
    obstacle: Mapped[no_words]
    no_change: Mapped[bool] = mapped_column(default=False)
    answered_at: Mapped[datetime | None]
    answered_by_id: Mapped[int | None] = mapped_column(ForeignKey("user.id"))

    duty: Mapped[Duty] = relationship()
    unit_report: Mapped[UnitReport] = relationship(back_populates="lines")
