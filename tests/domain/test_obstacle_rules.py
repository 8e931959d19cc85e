"""The life of a difficulty as a table; its age and lateness as functions of a day."""

from __future__ import annotations

from datetime import date

import pytest

from tracker.domain.errors import Conflict, InvalidInput
from tracker.domain.obstacle_rules import (
    ADMITS,
    ObstacleDeedKind,
    ObstacleState,
    age_days,
    answer_overdue_days,
    check_paper,
    state_after,
)

#: state × deed -> state; "." is refused.
LIFE = """
           answer    hand_on   pass_up    ask_again  close
waiting    answered  waiting   passed_up  .          closed
passed_up  answered  .         passed_up  .          closed
answered   .         .         passed_up  waiting    closed
closed     .         .         .          .          .
"""
ROWS = [line.split() for line in LIFE.strip().splitlines()]
CASES = [
    (ObstacleState(row[0]), ObstacleDeedKind(deed), after)
    for row in ROWS[1:]
    for deed, after in zip(ROWS[0], row[1:], strict=True)
]


@pytest.mark.parametrize(("state", "deed", "after"), CASES)
def test_every_state_and_every_deed(
    state: ObstacleState, deed: ObstacleDeedKind, after: str
) -> None:
    if after == ".":
        with pytest.raises(Conflict):
            state_after(state, deed)
    else:
        assert state_after(state, deed) == ObstacleState(after)


def test_the_table_is_whole() -> None:
    assert len(CASES) == len(ADMITS) * len(ObstacleDeedKind)


def test_age_counts_calendar_days() -> None:
    assert age_days(date(2026, 11, 23), date(2026, 11, 23)) == 0
    assert age_days(date(2026, 10, 23), date(2026, 11, 23)) == 31


@pytest.mark.parametrize(
    ("state", "due", "answered", "late"),
    [
        (ObstacleState.WAITING, date(2026, 11, 23), None, 0),
        (ObstacleState.WAITING, date(2026, 11, 20), None, 3),
        (ObstacleState.WAITING, None, None, 0),
        (ObstacleState.PASSED_UP, date(2026, 11, 1), None, 0),
        (ObstacleState.ANSWERED, date(2026, 11, 10), date(2026, 11, 12), 2),
        (ObstacleState.ANSWERED, date(2026, 11, 10), date(2026, 11, 10), 0),
        (ObstacleState.CLOSED, date(2026, 11, 1), date(2026, 11, 9), 0),
    ],
)
def test_how_late_an_answer_is(
    state: ObstacleState, due: date | None, answered: date | None, late: int
) -> None:
    assert answer_overdue_days(state, due, answered, date(2026, 11, 23)) == late


@pytest.mark.parametrize(
    ("number", "paper_on", "field"),
    [
        ("12/UBND", None, "paper_on"),
        ("", date(2026, 11, 20), "number"),
        ("12/UBND", date(2026, 11, 24), "paper_on"),
    ],
)
def test_half_a_paper_is_none(number: str, paper_on: date | None, field: str) -> None:
    with pytest.raises(InvalidInput) as refused:
        check_paper(number, paper_on, date(2026, 11, 23))
    assert refused.value.field == field
