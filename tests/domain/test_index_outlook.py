"""The forecast: what is sure, what is at stake and why; likeness of words; the plan's text."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from tracker.domain.index_matching import Library
from tracker.domain.index_outlook import (
    InnerDeadline,
    Outlook,
    Prospect,
    Risk,
    about_to_be_lost,
    risk_of,
)

D, TODAY = Decimal, date(2026, 11, 23)


def a_prospect(code: str, points: str, maximum: str, risk: Risk | None = None, **more: object) -> Prospect:  # fmt: skip # noqa: E501
    return Prospect(int(code), code, f"Mục {code}", D(points), D(maximum), risk, **more)  # type: ignore[arg-type]


FOUND = Outlook((
    a_prospect("1", "40", "50"),
    a_prospect("2", "15", "20", Risk.UNPROVED),
    a_prospect("3", "0", "10", Risk.NOT_SCORED, due_on=date(2026, 12, 1)),
    a_prospect("4", "8", "10", Risk.ESTIMATED),
    a_prospect("5", "0", "0"),
))  # fmt: skip


def test_today_is_sure_at_stake_and_estimated() -> None:
    assert (FOUND.today, FOUND.sure) == (D("70.00"), D("44.44"))
    assert (FOUND.at_risk, FOUND.estimated) == (D("16.67"), D("8.89"))
    assert FOUND.today == FOUND.sure + FOUND.at_risk + FOUND.estimated


def test_an_item_without_points_has_none_to_lose() -> None:
    late = a_prospect("6", "0", "2", Risk.TASKS_OVERDUE)
    assert [one.code for one in Outlook((*FOUND.prospects, late)).may_lose()] == ["2"]


def test_what_would_bring_most() -> None:
    dearest = FOUND.dearest(3)
    assert [(one.code, index) for one, index in dearest] == [
        ("1", D("81.11")), ("3", D("81.11")), ("2", D("75.56")),
    ]  # fmt: skip
    assert [one.code for one in FOUND.with_risk(Risk.UNPROVED, Risk.NOT_SCORED)] == ["2", "3"]


@pytest.mark.parametrize(
    ("scored", "proved", "due_on", "overdue", "risk"),
    [
        (False, False, None, False, Risk.NOT_SCORED),
        (False, False, date(2026, 11, 22), False, Risk.OVERDUE),
        (False, False, TODAY, False, Risk.NOT_SCORED),
        (True, False, date(2026, 11, 1), False, Risk.UNPROVED),
        (True, True, date(2026, 11, 1), False, None),
        (True, True, None, True, Risk.TASKS_OVERDUE),
    ],
)
def test_why_points_are_not_sure(
    scored: bool, proved: bool, due_on: date | None, overdue: bool, risk: Risk | None
) -> None:
    found = risk_of(
        scored=scored, proved=proved, due_on=due_on, today=TODAY, tracked_overdue=overdue
    )
    assert found is risk


def test_a_warning_comes_before_the_day() -> None:
    soon = about_to_be_lost(FOUND.prospects, today=TODAY, days=8)
    assert [one.item.code for one in soon] == ["3"]
    assert about_to_be_lost(FOUND.prospects, today=TODAY, days=7) == []


def test_a_task_inside_an_item_warns_of_the_item() -> None:
    tasks = {
        2: [InnerDeadline(date(2026, 11, 25), 8, "Báo cáo"), InnerDeadline(date(2026, 11, 20), 9)],
        3: [InnerDeadline(date(2026, 11, 30), 7)],
        4: [InnerDeadline(TODAY, 5)],  # people are asked: no task wins or loses it
        1: [InnerDeadline(TODAY, 4)],  # sure already
    }
    soon = about_to_be_lost(FOUND.prospects, today=TODAY, days=8, tasks=tasks)
    assert [(one.item.code, one.deadline.task_id) for one in soon] == [("2", 9), ("3", 7)]


def test_papers_are_offered_by_rare_words_not_by_common_ones() -> None:
    library = Library(
        {
            1: "Kế hoạch tuyên truyền cải cách hành chính năm 2026",
            2: "Kế hoạch thực hiện nhiệm vụ năm 2026",
            3: "Báo cáo kết quả rà soát văn bản quy phạm pháp luật",
        },
        ["Kế hoạch thực hiện nhiệm vụ"] * 20,
    )
    assert [one.key for one in library.like("Kế hoạch thực hiện nhiệm vụ năm sau")] == []
    asked = "Tỷ lệ nội dung kế hoạch tuyên truyền cải cách hành chính đã thực hiện"
    assert [one.key for one in library.like(asked)] == [1]
    assert [one.key for one in library.like("Báo cáo rà soát văn bản")] == [3]
