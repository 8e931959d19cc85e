"""Where duties with the same words are looked up: fingerprints of runs of syllables.

The rows are a key to search by, like those of ``search_entry``; what they say about a duty is
computed by ``reading/repetition`` and can be made again from its text.
"""

from __future__ import annotations

from sqlalchemy import ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from tracker.db import Base


class DutyFingerprint(Base):
    """One fingerprint of one duty's text; ten syllables in common share at least one."""

    __tablename__ = "duty_fingerprint"
    __table_args__ = (Index("ix_duty_fingerprint_mark", "office_id", "mark", "duty_id"),)

    duty_id: Mapped[int] = mapped_column(ForeignKey("duty.id"), primary_key=True)
    mark: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    office_id: Mapped[int] = mapped_column(ForeignKey("office.id"))
