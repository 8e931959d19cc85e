"""Deeds that may be done to many tasks in one go, and how many that may be."""

from __future__ import annotations

from enum import StrEnum

MOST = 50
"""Tasks in one deed: as many as a person still answers for one by one (domain notes, 4.2)."""

MOST_ALIKE = 500
"""Tasks in one deed that is the same for each: a reminder, a due day, an officer, an end."""


class BulkDeed(StrEnum):
    """What is done to every ticked task."""

    CONFIRM = "confirm"
    RETURN = "return"
    URGE = "urge"
    REDATE = "redate"
    CANCEL = "cancel"
    OFFICER = "officer"


_DECISIONS = frozenset({BulkDeed.CONFIRM, BulkDeed.RETURN})


def most_of(deed: BulkDeed) -> int:
    """How many tasks ``deed`` may be done to at once: decisions are answered for one by one."""
    return MOST if deed in _DECISIONS else MOST_ALIKE
