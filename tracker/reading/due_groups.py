"""The calendar a phrase is read against, and numbers out of a found phrase."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from tracker.reading.due_row import group

_QUARTERS = {"i": 1, "ii": 2, "iii": 3, "iv": 4}


@dataclass(frozen=True, slots=True)
class Calendar:
    """What a phrase without a year is read against: the paper's date, and its plan year."""

    issued_on: date | None = None
    year: int | None = None


def number(hit: re.Match[str], name: str) -> int | None:
    """The number in the group ``name``, or None."""
    value = group(hit, name)
    return int(value) if value and value.isdigit() else None


def quarter_number(hit: re.Match[str], name: str = "q") -> int:
    """1 to 4, written in Roman or Arabic digits."""
    value = group(hit, name) or ""
    return _QUARTERS.get(value) or int(value)
