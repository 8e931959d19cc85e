"""One item scored: an answer and a rule in, points and their working in words out.

Pure and exact: Decimal throughout, rounded once (index_numbers.py). The working is a sentence
that a person could check with pencil and paper.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from tracker.domain.errors import InvalidInput
from tracker.domain.index_answer import Answer, rate_of
from tracker.domain.index_formula import read_formula, value_of
from tracker.domain.index_numbers import (
    HUNDRED,
    ZERO,
    number_text,
    points_text,
    rounded,
)
from tracker.domain.index_rule import Band, Rule, ScoringKind
from tracker.domain.sentences import Sentence, say


class NotApplicable(StrEnum):
    """What becomes of an item in a unit that has no such event: both customs exist (5.4)."""

    REFUSED = "refused"
    FULL_POINTS = "full_points"
    LEFT_OUT = "left_out"


@dataclass(frozen=True, slots=True)
class Scored:
    """Points of one item, its maximum for this unit (0 when left out), and how it was reckoned."""

    points: Decimal
    maximum: Decimal
    working: Sentence


def score(
    rule: Rule, maximum: Decimal, answer: Answer, *, not_applicable: NotApplicable
) -> Scored | None:
    """Points for the answer; None while it says nothing.

    Raises InvalidInput for an answer that the rule cannot take (parts above the whole, a formula
    that divides by zero, points outside 0 to maximum).
    """
    if answer.not_applicable:
        return _left_out(maximum, not_applicable)
    found = _KINDS[rule.kind](rule, maximum, answer)
    if found is None:
        return None
    points, working = found
    return Scored(rounded(min(max(points, ZERO), maximum)), maximum, working)


def _left_out(maximum: Decimal, custom: NotApplicable) -> Scored:
    if custom is NotApplicable.REFUSED:
        raise InvalidInput("Nội dung này áp dụng cho mọi đơn vị, không chọn “không phát sinh”.")
    if custom is NotApplicable.FULL_POINTS:
        return Scored(
            maximum,
            maximum,
            say("Không phát sinh: được điểm tối đa %(points)s.", points=points_text(maximum)),
        )
    return Scored(ZERO, ZERO, say("Không phát sinh: không tính vào tổng điểm tối đa."))


_Found = tuple[Decimal, Sentence] | None


def _rate_words(answer: Answer, rate: Decimal) -> Sentence:
    if answer.done is not None and answer.of is not None:
        return say(
            "%(done)s/%(of)s = %(rate)s%%",
            done=number_text(answer.done),
            of=number_text(answer.of),
            rate=number_text(rounded(rate)),
        )
    return say("Giá trị %(rate)s", rate=number_text(rate))


def _yes_no(_rule: Rule, maximum: Decimal, answer: Answer) -> _Found:
    if answer.yes is None:
        return None
    if answer.yes:
        return maximum, say("Có: %(points)s điểm.", points=points_text(maximum))
    return ZERO, say("Không: 0 điểm.")


def _bands(rule: Rule, _maximum: Decimal, answer: Answer) -> _Found:
    rate = rate_of(answer)
    if rate is None:
        return None
    band = band_of(rule.bands, rate)
    return band.points, say(
        "%(rate)s, thuộc mức “%(band)s”: %(points)s điểm.",
        rate=_rate_words(answer, rate),
        band=band.words(),
        points=points_text(band.points),
    )


def band_of(bands: tuple[Band, ...], value: Decimal) -> Band:
    """The band in which the value lies. Raises InvalidInput outside of all."""
    found = next((band for band in bands if band.holds(value)), None)
    if found is None:
        raise InvalidInput(
            "Giá trị %(value)s nằm ngoài các mức điểm.", value=number_text(rounded(value))
        )
    return found


def _proportion(rule: Rule, maximum: Decimal, answer: Answer) -> _Found:
    rate = rate_of(answer)
    if rate is None:
        return None
    shown = _rate_words(answer, rate)
    if rule.floor is not None and rate < rule.floor:
        return ZERO, say(
            "%(rate)s, dưới mức sàn %(floor)s: 0 điểm.", rate=shown, floor=number_text(rule.floor)
        )
    if rate >= rule.full:
        return maximum, say(
            "%(rate)s, từ %(full)s trở lên: điểm tối đa %(points)s.",
            rate=shown,
            full=number_text(rule.full),
            points=points_text(maximum),
        )
    if answer.done is not None and answer.of is not None:  # one division: halves stay halves
        points = answer.done * HUNDRED * maximum / (answer.of * rule.base)
    else:
        points = rate * maximum / rule.base
    return points, say(
        "%(rate)s; %(value)s ÷ %(base)s × %(maximum)s = %(points)s điểm.",
        rate=shown,
        value=number_text(rounded(rate)),
        base=number_text(rule.base),
        maximum=number_text(maximum),
        points=points_text(points),
    )


def _ticks(rule: Rule, _maximum: Decimal, answer: Answer) -> _Found:
    if answer.ticked is None:
        return None
    chosen = [option for place, option in enumerate(rule.options) if place in answer.ticked]
    if len(chosen) < len(answer.ticked):
        raise InvalidInput("Có nội dung được chọn không nằm trong danh mục.")
    points = sum((option.points for option in chosen), ZERO)
    if not chosen:
        return ZERO, say("Không đạt nội dung nào: 0 điểm.")
    parts = " + ".join(f"{option.text} {number_text(option.points)}" for option in chosen)
    return points, say("%(parts)s = %(points)s điểm.", parts=parts, points=points_text(points))


def _penalty(rule: Rule, maximum: Decimal, answer: Answer) -> _Found:
    if answer.counts is None:
        return None
    if len(answer.counts) != len(rule.options) or any(count < 0 for count in answer.counts):
        raise InvalidInput("Số trường hợp phải là số nguyên từ 0 trở lên.")
    pairs = [
        (count, option) for count, option in zip(answer.counts, rule.options, strict=True) if count
    ]
    if not pairs:
        return maximum, say(
            "Không có trường hợp bị trừ: %(points)s điểm.", points=points_text(maximum)
        )
    lost = sum((count * option.points for count, option in pairs), ZERO)
    points = max(maximum - lost, rule.least)
    parts = " − ".join(
        f"{count} × {number_text(option.points)} ({option.text})" for count, option in pairs
    )
    return points, say(
        "%(maximum)s − %(parts)s, không dưới %(least)s: %(points)s điểm.",
        maximum=number_text(maximum),
        parts=parts,
        least=number_text(rule.least),
        points=points_text(points),
    )


def _choice(rule: Rule, _maximum: Decimal, answer: Answer) -> _Found:
    if answer.chosen is None:
        return None
    if not 0 <= answer.chosen < len(rule.options):
        raise InvalidInput("Mức được chọn không nằm trong danh mục.")
    option = rule.options[answer.chosen]
    return option.points, say(
        "“%(text)s”: %(points)s điểm.", text=option.text, points=points_text(option.points)
    )


def _formula(rule: Rule, maximum: Decimal, answer: Answer) -> _Found:
    if not answer.numbers:
        return None
    missing = next((words for name, words in rule.variables if name not in answer.numbers), None)
    if missing is not None:
        raise InvalidInput("Chưa ghi “%(words)s”.", words=missing)
    points = value_of(read_formula(rule.formula), answer.numbers)
    values = ", ".join(
        f"{name} = {number_text(answer.numbers[name])}" for name, _words in rule.variables
    )
    shown = say(
        "%(formula)s với %(values)s: %(points)s điểm.",
        formula=rule.formula,
        values=values,
        points=points_text(points),
    )
    if points > maximum:
        shown = say(
            "%(working)s Vượt điểm tối đa nên tính %(maximum)s.",
            working=shown,
            maximum=points_text(maximum),
        )
    elif points < 0:
        shown = say("%(working)s Nhỏ hơn 0 nên tính 0.", working=shown)
    return points, shown


def _survey(_rule: Rule, maximum: Decimal, answer: Answer) -> _Found:
    if answer.value is None:
        return None
    if not 0 <= answer.value <= HUNDRED:
        raise InvalidInput("Tỷ lệ khảo sát phải từ 0 đến 100.")
    points = answer.value * maximum / HUNDRED
    return points, say(
        "Kết quả điều tra %(share)s%% × %(maximum)s = %(points)s điểm.",
        share=number_text(rounded(answer.value)),
        maximum=number_text(maximum),
        points=points_text(points),
    )


def _tracking(rule: Rule, maximum: Decimal, answer: Answer) -> _Found:
    found = (_bands if rule.bands else _proportion)(rule, maximum, answer)
    if found is None:
        return None
    points, working = found
    return points, say("Theo số liệu theo dõi nhiệm vụ: %(working)s", working=working)


_KINDS = {
    ScoringKind.YES_NO: _yes_no,
    ScoringKind.BANDS: _bands,
    ScoringKind.PROPORTION: _proportion,
    ScoringKind.TICKS: _ticks,
    ScoringKind.PENALTY: _penalty,
    ScoringKind.CHOICE: _choice,
    ScoringKind.FORMULA: _formula,
    ScoringKind.SURVEY: _survey,
    ScoringKind.TRACKING: _tracking,
}
