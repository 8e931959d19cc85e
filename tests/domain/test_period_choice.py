"""A period is chosen by its key; the last that ended and the present one are offered."""

from __future__ import annotations

from datetime import date

import pytest

from tracker.domain.errors import InvalidInput
from tracker.domain.period_choice import chosen, kind_of, offered
from tracker.domain.reporting_periods import PeriodKind

K = PeriodKind


@pytest.mark.parametrize(
    ("key", "kind"),
    [
        ("2026-11", K.MONTH), ("2026-Q4", K.QUARTER), ("2026-H2", K.HALF_YEAR),
        ("2026-9M", K.NINE_MONTHS), ("2026", K.YEAR), ("2026-W47", K.WEEK), (" 2026-11 ", K.MONTH),
    ],
)  # fmt: skip
def test_every_kind_writes_its_keys_in_its_own_way(key: str, kind: PeriodKind) -> None:
    assert kind_of(key) is kind


@pytest.mark.parametrize("key", ["", "11/2026", "26-11", "2026-", "2026-X1", "năm nay", "٢٠٢٦"])
def test_what_is_no_key_gets_a_sentence_with_examples(key: str) -> None:
    with pytest.raises(InvalidInput, match="2026-Q4") as refused:
        kind_of(key)
    assert refused.value.field == "period"


@pytest.mark.parametrize("key", ["2026-13", "2026-Q5", "2026-W54", "1999", "2026-00", "2026-H3"])
def test_a_key_of_no_period_is_refused(key: str) -> None:
    with pytest.raises(InvalidInput):
        chosen(key, date(2026, 11, 23))


@pytest.mark.parametrize(
    ("today", "keys"),
    [
        (
            date(2026, 11, 23),
            ["2026-11", "2026-12", "2026-Q3", "2026-Q4", "2026-H1", "2026-H2", "2026-9M",
             "2025", "2026", "2026-W47", "2026-W48"],
        ),
        (
            date(2026, 12, 15),
            ["2026-12", "2027-01", "2026-Q4", "2027-Q1", "2026-H2", "2027-H1", "2026-9M",
             "2027-9M", "2026", "2027", "2026-W50", "2026-W51"],
        ),
    ],
    ids=["late in the year by decree 09", "on the first day of the next"],
)  # fmt: skip
def test_offered_are_the_last_ended_and_the_present(today: date, keys: list[str]) -> None:
    found = offered(today)
    assert [period.key for period in found] == keys
    for period in found:
        assert period.ended is (period.days.to_on < today)
        assert period.ended or period.days.from_on <= today
