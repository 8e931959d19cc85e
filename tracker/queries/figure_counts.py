"""Figures counted by the database: the numbers of report_figures without a row in the hand.

An office's running year holds some hundred thousand tasks, and the first page shows them after
every deed. The rule is the same one (queries/counted_scope, queries/timeliness_sql); what comes
back is how many tasks there are of each kind, and domain/counted_tasks says in which columns a
kind counts. Tests hold both ways of counting against each other.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from typing import Any

from sqlalchemy import (
    CTE,
    ColumnElement,
    Integer,
    Result,
    Select,
    and_,
    case,
    func,
    literal_column,
    select,
    union_all,
)
from sqlalchemy.orm import Session

from tracker.domain.counted_tasks import UNDER_WAY, Kind
from tracker.domain.deadlines import Timeliness
from tracker.domain.figures import WORST_FIRST
from tracker.domain.reporting_periods import Window
from tracker.domain.task_status import TaskStatus
from tracker.models import Unit
from tracker.queries.counted_scope import asked_for, facts, is_counted, readings
from tracker.queries.task_measures import reported_inside
from tracker.queries.timeliness_sql import TaskKnown, timeliness_of

_CODES = 64
"""More than there are codes. A code is eight times the rank of the state (the worst is 0), four
if carried over, and what stands outside the total: a number sorts faster than three columns."""
_OUTSIDE = {TaskStatus.CANCELLED: 1, TaskStatus.REFUSED: 2}
#: Of all that is in the total no column asks for the status: one stands for all.
_STATUSES = {0: TaskStatus.IN_PROGRESS, **{n: status for status, n in _OUTSIDE.items()}}
_TASKS, _DUTIES, _UNIT_DUTIES = range(3)


@dataclass(frozen=True, slots=True)
class KindCounts:
    """How many tasks (lượt giao) and duties there are of each kind.

    ``duties``: of all own units together, a duty in the worst state of its tasks, as in
    ``as_duties``; ``unit_duties``: a duty in each of its units by the tasks of that unit.
    ``reported``: by unit, the tasks under way on which it reported in the days asked for. Bodies
    that the office cannot order are in what stands by unit, not in ``duties``.
    """

    tasks: dict[int, Counter[Kind]] = field(default_factory=lambda: defaultdict(Counter))
    unit_duties: dict[int, Counter[Kind]] = field(default_factory=lambda: defaultdict(Counter))
    duties: Counter[Kind] = field(default_factory=Counter)
    reported: Counter[int] = field(default_factory=Counter)


def kind_counts(
    session: Session, *, office_id: int, window: Window, as_of: date, reported: Window
) -> KindCounts:
    """The tasks that a report on ``window`` counts, as known at the end of ``as_of``."""
    counted = union_all(
        *(
            _judged(known, office_id, window, touched)
            for known, touched in readings(session, office_id, as_of)
        )
    ).cte("counted")
    found = KindCounts()
    parts = union_all(
        _tasks(counted, reported_inside(office_id, reported)),
        _duties(counted),
        _unit_duties(counted),
    )
    session.flush()
    rows: Result[int, int, int, int] = session.connection().execute(parts)
    for part, key, n, updated in rows:
        unit_id, code = divmod(key, _CODES)
        if part == _TASKS:
            found.tasks[unit_id][_kind(code)] += n
            found.reported[unit_id] += updated
        elif part == _UNIT_DUTIES:
            found.unit_duties[unit_id][_kind(code)] += n
        else:
            found.duties[_kind(code)] += n
    return found


@cache
def _kind(code: int) -> Kind:
    return Kind(WORST_FIRST[code // 8], code % 8 >= 4, _STATUSES[code % 4])


def _judged(
    known: TaskKnown, office_id: int, window: Window, touched: ColumnElement[bool]
) -> Select[*tuple[Any, ...]]:
    """Key, duty, unit and code of each counted task.

    Each fact is read once, behind OFFSET 0: without it the databases would put the subqueries
    of the facts into every branch of the rule.
    """
    asked = asked_for(office_id, window, known.as_of)
    fact = facts(known, window).where(*asked, touched).offset(0).subquery().c

    def say(state: Timeliness) -> ColumnElement[int]:
        rank = literal_column(str(8 * WORST_FIRST.index(state)), Integer)
        if state is not Timeliness.NOT_COUNTED:
            return rank
        return rank + case(*((fact.status == status, n) for status, n in _OUTSIDE.items()))

    judged = timeliness_of(
        fact.status, fact.due_on, fact.done_on, fact.handed_in_on, known.as_of, say=say
    )
    carried = case((fact.was.is_not(None), 4), else_=0)
    return select(fact.id, fact.duty_id, fact.unit_id, (judged + carried).label("code")).where(
        fact.status.is_not(None),
        is_counted(fact.id, fact.was, office_id, window, known.as_of),
    )


def _tasks(counted: CTE, reported: Select[Any]) -> Select[*tuple[Any, ...]]:
    """How many of each unit and code, and of those under way how many were reported on."""
    key = counted.c.unit_id * _CODES + counted.c.code
    under_way = (counted.c.code // 8).in_([WORST_FIRST.index(state) for state in UNDER_WAY])
    updated = case((and_(under_way, counted.c.id.in_(reported)), 1), else_=0)
    return select(literal_column(str(_TASKS)), key, func.count(), func.sum(updated)).group_by(key)


def _duties(counted: CTE) -> Select[*tuple[Any, ...]]:
    """Duties of all own units together: how many of each code."""
    own = counted.c.unit_id.not_in(select(Unit.id).where(Unit.outside))
    duty = select(_duty_code(counted).label("key")).where(own).group_by(counted.c.duty_id)
    return _numbers(_DUTIES, duty)


def _unit_duties(counted: CTE) -> Select[*tuple[Any, ...]]:
    """Duties of each unit by its own tasks: how many of each unit and code."""
    key = counted.c.unit_id * _CODES + _duty_code(counted)
    duty = select(key.label("key")).group_by(counted.c.duty_id, counted.c.unit_id)
    return _numbers(_UNIT_DUTIES, duty)


def _numbers(part: int, duties: Select[*tuple[Any, ...]]) -> Select[*tuple[Any, ...]]:
    key = duties.subquery().c.key
    return select(literal_column(str(part)), key, func.count(), literal_column("0")).group_by(key)


def _duty_code(counted: CTE) -> ColumnElement[int]:
    """The code of a duty by its tasks (``as_duties``): the worst state, carried over if any is.

    Where all stand outside the total, the one that was given first says where.
    """
    code = counted.c.code
    outside_from = 8 * WORST_FIRST.index(Timeliness.NOT_COUNTED)
    worst = func.min(code) // 8
    carried = case((func.max(code % 8) >= 4, 4), else_=0)
    first = func.min(case((code >= outside_from, counted.c.id * 4 + code % 4)))
    outside = case((func.min(code) >= outside_from, first % 4), else_=0)
    return worst * 8 + carried + outside
