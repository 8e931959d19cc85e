"""Results of a survey (điều tra xã hội học): how many were asked and answered, what share came out.

Nothing of a person is kept, only counts and shares by group; below a least number of answers
nothing counts and nothing is shown, so that nobody’s answer can be guessed.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from tracker.domain.errors import InvalidInput
from tracker.domain.index_numbers import HUNDRED, rounded

LEAST_ANSWERS = 10
"""Answers of all groups together, per unit and item."""


class RespondentGroup(StrEnum):
    """Whom such surveys ask (six groups, document 004)."""

    DEPUTIES = "deputies"
    SUPERIORS = "superiors"
    DEPARTMENTS = "departments"
    COMMUNES = "communes"
    FIRMS = "firms"
    CITIZENS = "citizens"


@dataclass(frozen=True, slots=True)
class GroupResult:
    """One group’s result for one unit and item. ``share`` in per cent, 0 to 100."""

    group: RespondentGroup
    sent: int
    answered: int
    share: Decimal


def check_result(result: GroupResult) -> None:
    """Raises InvalidInput for counts or a share that cannot be."""
    if result.sent < 0 or not 0 <= result.answered <= result.sent:
        raise InvalidInput("Số phiếu trả lời phải từ 0 đến số phiếu gửi.", field="answered")
    if not 0 <= result.share <= HUNDRED:
        raise InvalidInput("Tỷ lệ khảo sát phải từ 0 đến 100.", field="share")


def answers(results: Sequence[GroupResult]) -> int:
    """How many answered in all."""
    return sum(result.answered for result in results)


def share_of(results: Sequence[GroupResult], *, least: int = LEAST_ANSWERS) -> Decimal | None:
    """The share over all groups, each answer counting the same; None below the least number."""
    count = answers(results)
    if count < least or count == 0:
        return None
    total = sum((result.share * result.answered for result in results), Decimal(0))
    return rounded(total / count)


def response_rate(results: Sequence[GroupResult]) -> Decimal | None:
    """Answers of what was sent, in per cent; None where nothing was sent."""
    sent = sum(result.sent for result in results)
    return rounded(Decimal(answers(results)) * HUNDRED / sent) if sent else None
