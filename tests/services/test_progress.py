"""A unit's own deeds on the way, and those of the units that coordinate."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from tests.factories.district import District, a_district
from tests.factories.task import a_task
from tests.factories.user import a_user
from tracker.domain.errors import Conflict, InvalidInput, NotAllowed, NotFound
from tracker.domain.follow_up import Milestone
from tracker.domain.history import EventKind
from tracker.domain.messages import MessageKind
from tracker.domain.task_status import TaskStatus
from tracker.models import Event, Obstacle, OutboxMessage, ProgressUpdate, Task
from tracker.services import progress


@pytest.fixture
def district(session: Session) -> District:
    return a_district(session)


@pytest.fixture
def task(session: Session, district: District) -> Task:
    return a_task(session, district.office, district.justice, coordinating=[district.culture])


def report(session: Session, district: District, task: Task, now: datetime, **changes: Any) -> Task:
    asked: dict[str, Any] = {
        "milestone": Milestone.DRAFTING,
        "text": "Đang lấy ý kiến các xã.",
        "obstacle": "",
        "proposal": "",
        "actor": district.actor(district.justice_officer),
    }
    return progress.report(session, task_id=task.id, version=None, now=now, **(asked | changes))


def test_acknowledging_happens_once(
    session: Session, district: District, task: Task, now: datetime
) -> None:
    actor = district.actor(district.justice_head)
    progress.acknowledge(session, task_id=task.id, version=None, actor=actor, now=now)
    assert task.status is TaskStatus.ACKNOWLEDGED
    with pytest.raises(Conflict):
        progress.acknowledge(session, task_id=task.id, version=None, actor=actor, now=now)


def test_a_report_keeps_words_obstacles_and_proposals_apart(
    session: Session, district: District, task: Task, now: datetime
) -> None:
    report(session, district, task, now, obstacle=" Thiếu kinh phí ", proposal="Bổ sung 20 triệu.")

    assert (task.status, task.milestone) == (TaskStatus.IN_PROGRESS, Milestone.DRAFTING)
    assert task.updated_at == now
    update = session.scalars(select(ProgressUpdate)).one()
    assert (update.unit_id, update.text) == (district.justice.id, "Đang lấy ý kiến các xã.")
    rows = session.scalars(select(Obstacle).order_by(Obstacle.id))
    assert [(row.text, row.is_proposal, row.raised_on) for row in rows] == [
        ("Thiếu kinh phí", False, date(2026, 11, 23)),
        ("Bổ sung 20 triệu.", True, date(2026, 11, 23)),
    ]


def test_saying_nothing_is_refused(
    session: Session, district: District, task: Task, now: datetime
) -> None:
    with pytest.raises(InvalidInput):
        report(session, district, task, now, milestone=Milestone.NOT_STARTED, text=" ")
    report(session, district, task, now, milestone=Milestone.SUBMITTED_UP, text="")
    assert task.milestone is Milestone.SUBMITTED_UP


def test_a_task_that_is_over_takes_no_report(
    session: Session, district: District, now: datetime
) -> None:
    task = a_task(session, district.office, district.justice, status=TaskStatus.CANCELLED)
    with pytest.raises(Conflict):
        report(session, district, task, now)


class TestCoordinating:
    """Coordinators answer in writing; completion is never theirs."""

    def answer(
        self,
        session: Session,
        district: District,
        task: Task,
        now: datetime,
        answer: str,
        *,
        version: int | None = None,
    ) -> None:
        progress.answer_part(
            session,
            task_id=task.id,
            version=version,
            unit_id=district.culture.id,
            answer=answer,
            actor=district.actor(district.culture_head),
            now=now,
        )

    def test_an_answer_stands_on_the_part_and_in_the_history(
        self, session: Session, district: District, task: Task, now: datetime
    ) -> None:
        self.answer(session, district, task, now, "Đã cử cán bộ tham gia.")
        (part,) = task.parts
        assert (part.answer, part.answered_at) == ("Đã cử cán bộ tham gia.", now)
        event = session.scalars(select(Event).where(Event.kind == EventKind.PART_ANSWERED)).one()
        assert event.unit_id == district.culture.id
        assert task.status is TaskStatus.ASSIGNED

    def test_two_colleagues_do_not_write_over_each_other(
        self, session: Session, district: District, task: Task, now: datetime
    ) -> None:
        seen = task.row_version
        self.answer(session, district, task, now, "Đã cử cán bộ.", version=seen)
        session.flush()
        with pytest.raises(Conflict):
            self.answer(session, district, task, now, "Chưa cử ai.", version=seen)
        assert task.parts[0].answer == "Đã cử cán bộ."

    def test_an_empty_one_is_refused(
        self, session: Session, district: District, task: Task, now: datetime
    ) -> None:
        with pytest.raises(InvalidInput):
            self.answer(session, district, task, now, " ")

    def test_who_does_not_coordinate_has_nothing_to_answer(
        self, session: Session, district: District, now: datetime
    ) -> None:
        alone = a_task(session, district.office, district.justice)
        with pytest.raises(NotFound):
            self.answer(session, district, alone, now, "Đã cử cán bộ.")

    def test_nobody_answers_for_another_unit(
        self, session: Session, district: District, task: Task, now: datetime
    ) -> None:
        with pytest.raises(NotFound):
            progress.answer_part(
                session,
                task_id=task.id,
                version=None,
                unit_id=district.culture.id,
                answer="Thay mặt",
                actor=district.actor(district.justice_head),
                now=now,
            )


class TestNamingAnOfficer:
    """The head hands a task to somebody of the unit."""

    def name(
        self, session: Session, district: District, task: Task, now: datetime, user_id: int | None
    ) -> Task:
        return progress.name_officer(
            session,
            task_id=task.id,
            version=None,
            user_id=user_id,
            actor=district.actor(district.justice_head),
            now=now,
        )

    def test_and_may_take_it_back(
        self, session: Session, district: District, task: Task, now: datetime
    ) -> None:
        self.name(session, district, task, now, district.justice_officer.id)
        assert task.assignee_id == district.justice_officer.id
        self.name(session, district, task, now, None)
        assert [task.assignee_id] == [None]
        events = session.scalars(
            select(Event).where(Event.kind == EventKind.OFFICER_NAMED).order_by(Event.id)
        )
        assert [event.data for event in events] == [
            {"officer_before": None, "name_before": None, "name_after": "Phạm Thị Cúc"},
            {
                "officer_before": district.justice_officer.id,
                "name_before": "Phạm Thị Cúc",
                "name_after": None,
            },
        ]

    def test_the_officer_is_told_once_each_time(
        self, session: Session, district: District, task: Task, now: datetime
    ) -> None:
        second = a_user(session, "Lương Thị Én", unit=district.justice)
        self.name(session, district, task, now, district.justice_officer.id)
        self.name(session, district, task, now, second.id)
        rows = session.execute(
            select(OutboxMessage.recipient_id, OutboxMessage.kind).order_by(OutboxMessage.id)
        )
        assert [tuple(row) for row in rows] == [
            (district.justice_officer.id, MessageKind.ASSIGNED),
            (second.id, MessageKind.ASSIGNED),
            (district.justice_officer.id, MessageKind.STEERED),
        ]

    def test_an_officer_hands_nothing_about_while_there_is_a_head(
        self, session: Session, district: District, task: Task, now: datetime
    ) -> None:
        """The task is the unit's (D14); without any head its people settle it themselves."""
        asked: dict[str, Any] = {
            "task_id": task.id,
            "version": None,
            "user_id": district.justice_officer.id,
            "actor": district.actor(district.justice_officer),
            "now": now,
        }
        with pytest.raises(NotAllowed):
            progress.name_officer(session, **asked)
        district.justice_head.memberships[0].to_on = date(2026, 11, 22)
        session.flush()
        progress.name_officer(session, **asked)
        assert task.assignee_id == district.justice_officer.id

    def test_but_not_to_a_stranger(
        self, session: Session, district: District, task: Task, now: datetime
    ) -> None:
        with pytest.raises(InvalidInput) as refused:
            self.name(session, district, task, now, district.culture_head.id)
        assert refused.value.field == "user_id"
