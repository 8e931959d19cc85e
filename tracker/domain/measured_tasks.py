"""What counted tasks come to beside their states: by the original day, updates, extensions …

As with the states, a number is the number of rows for which its column holds.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date
from enum import StrEnum

from tracker.domain.counted_tasks import UNDER_WAY, CountedTask
from tracker.domain.deadlines import Timeliness
from tracker.domain.figures import Measures
from tracker.domain.task_status import TaskStatus


class MeasureColumn(StrEnum):
    """Numbers of tasks beside the states, named as in ``Measures``."""

    TIMELY_FIRST = "timely_first"
    JUDGED_FIRST = "judged_first"
    STILL_OPEN = "still_open"
    UPDATED = "updated"
    EXTENDED = "extended"
    RETURNED = "returned"
    LATE = "late"


_M, _T = MeasureColumn, Timeliness
_OUTSIDE = _T.NOT_COUNTED

_HOLDS: dict[MeasureColumn, Callable[[CountedTask], bool]] = {
    _M.TIMELY_FIRST: lambda row: row.by_original is True,
    _M.JUDGED_FIRST: lambda row: row.by_original is not None,
    _M.STILL_OPEN: lambda row: row.timeliness in UNDER_WAY,
    _M.UPDATED: lambda row: row.updated and row.timeliness in UNDER_WAY,
    _M.EXTENDED: lambda row: row.extensions > 0 and row.timeliness is not _OUTSIDE,
    _M.RETURNED: lambda row: row.returns > 0 and row.timeliness is not _OUTSIDE,
    _M.LATE: lambda row: row.late_days > 0 and row.timeliness is not _OUTSIDE,
}


def measured(rows: Iterable[CountedTask], column: MeasureColumn) -> tuple[CountedTask, ...]:
    """The rows that make up the number in ``column``."""
    return tuple(filter(_HOLDS[column], rows))


def measures(rows: Iterable[CountedTask]) -> Measures:
    """Every number at once, in one walk over the rows."""
    timely = judged = still = updated = extended = extensions = 0
    returned = returns = late = late_days = 0
    for row in rows:
        if row.timeliness is _OUTSIDE:
            continue
        judged += row.by_original is not None
        timely += row.by_original is True
        if row.timeliness in UNDER_WAY:
            still += 1
            updated += row.updated
        if row.extensions:
            extended, extensions = extended + 1, extensions + row.extensions
        if row.returns:
            returned, returns = returned + 1, returns + row.returns
        if row.late_days:
            late, late_days = late + 1, late_days + row.late_days
    return Measures(
        timely_first=timely, judged_first=judged, still_open=still, updated=updated,
        extended=extended, extensions=extensions, returned=returned, returns=returns,
        late=late, late_days=late_days,
    )  # fmt: skip


def on_time_by(
    original: date | None, status: TaskStatus, done_on: date | None, judged_on: date
) -> bool | None:
    """Whether the original due day was kept; None where it judges nothing (yet).

    ``judged_on``: the day of the hand-in that waits, else the as-of day. The same judgement as
    by the current day (domain/deadlines): done is measured at its done day, open only when late.
    """
    outside = (TaskStatus.CANCELLED, TaskStatus.REFUSED, TaskStatus.SUSPENDED)
    if original is None or status in outside:
        return None
    if status is TaskStatus.COMPLETED:
        return done_on is not None and done_on <= original
    return False if judged_on > original else None


def days_late(state: Timeliness, due_on: date | None, done_on: date | None, judged_on: date) -> int:
    """Calendar days after the due day, of what was done late or is overdue; else 0."""
    if due_on is None:
        return 0
    if state is Timeliness.COMPLETED_LATE and done_on is not None:
        return (done_on - due_on).days
    return (judged_on - due_on).days if state is Timeliness.OPEN_OVERDUE else 0
