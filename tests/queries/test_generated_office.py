"""The generated office (``demo load --scale``): big for measuring, but in every row a real one."""

from __future__ import annotations

from collections import Counter
from datetime import date

import pytest
from sqlalchemy import func, or_, select
from sqlalchemy.orm import Session

from tracker.demo.scale.load import Generated, load_scale
from tracker.demo.scale.society import UNITS
from tracker.domain.deadlines import Timeliness
from tracker.domain.errors import Conflict, InvalidInput
from tracker.domain.history_chain import Keys
from tracker.domain.task_status import OPEN, TaskStatus
from tracker.models import (
    Blob,
    Event,
    SearchEntry,
    Submission,
    Suspension,
    Task,
    TaskLead,
    Unit,
    User,
)
from tracker.models.search_index import matching
from tracker.queries.timeliness_sql import TaskKnown, current, known_on
from tracker.services.history_sealing import verify
from tracker.services.search_entries import index
from tracker.storage import FolderStore

TODAY = date(2026, 11, 23)
TASKS = 300
KEYS = Keys(["only for tests"])


@pytest.fixture
def made(session: Session, store: FolderStore) -> Generated:
    return _load(session, store)


def _load(session: Session, store: FolderStore, tasks: int = TASKS) -> Generated:
    return load_scale(session, store, tasks=tasks, today=TODAY, password_hash="none", keys=KEYS)


def _figures(session: Session, known: TaskKnown) -> dict[int, tuple[object, ...]]:
    columns = (known.status, known.timeliness, known.due_on, known.lead_unit_id, known.done_on)
    rows = session.execute(select(Task.id, *columns))
    return {row[0]: (str(row[1]), *row[2:]) for row in rows}


def test_what_the_tasks_say_is_what_their_history_says(session: Session, made: Generated) -> None:
    now = _figures(session, current(TODAY))
    then = _figures(session, known_on(TODAY))
    assert len(now) == made.tasks
    done = TaskStatus.COMPLETED.value
    assert {key: row if row[0] == done else row[:4] for key, row in now.items()} == {
        key: row if row[0] == done else row[:4] for key, row in then.items()
    }


def test_every_state_is_there_in_its_share(session: Session, made: Generated) -> None:
    rows = session.execute(select(Task.status, current(TODAY).timeliness))
    states = Counter((status, Timeliness(timeliness)) for status, timeliness in rows)
    assert sum(n for (status, _), n in states.items() if status in OPEN) == made.tasks * 4 // 10
    assert {status for status, _ in states} == set(TaskStatus)
    assert {timeliness for _, timeliness in states} == set(Timeliness)
    late = sum(n for (_, timeliness), n in states.items() if timeliness is Timeliness.OPEN_OVERDUE)
    assert 10 <= late <= 40


def test_the_history_is_sealed_and_in_the_order_of_its_moments(
    session: Session, made: Generated
) -> None:
    assert list(verify(session, keys=KEYS)) == []
    assert session.scalar(select(func.count()).select_from(Event)) == made.events
    moments = session.scalars(select(Event.at).order_by(Event.id)).all()
    assert moments == sorted(moments)


def test_no_day_is_before_its_reason(session: Session, made: Generated) -> None:
    assert made.tasks == TASKS
    early = or_(
        Submission.submitted_on < Submission.done_on,
        Submission.decided_on < Submission.submitted_on,
        Submission.done_on < func.date(Task.assigned_at, "-7 days")
        if session.get_bind().dialect.name == "sqlite"
        else Submission.done_on < func.date(Task.assigned_at) - 7,
    )
    assert not session.scalars(select(Submission).join(Task).where(early)).all()
    assert session.scalar(select(func.max(Event.at))).date() < TODAY  # type: ignore[union-attr]
    assert session.scalar(select(func.max(TaskLead.from_at))).date() < TODAY  # type: ignore[union-attr]


def test_one_span_is_open_and_one_hand_in_at_most_waits(session: Session, made: Generated) -> None:
    assert made.tasks == TASKS
    for task in session.scalars(select(Task)):
        assert [span.to_at for span in task.leads].count(None) == 1
        assert [row.version for row in task.deadlines] == [*range(1, len(task.deadlines) + 1)]
        assert task.deadlines[-1].due_on == task.due_on
        undecided = [row for row in task.submissions if row.decision is None]
        assert len(undecided) == (task.status is TaskStatus.SUBMITTED)
        assert (task.refused_for_id is not None) == (task.status is TaskStatus.REFUSED)
    suspended = select(Task.id).where(Task.status == TaskStatus.SUSPENDED)
    assert set(session.scalars(suspended)) == set(session.scalars(select(Suspension.task_id)))


def test_what_was_late_was_explained(session: Session, made: Generated) -> None:
    assert made.tasks == TASKS
    for task in session.scalars(select(Task)):
        for row in task.submissions:
            known = [one.due_on for one in task.deadlines if one.set_at < row.submitted_at]
            late = known[-1] is not None and row.done_on > known[-1]
            assert bool(row.explanation) == late


def test_words_without_accents_find_what_the_services_would_have_indexed(
    session: Session, made: Generated
) -> None:
    assert made.directives
    entry = session.scalars(select(SearchEntry).order_by(SearchEntry.id.desc()).limit(1)).one()
    folded = entry.folded
    index(session, entry.kind, entry.thing_id, entry.office_id, entry.exact)
    assert entry.folded == folded
    dialect = session.get_bind().dialect.name
    found = session.scalars(select(SearchEntry).where(matching("cap nuoc sach", dialect))).all()
    assert found
    assert all("cấp nước sạch" in row.exact for row in found)


def test_files_of_the_rows_lie_in_the_store(
    session: Session, made: Generated, store: FolderStore
) -> None:
    assert made.tasks == TASKS
    hashes = session.scalars(select(Blob.sha256)).all()
    assert sorted(hashes) == list(store.all_hashes())
    assert all(store.verify(sha256) for sha256 in hashes)


def test_an_office_of_three_hundred_units_with_a_head_each(
    session: Session, made: Generated
) -> None:
    assert made.tasks == TASKS
    inside = select(func.count()).select_from(Unit).where(Unit.parent_id.is_not(None))
    assert session.scalar(inside.where(Unit.outside.is_(False))) == UNITS
    assert session.scalars(select(User).where(User.login == "tuphap")).one().memberships
    assert session.scalars(select(User).where(User.login == "donvi300")).one().memberships


def test_it_is_never_loaded_beside_an_office(
    session: Session, made: Generated, store: FolderStore
) -> None:
    with pytest.raises(Conflict, match="còn trống"):
        _load(session, store)
    assert session.scalar(select(func.count()).select_from(Task)) == made.tasks


@pytest.mark.parametrize("tasks", [-1, 0, 99, 10_000_000])
def test_a_number_that_makes_no_office_is_refused(
    session: Session, store: FolderStore, tasks: int
) -> None:
    with pytest.raises(InvalidInput, match="Số lượt giao"):
        _load(session, store, tasks)


def test_what_is_added_afterwards_gets_a_key_of_its_own(session: Session, made: Generated) -> None:
    assert made.tasks == TASKS
    last = session.scalar(select(func.max(Task.id))) or 0
    old = session.get_one(Task, last)
    new = Task(
        office_id=old.office_id,
        duty_id=old.duty_id,
        lead_unit_id=old.lead_unit_id,
        assigned_at=old.assigned_at,
        updated_at=old.updated_at,
    )
    session.add(new)
    session.flush()
    assert new.id > last
