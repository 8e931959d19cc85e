"""Who answers for a late task: the head of the unit that led it on the day it became late."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from sqlalchemy.orm import Session

from tracker.domain.deadlines import Timeliness
from tracker.domain.local_time import local_day
from tracker.domain.request_state import RequestState
from tracker.models import Membership, Task, TaskLead
from tracker.queries.unit_heads import heads_on

LATE = frozenset({Timeliness.OPEN_OVERDUE, Timeliness.COMPLETED_LATE})


@dataclass(frozen=True, slots=True)
class LateHead:
    """``heads`` is empty where the unit had none that day; seldom there are several."""

    on_day: date
    unit: str
    heads: tuple[Membership, ...]


def late_head(
    session: Session, task: Task, timeliness: Timeliness | RequestState
) -> LateHead | None:
    """None for a task that is not late. By dated posts: later changes of heads do not matter.

    A task is in time through its due day; one that was entered when it was late already became
    late, for its unit, on the day it was given.
    """
    if timeliness not in LATE or task.due_on is None or not task.leads:
        return None
    day = max(task.due_on + timedelta(days=1), local_day(task.leads[0].from_at))
    unit = _leading_on(task, day).unit
    return LateHead(day, unit.name_on(day).name, tuple(heads_on(session, unit.id, day)))


def _leading_on(task: Task, day: date) -> TaskLead:
    """The span that had begun by the end of ``day``: the last one, where it changed that day."""
    return [span for span in task.leads if local_day(span.from_at) <= day][-1]
