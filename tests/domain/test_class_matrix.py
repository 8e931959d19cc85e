"""What a cell of the matrix says, and totals that add up."""

from __future__ import annotations

from datetime import date

import pytest

from tracker.domain.class_matrix import (
    CellState,
    MatrixView,
    Tally,
    part_cell,
    shows,
    tally,
    task_cell,
)
from tracker.domain.task_status import TaskStatus

TODAY = date(2026, 11, 23)
YESTERDAY = date(2026, 11, 22)

CELLS = [
    (TaskStatus.ASSIGNED, None, CellState.NOT_ISSUED),
    (TaskStatus.IN_PROGRESS, TODAY, CellState.NOT_ISSUED),
    (TaskStatus.ACKNOWLEDGED, YESTERDAY, CellState.OVERDUE),
    (TaskStatus.RETURNED, YESTERDAY, CellState.RETURNED),
    (TaskStatus.SUBMITTED, YESTERDAY, CellState.HANDED_IN),
    (TaskStatus.COMPLETED, YESTERDAY, CellState.CONFIRMED),
    (TaskStatus.REFUSED, YESTERDAY, CellState.REFUSED),
    (TaskStatus.SUSPENDED, YESTERDAY, CellState.SUSPENDED),
    (TaskStatus.CANCELLED, YESTERDAY, CellState.STOPPED),
]


@pytest.mark.parametrize(("status", "due_on", "state"), CELLS)
def test_a_task_s_cell(status: TaskStatus, due_on: date | None, state: CellState) -> None:
    assert task_cell(status, due_on, TODAY) is state


def test_every_status_has_its_cell() -> None:
    assert {status for status, _due, _state in CELLS} == set(TaskStatus)


@pytest.mark.parametrize(
    ("answered", "over", "due_on", "state"),
    [
        (True, True, YESTERDAY, CellState.ANSWERED),
        (False, True, YESTERDAY, CellState.STOPPED),
        (False, False, YESTERDAY, CellState.OVERDUE),
        (False, False, TODAY, CellState.NOT_ISSUED),
        (False, False, None, CellState.NOT_ISSUED),
    ],
)
def test_a_part_s_cell(answered: bool, over: bool, due_on: date | None, state: CellState) -> None:
    assert part_cell(answered=answered, over=over, due_on=due_on, as_of=TODAY) is state


def test_a_total_is_the_sum_of_its_kinds_and_what_was_stopped_is_in_none() -> None:
    count = tally((state, True) for state in CellState)
    assert count == Tally(done=2, waiting=1, missing=3, aside=2, overdue=3)
    assert count.total == len(CellState) - 1


def test_a_view_asks_for_units_by_what_their_row_holds() -> None:
    missing = tally([(CellState.RETURNED, False), (CellState.CONFIRMED, True)])
    waiting = tally([(CellState.HANDED_IN, True)])
    seen = {view: [shows(view, row) for row in (missing, waiting)] for view in MatrixView}
    assert seen == {
        MatrixView.ALL: [True, True],
        MatrixView.MISSING: [True, False],
        MatrixView.WAITING: [False, True],
        MatrixView.OVERDUE: [False, False],
    }
