"""What a hand-in must carry, which day it counts for, when lateness owes an explanation."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from tracker.domain.errors import InvalidInput
from tracker.domain.evidence_rules import check_submission, done_on

ORDERED = date(2026, 10, 1)
TODAY = date(2026, 11, 23)


@pytest.mark.parametrize(
    ("paper_on", "expected"),
    [
        pytest.param(None, TODAY, id="no paper: the day of the hand-in"),
        pytest.param(date(2026, 11, 2), date(2026, 11, 2), id="the paper's day"),
        pytest.param(TODAY, TODAY, id="a paper of today"),
        pytest.param(ORDERED, ORDERED, id="a paper of the day of the order"),
    ],
)
def test_the_day_on_which_work_is_done(paper_on: date | None, expected: date) -> None:
    assert done_on(paper_on=paper_on, submitted_on=TODAY, ordered_on=ORDERED) == expected


@pytest.mark.parametrize("paper_on", [date(2026, 11, 24), date(2026, 9, 30)])
def test_a_paper_from_tomorrow_or_from_before_the_order(paper_on: date) -> None:
    with pytest.raises(InvalidInput) as refused:
        done_on(paper_on=paper_on, submitted_on=TODAY, ordered_on=ORDERED)
    assert refused.value.field == "paper_on"
    assert f"{paper_on.day:02d}/{paper_on.month:02d}/2026" in str(refused.value)


WHOLE: dict[str, Any] = {
    "summary": "Đã ban hành kế hoạch.",
    "paper_number": "45/KH-TP",
    "paper_on": date(2026, 11, 20),
    "done": date(2026, 11, 20),
    "due": date(2026, 11, 20),
    "explained": False,
}


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"summary": "Xong"}, "summary"),
        ({"summary": " \n "}, "summary"),
        ({"paper_on": None}, "paper_on"),
        ({"paper_number": ""}, "paper_number"),
        ({"paper_number": None}, "paper_number"),
        ({"done": date(2026, 11, 21)}, "explanation"),
    ],
)
def test_what_is_missing_is_named(changes: dict[str, Any], field: str) -> None:
    with pytest.raises(InvalidInput) as refused:
        check_submission(**(WHOLE | changes))
    assert refused.value.field == field


@pytest.mark.parametrize(
    "changes",
    [
        {},
        {"paper_number": None, "paper_on": None},
        {"due": None, "done": date(2027, 1, 1)},
        {"done": date(2026, 11, 21), "explained": True},
    ],
    ids=["on the due day", "without a paper", "undated", "late and explained"],
)
def test_what_is_enough(changes: dict[str, Any]) -> None:
    check_submission(**(WHOLE | changes))
