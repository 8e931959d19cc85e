"""The key by which a duty with the same words is found (reading/repetition)."""

from __future__ import annotations

from sqlalchemy.orm import Session

from tracker.models import Duty, DutyFingerprint
from tracker.reading.repetition import fingerprints


def keep_fingerprints(session: Session, duty: Duty) -> None:
    """Add the fingerprints of the text of a duty that was just made and flushed."""
    session.add_all(
        DutyFingerprint(duty_id=duty.id, mark=mark, office_id=duty.office_id)
        for mark in sorted(fingerprints(duty.text))
    )
