"""An office's gateway for text messages (SMS, Zalo): where it listens and what may go there."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from sqlalchemy import ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from tracker.db import Base

if TYPE_CHECKING:
    from tracker.models.user import User


class MessageGateway(Base):
    """One webhook per office. The secret signs what is sent; no event, log or page holds it."""

    __tablename__ = "message_gateway"

    office_id: Mapped[int] = mapped_column(ForeignKey("office.id"), primary_key=True)
    url: Mapped[str] = mapped_column(String(500))
    secret: Mapped[str] = mapped_column(String(200))
    active: Mapped[bool] = mapped_column(default=False)
    private_allowed: Mapped[bool] = mapped_column(default=False)
    """Whether the gateway may stand in the office's own network."""
    notices: Mapped[bool] = mapped_column(default=True)
    """Instant notices go there."""
    digests: Mapped[bool] = mapped_column(default=False)
    """The morning's digest goes there, as one line."""
    set_by_id: Mapped[int] = mapped_column(ForeignKey("user.id"))
    set_at: Mapped[datetime]
    row_version: Mapped[int] = mapped_column(default=1)

    set_by: Mapped[User] = relationship()

    __mapper_args__ = {"version_id_col": row_version}  # noqa: RUF012 — SQLAlchemy's own spelling
