"""What a regime says: windows, the day by which each level sends, and what cannot be kept."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date

import pytest

from tests.support.vietnamese_calendar import seeded_calendar
from tracker.domain.errors import InvalidInput
from tracker.domain.reporting_periods import PeriodKind, Window, WindowRule
from tracker.domain.reporting_regimes import (
    DueRule,
    Level,
    RegimePeriod,
    RegimePlan,
    check_plan,
    due_notation,
    from_json,
    read_due,
    to_json,
)
from tracker.services.regimes import SEEDS

NOVEMBER = Window(date(2026, 10, 15), date(2026, 11, 14))
MONTH = RegimePeriod(PeriodKind.MONTH, WindowRule(15, 14, 1), {})
QUARTER = RegimePeriod(PeriodKind.QUARTER, WindowRule(15, 14, 1), {}, (1, 3))
NINE = RegimePeriod(PeriodKind.NINE_MONTHS, WindowRule(15, 14, 1), {})


@pytest.mark.parametrize(
    ("rule", "day"),
    [
        (DueRule(working_days=1), date(2026, 11, 16)),  # the 14th is a Saturday
        (DueRule(working_days=3), date(2026, 11, 18)),
        (DueRule(day=20), date(2026, 11, 20)),
        (DueRule(day=14), date(2026, 11, 16)),  # art. 8(5): a working day after the cut-off
        (DueRule(day=31), date(2026, 11, 30)),
    ],
)
def test_by_when_a_level_sends(rule: DueRule, day: date) -> None:
    assert rule.due_on(NOVEMBER, seeded_calendar()) == day


@pytest.mark.parametrize(
    ("period", "today", "key"),
    [
        (MONTH, date(2026, 11, 14), "2026-10"),  # its last day is not over
        (MONTH, date(2026, 11, 15), "2026-11"),
        (MONTH, date(2027, 1, 3), "2026-12"),
        (QUARTER, date(2026, 9, 15), "2026-Q3"),
        (QUARTER, date(2026, 12, 20), None),  # quý IV is none of the regime's
        (QUARTER, date(2027, 3, 15), "2027-Q1"),
        (NINE, date(2026, 9, 14), "2025-9M"),
        (NINE, date(2026, 9, 15), "2026-9M"),
        (NINE, date(2026, 11, 3), "2026-9M"),
        (NINE, date(2026, 12, 20), "2026-9M"),
    ],
)
def test_the_newest_period_that_is_over(period: RegimePeriod, today: date, key: str | None) -> None:
    found = period.last_ended(today)
    assert (found[0] if found else None) == key


@pytest.mark.parametrize(
    ("typed", "rule"),
    [("3", DueRule(3)), ("ngày 20", DueRule(day=20)), (" ngày20 ", DueRule(day=20)), ("", None)],
)
def test_a_day_of_sending_as_it_is_typed(typed: str, rule: DueRule | None) -> None:
    assert read_due(typed) == rule
    assert read_due(due_notation(rule)) == rule


@pytest.mark.parametrize("typed", ["mai", "20/11", "-3", "ngày"])
def test_what_is_no_day_of_sending_is_refused(typed: str) -> None:
    with pytest.raises(InvalidInput, match="Không hiểu hạn gửi"):
        read_due(typed)


def test_every_shipped_regime_can_be_kept_and_read_back() -> None:
    seeds = json.loads(SEEDS.read_text("utf-8"))
    assert [seed["code"] for seed in seeds] == ["general", "reform", "on_demand", "whole_life"]
    for seed in seeds:
        plan = from_json(seed)
        check_plan(plan)
        assert from_json(to_json(plan)) == plan
        assert seed["source"]


def test_the_reform_regime_is_owed_by_the_twentieth_of_its_four_periods() -> None:
    seeds = {seed["code"]: seed for seed in json.loads(SEEDS.read_text("utf-8"))}
    plan = from_json(seeds["reform"])
    told = [(each.kind, each.numbers, each.due[Level.OFFICE].day) for each in plan.periods]
    assert told == [
        (PeriodKind.QUARTER, (1, 3), 20),
        (PeriodKind.HALF_YEAR, (1,), 20),
        (PeriodKind.YEAR, (), 20),
    ]


@pytest.mark.parametrize(
    ("plan", "sentence"),
    [
        (RegimePlan((replace(MONTH, rule=WindowRule(0, 14, 1)),)), "từ 1 đến 31"),
        (RegimePlan((replace(MONTH, rule=WindowRule(15, 14, 5)),)), "từ 0 đến 2"),
        (RegimePlan((replace(MONTH, rule=WindowRule(15, 14, 0)),)), "không có ngày nào"),
        (RegimePlan((replace(MONTH, due={Level.OFFICE: DueRule(99)}),)), "từ 1 đến 60"),
        (RegimePlan((MONTH,), hours=5000), "từ 0 đến 720"),
        (RegimePlan((MONTH,), outline=()), "ít nhất một mục"),
    ],
)
def test_what_cannot_be_kept_is_refused(plan: RegimePlan, sentence: str) -> None:
    with pytest.raises(InvalidInput) as refused:
        check_plan(plan)
    assert sentence in str(refused.value)
