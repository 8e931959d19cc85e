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
    Fate.ON_TIME: 20,
    Fate.LATE: 4,
    Fate.RETURNED_THEN_DONE: 2,
    Fate.OVERDUE: 2,
    Fate.WAITING: 1,
    Fate.CANCELLED: 1,
    Fate.SUSPENDED: 1,
}
_AHEAD = {
    Fate.WORKING: 6,
    Fate.UNTOUCHED: 2,
    Fate.ON_TIME: 2,
    Fate.WAITING: 2,
    Fate.RETURNED: 1,
    Fate.REFUSED: 1,
}


class Deck:
    """Fates dealt like cards, so that each comes up in its share, not by luck.

    Units in which nobody signs in have cards of their own: they would waste the rare fates,
    for which somebody has to act.
    """

    def __init__(self, dice: random.Random) -> None:
        self._dice = dice
        self._cards: dict[tuple[bool, bool], list[Fate]] = {}

    def deal(self, *, past: bool, speaks: bool) -> Fate:
        """The next fate of a task: is its due day over, does its unit have somebody to act?"""
        cards = self._cards.setdefault((past, speaks), [])
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


def draw(
    dice: random.Random, deck: Deck, *, given: date, due: date | None, today: date, speaks: bool
) -> Plan:
    """The plan of a task given on ``given`` and due on ``due``; ``speaks``: by whom it is led."""
    due = due or given + timedelta(days=120)
    fate = deck.deal(past=due < today, speaks=speaks)
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
