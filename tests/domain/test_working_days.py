"""Counting days as an office counts them: Tết, worked Saturdays, swapped Mondays."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.support.vietnamese_calendar import CORRECTIONS, seeded_calendar, seeded_rows
from tracker.domain.calendar_rows import CalendarRow, DayKind, rows_from_csv, rows_from_holidays
from tracker.domain.day_explanations import explain_add, explain_fixed, explain_period_end
from tracker.domain.errors import InvalidInput
from tracker.domain.working_days import Calendar, distance_words

DAYS = st.dates(date(2024, 1, 1), date(2027, 12, 31))
OFFICE = seeded_calendar()


def slowly_counted(calendar: Calendar, after: date, until: date) -> int:
    span = range(1, (until - after).days + 1)
    return sum(calendar.is_working(after + timedelta(days=n)) for n in span)


@pytest.mark.parametrize(
    ("day", "works", "why"),
    [
        (date(2026, 11, 20), True, "thứ Sáu, ngày làm việc"),
        (date(2026, 11, 21), False, "thứ Bảy, ngày nghỉ hằng tuần"),
        (date(2026, 11, 22), False, "Chủ nhật, ngày nghỉ hằng tuần"),
        (date(2026, 1, 1), False, "thứ Năm, nghỉ Tết: Tết Dương lịch"),
        (date(2026, 1, 2), False, "thứ Sáu, nghỉ hoán đổi, làm bù vào ngày 10/01/2026"),
        (date(2026, 1, 10), True, "thứ Bảy, làm bù cho ngày 02/01/2026"),
        (date(2026, 2, 17), False, "thứ Ba, nghỉ Tết: Mùng một Tết Nguyên đán"),
        (date(2026, 4, 27), False, "thứ Hai, nghỉ bù: Ngày Giỗ Tổ Hùng Vương"),
        (date(2026, 4, 30), False, "thứ Năm, nghỉ lễ: Ngày Chiến thắng"),
        (date(2026, 8, 22), True, "thứ Bảy, làm bù cho ngày 31/08/2026"),
        (date(2026, 8, 31), False, "thứ Hai, nghỉ hoán đổi, làm bù vào ngày 22/08/2026"),
        (date(2026, 9, 2), False, "thứ Tư, nghỉ lễ: Quốc khánh"),
        (date(2026, 11, 24), False, "thứ Ba, nghỉ lễ: Ngày Văn hóa Việt Nam (chờ xác nhận)"),
    ],
    ids=str,
)
def test_what_a_day_is(day: date, works: bool, why: str) -> None:
    assert OFFICE.is_working(day) is works
    assert str(OFFICE.why(day)) == why


@pytest.mark.parametrize(
    ("start", "n", "end"),
    [
        pytest.param(date(2026, 11, 2), 1, date(2026, 11, 3), id="the first day is not counted"),
        pytest.param(date(2026, 11, 20), 1, date(2026, 11, 23), id="Friday to Monday"),
        pytest.param(date(2026, 11, 21), 1, date(2026, 11, 23), id="from a Saturday"),
        pytest.param(date(2026, 2, 13), 1, date(2026, 2, 23), id="over nine days of Tết"),
        pytest.param(date(2026, 2, 12), 3, date(2026, 2, 24), id="before and after Tết"),
        pytest.param(date(2026, 8, 21), 1, date(2026, 8, 22), id="onto the worked Saturday"),
        pytest.param(date(2026, 8, 21), 2, date(2026, 8, 24), id="past the worked Saturday"),
        pytest.param(date(2026, 8, 28), 1, date(2026, 9, 3), id="over 2/9 and the moved Monday"),
        pytest.param(date(2026, 4, 24), 3, date(2026, 5, 4), id="Giỗ Tổ, 30/4, 1/5"),
        pytest.param(date(2025, 12, 31), 1, date(2026, 1, 5), id="New Year with 2/1 moved"),
        pytest.param(date(2026, 9, 3), -1, date(2026, 8, 28), id="back over 2/9"),
        pytest.param(date(2026, 8, 24), -1, date(2026, 8, 22), id="back to the worked Saturday"),
        pytest.param(date(2026, 11, 22), -1, date(2026, 11, 20), id="back from a Sunday"),
        pytest.param(date(2026, 11, 22), 0, date(2026, 11, 22), id="nothing to add"),
    ],
)
def test_adding_working_days(start: date, n: int, end: date) -> None:
    assert OFFICE.add(start, n) == end


@given(DAYS, st.integers(0, 400))
def test_adding_then_counting_gives_the_number_back(start: date, n: int) -> None:
    """Lesson 8: over weekends, Tết and worked Saturdays."""
    assert OFFICE.count(start, OFFICE.add(start, n)) == n


@given(DAYS, st.integers(1, 400))
def test_there_and_back_from_a_working_day(start: date, n: int) -> None:
    start = OFFICE.first_working_on_or_after(start)
    assert OFFICE.add(OFFICE.add(start, n), -n) == start
    assert OFFICE.add(OFFICE.add(start, -n), n) == start
    assert OFFICE.count(start, OFFICE.add(start, -n)) == -n


@given(DAYS, st.integers(1, 300), st.booleans())
def test_one_always_lands_on_a_working_day(start: date, n: int, back: bool) -> None:
    end = OFFICE.add(start, -n if back else n)
    assert OFFICE.is_working(end)
    assert (end < start) is back


@given(DAYS, DAYS)
def test_counting_agrees_with_looking_at_every_day(one: date, other: date) -> None:
    first, last = sorted((one, other))
    assert OFFICE.count(first, last) == slowly_counted(OFFICE, first, last)
    assert OFFICE.count(last, first) == -OFFICE.count(first, last)


@given(
    st.sets(st.integers(1, 7), max_size=6),
    st.dictionaries(st.dates(date(2026, 1, 1), date(2026, 3, 1)), st.sampled_from(DayKind)),
    st.dates(date(2025, 12, 1), date(2026, 3, 31)),
    st.integers(-60, 60),
)
def test_any_week_and_any_list_of_days_counts_right(
    rest_days: set[int], kinds: dict[date, DayKind], start: date, n: int
) -> None:
    rows = [CalendarRow(day, kind, "ngày", "căn cứ", True) for day, kind in kinds.items()]
    calendar = Calendar(rows, rest_days=rest_days)
    end = calendar.add(start, n)
    if n > 0:
        assert slowly_counted(calendar, start, end) == n
    elif n < 0:
        day_before = timedelta(days=1)
        assert slowly_counted(calendar, end - day_before, start - day_before) == -n
    assert n == 0 or calendar.is_working(end)


def test_around_a_rest_day() -> None:
    sunday = date(2026, 11, 22)
    assert OFFICE.last_working_on_or_before(sunday) == date(2026, 11, 20)
    assert OFFICE.first_working_on_or_after(sunday) == date(2026, 11, 23)
    assert OFFICE.next_working(date(2026, 11, 23)) == date(2026, 11, 25)
    monday = date(2026, 11, 23)
    assert OFFICE.last_working_on_or_before(monday) == monday
    assert OFFICE.first_working_on_or_after(monday) == monday


@pytest.mark.parametrize("rest_days", [{0}, {8}, set(range(1, 8))], ids=str)
def test_a_week_that_cannot_be_is_refused(rest_days: set[int]) -> None:
    with pytest.raises(InvalidInput, match="Ngày nghỉ hằng tuần"):
        Calendar(rest_days=rest_days)


def test_a_day_with_two_rows_is_refused() -> None:
    row = seeded_rows()[0]
    with pytest.raises(InvalidInput, match="hai dòng"):
        Calendar([row, row])


def test_an_absurd_number_of_days_is_refused_and_not_computed() -> None:
    with pytest.raises(InvalidInput, match="quá lớn"):
        OFFICE.add(date(2026, 1, 1), 10**9)


def test_which_years_are_known_and_which_official() -> None:
    assert OFFICE.known_until == 2027
    assert OFFICE.official_until == 2026
    assert OFFICE.is_entered(2027)
    assert not OFFICE.is_official(2027)
    assert not OFFICE.is_entered(2028)
    assert Calendar().known_until is None
    lone = CalendarRow(date(2028, 1, 1), DayKind.HOLIDAY, "Tết Dương lịch", "dự kiến", False)
    assert Calendar([*seeded_rows(), lone]).known_until == 2027


@pytest.mark.parametrize(
    ("day", "unconfirmed"),
    [
        (date(2026, 11, 24), True),
        (date(2026, 2, 17), False),
        (date(2026, 11, 23), False),
        (date(2027, 2, 5), True),
        (date(2028, 3, 1), True),
    ],
    ids=str,
)
def test_what_still_waits_for_its_paper(day: date, unconfirmed: bool) -> None:
    assert OFFICE.is_unconfirmed(day) is unconfirmed


def test_open_days_within_a_span() -> None:
    found = OFFICE.unconfirmed_between(date(2026, 11, 1), date(2026, 11, 24))
    assert [row.name for row in found] == ["Ngày Văn hóa Việt Nam"]
    assert OFFICE.unconfirmed_between(date(2026, 11, 24), date(2026, 12, 1)) == ()


@pytest.mark.parametrize(
    ("due", "as_of", "words"),
    [
        (date(2026, 11, 27), date(2026, 11, 20), "còn 4 ngày làm việc"),
        (date(2026, 11, 23), date(2026, 11, 20), "còn 1 ngày làm việc"),
        (date(2026, 11, 23), date(2026, 11, 23), "hôm nay là hạn"),
        (date(2026, 11, 23), date(2026, 11, 24), "quá hạn 1 ngày"),
        (date(2026, 11, 9), date(2026, 11, 21), "quá hạn 12 ngày"),
        (date(2026, 11, 22), date(2026, 11, 20), "hôm nay là ngày làm việc cuối cùng trước hạn"),
        (date(2026, 11, 22), date(2026, 11, 21), "còn 1 ngày, đều là ngày nghỉ"),
        (date(2026, 8, 24), date(2026, 8, 21), "còn 2 ngày làm việc"),
        (date(2026, 2, 23), date(2026, 2, 13), "còn 1 ngày làm việc"),
    ],
    ids=str,
)
def test_distance_in_words(due: date, as_of: date, words: str) -> None:
    assert str(distance_words(due, as_of, OFFICE).sentence) == words


def test_words_can_be_translated_with_their_parts() -> None:
    english = {
        "%(weekday)s, ngày nghỉ hằng tuần": "%(weekday)s, a weekly rest day",
        "Chủ nhật": "Sunday",
    }
    said = OFFICE.why(date(2026, 11, 22)).words(lambda text: english.get(text, text))
    assert said == "Sunday, a weekly rest day"


def test_a_computed_day_is_explained_step_by_step() -> None:
    explained = explain_add(OFFICE, date(2026, 8, 20), 8)
    assert explained.day == date(2026, 9, 3)
    assert [str(step) for step in explained.steps] == [
        "Tính 8 ngày làm việc sau ngày 20/08/2026, không tính ngày đầu (Điều 147 Bộ luật Dân sự).",
        "Tính cả 22/08/2026: thứ Bảy, làm bù cho ngày 31/08/2026.",
        "Không tính 31/08/2026: thứ Hai, nghỉ hoán đổi, làm bù vào ngày 22/08/2026.",
        "Không tính 01/09/2026: thứ Ba, nghỉ lễ: Quốc khánh.",
        "Không tính 02/09/2026: thứ Tư, nghỉ lễ: Quốc khánh.",
        "Không tính 3 ngày nghỉ hằng tuần.",
        "03/09/2026 là thứ Năm, ngày làm việc.",
    ]


def test_an_explanation_names_what_may_still_move_the_day() -> None:
    over_november = [str(step) for step in explain_add(OFFICE, date(2026, 11, 23), 1).steps]
    assert over_november[-1] == "Ngày 24/11/2026 (Ngày Văn hóa Việt Nam) còn chờ xác nhận."
    into_2027 = [str(step) for step in explain_add(OFFICE, date(2026, 12, 30), 5).steps]
    assert into_2027[-1] == "Chưa có lịch nghỉ chính thức của năm 2027."


def test_a_fixed_date_on_a_sunday_stays_and_is_pointed_out() -> None:
    explained = explain_fixed(OFFICE, date(2026, 11, 22))
    assert explained.day == date(2026, 11, 22)
    assert "ngày làm việc cuối cùng trước hạn là 20/11/2026" in str(explained.steps[-1])


def test_a_period_that_ends_on_a_sunday_ends_with_monday() -> None:
    assert explain_period_end(OFFICE, date(2026, 11, 22)).day == date(2026, 11, 23)
    kept = explain_period_end(OFFICE, date(2026, 11, 20))
    assert (kept.day, len(kept.steps)) == (date(2026, 11, 20), 1)


def test_the_public_list_becomes_rows_of_the_right_kind() -> None:
    rows = rows_from_holidays(
        [
            (date(2026, 4, 26), "Ngày Giỗ Tổ Hùng Vương"),
            (date(2026, 4, 27), "Ngày Giỗ Tổ Hùng Vương (nghỉ bù)"),
            (date(2026, 8, 31), "Ngày nghỉ (thay cho ngày 22/08/2026)"),
        ],
        [date(2026, 8, 22)],
        source="danh sách",
        confirmed_through=2025,
    )
    assert [(row.day.day, row.kind, row.name) for row in rows] == [
        (26, DayKind.HOLIDAY, "Ngày Giỗ Tổ Hùng Vương"),
        (27, DayKind.COMPENSATORY, "Ngày Giỗ Tổ Hùng Vương"),
        (22, DayKind.SWAP_WORK, "làm bù cho ngày 31/08/2026"),
        (31, DayKind.SWAP_OFF, "làm bù vào ngày 22/08/2026"),
    ]
    assert not any(row.confirmed for row in rows)


def test_every_seeded_correction_names_its_paper() -> None:
    with CORRECTIONS.open(encoding="utf-8") as lines:
        rows = rows_from_csv(lines)
    assert {row.day: row.confirmed for row in rows} == {
        date(2026, 1, 2): True,
        date(2026, 1, 10): True,
        date(2026, 11, 24): False,
    }


HEADING = "date,kind,name,source,confirmed"


@pytest.mark.parametrize(
    ("lines", "says"),
    [
        (["2026-02-30,holiday,Tết,QĐ,yes"], "Dòng 2"),
        (["2026-02-03,feast,Tết,QĐ,yes"], "Dòng 2"),
        (["2026-02-03,holiday,Tết,QĐ,maybe"], "Dòng 2"),
        (["2026-02-03,holiday,,QĐ,yes"], "thiếu tên ngày"),
        (["2026-02-03,holiday,Tết,,yes"], "thiếu tên ngày"),
        (["2026-02-03,holiday,Tết"], "Dòng 2"),
        (["2026-02-03,holiday,Tết,QĐ,yes", "2026-02-03,holiday,Tết,QĐ,no"], "Dòng 3: .*đã có"),
    ],
    ids=str,
)
def test_a_bad_row_is_refused_with_its_line(lines: list[str], says: str) -> None:
    with pytest.raises(InvalidInput, match=says):
        rows_from_csv([HEADING, *lines])
