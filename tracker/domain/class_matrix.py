"""A directive's class duties as a matrix unit × duty: what a cell says, and totals that add up."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from tracker.domain.task_status import TaskStatus


class CellState(StrEnum):
    """How a unit stands with one duty. ``ANSWERED`` is a coordinating unit's part."""

    NOT_ISSUED = "not_issued"
    OVERDUE = "overdue"
    RETURNED = "returned"
    HANDED_IN = "handed_in"
    CONFIRMED = "confirmed"
    ANSWERED = "answered"
    REFUSED = "refused"
    SUSPENDED = "suspended"
    STOPPED = "stopped"


class MatrixView(StrEnum):
    """Which units a matrix shows."""

    ALL = "all"
    MISSING = "missing"
    WAITING = "waiting"
    OVERDUE = "overdue"


DONE = frozenset({CellState.CONFIRMED, CellState.ANSWERED})
WAITING = frozenset({CellState.HANDED_IN})
MISSING = frozenset({CellState.NOT_ISSUED, CellState.OVERDUE, CellState.RETURNED})
ASIDE = frozenset({CellState.REFUSED, CellState.SUSPENDED})

_BY_STATUS = {
    TaskStatus.SUBMITTED: CellState.HANDED_IN,
    TaskStatus.COMPLETED: CellState.CONFIRMED,
    TaskStatus.RETURNED: CellState.RETURNED,
    TaskStatus.REFUSED: CellState.REFUSED,
    TaskStatus.SUSPENDED: CellState.SUSPENDED,
    TaskStatus.CANCELLED: CellState.STOPPED,
}


def task_cell(status: TaskStatus, due_on: date | None, as_of: date) -> CellState:
    """The state of a unit's own task; a returned one is returned also when it is overdue."""
    state = _BY_STATUS.get(status, CellState.NOT_ISSUED)
    late = due_on is not None and due_on < as_of
    return CellState.OVERDUE if state is CellState.NOT_ISSUED and late else state


def part_cell(*, answered: bool, over: bool, due_on: date | None, as_of: date) -> CellState:
    """The state of a unit's part in a collected duty; ``over``: its task was closed without it."""
    if answered:
        return CellState.ANSWERED
    if over:
        return CellState.STOPPED
    return CellState.OVERDUE if due_on is not None and due_on < as_of else CellState.NOT_ISSUED


@dataclass(frozen=True, slots=True)
class Tally:
    """Cells of a row or a column: ``done + waiting + missing + aside == total``.

    What is no longer followed is in none of them.
    """

    done: int = 0
    waiting: int = 0
    missing: int = 0
    aside: int = 0
    overdue: int = 0
    """How many of the missing ones are past their day."""

    @property
    def total(self) -> int:
        return self.done + self.waiting + self.missing + self.aside


def tally(cells: Iterable[tuple[CellState, bool]]) -> Tally:
    """Count cells, each with whether it is past its day."""
    known = list(cells)

    def among(states: frozenset[CellState]) -> int:
        return sum(state in states for state, _late in known)

    return Tally(
        done=among(DONE),
        waiting=among(WAITING),
        missing=among(MISSING),
        aside=among(ASIDE),
        overdue=sum(late and state in MISSING for state, late in known),
    )


def shows(view: MatrixView, count: Tally) -> bool:
    """Whether a unit with this row belongs to what was asked for."""
    match view:
        case MatrixView.MISSING:
            return count.missing > 0
        case MatrixView.WAITING:
            return count.waiting > 0
        case MatrixView.OVERDUE:
            return count.overdue > 0
        case _:
            return True
