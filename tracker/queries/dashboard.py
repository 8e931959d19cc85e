"""What a leader asks first: how much is late and whose, what waits, who reports at all."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace
from datetime import date
from heapq import nsmallest

from sqlalchemy.orm import Session

from tracker.db.watch import unchanged
from tracker.domain.counted_tasks import CountedTask, FigureColumn, behind
from tracker.domain.figures import Rate, UnitFigures
from tracker.domain.reporting_periods import Window, cut_off
from tracker.queries.period import Period, period_of_day
from tracker.queries.report_figures import Counted, count
from tracker.queries.task_measures import reported_tasks

LATE = 10
"""So many overdue tasks stand on the first page; the rest is one click away."""


@dataclass(frozen=True, slots=True)
class Overview:
    """Figures of a window with the update rates of the period that ran on its as-of day.

    ``updates``: by unit (None: all units), the open tasks on which the unit reported in
    ``period``, of all its open tasks.
    """

    counted: Counted
    """Without the rows behind it: some ten thousand that the first page does not show."""
    late: tuple[CountedTask, ...]
    """The LATE overdue tasks that have been so for longest."""
    is_empty: bool
    period: Period
    updates: dict[int | None, Rate]

    @property
    def worst(self) -> UnitFigures | None:
        """The unit with the most overdue tasks, when anything is overdue."""
        late = [unit for unit in self.counted.units if unit.tasks.open_overdue]
        return max(late, key=lambda unit: unit.tasks.open_overdue) if late else None


def overview(session: Session, *, office_id: int, window: Window, today: date) -> Overview:
    """Everything in ``window`` as of its end, or of today inside it.

    InvalidInput for a window that has no day or has not begun.
    """
    return unchanged(
        session.connection(),
        ("overview", office_id, window, today),
        lambda: _look_over(session, office_id, window, today),
    )


def _look_over(session: Session, office_id: int, window: Window, today: date) -> Overview:
    as_of = cut_off(window, today)
    counted = count(session, office_id=office_id, window=window, as_of=as_of, reported_by=today)
    period = period_of_day(session, office_id, as_of)
    reported = reported_tasks(session, office_id, Window(period.days.from_on, as_of))
    open_rows = behind(counted.rows, FigureColumn.STILL_OPEN)
    whole = Counter(row.unit_id for row in open_rows)
    part = Counter(row.unit_id for row in open_rows if row.task_id in reported)
    late = behind(counted.rows, FigureColumn.OPEN_OVERDUE)
    return Overview(
        counted=replace(counted, rows=()),
        late=tuple(nsmallest(LATE, late, key=lambda row: (row.due_on or date.max, row.task_id))),
        is_empty=not (counted.rows or counted.lines or counted.requests),
        period=period,
        updates={
            None: Rate(part.total(), whole.total()),
            **{unit_id: Rate(part[unit_id], n) for unit_id, n in whole.items()},
        },
    )
