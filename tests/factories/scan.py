"""A scan that waits to be read, as a job."""

from __future__ import annotations

from datetime import datetime

from tracker.domain.delivery import READ_SCAN
from tracker.models import Job, Office, User


def a_scan(office: Office, user: User, *, subject: str, now: datetime) -> Job:
    """Not added to any session."""
    return Job(
        office_id=office.id,
        kind=READ_SCAN,
        payload={},
        subject=subject,
        created_at=now,
        created_by_id=user.id,
    )
