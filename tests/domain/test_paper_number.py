"""Numbers of papers compared, and whether two descriptions mean one paper."""

from __future__ import annotations

from datetime import date

import pytest

from tracker.domain.cited_paper import Likeness, PaperFacts, likeness
from tracker.domain.directive_kind import DirectiveKind
from tracker.domain.paper_number import number_key


@pytest.mark.parametrize(
    "written",
    ["05/CT-UBND", "5/CT-UBND", "Số: 05/CT-UBND", " 05 / CT – UBND", "05/ct-ubnd.", "005/CT-UBND"],
)
def test_one_number_in_many_spellings(written: str) -> None:
    assert number_key(written) == "5/ct-ubnd"


@pytest.mark.parametrize("written", [None, "", "  ", "Số:"])
def test_no_number(written: str | None) -> None:
    assert number_key(written) is None


def test_other_numbers_stay_apart() -> None:
    written = ("5/CT-UBND", "50/CT-UBND", "5/QĐ-UBND", "5-CT/UBND", "5/2020/NĐ-CP")
    assert len({number_key(number) for number in written}) == 5


ORDER = PaperFacts("5/ct-ubnd", DirectiveKind.INSTRUCTION, date(2023, 5, 17), "UBND tỉnh")


@pytest.mark.parametrize(
    ("kept", "expected"),
    [
        (ORDER, Likeness.SAME),
        (PaperFacts("5/ct-ubnd", DirectiveKind.OTHER, date(2023, 5, 17), ""), Likeness.SAME),
        (
            PaperFacts(
                "5/ct-ubnd", DirectiveKind.INSTRUCTION, None, "Ủy ban nhân dân tỉnh Hà Tĩnh"
            ),
            Likeness.SAME,
        ),
        (PaperFacts("5/ct-ubnd", DirectiveKind.INSTRUCTION, None, ""), Likeness.POSSIBLE),
        (
            PaperFacts("5/ct-ubnd", DirectiveKind.INSTRUCTION, date(2023, 5, 17), "UBND huyện"),
            Likeness.POSSIBLE,
        ),
        (PaperFacts("5/ct-ubnd", DirectiveKind.INSTRUCTION, None, "UBND huyện"), Likeness.OTHER),
        (
            PaperFacts("5/ct-ubnd", DirectiveKind.INSTRUCTION, date(2024, 5, 17), "UBND tỉnh"),
            Likeness.OTHER,
        ),
        (
            PaperFacts("5/ct-ubnd", DirectiveKind.PLAN, date(2023, 5, 17), "UBND tỉnh"),
            Likeness.OTHER,
        ),
        (PaperFacts("6/ct-ubnd", DirectiveKind.INSTRUCTION, date(2023, 5, 17), ""), Likeness.OTHER),
        (
            PaperFacts(None, DirectiveKind.INSTRUCTION, date(2023, 5, 17), "UBND tỉnh"),
            Likeness.OTHER,
        ),
    ],
)
def test_whether_a_cited_paper_is_the_one_in_the_register(
    kept: PaperFacts, expected: Likeness
) -> None:
    assert likeness(ORDER, kept) is expected


def test_a_paper_without_a_number_is_never_recognised() -> None:
    nameless = PaperFacts(None, DirectiveKind.INSTRUCTION, date(2023, 5, 17), "UBND tỉnh")
    assert likeness(nameless, nameless) is Likeness.OTHER
