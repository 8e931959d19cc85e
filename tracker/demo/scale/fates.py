"""What becomes of each generated task, in the shares of an office that does well enough."""

from __future__ import annotations

import random
from enum import StrEnum


class Fate(StrEnum):
    """How a task stands at the end. The first twelve are open."""

    UNTOUCHED = "untouched"
    ACKNOWLEDGED = "acknowledged"
    WORKING = "working"
    DUE_SOON = "due_soon"
    OVERDUE = "overdue"
    WAITING = "waiting"
    WAITING_LATE = "waiting_late"
    RETURNED = "returned"
    REFUSED = "refused"
    SUSPENDED = "suspended"
    UNDATED = "undated"
    ASKING = "asking"

    ON_TIME = "on_time"
    LATE = "late"
    RETURNED_THEN_DONE = "returned_then_done"
    EXTENDED_THEN_DONE = "extended_then_done"
    MOVED_THEN_DONE = "moved_then_done"
    UNDATED_DONE = "undated_done"
    CANCELLED = "cancelled"


OPEN_SHARES = {
    Fate.UNTOUCHED: 12,
    Fate.ACKNOWLEDGED: 6,
    Fate.WORKING: 36,
    Fate.DUE_SOON: 7,
    Fate.OVERDUE: 14,
    Fate.WAITING: 8,
    Fate.WAITING_LATE: 2,
    Fate.RETURNED: 4,
    Fate.REFUSED: 1,
    Fate.SUSPENDED: 2,
    Fate.UNDATED: 6,
    Fate.ASKING: 2,
}
CLOSED_SHARES = {
    Fate.ON_TIME: 74,
    Fate.LATE: 9,
    Fate.RETURNED_THEN_DONE: 5,
    Fate.EXTENDED_THEN_DONE: 4,
    Fate.MOVED_THEN_DONE: 2,
    Fate.UNDATED_DONE: 4,
    Fate.CANCELLED: 2,
}


class Cards:
    """Fates dealt like cards: each comes up in its share, not by luck."""

    def __init__(self, dice: random.Random) -> None:
        self._dice = dice
        self._left: dict[bool, list[Fate]] = {True: [], False: []}

    def deal(self, *, is_open: bool) -> Fate:
        """The next fate of a task that is (not) over at the end."""
        cards = self._left[is_open]
        if not cards:
            shares = OPEN_SHARES if is_open else CLOSED_SHARES
            cards.extend(fate for fate, share in shares.items() for _ in range(share))
            self._dice.shuffle(cards)
        return cards.pop()
