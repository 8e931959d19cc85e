"""Recurring duties keep their day: the 31st, the last day, the third working day."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from tests.support.vietnamese_calendar import seeded_calendar
from tracker.domain.errors import InvalidInput
from tracker.domain.recurrence import (
    LAST_DAY,
    LAST_WORKING_DAY,
    RecurrenceRule,
    RestDayRule,
)
from tracker.domain.recurrence_notation import rule_from_notation
from tracker.domain.recurrence_periods import Every, period_words
from tracker.domain.recurrence_words import rule_words

OFFICE = seeded_calendar()
Rule = RecurrenceRule

QUARTER_DATES = ((15, 3), (15, 6), (15, 9), (15, 12))


def days(rule: RecurrenceRule, from_on: date, to_on: date) -> list[tuple[str, date]]:
    return [(found.key, found.due_on) for found in rule.periods(from_on, to_on, OFFICE)]


CASES = [
    (
        Rule(every=Every.WEEK, weekday=5),
        "hằng tuần, chậm nhất thứ Sáu",
        ("2026-W47", date(2026, 11, 20)),
    ),
    (
        Rule(every=Every.WEEK, weekday=1, following=True),
        "hằng tuần, chậm nhất thứ Hai tuần sau",
        ("2026-W47", date(2026, 11, 23)),
    ),
    (
        Rule(every=Every.MONTH, day=20),
        "hằng tháng, chậm nhất ngày 20",
        ("2026-11", date(2026, 11, 20)),
    ),
    (
        Rule(every=Every.MONTH, day=25, before=True),
        "hằng tháng, trước ngày 25",
        ("2026-11", date(2026, 11, 24)),
    ),
    (
        Rule(every=Every.MONTH, day=1, before=True),
        "hằng tháng, trước ngày 01",
        ("2026-11", date(2026, 10, 31)),
    ),
    (
        Rule(every=Every.MONTH, day=5, following=True),
        "hằng tháng, chậm nhất ngày 05 tháng sau",
        ("2026-11", date(2026, 12, 5)),
    ),
    (
        Rule(every=Every.MONTH, day=LAST_DAY),
        "hằng tháng, chậm nhất ngày cuối cùng của tháng",
        ("2026-11", date(2026, 11, 30)),
    ),
    (
        Rule(every=Every.MONTH, working_day=3),
        "hằng tháng, chậm nhất ngày làm việc thứ 3 của tháng",
        ("2026-11", date(2026, 11, 4)),
    ),
    (
        Rule(every=Every.MONTH, working_day=LAST_WORKING_DAY),
        "hằng tháng, chậm nhất ngày làm việc cuối cùng của tháng",
        ("2026-11", date(2026, 11, 30)),
    ),
    (
        Rule(every=Every.QUARTER, day=15, before=True),
        "hằng quý, trước ngày 15 tháng cuối quý",
        ("2026-Q4", date(2026, 12, 14)),
    ),
    (
        Rule(every=Every.QUARTER, day=10, following=True),
        "hằng quý, chậm nhất ngày 10 tháng đầu quý sau",
        ("2026-Q4", date(2027, 1, 10)),
    ),
    (
        Rule(every=Every.HALF_YEAR, day=15),
        "6 tháng một lần, chậm nhất ngày 15 tháng 6 và tháng 12",
        ("2026-H2", date(2026, 12, 15)),
    ),
    (
        Rule(every=Every.HALF_YEAR, day=5, following=True),
        "6 tháng một lần, chậm nhất ngày 05 tháng 7 và tháng 01",
        ("2026-H2", date(2027, 1, 5)),
    ),
    (
        Rule(every=Every.YEAR, day=30, month=11),
        "hằng năm, chậm nhất ngày 30 tháng 11",
        ("2026", date(2026, 11, 30)),
    ),
    (
        Rule(every=Every.YEAR, day=15, following=True, before=True),
        "hằng năm, trước ngày 15 tháng 01 năm sau",
        ("2026", date(2027, 1, 14)),
    ),
    (
        Rule(every=Every.MONTHS, length=4, year=2026, month=3, day=20),
        "4 tháng một lần tính từ tháng 3 năm 2026, chậm nhất ngày 20 tháng cuối kỳ",
        ("2026-11x4", date(2027, 2, 20)),
    ),
    (
        Rule(every=Every.MONTHS, length=3, year=2026, month=2, day=5, following=True),
        "3 tháng một lần tính từ tháng 2 năm 2026, chậm nhất ngày 05 tháng đầu kỳ sau",
        ("2026-11x3", date(2027, 2, 5)),
    ),
    (
        Rule(every=Every.DATES, dates=QUARTER_DATES, before=True),
        "hằng năm, trước các ngày 15/03, 15/06, 15/09, 15/12",
        ("2026-12-15", date(2026, 12, 14)),
    ),
    (
        Rule(every=Every.DATES, dates=((1, 12),)),
        "hằng năm, chậm nhất ngày 01/12",
        ("2026-12-01", date(2026, 12, 1)),
    ),
]


@pytest.mark.parametrize(("rule", "words", "expected"), CASES, ids=[case[1] for case in CASES])
def test_a_rule_its_words_its_period_and_its_day(
    rule: RecurrenceRule, words: str, expected: tuple[str, date]
) -> None:
    key = rule.period_key(date(2026, 11, 19))
    assert (key, rule.due_on(key, OFFICE)) == expected
    assert str(rule_words(rule)) == words
    assert RecurrenceRule.from_json(rule.to_json()) == rule


def test_the_31st_is_the_last_day_of_a_short_month_and_the_31st_again_after_it() -> None:
    rule = Rule(every=Every.MONTH, day=31)
    found = days(rule, date(2028, 1, 1), date(2028, 6, 30))
    assert [due.day for _, due in found] == [31, 29, 31, 30, 31, 30]
    assert rule.due_on("2027-02", OFFICE) == date(2027, 2, 28)


def test_the_29th_of_february_every_year() -> None:
    rule = Rule(every=Every.DATES, dates=((29, 2),))
    assert days(rule, date(2027, 1, 1), date(2028, 12, 31)) == [
        ("2027-02-29", date(2027, 2, 28)),
        ("2028-02-29", date(2028, 2, 29)),
    ]


def test_iso_weeks_over_the_new_year() -> None:
    rule = Rule(every=Every.WEEK, weekday=5)
    assert days(rule, date(2026, 12, 24), date(2027, 1, 9)) == [
        ("2026-W52", date(2026, 12, 25)),
        ("2026-W53", date(2027, 1, 1)),
        ("2027-W01", date(2027, 1, 8)),
    ]


@pytest.mark.parametrize(
    ("rule", "month", "due"),
    [
        pytest.param(Rule(every=Every.MONTH, working_day=1), "2026-01", date(2026, 1, 5), id="1/1"),
        pytest.param(Rule(every=Every.MONTH, working_day=5), "2026-01", date(2026, 1, 9), id="5th"),
        pytest.param(
            Rule(every=Every.MONTH, working_day=6), "2026-01", date(2026, 1, 10), id="Saturday"
        ),
        pytest.param(
            Rule(every=Every.MONTH, working_day=LAST_WORKING_DAY),
            "2026-08",
            date(2026, 8, 28),
            id="moved Monday",
        ),
        pytest.param(
            Rule(every=Every.MONTH, working_day=15), "2026-02", date(2026, 2, 27), id="Tết"
        ),
    ],
)
def test_nth_working_day_by_the_calendar(rule: RecurrenceRule, month: str, due: date) -> None:
    assert rule.due_on(month, OFFICE) == due


@pytest.mark.parametrize(
    ("moves", "due"),
    [
        (RestDayRule.KEEP, date(2026, 11, 22)),
        (RestDayRule.NEXT, date(2026, 11, 23)),
        (RestDayRule.PREVIOUS, date(2026, 11, 20)),
    ],
)
def test_a_due_day_on_a_sunday_moves_only_when_the_rule_says_so(
    moves: RestDayRule, due: date
) -> None:
    rule = Rule(every=Every.MONTH, day=22, on_rest_day=moves)
    assert rule.due_on("2026-11", OFFICE) == due
    assert ("ngày nghỉ" in str(rule_words(rule))) is (moves is not RestDayRule.KEEP)


def test_the_span_is_inclusive_at_both_ends() -> None:
    rule = Rule(every=Every.MONTH, day=20)
    both = days(rule, date(2026, 11, 20), date(2026, 12, 20))
    assert both == [("2026-11", date(2026, 11, 20)), ("2026-12", date(2026, 12, 20))]
    assert days(rule, date(2026, 11, 21), date(2026, 12, 19)) == []


def test_the_next_due_day_may_belong_to_the_period_before() -> None:
    rule = Rule(every=Every.YEAR, day=15, following=True)
    found = rule.next_due(date(2026, 11, 21), OFFICE)
    assert (found.key, found.due_on) == ("2026", date(2027, 1, 15))
    today = rule.next_due(date(2027, 1, 15), OFFICE)
    assert today.key == "2026"
    assert rule.next_due(date(2027, 1, 16), OFFICE).key == "2027"


@pytest.mark.parametrize(
    "values",
    [
        {"every": Every.WEEK},
        {"every": Every.WEEK, "weekday": 8},
        {"every": Every.WEEK, "weekday": 5, "day": 3},
        {"every": Every.MONTH},
        {"every": Every.MONTH, "day": 0},
        {"every": Every.MONTH, "day": 32},
        {"every": Every.MONTH, "day": 5, "working_day": 2},
        {"every": Every.MONTH, "working_day": 16},
        {"every": Every.MONTH, "day": 5, "month": 3},
        {"every": Every.MONTH, "day": 5, "dates": ((1, 1),)},
        {"every": Every.YEAR, "day": 5, "month": 13},
        {"every": Every.MONTHS, "day": 5},
        {"every": Every.MONTHS, "day": 5, "length": 0, "year": 2026, "month": 1},
        {"every": Every.MONTHS, "day": 5, "length": 4, "year": 2026, "month": 13},
        {"every": Every.MONTH, "day": 5, "length": 4},
        {"every": Every.DATES},
        {"every": Every.DATES, "dates": ((31, 4),)},
        {"every": Every.DATES, "dates": ((1, 4), (1, 4))},
    ],
    ids=str,
)
def test_parts_that_do_not_fit_are_refused(values: dict[str, Any]) -> None:
    with pytest.raises(InvalidInput):
        RecurrenceRule(**values)


@pytest.mark.parametrize(
    "saved",
    [
        {},
        {"every": "fortnightly"},
        {"every": "monthly", "day": "20"},
        {"every": "monthly", "day": 20.5},
        {"every": "monthly", "day": 20, "colour": "red"},
        {"every": "dates", "dates": [[1]]},
    ],
    ids=str,
)
def test_a_broken_saved_rule_is_refused(saved: dict[str, object]) -> None:
    with pytest.raises(InvalidInput):
        RecurrenceRule.from_json(saved)


@pytest.mark.parametrize("key", ["2026", "2026-13", "2026-Q4", "2026-W47", "tháng 11", ""])
def test_a_key_of_another_cycle_is_refused(key: str) -> None:
    with pytest.raises(InvalidInput, match="không thuộc chu kỳ"):
        Rule(every=Every.MONTH, day=5).due_on(key, OFFICE)


def test_a_day_that_is_not_on_the_list_is_refused() -> None:
    with pytest.raises(InvalidInput, match="không thuộc chu kỳ"):
        Rule(every=Every.DATES, dates=QUARTER_DATES).due_on("2026-11-15", OFFICE)


@pytest.mark.parametrize(
    ("notation", "rule"),
    [
        ("weekly", Rule(every=Every.WEEK, weekday=5)),
        ("monthly", Rule(every=Every.MONTH, day=LAST_DAY)),
        ("quarterly", Rule(every=Every.QUARTER, day=LAST_DAY)),
        ("6-monthly", Rule(every=Every.HALF_YEAR, day=LAST_DAY)),
        ("yearly", Rule(every=Every.YEAR, day=LAST_DAY)),
        ("daily", None),
        ("continuous", None),
        ("unspecified", None),
        ("dates", None),
    ],
)
def test_the_readers_word_becomes_a_rule(notation: str, rule: RecurrenceRule | None) -> None:
    assert rule_from_notation(notation) == rule


@pytest.mark.parametrize(
    ("notation", "beside", "rule"),
    [
        (
            "monthly",
            {"day": 25, "before": True},
            Rule(every=Every.MONTH, day=25, before=True),
        ),
        (
            "monthly",
            {"day": 5, "following": True},
            Rule(every=Every.MONTH, day=5, following=True),
        ),
        ("weekly", {"weekday": 4}, Rule(every=Every.WEEK, weekday=4)),
        ("yearly", {"day": 15, "months": (12,)}, Rule(every=Every.YEAR, day=15, month=12)),
        ("quarterly", {"day": 15, "months": (3, 6, 9, 12)}, Rule(every=Every.QUARTER, day=15)),
        ("yearly", {"day": 15, "months": (6, 12)}, Rule(every=Every.HALF_YEAR, day=15)),
        (
            "yearly",
            {"day": 10, "months": (4, 10)},
            Rule(every=Every.DATES, dates=((10, 4), (10, 10))),
        ),
        ("yearly", {"months": (2, 9)}, Rule(every=Every.DATES, dates=((29, 2), (30, 9)))),
    ],
    ids=str,
)
def test_the_readers_word_with_what_stands_beside_it(
    notation: str, beside: dict[str, Any], rule: RecurrenceRule
) -> None:
    assert rule_from_notation(notation, **beside) == rule


@pytest.mark.parametrize(
    ("notation", "beside"),
    [
        ("monthly", {"day": 45}),
        ("weekly", {"weekday": 0}),
        ("yearly", {"day": 5, "months": (13,)}),
        ("yearly", {"day": 5, "months": (5, 13)}),
    ],
    ids=str,
)
def test_a_day_that_cannot_be_is_refused(notation: str, beside: dict[str, Any]) -> None:
    with pytest.raises(InvalidInput):
        rule_from_notation(notation, **beside)


@pytest.mark.parametrize(
    ("key", "words"),
    [
        ("2026-W47", "tuần 47 năm 2026"),
        ("2026-11", "tháng 11 năm 2026"),
        ("2026-Q4", "quý IV năm 2026"),
        ("2026-H1", "6 tháng đầu năm 2026"),
        ("2026-H2", "6 tháng cuối năm 2026"),
        ("2026", "năm 2026"),
        ("2026-06-15", "kỳ 15/06/2026"),
    ],
)
def test_a_period_in_words(key: str, words: str) -> None:
    assert str(period_words(key)) == words
