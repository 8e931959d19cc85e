"""Ranks and bands of a round, within units of one kind (domain.md 5.6)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from itertools import pairwise

from tracker.domain.errors import InvalidInput
from tracker.domain.index_numbers import HUNDRED, ZERO, number_text


class TieRule(StrEnum):
    """Equal indices: one rank and the next one skipped, or the part that decides between them."""

    SHARED = "shared"
    SELF_PART = "self_part"
    SURVEY_PART = "survey_part"


@dataclass(frozen=True, slots=True)
class Entrant:
    """A unit's index with the parts that may decide a tie, all in per cent or points."""

    key: int
    index: Decimal
    self_points: Decimal
    survey_points: Decimal


@dataclass(frozen=True, slots=True)
class Ranked:
    """Place 1 is the best; ``shared``: others have the same place."""

    key: int
    place: int
    shared: bool


def rank(entrants: Sequence[Entrant], tie: TieRule) -> list[Ranked]:
    """From the best down; who is equal by everything shares a place, the next ones are skipped."""

    def measure(one: Entrant) -> tuple[Decimal, Decimal]:
        second = {
            TieRule.SHARED: ZERO,
            TieRule.SELF_PART: one.self_points,
            TieRule.SURVEY_PART: one.survey_points,
        }[tie]
        return one.index, second

    ordered = sorted(entrants, key=measure, reverse=True)
    places: dict[tuple[Decimal, Decimal], int] = {}
    counts: dict[tuple[Decimal, Decimal], int] = {}
    for place, one in enumerate(ordered, start=1):
        places.setdefault(measure(one), place)
        counts[measure(one)] = counts.get(measure(one), 0) + 1
    return [Ranked(one.key, places[measure(one)], counts[measure(one)] > 1) for one in ordered]


@dataclass(frozen=True, slots=True)
class Grade:
    """A band of the result: its name, and the index from which it holds (inclusive)."""

    name: str
    least: Decimal


#: A custom of several provinces, to be changed per round (domain.md 5.6, [K]).
USUAL_GRADES = (
    Grade("Xuất sắc", Decimal(90)),
    Grade("Tốt", Decimal(80)),
    Grade("Khá", Decimal(70)),
    Grade("Trung bình", Decimal(50)),
    Grade("Yếu", ZERO),
)


def check_grades(grades: Sequence[Grade]) -> None:
    """Raises InvalidInput unless every index has exactly one band."""
    if not grades or grades[-1].least != 0:
        raise InvalidInput("Mức xếp loại thấp nhất phải bắt đầu từ 0.", field="grades")
    for higher, lower in pairwise(grades):
        if higher.least <= lower.least:
            raise InvalidInput(
                "Mức “%(name)s” phải bắt đầu cao hơn %(least)s.",
                field="grades",
                name=higher.name,
                least=number_text(lower.least),
            )
    if grades[0].least > HUNDRED:
        raise InvalidInput("Mức xếp loại không bắt đầu trên 100.", field="grades")
    if any(not grade.name for grade in grades):
        raise InvalidInput("Có mức xếp loại chưa ghi tên.", field="grades")


def grade_of(index: Decimal, grades: Sequence[Grade]) -> str:
    """The name of the band; an index below 0 (deductions) is in the lowest."""
    return next((grade.name for grade in grades if index >= grade.least), grades[-1].name)
