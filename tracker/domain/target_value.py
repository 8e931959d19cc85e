"""How a target's value binds: at least, at most, between two numbers, a change by."""

from __future__ import annotations

from enum import StrEnum


class Comparator(StrEnum):
    """The word before the number; without one the value is exact."""

    AT_LEAST = "at_least"
    AT_MOST = "at_most"
    MORE_THAN = "more_than"
    LESS_THAN = "less_than"
    EQUAL = "equal"
    BETWEEN = "between"
    INCREASE = "increase"
    DECREASE = "decrease"
