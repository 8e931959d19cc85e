"""Where a request to a body outside stands: answered or not, never late (design D17).

The office cannot order such a body; its requests stay out of the ladder, the totals and the
ranking, and lists speak of them in words of their own.
"""

from __future__ import annotations

from enum import StrEnum

from tracker.domain.deadlines import Timeliness


class RequestState(StrEnum):
    """``UNANSWERED``: the day that was named in the request has passed."""

    WAITING = "request_waiting"
    UNANSWERED = "request_unanswered"
    ANSWERED = "request_answered"


_OF: dict[Timeliness, RequestState] = {
    Timeliness.OPEN_IN_TIME: RequestState.WAITING,
    Timeliness.UNDATED_OPEN: RequestState.WAITING,
    Timeliness.OPEN_OVERDUE: RequestState.UNANSWERED,
    Timeliness.COMPLETED_ON_TIME: RequestState.ANSWERED,
    Timeliness.COMPLETED_LATE: RequestState.ANSWERED,
    Timeliness.UNDATED_DONE: RequestState.ANSWERED,
}


def request_state(timeliness: Timeliness) -> Timeliness | RequestState:
    """What is said of a request that would be ``timeliness`` if it were an order."""
    return _OF.get(timeliness, timeliness)
