"""What of a planned message is still true: asked again in the moment before it leaves.

A task finished at 07:29 is not chased at 07:30, whatever was planned at 07:15.
"""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session

from tracker.domain.task_status import WITH_UNIT
from tracker.models import LedgerEntry, Task


def still_owed(session: Session, entries: Sequence[LedgerEntry]) -> list[LedgerEntry]:
    """The entries whose subject still waits for somebody's deed, in their order."""
    task_ids = {entry.task_id for entry in entries if entry.task_id is not None}
    owed = set(
        session.scalars(
            select(Task.id).where(Task.id.in_(task_ids), Task.status.in_(sorted(WITH_UNIT)))
        )
    )
    return [entry for entry in entries if entry.task_id in owed]
