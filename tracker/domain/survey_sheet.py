"""A questionnaire (phiếu hỏi): weighted answers, what they add up to, and who may answer when.

An answer is never kept as a sheet of its own: each tick only raises a count (decision 0029), so
there is nothing that could be laid beside a person. Counts are shown and scored only after the
questionnaire was closed and only with a least number of answers: two looks at a running count
would tell what the one answer between them said.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from itertools import pairwise

from tracker.domain.errors import InvalidInput
from tracker.domain.index_numbers import HUNDRED, ZERO, number_text, read_number, rounded
from tracker.domain.vietnamese import one_line

FEWEST_ANSWERS = 5
"""No questionnaire may show anything for fewer answers per unit."""

MOST_ANSWERS = 8
MOST_LINKS = 500
MOST_SHEETS = 1_000_000
SATISFIED_STEPS = 2
"""Of five steps, best first: these count as satisfied (rất hài lòng, hài lòng)."""

FIVE_STEPS = (
    "Rất hài lòng: 100; Hài lòng: 80; Bình thường: 60; Không hài lòng: 30; Rất không hài lòng: 0"
)


class SurveyState(StrEnum):
    """A questionnaire is written, then answered, then counted."""

    DRAFT = "draft"
    OPEN = "open"
    CLOSED = "closed"


class SipasFactor(StrEnum):
    """The five factors of satisfaction (SIPAS; QĐ 1001/QĐ-BNV, 11/12/2023)."""

    ACCESS = "access"
    PROCEDURE = "procedure"
    OFFICIALS = "officials"
    RESULT = "result"
    FEEDBACK = "feedback"


@dataclass(frozen=True, slots=True)
class WeightedAnswer:
    """One answer to tick. ``weight`` in per cent of the maximum, 0 to 100."""

    text: str
    weight: Decimal


@dataclass(frozen=True, slots=True)
class Counted:
    """One question with how often each answer was ticked, in the order of the answers."""

    answers: tuple[WeightedAnswer, ...]
    counts: tuple[int, ...]
    factor: SipasFactor | None = None

    @property
    def total(self) -> int:
        return sum(self.counts)


def read_answers(text: str) -> tuple[WeightedAnswer, ...]:
    """ "Tốt: 100; Được: 60; Kém: 0", two to eight answers. Raises InvalidInput at ``answers``."""
    found = []
    for piece in filter(None, (one_line(piece) for piece in text.replace("\n", ";").split(";"))):
        said, colon, weight = piece.rpartition(":")
        if not colon or not said.strip():
            raise InvalidInput(
                "Không đọc được “%(piece)s”: cần ghi “câu trả lời: trọng số”.",
                field="answers",
                piece=piece[:60],
            )
        found.append(WeightedAnswer(one_line(said), read_number(weight, field="answers")))
    if not 2 <= len(found) <= MOST_ANSWERS:
        raise InvalidInput(
            "Mỗi câu hỏi cần từ 2 đến %(most)s câu trả lời.", field="answers", most=MOST_ANSWERS
        )
    if any(not ZERO <= answer.weight <= HUNDRED for answer in found):
        raise InvalidInput("Trọng số phải từ 0 đến 100 phần trăm.", field="answers")
    if len({answer.text.casefold() for answer in found}) < len(found):
        raise InvalidInput("Có hai câu trả lời giống nhau.", field="answers")
    return tuple(found)


def check_factor(answers: Sequence[WeightedAnswer], factor: SipasFactor | None) -> None:
    """A SIPAS question has five steps, the best one first, so that “satisfied” means one thing."""
    weights = [answer.weight for answer in answers]
    falling = all(one > two for one, two in pairwise(weights))
    if factor is not None and not (len(answers) == 5 and falling):
        raise InvalidInput(
            "Câu hỏi SIPAS cần đúng 5 mức, xếp từ tốt nhất xuống, trọng số giảm dần.",
            field="answers",
        )


def answers_text(answers: Sequence[WeightedAnswer]) -> str:
    """As ``read_answers`` reads them."""
    return "; ".join(f"{answer.text}: {number_text(answer.weight)}" for answer in answers)


def check_least(least: int) -> None:
    """Raises InvalidInput for a least number that would show single persons’ answers."""
    if least < FEWEST_ANSWERS:
        raise InvalidInput(
            "Số phiếu tối thiểu không được dưới %(fewest)s.", field="least", fewest=FEWEST_ANSWERS
        )


def check_counts(
    sent: int, answered: int, counts: Mapping[int, Sequence[int]], *, field: str = "answered"
) -> None:
    """What was counted on paper. Raises InvalidInput where it cannot be."""
    if sent > MOST_SHEETS:
        raise InvalidInput("Số phiếu quá lớn.", field="sent")
    if sent < 0 or not 0 <= answered <= sent:
        raise InvalidInput("Số phiếu trả lời phải từ 0 đến số phiếu gửi.", field=field)
    for number, ticked in counts.items():
        if any(count < 0 for count in ticked):
            raise InvalidInput("Số phiếu phải là số nguyên từ 0 trở lên.", field=field)
        if sum(ticked) > answered:
            raise InvalidInput(
                "Câu %(number)s có %(ticked)s lượt trả lời, nhiều hơn %(answered)s phiếu thu về.",
                field=field, number=number, ticked=sum(ticked), answered=answered,
            )  # fmt: skip


def share_of_counts(questions: Sequence[Counted]) -> Decimal | None:
    """Weighted share in per cent, each tick counting the same; None without any."""
    ticks = sum(question.total for question in questions)
    if not ticks:
        return None
    weighted = sum(
        (
            answer.weight * count
            for question in questions
            for answer, count in zip(question.answers, question.counts, strict=True)
        ),
        ZERO,
    )
    return rounded(weighted / ticks)


def satisfied_share(questions: Sequence[Counted]) -> Decimal | None:
    """Ticks on the two best of five steps, in per cent; None without any."""
    asked = [question for question in questions if question.factor is not None]
    ticks = sum(question.total for question in asked)
    content = sum(sum(question.counts[:SATISFIED_STEPS]) for question in asked)
    return rounded(HUNDRED * content / ticks) if ticks else None


def working(questions: Sequence[Counted]) -> str:
    """ "(30 × 100% + 10 × 60%) : 40 = 90,00%": one item’s share, as it is checked by hand."""
    by_weight: dict[Decimal, int] = {}
    for question in questions:
        for answer, count in zip(question.answers, question.counts, strict=True):
            by_weight[answer.weight] = by_weight.get(answer.weight, 0) + count
    share = share_of_counts(questions)
    if share is None:
        return ""
    terms = " + ".join(
        f"{count} × {number_text(weight)}%"
        for weight, count in sorted(by_weight.items(), reverse=True)
        if count
    )
    return f"({terms}) : {sum(by_weight.values())} = {number_text(share)}%"
