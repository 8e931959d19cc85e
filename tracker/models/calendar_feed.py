"""A person's deadlines as a calendar that a phone or a mail program reads without signing in."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column, relationship

from tracker.db import Base, key

if TYPE_CHECKING:
    from tracker.models.user import User


class CalendarFeed(Base):
    """The address carries a signature over ``id``; nothing that opens a feed is kept here.

    At most one of a person and office is not revoked.
    """

    __tablename__ = "calendar_feed"

    id: Mapped[key]
    office_id: Mapped[int] = mapped_column(ForeignKey("office.id"))
    user_id: Mapped[int] = mapped_column(ForeignKey("user.id"), index=True)
    created_at: Mapped[datetime]
    revoked_at: Mapped[datetime | None]

    user: Mapped[User] = relationship()
