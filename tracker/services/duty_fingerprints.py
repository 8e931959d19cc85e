"""The key by which a duty with the same words is found (reading/repetition)."""

from __future__ import annotations

from sqlalchemy import delete, insert
from sqlalchemy.orm import Session

from tracker.models import Duty, DutyFingerprint
from tracker.reading.repetition import fingerprints


def keep_fingerprints(session: Session, duty: Duty, *, new: bool = False) -> None:
    """Write the fingerprints of a flushed duty's text in the place of older ones.

    ``new``: it was made just now, so there are none.
    """
    if not new:
        session.execute(delete(DutyFingerprint).where(DutyFingerprint.duty_id == duty.id))
    rows = [
        {"duty_id": duty.id, "mark": mark, "office_id": duty.office_id}
        for mark in sorted(fingerprints(duty.text))
    ]
    if rows:
        session.execute(insert(DutyFingerprint), rows)
