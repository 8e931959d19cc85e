"""What becomes of a hand-in that an officer prepared for the head of the unit."""

from __future__ import annotations

from enum import StrEnum


class PreparedState(StrEnum):
    """Waits for the head of the unit, and ends once, in one of four ways."""

    WAITING = "waiting"
    SENT = "sent"
    """The head sent it out: it became the unit's hand-in."""
    GIVEN_BACK = "given_back"
    TAKEN_BACK = "taken_back"
    LAPSED = "lapsed"
    """The task went to another unit meanwhile."""
