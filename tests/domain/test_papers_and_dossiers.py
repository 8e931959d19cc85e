"""Papers that run out, dossiers that are kept for so many years."""

from __future__ import annotations

from datetime import date

import pytest

from tracker.domain.errors import InvalidInput
from tracker.domain.paper_validity import check_validity, is_expired
from tracker.domain.retention import Retention, kept_until

END = date(2026, 12, 31)

VALIDITY = [
    (None, date(2026, 12, 31), False),
    (END, date(2026, 12, 30), False),
    (END, END, False),
    (END, date(2027, 1, 1), True),
]


@pytest.mark.parametrize(("expires_on", "as_of", "expired"), VALIDITY)
def test_the_last_day_still_counts(expires_on: date | None, as_of: date, *, expired: bool) -> None:
    assert is_expired(expires_on, as_of) is expired


def test_a_paper_may_end_on_its_own_day_and_not_before() -> None:
    check_validity(END, END)
    check_validity(None, END)
    check_validity(END, None)
    with pytest.raises(InvalidInput) as refused:
        check_validity(END, date(2026, 12, 30))
    assert refused.value.field == "expires_on"


KEEPING = [
    (Retention.PERMANENT, END, None),
    (Retention.UNTIL_VOID, END, None),
    (Retention.YEARS_20, END, 2046),
    (Retention.YEARS_2, date(2026, 1, 1), 2028),
    (Retention.YEARS_70, None, None),
]


@pytest.mark.parametrize(("retention", "ended_on", "year"), KEEPING)
def test_years_count_from_the_year_in_which_the_work_ended(
    retention: Retention, ended_on: date | None, year: int | None
) -> None:
    assert kept_until(retention, ended_on) == year
