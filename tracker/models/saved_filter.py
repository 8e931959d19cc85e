"""Lists that people come back to: a name for what an address asks, one's own or the office's."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from sqlalchemy import ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from tracker.db import Base, key

if TYPE_CHECKING:
    from tracker.models.user import User

LONGEST_NAME, LONGEST_QUERY = 80, 1000


class SavedFilter(Base):
    """``query`` is read like any address, by whoever follows it, with their own rights."""

    __tablename__ = "saved_filter"
    __table_args__ = (Index("ix_saved_filter_office", "office_id", "owner_id"),)

    id: Mapped[key]
    office_id: Mapped[int] = mapped_column(ForeignKey("office.id"))
    owner_id: Mapped[int] = mapped_column(ForeignKey("user.id"))
    name: Mapped[str] = mapped_column(String(LONGEST_NAME))
    query: Mapped[str] = mapped_column(String(LONGEST_QUERY))
    shared: Mapped[bool] = mapped_column(default=False)
    """For everybody in the office: the lead office shares."""
    created_at: Mapped[datetime]
    row_version: Mapped[int] = mapped_column(default=1)

    owner: Mapped[User] = relationship()

    __mapper_args__ = {"version_id_col": row_version}  # noqa: RUF012 — SQLAlchemy's own spelling


class FirstLook(Base):
    """The list with which a person's page of tasks begins, while nothing else is asked for."""

    __tablename__ = "first_look"

    user_id: Mapped[int] = mapped_column(ForeignKey("user.id"), primary_key=True)
    saved_filter_id: Mapped[int] = mapped_column(ForeignKey("saved_filter.id"), index=True)
