"""Lists of tasks as they were known on a past day: their order and their counts.

Nothing of this walks an index: what was known is worked out task by task from dated rows.
"""

from __future__ import annotations

from datetime import date

from sqlalchemy import and_, case, func, literal_column, select
from sqlalchemy.orm import Session

from tracker.domain.deadlines import Timeliness
from tracker.domain.task_status import CLOSED
from tracker.models import Task
from tracker.queries.keyset import Key, Stretch, Total
from tracker.queries.task_counts import TaskCounts
from tracker.queries.task_filters import TaskFilters, TaskState, in_state, is_request
from tracker.queries.task_question import TaskQuestion
from tracker.queries.timeliness_sql import TaskKnown

_DONE = (Timeliness.COMPLETED_ON_TIME, Timeliness.COMPLETED_LATE, Timeliness.UNDATED_DONE)


def past_order(known: TaskKnown, filters: TaskFilters) -> list[Stretch]:
    """By the due day of that time, what was open before what was over, the undated ones last."""
    due = Key(func.coalesce(known.due_on, literal_column("'9999-12-31'")), date)
    down = filters.sort == "-due"
    over = known.status.in_(sorted(CLOSED))
    return [Stretch((due, Key(Task.id)), down, side) for side in (~over, over)]


def past_counts(session: Session, question: TaskQuestion, filters: TaskFilters) -> TaskCounts:
    """Counts by state as they were, every one to the last task."""
    known, soon = question.known, question.soon
    rows = (
        select(
            case((is_request(known), None), else_=known.timeliness).label("state"),
            case((in_state(TaskState.DUE_SOON, known, soon), 1), else_=0).label("soon"),
            case((in_state(TaskState.AWAITING, known, soon), 1), else_=0).label("waits"),
        )
        .select_from(Task)
        .where(and_(question.found_by(filters)))
        .subquery("past_tasks")
    )
    columns = rows.c.state, func.count(), func.sum(rows.c.soon), func.sum(rows.c.waits)
    found = session.execute(select(*columns).group_by(rows.c.state)).all()
    by_state = {Timeliness(row[0]): row[1] for row in found if row[0] is not None}
    return TaskCounts(
        total=Total(sum(row[1] for row in found)),
        open_overdue=by_state.get(Timeliness.OPEN_OVERDUE, 0),
        due_soon=sum(row[2] for row in found),
        awaiting=sum(row[3] for row in found),
        open_in_time=by_state.get(Timeliness.OPEN_IN_TIME, 0),
        completed=Total(sum(by_state.get(state, 0) for state in _DONE)),
    )
