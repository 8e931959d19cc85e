"""On which machines this database went live: elsewhere it is a copy, and a copy sends nothing."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import String
from sqlalchemy.orm import Mapped, mapped_column

from tracker.db import Base


class LiveHost(Base):
    """A machine from which messages may leave (``flask outbox go-live``).

    The number lies in the data folder and is in no backup: a restored database, a copied file
    and a cloned server are all strangers until somebody says otherwise.
    """

    __tablename__ = "live_host"

    host: Mapped[str] = mapped_column(String(120), primary_key=True)
    installation: Mapped[str] = mapped_column(String(64))
    since: Mapped[datetime]
