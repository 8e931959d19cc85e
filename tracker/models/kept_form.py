"""What somebody had typed when their session ended: kept until they have sent or left it."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from tracker.db import Base


class KeptForm(Base):
    """One form a person, of some hours: a later one takes its place. Never a password or a file."""

    __tablename__ = "kept_form"

    user_id: Mapped[int] = mapped_column(ForeignKey("user.id"), primary_key=True)
    address: Mapped[str] = mapped_column(String(1000))
    """Path and query of the form's page."""
    fields: Mapped[list[Any]]
    """Pairs of name and value, as the browser sent them."""
    had_files: Mapped[bool] = mapped_column(default=False)
    kept_at: Mapped[datetime]
