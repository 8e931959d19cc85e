"""Weighted answers, what they add up to, and what cannot be."""

from __future__ import annotations

from decimal import Decimal

import pytest

from tracker.domain.errors import InvalidInput
from tracker.domain.survey_sheet import (
    FIVE_STEPS,
    Counted,
    SipasFactor,
    answers_text,
    check_counts,
    check_factor,
    check_least,
    read_answers,
    satisfied_share,
    share_of_counts,
    working,
)

D = Decimal
FIVE = read_answers(FIVE_STEPS)


def test_answers_are_read_as_they_are_written() -> None:
    assert answers_text(FIVE) == FIVE_STEPS
    assert [answer.weight for answer in read_answers("Có: 100\nMột phần: 62,5%; Không: 0")] == [
        D(100), D("62.5"), D(0),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("Tốt: 100", "từ 2 đến 8"),
        ("; ".join(f"Mức {n}: {n}" for n in range(9)), "từ 2 đến 8"),
        ("Tốt; Kém: 0", "cần ghi “câu trả lời: trọng số”"),
        ("Tốt: 101; Kém: 0", "từ 0 đến 100"),
        ("Tốt: 100; Kém: -1", "từ 0 đến 100"),
        ("Tốt: nhiều; Kém: 0", "không phải là số"),
        ("Tốt: 100; tốt: 0", "giống nhau"),
    ],
)
def test_what_is_no_list_of_answers(text: str, why: str) -> None:
    with pytest.raises(InvalidInput, match=why) as refused:
        read_answers(text)
    assert refused.value.field == "answers"


@pytest.mark.parametrize(
    "text",
    ["Có: 100; Không: 0", "A: 0; B: 2; C: 4; D: 6; E: 9", "A: 9; B: 9; C: 3; D: 2; E: 1"],
)
def test_sipas_has_five_falling_steps(text: str) -> None:
    check_factor(FIVE, SipasFactor.ACCESS)
    check_factor(read_answers(text), None)
    with pytest.raises(InvalidInput, match="đúng 5 mức"):
        check_factor(read_answers(text), SipasFactor.ACCESS)


def test_the_share_and_its_working() -> None:
    one = Counted(FIVE, (10, 5, 3, 1, 1), SipasFactor.ACCESS)
    two = Counted(read_answers("Có: 100; Không: 0"), (10, 10))
    assert share_of_counts([one]) == D("80.50")
    assert share_of_counts([one, two]) == D("65.25")
    assert working([one]) == "(10 × 100% + 5 × 80% + 3 × 60% + 1 × 30% + 1 × 0%) : 20 = 80,5%"
    assert satisfied_share([one, two]) == D("75.00")
    nobody = Counted(FIVE, (0, 0, 0, 0, 0), SipasFactor.ACCESS)
    assert share_of_counts([nobody]) is None
    assert satisfied_share([two]) is None
    assert working([nobody]) == ""


@pytest.mark.parametrize(
    ("sent", "answered", "ticks", "why"),
    [
        (10, 11, [], "từ 0 đến số phiếu gửi"),
        (1_000_001, 5, [5], "quá lớn"),
        (10, -1, [], "từ 0 đến số phiếu gửi"),
        (10, 5, [4, 2], "nhiều hơn 5 phiếu"),
        (10, 5, [6, -2], "từ 0 trở lên"),
    ],
)
def test_paper_that_cannot_be(sent: int, answered: int, ticks: list[int], why: str) -> None:
    with pytest.raises(InvalidInput, match=why):
        check_counts(sent, answered, {1: ticks})
    check_counts(10, 5, {1: [3, 2]})


def test_too_small_a_least_number() -> None:
    check_least(5)
    with pytest.raises(InvalidInput, match="không được dưới 5"):
        check_least(4)
