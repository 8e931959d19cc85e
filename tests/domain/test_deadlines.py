"""Timeliness as of a day: the table of design 2b, read from dated facts only."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.domain.timeliness_cases import CASES, Case
from tracker.domain.deadlines import (
    DeadlineFact,
    StatusSpan,
    TaskHistory,
    Timeliness,
    awaits_confirmation,
    due_as_of,
    original_due,
    status_as_of,
    timeliness,
)
from tracker.domain.task_status import CLOSED, TaskStatus

BORN = date(2026, 10, 1)
DUE = date(2026, 11, 20)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_the_table(case: Case) -> None:
    assert timeliness(case.history, case.as_of) == case.expected


def history(
    *spans: tuple[TaskStatus, date], deadlines: tuple[tuple[date | None, date], ...]
) -> TaskHistory:
    return TaskHistory(
        statuses=[StatusSpan(status, day) for status, day in spans],
        deadlines=[
            DeadlineFact(version, due, set_on)
            for version, (due, set_on) in enumerate(deadlines, start=1)
        ],
    )


def test_a_past_day_does_not_know_of_a_later_extension() -> None:
    moved = history(
        (TaskStatus.ASSIGNED, BORN),
        deadlines=((DUE, BORN), (date(2026, 12, 20), date(2026, 11, 25))),
    )
    assert due_as_of(moved, date(2026, 11, 24)) == DUE
    assert due_as_of(moved, date(2026, 11, 25)) == date(2026, 12, 20)
    assert original_due(moved) == DUE
    assert timeliness(moved, date(2026, 11, 24)) is Timeliness.OPEN_OVERDUE
    assert timeliness(moved, date(2026, 11, 25)) is Timeliness.OPEN_IN_TIME


def test_before_its_birth_a_task_is_nothing() -> None:
    task = history((TaskStatus.ASSIGNED, BORN), deadlines=((DUE, BORN),))
    before = BORN - timedelta(days=1)
    assert status_as_of(task, before) is None
    assert timeliness(task, before) is None
    assert due_as_of(task, before) is None
    assert original_due(TaskHistory(statuses=[], deadlines=[])) is None


def test_the_lead_office_s_clock_runs_while_it_reads() -> None:
    task = history(
        (TaskStatus.ASSIGNED, BORN),
        (TaskStatus.SUBMITTED, DUE),
        (TaskStatus.COMPLETED, DUE + timedelta(days=9)),
        deadlines=((DUE, BORN),),
    )
    assert not awaits_confirmation(task, DUE - timedelta(days=1))
    assert awaits_confirmation(task, DUE + timedelta(days=8))
    assert not awaits_confirmation(task, DUE + timedelta(days=9))


@given(
    days=st.lists(st.integers(0, 90), min_size=1, max_size=6),
    statuses=st.lists(st.sampled_from(TaskStatus), min_size=6, max_size=6),
    due=st.none() | st.integers(0, 90),
    as_of=st.integers(-3, 100),
)
def test_every_task_is_in_one_state_from_its_birth_on(
    days: list[int], statuses: list[TaskStatus], due: int | None, as_of: int
) -> None:
    """And undated tasks, the suspended and those outside the figures are told by their status."""
    spans = [
        StatusSpan(status, BORN + timedelta(days=day))
        for status, day in zip(statuses, sorted(days), strict=False)
    ]
    due_on = None if due is None else BORN + timedelta(days=due)
    task = TaskHistory(spans, [DeadlineFact(1, due_on, BORN)])
    day = BORN + timedelta(days=as_of)
    status, state = status_as_of(task, day), timeliness(task, day)
    assert (status is None) == (state is None)
    if status in (TaskStatus.CANCELLED, TaskStatus.REFUSED):
        assert state is Timeliness.NOT_COUNTED
    elif status is TaskStatus.SUSPENDED:
        assert state is Timeliness.SUSPENDED
    elif status is not None:
        undated = state in (Timeliness.UNDATED_OPEN, Timeliness.UNDATED_DONE)
        assert undated == (due_on is None)
        done = state in (
            Timeliness.COMPLETED_ON_TIME,
            Timeliness.COMPLETED_LATE,
            Timeliness.UNDATED_DONE,
        )
        assert done == (status in CLOSED)
