"""A file's bytes, kept once by their hash; who may see them, the rows that point here decide."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import BigInteger, String
from sqlalchemy.orm import Mapped, mapped_column

from tracker.db import Base
from tracker.domain.delivery import ScanState


class Blob(Base):
    """``sha256`` is unique here only: the same bytes of two units are two pieces of evidence."""

    __tablename__ = "blob"

    sha256: Mapped[str] = mapped_column(String(64), primary_key=True)
    size: Mapped[int] = mapped_column(BigInteger)
    """Bytes."""
    media_type: Mapped[str] = mapped_column(String(100))
    scan_state: Mapped[ScanState] = mapped_column(default=ScanState.NOT_SCANNED)
    created_at: Mapped[datetime]
