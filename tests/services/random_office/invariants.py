"""What must hold after every deed, at the end of every day, and at the very end."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from itertools import pairwise

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from tests.queries.first_page import first_page
from tracker.domain.delivery import Decision, FileFaultKind
from tracker.domain.figures import Figures
from tracker.domain.history import EventKind
from tracker.domain.reporting_periods import Window
from tracker.domain.task_status import OPEN, TRANSITIONS, TaskStatus
from tracker.models import Event, PreparedResult, Suspension, Task
from tracker.queries.report_figures import Counted, count
from tracker.queries.timeliness_sql import current, known_on
from tracker.queries.units import predecessors_of
from tracker.services.file_verification import verify_files
from tracker.services.life import EVENT_OF
from tracker.storage import FileStore


def one_lead_at_a_time(task: Task) -> None:
    spans = task.leads
    assert [span.unit_id for span in spans if span.to_at is None] == [task.lead_unit_id]
    for earlier, later in pairwise(spans):
        assert earlier.to_at is not None
        assert earlier.to_at <= later.from_at


def rows_agree(session: Session, task: Task) -> None:
    """The columns are what the rows beside them say."""
    assert (task.status is TaskStatus.COMPLETED) == (task.done_on is not None)
    assert [row.version for row in task.deadlines] == list(range(1, len(task.deadlines) + 1))
    assert task.deadlines[-1].due_on == task.due_on
    waiting = [s for s in task.submissions if s.decided_at is None and s.withdrawn_at is None]
    assert len(waiting) == (task.status is TaskStatus.SUBMITTED)
    if task.refused_for_id is not None:
        assert task.status is TaskStatus.REFUSED
    elif task.status is TaskStatus.REFUSED:  # the unit that was named has become this very unit
        assert predecessors_of(session, task.lead_unit_id)
    open_ones = Suspension.task_id == task.id, Suspension.to_on.is_(None)
    suspended = session.scalar(select(func.count()).select_from(Suspension).where(*open_ones))
    assert suspended == (task.status is TaskStatus.SUSPENDED)
    prepared = select(func.count()).where(
        PreparedResult.task_id == task.id, PreparedResult.closed_at.is_(None)
    )
    assert (session.scalar(prepared) or 0) <= 1
    for row in task.submissions:
        assert row.done_on <= row.submitted_on
        if row.decision is Decision.ACCEPTED and not row.on_behalf:
            assert row.decided_by_id not in row.people_behind


def history_explains(session: Session, task: Task) -> None:
    """Status by status, each by a deed that the table admits, down to the present one."""
    rows: Sequence[Event] = session.scalars(
        select(Event).where(Event.task_id == task.id).order_by(Event.id)
    ).all()
    actions = {kind: action for action, kind in EVENT_OF.items()}
    stands = None
    for row in rows:
        if row.status_after is None:
            continue
        if stands is not None and row.status_before is not None:
            assert row.status_before is stands
        if row.kind in actions and row.status_before is not None:
            possible = {
                TRANSITIONS[row.status_before, action]
                for action, kind in EVENT_OF.items()
                if kind is row.kind and (row.status_before, action) in TRANSITIONS
            }
            assert row.status_after in possible
        stands = row.status_after
    assert stands is task.status


def history_explains_moves(session: Session, task: Task) -> None:
    """Every further lead and every further due day has its row, in order, with the same words."""
    rows = session.scalars(select(Event).where(Event.task_id == task.id).order_by(Event.id)).all()
    moved = [row.unit_id for row in rows if row.kind is EventKind.LEAD_MOVED]
    assert moved == [span.unit_id for span in task.leads[1:]]
    dated = [
        (row.data["version"], row.data["due_after"], row.basis)
        for row in rows
        if row.kind is EventKind.DEADLINE_SET
    ]
    assert dated == [
        (row.version, row.due_on.isoformat() if row.due_on else None, row.basis)
        for row in task.deadlines[1:]
    ]
    assert all(basis for _version, _day, basis in dated)


def nobody_gone_holds_work(session: Session, today: date) -> None:
    """What is open lies with a unit that exists and, if with a person, one who may sign in."""
    for task in session.scalars(select(Task).where(Task.status.in_(sorted(OPEN)))):
        assert task.lead_unit.exists_on(today), task.lead_unit.name
        assert task.assignee is None or task.assignee.active
        assert task.monitor is None or task.monitor.active
        for part in task.parts:
            owed = part.closed_at is None and (part.answered_at is None or part.returned_at)
            assert not owed or part.unit.exists_on(today), part.unit.name


def one_task_of_a_period(session: Session) -> None:
    """A unit has a period of a recurring duty once, also when two series were due at once."""
    owed = session.execute(
        select(Task.series_id, Task.lead_unit_id, Task.period_key).where(
            Task.series_id.is_not(None)
        )
    ).all()
    assert len(owed) == len(set(owed))


def now_is_the_evening_of_today(session: Session, today: date) -> None:
    """What lists say now is what a report says of the end of this day."""
    now, then = current(today), known_on(today)
    for one, other in session.execute(select(now.timeliness, then.timeliness)):
        assert one == other


def the_first_page_shows_the_rows(session: Session, office_id: int, today: date) -> None:
    """The year, and a month that is over: figures that the database counts, on either reading."""
    year = Window(date(today.year, 1, 1), date(today.year, 12, 31))
    before = Window(today - timedelta(days=45), today - timedelta(days=14))
    for window in (year, before):
        first_page(session, office_id, window, today)


def figures_of(session: Session, office_id: int, day: date) -> Counted:
    window = Window(date(day.year, 1, 1), day)
    return count(session, office_id=office_id, window=window, as_of=day)


def figures_add_up(counted: Counted) -> None:
    for one in (counted.tasks, counted.duties, *(unit.tasks for unit in counted.units)):
        _adds_up(one)
    total = sum(unit.tasks.total for unit in counted.units)
    assert total == counted.tasks.total


def _adds_up(one: Figures) -> None:
    assert one.total == one.completed + one.still_open + one.suspended
    assert one.total == one.carried_over + one.assigned


def no_orphan_file(session: Session, store: FileStore, refused: set[str]) -> None:
    """Every row has its file, byte by byte; without a row lies only what a refused deed brought."""
    for fault in verify_files(session, store).faults:
        assert fault.kind is FileFaultKind.WITHOUT_ROW, fault
        assert fault.sha256 in refused, fault
