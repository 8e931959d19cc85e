"""Deeds that may be done to many tasks in one go, and how many that may be."""

from __future__ import annotations

from enum import StrEnum

MOST = 50
"""Tasks in one deed: as many as a person still answers for one by one (domain notes, 4.2)."""


class BulkDeed(StrEnum):
    """What is done to every ticked task."""

    CONFIRM = "confirm"
    RETURN = "return"
    URGE = "urge"
