"""What a report counted, row by row, and the figures that these rows come to.

A figure is never typed in or added up elsewhere: it is the number of rows for which its column
holds. So every number on a screen or paper leads back to exactly the rows behind it.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from functools import cache
from typing import NamedTuple, Protocol

from tracker.domain.deadlines import Timeliness
from tracker.domain.figures import Figures, RegularFigures, state_of_duty
from tracker.domain.frozen_values import later
from tracker.domain.task_status import TaskStatus


@dataclass(frozen=True, slots=True)
class CountedTask:
    """One task as a report counts it, as known at the end of the report's as-of day.

    ``carried_over``: it was there before the window began; else it was given inside it.
    ``original_due_on``: only where the due day was moved, with ``moved``. ``late_days``: calendar
    days after the due day, of what was done late or is overdue. ``extensions``, ``returns``:
    how often in the window; ``updated``: its unit reported on it in the window.
    ``by_original``: on time by the original due day; None while that day judges nothing yet.
    A report counts some ten thousands of them.
    """

    task_id: int
    duty_id: int
    unit_id: int
    status: TaskStatus
    timeliness: Timeliness
    carried_over: bool
    due_on: date | None
    done_on: date | None
    directive_id: int = later(0)
    field_id: int = later(0)
    moved: bool = later(False)
    original_due_on: date | None = later(None)
    by_original: bool | None = later(None)
    late_days: int = later(0)
    extensions: int = later(0)
    returns: int = later(0)
    updated: bool = later(False)


class Judged(Protocol):
    """All that a column of figures asks of a task."""

    @property
    def timeliness(self) -> Timeliness: ...
    @property
    def carried_over(self) -> bool: ...
    @property
    def status(self) -> TaskStatus: ...


class Kind(NamedTuple):
    """Tasks that every column of figures treats alike."""

    timeliness: Timeliness
    carried_over: bool
    status: TaskStatus


class RegularState(StrEnum):
    """How a unit answered a regular duty in the period of its own reports."""

    REPORTED = "reported"
    REPORTED_LATE = "reported_late"
    NOT_REPORTED = "not_reported"


@dataclass(frozen=True, slots=True)
class RegularLine:
    """One regular duty of one unit, as answered by the end of the as-of day."""

    duty_id: int
    unit_id: int
    state: RegularState


class FigureColumn(StrEnum):
    """The columns of every table of figures, in their order; named as in ``Figures``."""

    TOTAL = "total"
    CARRIED_OVER = "carried_over"
    ASSIGNED = "assigned"
    COMPLETED = "completed"
    COMPLETED_ON_TIME = "completed_on_time"
    COMPLETED_LATE = "completed_late"
    UNDATED_DONE = "undated_done"
    STILL_OPEN = "still_open"
    OPEN_IN_TIME = "open_in_time"
    OPEN_OVERDUE = "open_overdue"
    UNDATED_OPEN = "undated_open"
    SUSPENDED = "suspended"
    CANCELLED = "cancelled"
    REFUSED = "refused"


_C, _T = FigureColumn, Timeliness

_DONE = frozenset({_T.COMPLETED_ON_TIME, _T.COMPLETED_LATE, _T.UNDATED_DONE})
UNDER_WAY = frozenset({_T.OPEN_IN_TIME, _T.OPEN_OVERDUE, _T.UNDATED_OPEN})
_IN_TOTAL = frozenset(Timeliness) - {_T.NOT_COUNTED}

_HOLDS: dict[FigureColumn, Callable[[Judged], bool]] = {
    _C.TOTAL: lambda row: row.timeliness in _IN_TOTAL,
    _C.CARRIED_OVER: lambda row: row.timeliness in _IN_TOTAL and row.carried_over,
    _C.ASSIGNED: lambda row: row.timeliness in _IN_TOTAL and not row.carried_over,
    _C.COMPLETED: lambda row: row.timeliness in _DONE,
    _C.COMPLETED_ON_TIME: lambda row: row.timeliness is _T.COMPLETED_ON_TIME,
    _C.COMPLETED_LATE: lambda row: row.timeliness is _T.COMPLETED_LATE,
    _C.UNDATED_DONE: lambda row: row.timeliness is _T.UNDATED_DONE,
    _C.STILL_OPEN: lambda row: row.timeliness in UNDER_WAY,
    _C.OPEN_IN_TIME: lambda row: row.timeliness is _T.OPEN_IN_TIME,
    _C.OPEN_OVERDUE: lambda row: row.timeliness is _T.OPEN_OVERDUE,
    _C.UNDATED_OPEN: lambda row: row.timeliness is _T.UNDATED_OPEN,
    _C.SUSPENDED: lambda row: row.timeliness is _T.SUSPENDED,
    _C.CANCELLED: lambda row: row.status is TaskStatus.CANCELLED,
    _C.REFUSED: lambda row: row.status is TaskStatus.REFUSED,
}
#: Sums of other columns: ``Figures`` derives them.
_DERIVED = frozenset({_C.COMPLETED, _C.STILL_OPEN})


def behind(rows: Iterable[CountedTask], column: FigureColumn) -> tuple[CountedTask, ...]:
    """The rows that make up the number in ``column``."""
    return tuple(filter(_HOLDS[column], rows))


def figures(rows: Iterable[CountedTask]) -> Figures:
    """Lượt giao: one per task; cancelled and refused stand outside the total."""
    return figures_of(Counter(Kind(row.timeliness, row.carried_over, row.status) for row in rows))


def figures_of(numbers: Mapping[Kind, int]) -> Figures:
    """The same from how many there are of each kind."""
    counted: dict[str, int] = defaultdict(int)
    for kind, n in numbers.items():
        for column in _columns(kind):
            counted[column] += n
    return Figures(**counted)


def summed(parts: Iterable[Mapping[Kind, int]]) -> Mapping[Kind, int]:
    """How many of each kind there are in all parts together."""
    total: Counter[Kind] = Counter()
    for part in parts:
        total.update(part)
    return total


@cache
def _columns(kind: Kind) -> tuple[str, ...]:
    """The columns in which a task of this kind counts, without those that others add up to."""
    return tuple(
        column.value for column in FigureColumn if column not in _DERIVED and _HOLDS[column](kind)
    )


def as_duties(rows: Iterable[CountedTask]) -> tuple[CountedTask, ...]:
    """Nhiệm vụ: one row per duty, its task in the worst state standing for it.

    A duty is carried over when any of its tasks is.
    """
    first: dict[int, CountedTask] = {}
    shared: dict[int, list[CountedTask]] = {}
    for row in rows:
        found = first.setdefault(row.duty_id, row)
        if found is not row:
            shared.setdefault(row.duty_id, [found]).append(row)
    first |= {duty_id: _of_duty(tasks) for duty_id, tasks in shared.items()}
    return tuple(first.values())


def duty_figures(rows: Iterable[CountedTask]) -> Figures:
    """Nhiệm vụ: one per duty, in the worst state of its tasks (``as_duties``)."""
    return figures(as_duties(rows))


def regular_figures(lines: Iterable[RegularLine]) -> RegularFigures:
    """Regular duties owed, and how many were answered in time, late, or not."""
    states = [line.state for line in lines]
    return RegularFigures(
        duties=len(states),
        reported=states.count(RegularState.REPORTED),
        reported_late=states.count(RegularState.REPORTED_LATE),
        not_reported=states.count(RegularState.NOT_REPORTED),
    )


def _of_duty(tasks: Sequence[CountedTask]) -> CountedTask:
    if len(tasks) == 1:
        return tasks[0]
    state = state_of_duty(task.timeliness for task in tasks)
    worst = next(task for task in tasks if task.timeliness is state)
    if worst.carried_over or not any(task.carried_over for task in tasks):
        return worst
    return replace(worst, carried_over=True)
