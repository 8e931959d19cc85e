"""The chain of the history: one seal per event, and the seals that were handed out."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import CheckConstraint, ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from tracker.db import Base, key, sha256


class HistoryLink(Base):
    """The seal of one event; written in the event's own transaction, append-only like it."""

    __tablename__ = "history_link"

    seq: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    """From 1 without gaps, in the order of the commits."""
    event_id: Mapped[int] = mapped_column(ForeignKey("event.id"), unique=True)
    seal: Mapped[sha256]
    key_id: Mapped[str] = mapped_column(String(16))


class HistoryTail(Base):
    """The end of the chain: one row, locked last in a transaction, so that links have an order."""

    __tablename__ = "history_tail"
    __table_args__ = (CheckConstraint("id = 1", name="one_row"),)

    id: Mapped[key]
    seq: Mapped[int]
    seal: Mapped[sha256]


class HistoryHead(Base):
    """The end of the chain as it was handed out on a day: outside copies of it prove the rest."""

    __tablename__ = "history_head"

    on_day: Mapped[date] = mapped_column(primary_key=True)
    seq: Mapped[int]
    seal: Mapped[sha256]
    made_at: Mapped[datetime]
