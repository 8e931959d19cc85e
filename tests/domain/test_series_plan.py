"""A series over its rules: nothing lost or doubled by a change, no flood after a standstill."""

from __future__ import annotations

from datetime import date, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.domain.test_recurrence_properties import rules
from tests.support.vietnamese_calendar import seeded_calendar
from tracker.domain.recurrence import LAST_DAY, RecurrenceRule
from tracker.domain.recurrence_periods import Every
from tracker.domain.series_plan import MISSED_LIMIT, RuleSpan, SeriesPlan

OFFICE = seeded_calendar()
Rule = RecurrenceRule
START = date(2026, 1, 1)
TWENTIETH = Rule(every=Every.MONTH, day=20)
MONTH_AFTER = Rule(every=Every.MONTH, day=5, following=True)


def a_plan(*spans: tuple[date, RecurrenceRule | None], days_before: int = 20) -> SeriesPlan:
    return SeriesPlan(tuple(RuleSpan(day, rule) for day, rule in spans), days_before)


def keys(plan: SeriesPlan, from_on: date, to_on: date) -> list[str]:
    return [one.key for one in plan.occurrences(from_on, to_on, OFFICE)]


def to_make(plan: SeriesPlan, day: date) -> list[str]:
    return [one.key for one in plan.to_make(day, OFFICE)]


def test_a_period_is_made_so_many_days_before_its_due_day() -> None:
    plan = a_plan((date(2026, 11, 1), TWENTIETH))
    assert to_make(plan, date(2026, 10, 30)) == []
    assert to_make(plan, date(2026, 10, 31)) == ["2026-11"]
    assert to_make(plan, date(2026, 11, 20)) == ["2026-11"]
    assert to_make(plan, date(2026, 11, 30)) == ["2026-11", "2026-12"]


def test_a_weekly_series_never_runs_three_weeks_ahead() -> None:
    plan = a_plan((date(2026, 11, 23), Rule(every=Every.WEEK, weekday=5)))
    assert to_make(plan, date(2026, 11, 23)) == ["2026-W48"]


def test_after_a_year_of_standstill_only_the_last_missed_periods_are_meant() -> None:
    plan = a_plan((date(2025, 1, 1), TWENTIETH))
    assert to_make(plan, date(2026, 11, 23)) == ["2026-10", "2026-11"]
    assert to_make(plan, date(2026, 12, 1)) == ["2026-10", "2026-11", "2026-12"]


def test_the_series_begins_with_what_is_due_then_and_is_never_late_at_birth() -> None:
    plan = a_plan((date(2026, 11, 3), MONTH_AFTER))
    assert keys(plan, START, date(2027, 1, 31)) == ["2026-10", "2026-11", "2026-12"]


def test_another_day_of_the_month_loses_and_doubles_no_month() -> None:
    plan = a_plan((START, TWENTIETH), (date(2026, 6, 1), Rule(every=Every.MONTH, day=LAST_DAY)))
    found = plan.occurrences(START, date(2026, 12, 31), OFFICE)
    assert [one.key for one in found] == [f"2026-{month:02d}" for month in range(1, 13)]
    assert (found[4].due_on, found[5].due_on) == (date(2026, 5, 20), date(2026, 6, 30))


def test_from_months_to_quarters() -> None:
    plan = a_plan((START, TWENTIETH), (date(2026, 7, 1), Rule(every=Every.QUARTER, day=15)))
    assert keys(plan, date(2026, 5, 1), date(2026, 12, 31)) == [
        "2026-05",
        "2026-06",
        "2026-Q3",
        "2026-Q4",
    ]


def test_what_had_ended_before_the_change_is_still_owed_by_the_old_rule() -> None:
    plan = a_plan((START, MONTH_AFTER), (date(2026, 7, 1), None))
    assert keys(plan, date(2026, 6, 1), date(2026, 12, 31)) == ["2026-05", "2026-06"]


def test_a_series_that_begins_again_makes_nothing_of_the_time_between() -> None:
    plan = a_plan((START, TWENTIETH), (date(2026, 3, 1), None), (date(2026, 10, 1), TWENTIETH))
    assert keys(plan, START, date(2026, 11, 30)) == ["2026-01", "2026-02", "2026-10", "2026-11"]
    assert to_make(plan, date(2026, 6, 15)) == ["2026-01", "2026-02"]


def test_a_skipped_period_is_shown_but_not_made() -> None:
    plan = SeriesPlan((RuleSpan(START, TWENTIETH),), 20, frozenset({"2026-11"}))
    assert "2026-11" in keys(plan, START, date(2026, 12, 31))
    assert to_make(plan, date(2026, 11, 15)) == ["2026-09", "2026-10"]


def test_the_next_due_days_of_a_slow_series() -> None:
    plan = a_plan((START, Rule(every=Every.YEAR, day=29, month=2)))
    assert [one.due_on for one in plan.next_due(date(2026, 11, 23), OFFICE, 5)] == [
        date(2027, 2, 28),
        date(2028, 2, 29),
        date(2029, 2, 28),
        date(2030, 2, 28),
        date(2031, 2, 28),
    ]


def test_a_key_that_the_series_does_not_owe_is_not_found() -> None:
    plan = a_plan((date(2026, 11, 1), TWENTIETH))
    found = plan.find("2026-11", OFFICE)
    assert found is not None
    assert found.due_on == date(2026, 11, 20)
    for key in ("2026-09", "2026-Q4", "", "x", "2026-13"):
        assert plan.find(key, OFFICE) is None


@settings(max_examples=40, deadline=None)
@given(rules(), st.dates(date(2026, 1, 1), date(2027, 6, 30)), st.integers(0, 200))
def test_asking_every_day_finds_each_period_once_and_in_time(
    rule: RecurrenceRule, begins: date, downtime: int
) -> None:
    """A job that ran daily but for one standstill: nothing twice, little missed, no flood."""
    plan = SeriesPlan((RuleSpan(begins, rule),), 20)
    stood = begins + timedelta(days=100)
    days = [begins + timedelta(days=n) for n in range(400)]
    made: dict[str, date] = {}
    for day in (d for d in days if not stood <= d < stood + timedelta(days=downtime)):
        for one in plan.to_make(day, OFFICE):
            made.setdefault(one.key, day)
    owed = plan.occurrences(begins, days[-1], OFFICE)
    first_day_back = stood + timedelta(days=downtime)
    for one in owed:
        if not stood <= one.due_on < first_day_back:
            assert made[one.key] <= one.due_on
    missed = [one for one in owed if stood <= one.due_on < first_day_back]
    late = [one for one in missed if made.get(one.key, one.due_on) > one.due_on]
    assert len(late) <= MISSED_LIMIT
    unmade = [one for one in missed if one.key not in made]
    assert not unmade or len(missed) > MISSED_LIMIT
