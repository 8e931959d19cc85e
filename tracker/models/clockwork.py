"""What the clock and the machinery need: lease, jobs, calendar days, counts, receipts."""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from sqlalchemy import ForeignKey, Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from tracker.db import Base, key, name, no_words
from tracker.domain.calendar_rows import DayKind
from tracker.domain.delivery import JobState

if TYPE_CHECKING:
    from tracker.models.user import User


class Lease(Base):
    """Who runs the clock. A holder that stops renewing loses it when it expires."""

    __tablename__ = "lease"

    name: Mapped[str] = mapped_column(String(40), primary_key=True)
    owner: Mapped[str] = mapped_column(String(120))
    expires_at: Mapped[datetime]
    renewed_at: Mapped[datetime]


class Job(Base):
    """Long work with progress, result and cancel (design D11).

    Once it is over, ``payload`` is empty and ``subject`` None: what came of it stands in
    ``result`` or ``error``, and of a paper that was refused nothing stands anywhere.
    """

    __tablename__ = "job"
    __table_args__ = (
        Index("ix_job_state", "state", "id"),
        UniqueConstraint("office_id", "kind", "subject"),
    )

    id: Mapped[key]
    office_id: Mapped[int | None] = mapped_column(ForeignKey("office.id"))
    kind: Mapped[str] = mapped_column(String(40))
    payload: Mapped[dict[str, Any]]
    subject: Mapped[str | None] = mapped_column(String(64))
    """What it is about, as a hash: two jobs about the same thing do not live at once."""
    state: Mapped[JobState] = mapped_column(default=JobState.WAITING)
    done: Mapped[int] = mapped_column(default=0)
    total: Mapped[int | None]
    """Steps done, of how many; None while nobody has counted them."""
    attempts: Mapped[int] = mapped_column(default=0)
    owner: Mapped[str | None] = mapped_column(String(120))
    """Who works on it: whoever lost the claim finds another name here."""
    result: Mapped[dict[str, Any] | None]
    error: Mapped[no_words]
    created_at: Mapped[datetime]
    created_by_id: Mapped[int] = mapped_column(ForeignKey("user.id"))
    claimed_until: Mapped[datetime | None]
    finished_at: Mapped[datetime | None]

    created_by: Mapped[User] = relationship()


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
