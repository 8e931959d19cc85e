"""Chỉ tiêu: what is to be reached, how much of it, by when."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from tracker.reading.words import Words


class Comparator(StrEnum):
    """How the value binds: at least, at most, more than, less than, exactly, a change by."""

    AT_LEAST = "at_least"
    AT_MOST = "at_most"
    MORE_THAN = "more_than"
    LESS_THAN = "less_than"
    EQUAL = "equal"
    INCREASE = "increase"
    DECREASE = "decrease"


@dataclass(frozen=True, slots=True)
class Target:
    """"tối thiểu 80% thủ tục hành chính … đến năm 2025".

    ``value`` is the number as a decimal string with a point ("84.6"); ``unit`` is "%" or the
    word that follows the number; ``measure`` is what is measured, as written.
    """

    measure: str
    comparator: Comparator
    value: str
    unit: str
    year: int | None
    words: Words
