"""Until when a unit may say that a task is not its function, and who decides about it."""

from __future__ import annotations

from datetime import date

import pytest

from tests.support.vietnamese_calendar import seeded_calendar
from tracker.domain.errors import InvalidInput
from tracker.domain.refusal_rules import (
    RefusalDecider,
    RefusalStanding,
    check_in_time,
    last_day,
    who_decides,
)

MONDAY = date(2026, 11, 16)
OFFICE, LEADER = RefusalDecider.LEAD_OFFICE, RefusalDecider.LEADER


@pytest.mark.parametrize(
    ("days", "last"),
    [(0, None), (1, date(2026, 11, 17)), (5, date(2026, 11, 23)), (6, date(2026, 11, 25))],
    ids=["no limit", "tomorrow", "over a weekend", "over the holiday of 24 November"],
)
def test_the_last_day_is_counted_in_working_days(days: int, last: date | None) -> None:
    assert last_day(MONDAY, days, seeded_calendar()) == last


def test_the_last_day_itself_is_in_time_and_the_next_is_not() -> None:
    standing, calendar = RefusalStanding(MONDAY), seeded_calendar()
    check_in_time(standing, date(2026, 11, 23), 5, calendar)
    check_in_time(standing, date(2027, 11, 23), 0, calendar)
    with pytest.raises(InvalidInput, match="đến hết ngày"):
        check_in_time(standing, date(2026, 11, 25), 5, calendar)


@pytest.mark.parametrize(
    ("rule", "standing", "decider"),
    [
        (OFFICE, RefusalStanding(MONDAY), OFFICE),
        (LEADER, RefusalStanding(MONDAY), LEADER),
        (OFFICE, RefusalStanding(MONDAY, insisted=True), LEADER),
        (OFFICE, RefusalStanding(MONDAY, concerns_lead_office=True), LEADER),
    ],
    ids=["as the office says", "always a leader", "the unit insists", "the lead office is party"],
)
def test_who_decides(
    rule: RefusalDecider, standing: RefusalStanding, decider: RefusalDecider
) -> None:
    assert who_decides(rule, standing) is decider
