"""Which days a report covers: decree 09/2019/NĐ-CP art. 12 as a table of cases."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from tracker.domain.errors import InvalidInput
from tracker.domain.reporting_periods import (
    DECREE_09,
    FREE_KINDS,
    PeriodKind,
    Window,
    WindowRule,
    check_window,
    cut_off,
    following,
    label,
    period_containing,
    previous,
    same_period_last_year,
    window,
)

K = PeriodKind

WINDOWS = [
    (K.MONTH, "2026-11", date(2026, 10, 15), date(2026, 11, 14), "tháng 11 năm 2026"),
    (K.MONTH, "2026-01", date(2025, 12, 15), date(2026, 1, 14), "tháng 1 năm 2026"),
    (K.QUARTER, "2026-Q1", date(2025, 12, 15), date(2026, 3, 14), "quý I năm 2026"),
    (K.QUARTER, "2026-Q4", date(2026, 9, 15), date(2026, 12, 14), "quý IV năm 2026"),
    (K.HALF_YEAR, "2026-H1", date(2025, 12, 15), date(2026, 6, 14), "6 tháng đầu năm 2026"),
    (K.HALF_YEAR, "2026-H2", date(2026, 6, 15), date(2026, 12, 14), "6 tháng cuối năm 2026"),
    (K.NINE_MONTHS, "2026-9M", date(2025, 12, 15), date(2026, 9, 14), "9 tháng đầu năm 2026"),
    (K.YEAR, "2026", date(2025, 12, 15), date(2026, 12, 14), "năm 2026"),
    (K.WEEK, "2026-W47", date(2026, 11, 16), date(2026, 11, 22), "tuần 47 năm 2026"),
    (K.WEEK, "2026-W01", date(2025, 12, 29), date(2026, 1, 4), "tuần 1 năm 2026"),
]


@pytest.mark.parametrize(("kind", "key", "from_on", "to_on", "name"), WINDOWS)
def test_window_and_name_of_a_period(
    kind: PeriodKind, key: str, from_on: date, to_on: date, name: str
) -> None:
    assert window(kind, key) == (from_on, to_on)
    assert label(kind, key) == name
    assert period_containing(kind, from_on) == key
    assert period_containing(kind, to_on) == key


@pytest.mark.parametrize(
    ("kind", "key", "before", "last_year"),
    [
        (K.MONTH, "2026-01", "2025-12", "2025-01"),
        (K.QUARTER, "2026-Q1", "2025-Q4", "2025-Q1"),
        (K.HALF_YEAR, "2026-H2", "2026-H1", "2025-H2"),
        (K.NINE_MONTHS, "2026-9M", "2025-9M", "2025-9M"),
        (K.YEAR, "2026", "2025", "2025"),
        (K.WEEK, "2026-W01", "2025-W52", "2025-W01"),
        (K.WEEK, "2027-W01", "2026-W53", "2026-W01"),
        (K.WEEK, "2026-W53", "2026-W52", "2025-W52"),
    ],
)
def test_period_before_and_period_last_year(
    kind: PeriodKind, key: str, before: str, last_year: str
) -> None:
    assert previous(kind, key) == before
    assert following(kind, before) == key
    assert same_period_last_year(kind, key) == last_year


@pytest.mark.parametrize("kind", [k for k in K if k is not K.NINE_MONTHS and k not in FREE_KINDS])
def test_windows_follow_each_other_without_gap_or_overlap(kind: PeriodKind) -> None:
    """No day of four years is lost between two reports, none is counted twice."""
    day = date(2024, 1, 1)
    while day < date(2028, 1, 1):
        key = period_containing(kind, day)
        assert key is not None
        days = window(kind, key)
        assert days.from_on <= day <= days.to_on
        assert window(kind, following(kind, key)).from_on == days.to_on + timedelta(days=1)
        day = days.to_on + timedelta(days=1)


def test_days_after_the_nine_months_lie_in_no_nine_month_period() -> None:
    assert period_containing(K.NINE_MONTHS, date(2026, 10, 16)) is None
    assert period_containing(K.NINE_MONTHS, date(2026, 12, 15)) == "2027-9M"


@pytest.mark.parametrize(
    ("kind", "key"),
    [
        (K.MONTH, "2026-13"),
        (K.MONTH, "2026-00"),
        (K.MONTH, "11/2026"),
        (K.MONTH, "2026-Q4"),
        (K.MONTH, ""),
        (K.QUARTER, "2026-Q5"),
        (K.HALF_YEAR, "2026-H0"),
        (K.NINE_MONTHS, "2026-6M"),
        (K.WEEK, "2025-W53"),
        (K.YEAR, "1890"),
        (K.YEAR, "20 26"),
        (K.MONTH, "٢٠٢٦-11"),
    ],
)
def test_a_key_that_names_no_period_is_refused_with_an_example(kind: PeriodKind, key: str) -> None:
    with pytest.raises(InvalidInput) as refused:
        window(kind, key)
    assert refused.value.code == "bad_period"
    assert refused.value.field == "period"


def test_the_sentence_of_a_bad_key_shows_how_to_write_it() -> None:
    with pytest.raises(InvalidInput, match=r"Không hiểu kỳ báo cáo “11/2026”.*mẫu 2026-11"):
        window(K.MONTH, "11/2026")


def test_a_locality_may_count_whole_calendar_months() -> None:
    rules = {**DECREE_09, K.MONTH: WindowRule(first_day=1, last_day=31)}
    assert window(K.MONTH, "2028-02", rules) == (date(2028, 2, 1), date(2028, 2, 29))
    assert period_containing(K.MONTH, date(2026, 11, 30), rules) == "2026-11"


def test_a_locality_may_count_weeks_from_friday_to_thursday() -> None:
    rules = {**DECREE_09, K.WEEK: WindowRule(first_day=5, last_day=4)}
    assert window(K.WEEK, "2026-W47", rules) == (date(2026, 11, 13), date(2026, 11, 19))
    assert period_containing(K.WEEK, date(2026, 11, 20), rules) == "2026-W48"


def test_a_window_without_a_day_is_refused() -> None:
    check_window(Window(date(2026, 11, 14), date(2026, 11, 14)))
    with pytest.raises(InvalidInput, match="ngày kết thúc 14/10/2026 trước ngày bắt đầu 15/10"):
        check_window(Window(date(2026, 10, 15), date(2026, 10, 14)))
    upside_down = {**DECREE_09, K.MONTH: WindowRule(first_day=15, last_day=14)}
    with pytest.raises(InvalidInput, match="không có ngày nào"):
        window(K.MONTH, "2026-11", upside_down)


def test_a_report_counts_to_the_end_of_its_window_or_to_today_inside_it() -> None:
    november = window(K.MONTH, "2026-11")
    assert cut_off(november, date(2026, 11, 21)) == date(2026, 11, 14)
    assert cut_off(november, date(2026, 11, 3)) == date(2026, 11, 3)
    assert cut_off(november, date(2026, 10, 15)) == date(2026, 10, 15)
    with pytest.raises(InvalidInput, match=r"từ ngày 15/10/2026 .* chưa bắt đầu") as refused:
        cut_off(november, date(2026, 10, 14))
    assert refused.value.code == "future_period"
