"""Whatever the rule: each period comes once, in order, and no due day drifts."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from hypothesis import assume, given, settings
from hypothesis import strategies as st

from tests.domain.test_recurrence import OFFICE, days
from tracker.domain.recurrence import LAST_DAY, LAST_WORKING_DAY, RecurrenceRule, RestDayRule
from tracker.domain.recurrence_periods import Every, period_of, read_period
from tracker.domain.recurrence_words import rule_words


@st.composite
def rules(draw: st.DrawFn) -> RecurrenceRule:
    every = draw(st.sampled_from(Every))
    values: dict[str, Any] = {
        "every": every,
        "before": draw(st.booleans()),
        "on_rest_day": draw(st.sampled_from(RestDayRule)),
    }
    if every is Every.DATES:
        one_day = st.tuples(st.integers(1, 31), st.integers(1, 12))
        values["dates"] = tuple(draw(st.sets(one_day, min_size=1, max_size=6)))
        assume(all(day <= 29 or month not in (2, 4, 6, 9, 11) for day, month in values["dates"]))
        return RecurrenceRule(**values)
    values["following"] = draw(st.booleans())
    if every is Every.MONTHS:
        values |= {"length": draw(st.integers(1, 18)), "year": draw(st.integers(2024, 2027))}
        values["month"] = draw(st.integers(1, 12))
    if every is Every.WEEK:
        values["weekday"] = draw(st.integers(1, 7))
    elif draw(st.booleans()):
        values["working_day"] = draw(st.sampled_from([*range(1, 16), LAST_WORKING_DAY]))
    else:
        values["day"] = draw(st.sampled_from([*range(1, 32), LAST_DAY]))
    if every is Every.YEAR:
        values["month"] = draw(st.none() | st.integers(1, 12))
    return RecurrenceRule(**values)


@given(rules(), st.dates(date(2025, 1, 1), date(2027, 12, 31)), st.integers(0, 500))
def test_splitting_a_span_finds_the_same_occurrences_once(
    rule: RecurrenceRule, start: date, length: int
) -> None:
    end, middle = start + timedelta(days=length), start + timedelta(days=length // 2)
    whole = days(rule, start, end)
    assert whole == days(rule, start, middle) + days(rule, middle + timedelta(days=1), end)
    keys = [key for key, _ in whole]
    assert len(set(keys)) == len(keys)
    assert all(rule.due_on(key, OFFICE) == due for key, due in whole)


@given(rules())
def test_a_rule_survives_its_json(rule: RecurrenceRule) -> None:
    assert RecurrenceRule.from_json(rule.to_json()) == rule
    assert str(rule_words(rule))


@settings(max_examples=60, deadline=None)
@given(rules())
def test_over_ten_years_each_period_comes_once_in_order_and_never_drifts(
    rule: RecurrenceRule,
) -> None:
    found = rule.periods(date(2024, 1, 1), date(2034, 12, 31), OFFICE)
    spans = [rule.period(one.key) for one in found]
    following = [later.first for later in spans[1:]]
    assert following == [span.last + timedelta(days=1) for span in spans[:-1]]
    assert all(rule.period_key(span.first) == span.key == rule.period_key(span.last)
               for span in spans)  # fmt: skip
    if rule.day in (31, LAST_DAY) and rule.on_rest_day is RestDayRule.KEEP:
        given = [one.due_on + timedelta(days=int(rule.before)) for one in found]
        assert all((day + timedelta(days=1)).day == 1 for day in given)


@given(st.sampled_from([e for e in Every if e not in (Every.DATES, Every.MONTHS)]),
       st.dates(date(2000, 1, 1)))  # fmt: skip
def test_a_day_lies_in_the_period_of_its_key(every: Every, day: date) -> None:
    assume(day.year < 9999)
    period = period_of(every, day)
    assert period.first <= day <= period.last
    assert read_period(every, period.key) == period
