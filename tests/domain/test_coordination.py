"""How a coordinating unit stands with its part, as a table of days."""

from __future__ import annotations

from datetime import date

import pytest

from tracker.domain.coordination import PartState, part_state
from tracker.domain.unit_handover import earlier, joined_requests

DUE = date(2026, 11, 20)


@pytest.mark.parametrize(
    ("answered", "due", "over", "as_of", "state"),
    [
        pytest.param(DUE, DUE, None, 30, PartState.IN_TIME, id="on the day"),
        pytest.param(date(2026, 11, 21), DUE, None, 30, PartState.LATE, id="a day late"),
        pytest.param(date(2026, 11, 21), None, None, 30, PartState.IN_TIME, id="no date"),
        pytest.param(None, DUE, None, 20, PartState.WAITING, id="on the due day"),
        pytest.param(None, DUE, None, 21, PartState.SILENT, id="the day after"),
        pytest.param(None, None, None, 30, PartState.WAITING, id="undated"),
        pytest.param(date(2026, 11, 25), DUE, None, 22, PartState.SILENT, id="answered later"),
        pytest.param(None, DUE, date(2026, 11, 18), 30, None, id="over before its day"),
        pytest.param(None, DUE, date(2026, 11, 25), 30, PartState.SILENT, id="over after its day"),
        pytest.param(None, None, date(2026, 11, 25), 30, None, id="over, undated"),
    ],
)
def test_states(
    answered: date | None,
    due: date | None,
    over: date | None,
    as_of: int,
    state: PartState | None,
) -> None:
    day = date(2026, 11, as_of)
    assert part_state(answered_on=answered, due_on=due, over_on=over, as_of=day) is state


def test_two_requests_become_one() -> None:
    assert joined_requests("Góp ý", "Góp ý ") == "Góp ý"
    assert joined_requests("", "Số liệu") == "Số liệu"
    assert joined_requests("Góp ý", "Số liệu") == "Góp ý\nSố liệu"
    assert earlier(None, DUE) == earlier(DUE, date(2026, 12, 1)) == DUE
    assert earlier(None, None) is None
