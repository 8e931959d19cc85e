"""The lead office steers, each time on a stated basis, and those concerned hear of it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from typing import Any

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from tests.factories.district import District, a_district
from tests.factories.task import a_task
from tests.support.clock import Clock
from tracker.domain.deadlines import DeadlineCause
from tracker.domain.errors import Conflict, InvalidInput
from tracker.domain.history import EventKind
from tracker.domain.messages import MessageKind
from tracker.domain.task_status import TaskStatus
from tracker.models import Event, OutboxMessage, Suspension, Task
from tracker.services import steering

BASIS = "Thông báo số 101/TB-UBND"


@pytest.fixture
def district(session: Session) -> District:
    return a_district(session)


@pytest.fixture
def task(session: Session, district: District) -> Task:
    return a_task(session, district.office, district.justice)


def steer(
    deed: Callable[..., Task],
    session: Session,
    district: District,
    task: Task,
    now: datetime,
    **more: Any,
) -> Task:
    return deed(
        session,
        task_id=task.id,
        version=None,
        actor=district.actor(district.monitor),
        now=now,
        **({"basis": BASIS} | more),
    )


def told(session: Session, kind: MessageKind) -> set[int]:
    return set(
        session.scalars(select(OutboxMessage.recipient_id).where(OutboxMessage.kind == kind))
    )


@pytest.mark.parametrize(
    "deed",
    [steering.suspend, steering.cancel, steering.resume, steering.reopen],
    ids=lambda deed: deed.__name__,
)
def test_nothing_is_steered_without_a_basis(
    session: Session, district: District, task: Task, now: datetime, deed: Callable[..., Task]
) -> None:
    due = {"due_on": date(2026, 12, 1)} if deed in (steering.resume, steering.reopen) else {}
    with pytest.raises(InvalidInput) as refused:
        steer(deed, session, district, task, now, basis=" ", **due)
    assert refused.value.field == "basis"


class TestChangingADeadline:
    """Never silently: a version with cause and basis, and the unit is told."""

    def change(
        self,
        session: Session,
        district: District,
        task: Task,
        now: datetime,
        *,
        due_on: date | None,
        basis: str = BASIS,
    ) -> Task:
        return steer(
            steering.change_deadline, session, district, task, now, due_on=due_on, basis=basis
        )

    def test_the_old_day_stays_countable(
        self, session: Session, district: District, task: Task, now: datetime
    ) -> None:
        self.change(session, district, task, now, due_on=date(2026, 12, 15))
        rows = [(row.version, row.due_on, row.cause, row.basis) for row in task.deadlines]
        assert rows == [
            (1, date(2026, 11, 30), DeadlineCause.DIRECTIVE, "Theo văn bản"),
            (2, date(2026, 12, 15), DeadlineCause.CORRECTION, BASIS),
        ]
        event = session.scalars(select(Event).where(Event.kind == EventKind.DEADLINE_SET)).one()
        assert event.data["due_before"] == "2026-11-30"
        assert event.data["due_after"] == "2026-12-15"
        assert told(session, MessageKind.DEADLINE_CHANGED) == {district.justice_head.id}

    def test_a_first_day_for_an_undated_task_is_the_lead_office_s(
        self, session: Session, district: District, now: datetime
    ) -> None:
        task = a_task(session, district.office, district.justice, due_on=None)
        self.change(session, district, task, now, due_on=date(2026, 12, 15))
        assert task.deadlines[-1].cause is DeadlineCause.LEAD_OFFICE

    def test_a_day_before_the_entry_but_after_the_order_may_be_put_right(
        self, session: Session, district: District, now: datetime
    ) -> None:
        task = a_task(session, district.office, district.justice, assigned_on=date(2026, 11, 20))
        self.change(session, district, task, now, due_on=date(2026, 11, 10))
        assert task.due_on == date(2026, 11, 10)

    def test_what_cannot_be(
        self, session: Session, district: District, task: Task, now: datetime
    ) -> None:
        for due_on, basis, field in [
            (date(2026, 12, 15), " ", "basis"),
            (date(2026, 11, 30), BASIS, "due_on"),
            (date(2026, 1, 4), BASIS, "due_on"),
        ]:
            with pytest.raises(InvalidInput) as refused:
                self.change(session, district, task, now, due_on=due_on, basis=basis)
            assert refused.value.field == field

    @pytest.mark.parametrize("status", [TaskStatus.CANCELLED, TaskStatus.SUSPENDED])
    def test_not_when_it_would_rewrite_figures(
        self, session: Session, district: District, now: datetime, status: TaskStatus
    ) -> None:
        task = a_task(session, district.office, district.justice, status=status)
        with pytest.raises(Conflict):
            self.change(session, district, task, now, due_on=date(2026, 12, 15))


class TestSuspending:
    """No timeliness meanwhile; resuming writes a deadline version."""

    def test_and_going_on_with_what_was_left(
        self, session: Session, district: District, task: Task, clock: Clock
    ) -> None:
        steer(steering.suspend, session, district, task, clock())
        assert task.status is TaskStatus.SUSPENDED
        later = clock.move_to(date(2026, 12, 7))
        proposed = steering.due_after_resume(session, task, date(2026, 12, 7))
        assert proposed == date(2026, 12, 14), "six working days were left, the first one included"

        steer(steering.resume, session, district, task, later, due_on=proposed)
        assert (task.status, task.due_on) == (TaskStatus.IN_PROGRESS, date(2026, 12, 14))
        assert task.deadlines[-1].cause is DeadlineCause.RESUME
        row = session.scalars(select(Suspension)).one()
        assert (row.from_on, row.to_on) == (date(2026, 11, 23), date(2026, 12, 7))
        assert told(session, MessageKind.STEERED) == {district.justice_head.id}

    def test_an_overdue_one_is_due_at_once(
        self, session: Session, district: District, now: datetime
    ) -> None:
        task = a_task(session, district.office, district.justice, due_on=date(2026, 11, 2))
        steer(steering.suspend, session, district, task, now)
        assert steering.due_after_resume(session, task, date(2026, 12, 7)) == date(2026, 12, 7)

    def test_a_dated_task_does_not_come_back_undated(
        self, session: Session, district: District, task: Task, now: datetime
    ) -> None:
        steer(steering.suspend, session, district, task, now)
        for due_on in (None, date(2026, 11, 20)):
            with pytest.raises(InvalidInput) as refused:
                steer(steering.resume, session, district, task, now, due_on=due_on)
            assert refused.value.field == "due_on"

    def test_an_undated_one_may(self, session: Session, district: District, now: datetime) -> None:
        task = a_task(session, district.office, district.justice, due_on=None)
        steer(steering.suspend, session, district, task, now)
        steer(steering.resume, session, district, task, now, due_on=None)
        assert (task.status, task.due_on) == (TaskStatus.IN_PROGRESS, None)


class TestCancellingAndReopening:
    """The task stays with its history."""

    def test_a_suspended_task_is_not_suspended_any_more(
        self, session: Session, district: District, task: Task, now: datetime
    ) -> None:
        steer(steering.suspend, session, district, task, now)
        steer(steering.cancel, session, district, task, now)
        assert task.status is TaskStatus.CANCELLED
        assert session.scalars(select(Suspension.to_on)).one() == date(2026, 11, 23)
        assert told(session, MessageKind.CANCELLED) == {district.justice_head.id}

    def test_a_done_task_may_be_opened_again_with_another_day(
        self, session: Session, district: District, now: datetime
    ) -> None:
        task = a_task(
            session,
            district.office,
            district.justice,
            status=TaskStatus.COMPLETED,
            done_on=date(2026, 10, 5),
        )
        steer(steering.reopen, session, district, task, now, due_on=date(2026, 12, 20))
        assert (task.status, task.done_on) == (TaskStatus.IN_PROGRESS, None)
        assert task.due_on == date(2026, 12, 20)
        kinds = session.scalars(select(Event.kind).order_by(Event.id.desc()).limit(2)).all()
        assert set(kinds) == {EventKind.TASK_REOPENED, EventKind.DEADLINE_SET}

    def test_an_open_one_is_open_already(
        self, session: Session, district: District, task: Task, now: datetime
    ) -> None:
        with pytest.raises(Conflict):
            steer(steering.reopen, session, district, task, now, due_on=None)
