"""What becomes of each task: drawn once from a seed, so that every loading tells one story."""

from __future__ import annotations

import random
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum


class Fate(StrEnum):
    """How a task of the demonstration goes."""

    ON_TIME = "on_time"
    LATE = "late"
    RETURNED_THEN_DONE = "returned_then_done"
    OVERDUE = "overdue"
    WAITING = "waiting"
    WORKING = "working"
    UNTOUCHED = "untouched"
    RETURNED = "returned"
    CANCELLED = "cancelled"
    SUSPENDED = "suspended"
    REFUSED = "refused"


_PAST = {
    Fate.ON_TIME: 33,
    Fate.LATE: 6,
    Fate.RETURNED_THEN_DONE: 3,
    Fate.OVERDUE: 5,
    Fate.WAITING: 1,
    Fate.CANCELLED: 1,
    Fate.SUSPENDED: 1,
}
_AHEAD = {
    Fate.WORKING: 12,
    Fate.UNTOUCHED: 5,
    Fate.ON_TIME: 3,
    Fate.WAITING: 3,
    Fate.RETURNED: 1,
    Fate.REFUSED: 1,
}


class Deck:
    """Fates dealt like cards, so that each comes up in its share, not by luck."""

    def __init__(self, dice: random.Random) -> None:
        self._dice = dice
        self._cards: dict[bool, list[Fate]] = {True: [], False: []}

    def deal(self, *, past: bool) -> Fate:
        """The next fate of a task whose due day is over (or not)."""
        cards = self._cards[past]
        if not cards:
            shares = _PAST if past else _AHEAD
            cards.extend(fate for fate, share in shares.items() for _ in range(share))
            self._dice.shuffle(cards)
        return cards.pop()


@dataclass(frozen=True, slots=True)
class Plan:
    """A fate with its days: acknowledged, reported, handed in, decided."""

    fate: Fate
    acknowledged: date
    reported: date
    handed_in: date
    decided: date


def draw(dice: random.Random, deck: Deck, *, given: date, due: date | None, today: date) -> Plan:
    """The plan of a task given on ``given`` and due on ``due``."""
    due = due or given + timedelta(days=120)
    fate = deck.deal(past=due < today)
    acknowledged = given + timedelta(days=dice.randint(0, 3))
    span = max((due - given).days, 2)
    reported = given + timedelta(days=max(1, span // 2 - dice.randint(0, 3)))
    if fate in (Fate.LATE, Fate.WAITING) and due < today:
        handed_in = min(due + timedelta(days=dice.randint(2, 21)), today - timedelta(days=1))
    elif due < today:
        handed_in = due - timedelta(days=dice.randint(0, min(6, span - 1)))
    else:
        handed_in = today - timedelta(days=dice.randint(1, 8))
    handed_in = max(handed_in, acknowledged + timedelta(days=1))
    return Plan(
        fate, acknowledged, reported, handed_in, handed_in + timedelta(days=dice.randint(1, 4))
    )
