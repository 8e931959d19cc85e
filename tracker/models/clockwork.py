"""What the clock and the machinery need: lease, jobs, calendar days, counts, receipts."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from sqlalchemy import ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from tracker.db import Base, key, name, no_words
from tracker.domain.calendar_rows import DayKind
from tracker.domain.delivery import JobState


class Lease(Base):
    """Who runs the clock. A holder that stops renewing loses it when it expires."""

    __tablename__ = "lease"

    name: Mapped[str] = mapped_column(String(40), primary_key=True)
    owner: Mapped[str] = mapped_column(String(120))
    expires_at: Mapped[datetime]
    renewed_at: Mapped[datetime]


class Job(Base):
    """Long work with progress, result and cancel (design D11)."""

    __tablename__ = "job"
    __table_args__ = (Index("ix_job_state", "state", "id"),)

    id: Mapped[key]
    office_id: Mapped[int | None] = mapped_column(ForeignKey("office.id"))
    kind: Mapped[str] = mapped_column(String(40))
    payload: Mapped[dict[str, Any]]
    state: Mapped[JobState] = mapped_column(default=JobState.WAITING)
    progress: Mapped[int] = mapped_column(default=0)
    """Per cent, 0 to 100."""
    result: Mapped[dict[str, Any] | None]
    error: Mapped[no_words]
    created_at: Mapped[datetime]
    created_by_id: Mapped[int] = mapped_column(ForeignKey("user.id"))
    claimed_until: Mapped[datetime | None]
    finished_at: Mapped[datetime | None]


class CalendarDay(Base):
    """A day on which an office rests or works against the week (design D13: one per office)."""

    __tablename__ = "calendar_day"

    office_id: Mapped[int] = mapped_column(ForeignKey("office.id"), primary_key=True)
    on_day: Mapped[date] = mapped_column(primary_key=True)
    kind: Mapped[DayKind]
    name: Mapped[name]
    source: Mapped[str] = mapped_column(String(300), default="")
    confirmed: Mapped[bool] = mapped_column(default=True)
    """False while no official decision was seen; shown as "chờ xác nhận"."""


class RateCount(Base):
    """How often something was tried in a window of time: one count for all web processes."""

    __tablename__ = "rate_count"

    key: Mapped[str] = mapped_column(String(300), primary_key=True)
    """What is counted, by Flask-Limiter: the rule, the door and the address that knocks."""
    count: Mapped[int]
    ends_at: Mapped[datetime] = mapped_column(index=True)


class FormReceipt(Base):
    """A form that was taken in: sent twice, it counts once and leads to the first result."""

    __tablename__ = "form_receipt"

    token: Mapped[str] = mapped_column(String(64), primary_key=True)
    user_id: Mapped[int] = mapped_column(ForeignKey("user.id"))
    at: Mapped[datetime]
    location: Mapped[str] = mapped_column(String(300))
