"""What a list of tasks may be asked for, as one WHERE."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from sqlalchemy import ColumnElement, Select, and_, exists, func, literal_column, or_, select, true
from sqlalchemy.orm import Session, aliased

from tracker.domain.deadlines import Timeliness
from tracker.domain.task_status import OPEN, WITH_UNIT, TaskStatus
from tracker.domain.working_days import Calendar
from tracker.models import Duty, ExtensionRequest, SearchEntry, SearchKind, Task, TaskPart, Unit
from tracker.models.search_index import newest_hits
from tracker.permissions import Actor
from tracker.queries.charge_filters import charge_conditions
from tracker.queries.prepared_results import waits_for_head
from tracker.queries.timeliness_sql import TaskKnown, open_and_dated


class TaskState(StrEnum):
    """Questions about where tasks stand: timeliness, and what waits for somebody."""

    OPEN = "open"
    OPEN_IN_TIME = "open_in_time"
    DUE_SOON = "due_soon"
    OPEN_OVERDUE = "open_overdue"
    AWAITING = "awaiting"
    TO_ACKNOWLEDGE = "to_acknowledge"
    RETURNED = "returned"
    REFUSED = "refused"
    EXTENSION_ASKED = "extension_asked"
    PREPARED = "prepared"
    """An officer's hand-in waits for the head of the unit."""
    MINE = "mine"
    """Handed to the person who asks, or to somebody for whom they act; still owed."""
    COMPLETED = "completed"
    COMPLETED_ON_TIME = "completed_on_time"
    COMPLETED_LATE = "completed_late"
    UNDATED = "undated"
    SUSPENDED = "suspended"
    CANCELLED = "cancelled"


@dataclass(frozen=True, slots=True)
class TaskFilters:
    """What was asked; None and "" ask nothing. ``from_on``, ``to_on``: due days, inclusive."""

    words: str = ""
    unit_id: int | None = None
    part_id: int | None = None
    """Only tasks in which this unit coordinates."""
    officer_id: int | None = None
    """Who of the lead unit is in charge; 0: nobody yet."""
    directive_id: int | None = None
    series_id: int | None = None
    status: TaskStatus | None = None
    state: TaskState | None = None
    from_on: date | None = None
    to_on: date | None = None
    coordinating: bool = False
    """Only tasks in which ``unit_id`` (else anybody asked about) coordinates."""
    leader_id: int | None = None
    """Tasks of which this leader is in charge on the as-of day."""
    field_id: int | None = None
    key_only: bool = False
    sort: str = "due"
    as_of: date | None = None
    """The list as it was known at the end of this day; None: as it stands now."""


@dataclass(frozen=True, slots=True)
class DueSoon:
    """From which to which due day a task that is still owed counts as due soon (inclusive)."""

    from_on: date
    to_on: date

    @classmethod
    def around(cls, as_of: date, calendar: Calendar, working_days: int) -> DueSoon:
        """Due days at most ``working_days`` working days after ``as_of``."""
        return cls(as_of, calendar.add(as_of, working_days + 1) - timedelta(days=1))

    def holds(self, due_on: date | None) -> bool:
        return due_on is not None and self.from_on <= due_on <= self.to_on


STATUSES: dict[TaskState, frozenset[TaskStatus]] = {
    TaskState.OPEN: OPEN,
    TaskState.OPEN_IN_TIME: WITH_UNIT | {TaskStatus.SUBMITTED},
    TaskState.DUE_SOON: WITH_UNIT,
    TaskState.OPEN_OVERDUE: WITH_UNIT | {TaskStatus.SUBMITTED},
    TaskState.AWAITING: frozenset({TaskStatus.SUBMITTED}),
    TaskState.TO_ACKNOWLEDGE: frozenset({TaskStatus.ASSIGNED}),
    TaskState.RETURNED: frozenset({TaskStatus.RETURNED}),
    TaskState.REFUSED: frozenset({TaskStatus.REFUSED}),
    TaskState.EXTENSION_ASKED: OPEN,
    TaskState.PREPARED: WITH_UNIT,
    TaskState.MINE: WITH_UNIT,
    TaskState.COMPLETED: frozenset({TaskStatus.COMPLETED}),
    TaskState.COMPLETED_ON_TIME: frozenset({TaskStatus.COMPLETED}),
    TaskState.COMPLETED_LATE: frozenset({TaskStatus.COMPLETED}),
    TaskState.UNDATED: WITH_UNIT | {TaskStatus.SUBMITTED, TaskStatus.COMPLETED},
    TaskState.SUSPENDED: frozenset({TaskStatus.SUSPENDED}),
    TaskState.CANCELLED: frozenset({TaskStatus.CANCELLED}),
}
"""In which statuses a task can be in each state: what a question need not look at."""


def asked_statuses(filters: TaskFilters) -> frozenset[TaskStatus]:
    """The statuses that a task found by ``filters`` can have."""
    found = frozenset(TaskStatus) if filters.state is None else STATUSES[filters.state]
    return found if filters.status is None else found & {filters.status}


def where(
    filters: TaskFilters,
    known: TaskKnown,
    soon: DueSoon,
    dialect: str,
    office_id: int | None = None,
) -> ColumnElement[bool]:
    """Everything that was asked, together; of ``Task`` alone, nothing need be joined."""
    asked = [*_by_key(filters, known)]
    if filters.status is not None:
        asked.append(known.status == filters.status)
    if filters.state is not None:
        asked.append(in_state(filters.state, known, soon))
    if filters.from_on is not None:
        asked.append(known.due_on >= filters.from_on)
    if filters.to_on is not None:
        asked.append(known.due_on <= filters.to_on)
    charges = charge_conditions(
        filters.leader_id, filters.field_id, key_only=filters.key_only, on_day=soon.from_on
    )
    if charges:
        asked.append(exists().where(Duty.id == Task.duty_id, *charges).correlate(Task))
    if filters.words.strip():
        asked.append(_with_words(filters.words, dialect, office_id))
    return and_(true(), *asked)


def of_the_person(actor: Actor, filters: TaskFilters) -> ColumnElement[bool]:
    """What MINE asks besides its statuses: the actor's own, and theirs for whom they act."""
    if filters.state is not TaskState.MINE:
        return true()
    return Task.assignee_id.in_(sorted(actor.people))


def _by_key(filters: TaskFilters, known: TaskKnown) -> Iterator[ColumnElement[bool]]:
    """Whose task it is and where it comes from."""
    if filters.unit_id is not None and filters.coordinating:
        yield _coordinated_by(filters.unit_id)
    elif filters.unit_id is not None:
        yield known.lead_unit_id == filters.unit_id
    if filters.part_id is not None:
        yield _coordinated_by(filters.part_id)
    if filters.officer_id is not None:
        yield Task.assignee_id.is_not_distinct_from(filters.officer_id or None)
    if filters.directive_id is not None:
        yield Task.duty_id.in_(select(Duty.id).where(Duty.directive_id == filters.directive_id))
    if filters.series_id is not None:
        yield Task.series_id == filters.series_id


def in_state(state: TaskState, known: TaskKnown, soon: DueSoon) -> ColumnElement[bool]:
    """Tasks of which ``state`` is true. A request to a body outside is never in time or late."""
    found = _in_state(state, known, soon)
    return and_(found, ~is_request(known)) if state in JUDGED else found


JUDGED = frozenset(
    {
        TaskState.OPEN_IN_TIME,
        TaskState.DUE_SOON,
        TaskState.OPEN_OVERDUE,
        TaskState.COMPLETED_ON_TIME,
        TaskState.COMPLETED_LATE,
    }
)
"""States that say something of a due day."""


def is_request(known: TaskKnown) -> ColumnElement[bool]:
    """Led by a body that the office cannot order (design D17)."""
    return known.lead_unit_id.in_(select(Unit.id).where(Unit.outside).correlate(None))


def _in_state(state: TaskState, known: TaskKnown, soon: DueSoon) -> ColumnElement[bool]:
    if state is TaskState.OPEN_OVERDUE:
        return open_and_dated(known, Timeliness.OPEN_OVERDUE)
    if state is TaskState.OPEN_IN_TIME:
        return open_and_dated(known, Timeliness.OPEN_IN_TIME)
    found = known.status.in_(sorted(STATUSES[state]))
    if state is TaskState.DUE_SOON:
        return and_(found, known.due_on.between(soon.from_on, soon.to_on))
    if state is TaskState.PREPARED:
        return and_(found, waits_for_head())
    if state is TaskState.EXTENSION_ASKED:
        return and_(found, _asks_for_time(known, soon.from_on))
    if state is TaskState.UNDATED:
        return and_(found, known.due_on.is_(None))
    done: dict[TaskState, Timeliness] = {
        TaskState.COMPLETED_ON_TIME: Timeliness.COMPLETED_ON_TIME,
        TaskState.COMPLETED_LATE: Timeliness.COMPLETED_LATE,
    }
    return and_(found, known.timeliness == done[state].value) if state in done else found


def _asks_for_time(known: TaskKnown, as_of: date) -> ColumnElement[bool]:
    """Asked by the end of ``as_of``, and nobody had answered by then.

    What waits now stands in an index of its own; a constant, so that SQLite sees that it does.
    """
    if known.is_now:
        waits = literal_column("extension_request.state") == literal_column("'waiting'")
        return Task.id.in_(select(ExtensionRequest.task_id).where(waits))
    waiting = or_(ExtensionRequest.closed_on.is_(None), ExtensionRequest.closed_on > as_of)
    return Task.id.in_(
        select(ExtensionRequest.task_id).where(ExtensionRequest.asked_on <= as_of, waiting)
    )


def _coordinated_by(unit_id: int) -> ColumnElement[bool]:
    return Task.id.in_(select(TaskPart.task_id).where(TaskPart.unit_id == unit_id))


MOST_HITS = 3_000
"""So many of the newest search entries are looked at; whoever types more words sees the rest."""


def _with_words(words: str, dialect: str, office_id: int | None) -> ColumnElement[bool]:
    """The words stand in the task's, its duty's or its paper's (number, title) search entry.

    The entries are found once, then the tasks behind them; no task is asked by itself.
    """
    keys = newest_hits(words, dialect, office_id, MOST_HITS).subquery()
    hits = (
        select(SearchEntry.kind, SearchEntry.thing_id)
        .where(SearchEntry.id.in_(select(keys.c.id)))
        .cte("hits")
        .prefix_with("MATERIALIZED")
    )

    def of(kind: SearchKind) -> Select[int]:
        return select(hits.c.thing_id).where(hits.c.kind == kind)

    papers = select(Duty.id).where(Duty.directive_id.in_(of(SearchKind.DIRECTIVE)))
    duties = of(SearchKind.DUTY).union(papers)
    under = aliased(Task)
    tasks = select(under.id).where(under.duty_id.in_(duties))
    return Task.id.in_(of(SearchKind.TASK).union(tasks))


def too_common(session: Session, words: str, office_id: int | None) -> bool:
    """Whether ``words`` are in more entries than are looked at."""
    if not words.strip():
        return False
    dialect = session.get_bind().dialect.name
    keys = newest_hits(words, dialect, office_id, MOST_HITS + 1).subquery()
    return (session.scalar(select(func.count()).select_from(keys)) or 0) > MOST_HITS
