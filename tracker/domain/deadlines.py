"""Deadlines with their history, and timeliness as of a day: derived, never stored.

Everything here reads dated facts (deadline versions, submissions with decisions,
suspensions) *as they were known at the end of the as-of day*, so that a report about a past
day says tomorrow what it says today (design D5, D15, 2b). All days are civil days in
Asia/Ho_Chi_Minh; a task is in time through the whole of its due day.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from tracker.domain.task_status import TaskStatus


class DeadlineCause(StrEnum):
    """Why a deadline version exists."""

    DIRECTIVE = "directive"
    LEAD_OFFICE = "lead_office"
    EXTENSION = "extension"
    RETURN = "return"
    RESUME = "resume"
    CORRECTION = "correction"
    SERIES = "series"
    CALENDAR = "calendar"
    """Moved by a person because the working calendar was changed."""


#: Changes that gave more time on somebody's word: both count as extensions (design D18).
EXTENDING = (DeadlineCause.EXTENSION, DeadlineCause.CORRECTION)


class Timeliness(StrEnum):
    """The states that every report counts; they partition all tasks that are in the figures."""

    COMPLETED_ON_TIME = "completed_on_time"
    COMPLETED_LATE = "completed_late"
    OPEN_IN_TIME = "open_in_time"
    OPEN_OVERDUE = "open_overdue"
    UNDATED_OPEN = "undated_open"
    UNDATED_DONE = "undated_done"
    SUSPENDED = "suspended"
    NOT_COUNTED = "not_counted"


@dataclass(frozen=True, slots=True)
class DeadlineFact:
    """One deadline version: the due day (None: none was set) and the day it was entered."""

    version: int
    due_on: date | None
    set_on: date


@dataclass(frozen=True, slots=True)
class SubmissionFact:
    """One hand-in. ``done_on`` is the result paper's date, or the hand-in day (D15)."""

    submitted_on: date
    done_on: date
    decided_on: date | None = None
    accepted: bool = False
    withdrawn_on: date | None = None


@dataclass(frozen=True, slots=True)
class StatusSpan:
    """A status and the day on which it began."""

    status: TaskStatus
    from_on: date


@dataclass(frozen=True, slots=True)
class TaskHistory:
    """The dated facts of one task, each sequence in the order in which it happened."""

    statuses: Sequence[StatusSpan]
    deadlines: Sequence[DeadlineFact]
    submissions: Sequence[SubmissionFact] = ()


def status_as_of(history: TaskHistory, as_of: date) -> TaskStatus | None:
    """The status at the end of ``as_of``; None when the task did not exist yet."""
    known = [span.status for span in history.statuses if span.from_on <= as_of]
    return known[-1] if known else None


def due_as_of(history: TaskHistory, as_of: date) -> date | None:
    """The effective due day as known at the end of ``as_of``; None when there is none."""
    known = [fact.due_on for fact in history.deadlines if fact.set_on <= as_of]
    return known[-1] if known else None


def original_due(history: TaskHistory) -> date | None:
    """The due day first set, whatever was granted later."""
    return history.deadlines[0].due_on if history.deadlines else None


def timeliness(history: TaskHistory, as_of: date) -> Timeliness | None:
    """Which of the counted states the task is in at the end of ``as_of``; None before its birth.

    A task handed in and not yet decided is open, judged at its hand-in day (the unit's clock
    stands while the lead office reads); a withdrawn hand-in is as if it had never been.
    """
    status = status_as_of(history, as_of)
    if status is None:
        return None
    last = _standing_submission(history, as_of)
    return state_of(
        status,
        due_on=due_as_of(history, as_of),
        done_on=last.done_on if last else None,
        handed_in_on=last.submitted_on if last else None,
        as_of=as_of,
    )


def state_of(
    status: TaskStatus,
    *,
    due_on: date | None,
    done_on: date | None,
    handed_in_on: date | None,
    as_of: date,
) -> Timeliness:
    """The same from what was known at the end of ``as_of``: the last hand-in that stood, if any."""
    if status in (TaskStatus.CANCELLED, TaskStatus.REFUSED):
        return Timeliness.NOT_COUNTED
    if status is TaskStatus.SUSPENDED:
        return Timeliness.SUSPENDED
    if status is TaskStatus.COMPLETED:
        if due_on is None:
            return Timeliness.UNDATED_DONE
        on_time = done_on is not None and done_on <= due_on
        return Timeliness.COMPLETED_ON_TIME if on_time else Timeliness.COMPLETED_LATE
    if due_on is None:
        return Timeliness.UNDATED_OPEN
    waits = status is TaskStatus.SUBMITTED and handed_in_on is not None
    judged_on = handed_in_on if waits and handed_in_on is not None else as_of
    return Timeliness.OPEN_IN_TIME if judged_on <= due_on else Timeliness.OPEN_OVERDUE


def awaits_confirmation(history: TaskHistory, as_of: date) -> bool:
    """Handed in and undecided at the end of ``as_of``: the lead office's own clock runs."""
    return status_as_of(history, as_of) is TaskStatus.SUBMITTED


def _standing_submission(history: TaskHistory, as_of: date) -> SubmissionFact | None:
    standing = [
        fact
        for fact in history.submissions
        if fact.submitted_on <= as_of
        and not (fact.withdrawn_on is not None and fact.withdrawn_on <= as_of)
    ]
    return standing[-1] if standing else None
