"""The life of a task: every (status, action) pair, and what random lives never break."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker.domain.errors import Conflict
from tracker.domain.task_status import (
    CLOSED,
    OPEN,
    OUTSIDE_FIGURES,
    WITH_UNIT,
    TaskAction,
    TaskStatus,
    actions_from,
    status_after,
)

#: Rows: the status; columns in the order of ACTIONS; "-" is refused.
ACTIONS = """
    acknowledge report_progress submit withdraw confirm return refuse accept_refusal
    reject_refusal suspend resume cancel reopen record_result
""".split()  # noqa: SIM905 — a heading row
TABLE = """
assigned      acknowledged in_progress submitted - - - refused - - suspended - cancelled - completed
acknowledged  - in_progress submitted - - - refused - - suspended - cancelled - completed
in_progress   - in_progress submitted - - - - - - suspended - cancelled - completed
submitted     - - - in_progress completed returned - - - - - cancelled - -
returned      - in_progress submitted - - - - - - suspended - cancelled - completed
refused       - - - - - - - assigned assigned - - cancelled - -
suspended     - - - - - - - - - - in_progress cancelled - -
completed     - - - - - - - - - - - - in_progress -
cancelled     - - - - - - - - - - - - in_progress -
"""
CASES = [
    (row.split()[0], action, after)
    for row in TABLE.strip().splitlines()
    for action, after in zip(ACTIONS, row.split()[1:], strict=True)
]


def test_the_table_names_every_pair() -> None:
    named = {(status, action) for status, action, _after in CASES}
    assert named == {(status.value, action.value) for status in TaskStatus for action in TaskAction}


@pytest.mark.parametrize(("status", "action", "after"), CASES)
def test_every_pair(status: str, action: str, after: str) -> None:
    at, deed = TaskStatus(status), TaskAction(action)
    if after == "-":
        with pytest.raises(Conflict) as refused:
            status_after(at, deed)
        assert refused.value.code == "refused_transition"
        assert deed not in actions_from(at)
    else:
        assert status_after(at, deed) is TaskStatus(after)
        assert deed in actions_from(at)


def test_a_status_is_open_or_closed() -> None:
    assert set(TaskStatus) == OPEN | CLOSED
    assert not OPEN & CLOSED
    assert WITH_UNIT < OPEN
    assert TaskStatus.SUSPENDED not in OUTSIDE_FIGURES


@given(st.lists(st.sampled_from(TaskAction), max_size=40))
def test_a_life_ends_only_by_a_decision(wished: list[TaskAction]) -> None:
    """Whatever people try, completion comes from a confirmed hand-in or a recorded result."""
    status = TaskStatus.ASSIGNED
    handed_in = False
    for action in wished:
        if action not in actions_from(status):
            continue
        before, status = status, status_after(status, action)
        if status is TaskStatus.COMPLETED:
            assert handed_in or action is TaskAction.RECORD_RESULT
            assert before in WITH_UNIT | {TaskStatus.SUBMITTED}
        if before in CLOSED:
            assert action is TaskAction.REOPEN
        handed_in = status is TaskStatus.SUBMITTED
        assert actions_from(status), "no status is a dead end"
