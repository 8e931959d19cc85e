"""Explanations of lateness (giải trình): whose cause it was, and who may confirm it."""

from __future__ import annotations

from enum import StrEnum

from tracker.domain.errors import InvalidInput

SHORTEST = 5


class LateCause(StrEnum):
    """Whether the unit could have done otherwise."""

    OBJECTIVE = "objective"
    SUBJECTIVE = "subjective"


class ExplanationState(StrEnum):
    """Where an explanation stands; derived from its confirmation."""

    WAITING = "waiting"
    CONFIRMED = "confirmed"


def check_explanation(text: str, cause: LateCause | None) -> None:
    """Refuse an explanation without words of its own or without its cause."""
    if len(text.strip()) < SHORTEST:
        raise InvalidInput(
            "Hãy giải trình lý do chậm bằng vài câu: nguyên nhân, trách nhiệm, cách khắc phục.",
            field="explanation",
        )
    if cause is None:
        raise InvalidInput(
            "Hãy chọn nguyên nhân khách quan hay chủ quan.",
            field="cause",
        )
