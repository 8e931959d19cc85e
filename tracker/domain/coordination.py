"""How a coordinating unit stands with its part, and once a day for reminding it (domain 3.4)."""

from __future__ import annotations

from datetime import date
from enum import StrEnum


class PartState(StrEnum):
    """Silence past the date shows and counts; a part without a date only waits."""

    IN_TIME = "in_time"
    LATE = "late"
    SILENT = "silent"
    WAITING = "waiting"


def part_state(
    *, answered_on: date | None, due_on: date | None, over_on: date | None, as_of: date
) -> PartState | None:
    """The state at the end of ``as_of``; the due day itself is in time.

    ``over_on``: when the task was over; from then on nothing more is asked. None for a part that
    was never owed: the task was over before its day came.
    """
    if answered_on is not None and answered_on <= as_of:
        return PartState.LATE if due_on is not None and answered_on > due_on else PartState.IN_TIME
    asked_until = as_of if over_on is None else min(as_of, over_on)
    if due_on is not None and due_on < asked_until:
        return PartState.SILENT
    return PartState.WAITING if over_on is None or over_on > as_of else None
