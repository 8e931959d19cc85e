"""A file's bytes, kept once by their hash; who may see them, the rows that point here decide."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import BigInteger, ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from tracker.db import Base, key, no_words
from tracker.domain.delivery import ScanState


class Blob(Base):
    """``sha256`` is unique here only: the same bytes of two units are two pieces of evidence."""

    __tablename__ = "blob"
    __table_args__ = (Index("ix_blob_scan_state", "scan_state", "created_at"),)

    sha256: Mapped[str] = mapped_column(String(64), primary_key=True)
    size: Mapped[int] = mapped_column(BigInteger)
    """Bytes."""
    media_type: Mapped[str] = mapped_column(String(100))
    scan_state: Mapped[ScanState] = mapped_column(default=ScanState.NOT_SCANNED)
    created_at: Mapped[datetime]


class BlobScan(Base):
    """One look of a virus scanner at a file: the log that institutions ask for; only added to."""

    __tablename__ = "blob_scan"

    id: Mapped[key]
    blob_sha256: Mapped[str] = mapped_column(ForeignKey("blob.sha256"), index=True)
    at: Mapped[datetime]
    state: Mapped[ScanState]
    said: Mapped[no_words]
    """The scanner's own word: the name of what it found, or why it could not look."""
