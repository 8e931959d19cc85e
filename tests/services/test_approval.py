"""Handing in and deciding: what the unit may do, what the lead office may do, what stays."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from tests.factories.directive import a_directive
from tests.factories.district import District, a_district
from tests.factories.duty import a_duty
from tests.factories.task import a_task
from tests.services.handing_in import confirm, hand_in, last_event, told
from tests.support.clock import Clock
from tracker.domain.deadlines import DeadlineCause
from tracker.domain.errors import Conflict, InvalidInput, NotAllowed, NotFound
from tracker.domain.explanation_rules import LateCause
from tracker.domain.history import EventKind
from tracker.domain.messages import MessageKind
from tracker.domain.task_status import TaskStatus
from tracker.models import Event, Task
from tracker.services import approval, progress

TODAY = date(2026, 11, 23)


@pytest.fixture
def district(session: Session) -> District:
    return a_district(session)


@pytest.fixture
def task(session: Session, district: District) -> Task:
    return a_task(session, district.office, district.justice)


def test_the_paper_s_date_is_the_day_of_completion(
    session: Session, district: District, task: Task, now: datetime
) -> None:
    submission = hand_in(session, district, task, now)

    assert task.status is TaskStatus.SUBMITTED
    assert submission.done_on == date(2026, 11, 20)
    assert submission.submitted_on == TODAY
    assert task.done_on is None
    event = last_event(session, task)
    assert (event.status_before, event.status_after) == (
        TaskStatus.ASSIGNED,
        TaskStatus.SUBMITTED,
    )
    assert told(session, MessageKind.SUBMITTED) == {district.monitor.id}


def test_without_a_paper_the_day_of_the_hand_in_counts(
    session: Session, district: District, task: Task, now: datetime
) -> None:
    submission = hand_in(session, district, task, now, paper_number=None, paper_on=None)
    assert submission.done_on == TODAY


HALF: dict[str, tuple[dict[str, Any], str]] = {
    "no words": ({"summary": "ok"}, "summary"),
    "number without day": ({"paper_on": None}, "paper_on"),
    "day without number": ({"paper_number": " "}, "paper_number"),
    "tomorrow": ({"paper_on": date(2026, 11, 24)}, "paper_on"),
    "before the order": ({"paper_on": date(2026, 1, 4)}, "paper_on"),
}


@pytest.mark.parametrize("half", HALF)
def test_half_a_hand_in_is_refused_at_its_field(
    session: Session, district: District, task: Task, now: datetime, half: str
) -> None:
    changes, field = HALF[half]
    with pytest.raises(InvalidInput) as refused:
        hand_in(session, district, task, now, **changes)
    assert refused.value.field == field


def test_a_paper_from_before_the_entry_but_after_the_order_counts(
    session: Session, district: District, now: datetime
) -> None:
    """The office entered in November what a plan had ordered in January."""
    task = a_task(session, district.office, district.justice, assigned_on=date(2026, 11, 20))
    submission = hand_in(session, district, task, now, paper_on=date(2026, 10, 2))
    assert submission.done_on == date(2026, 10, 2)


def test_late_work_owes_an_explanation(session: Session, district: District, now: datetime) -> None:
    task = a_task(session, district.office, district.justice, due_on=date(2026, 11, 19))
    with pytest.raises(InvalidInput) as refused:
        hand_in(session, district, task, now)
    assert refused.value.field == "explanation"

    words = "Chờ ý kiến của Sở Tư pháp."
    with pytest.raises(InvalidInput) as uncaused:
        hand_in(session, district, task, now, explanation=words)
    assert uncaused.value.field == "cause"
    submission = hand_in(session, district, task, now, explanation=words, cause=LateCause.OBJECTIVE)
    assert submission.explanation is not None
    assert submission.explanation.text == words
    assert submission.explanation.tasks == [task]


def test_a_paper_in_time_owes_none_though_entered_late(
    session: Session, district: District, now: datetime
) -> None:
    task = a_task(session, district.office, district.justice, due_on=date(2026, 11, 21))
    assert hand_in(session, district, task, now).explanation is None


def test_a_withdrawn_hand_in_is_as_if_it_had_never_been(
    session: Session, district: District, task: Task, now: datetime, clock: Clock
) -> None:
    submission = hand_in(session, district, task, now)
    later = clock.pass_by(hours=1)
    approval.withdraw(
        session,
        task_id=task.id,
        version=None,
        note="Thiếu phụ lục",
        actor=district.actor(district.justice_head),
        now=later,
    )
    assert task.status is TaskStatus.IN_PROGRESS
    assert submission.withdrawn_on == TODAY
    with pytest.raises(Conflict):
        confirm(session, district, task, later, district.monitor)
    again = hand_in(session, district, task, later)
    assert again.n == 2


def test_confirming_settles_the_day_of_completion(
    session: Session, district: District, task: Task, now: datetime
) -> None:
    hand_in(session, district, task, now)
    confirm(session, district, task, now, district.monitor)

    assert task.status is TaskStatus.COMPLETED
    assert task.done_on == date(2026, 11, 20)
    event = last_event(session, task)
    assert event.kind is EventKind.TASK_CONFIRMED
    assert event.data == {
        "files": [],
        "submission": 1,
        "done_on": "2026-11-20",
        "alone": False,
        "same_unit": False,
    }
    assert told(session, MessageKind.CONFIRMED) == {district.justice_head.id}


def test_nobody_confirms_what_they_handed_in(
    session: Session, district: District, task: Task, now: datetime
) -> None:
    hand_in(session, district, task, now, actor=district.actor(district.monitor))
    with pytest.raises(NotAllowed):
        confirm(session, district, task, now, district.monitor)
    assert not approval.may_decide(session, task, district.actor(district.monitor))
    assert approval.may_decide(session, task, district.actor(district.chairman))


def test_confirming_twice_is_refused(
    session: Session, district: District, task: Task, now: datetime
) -> None:
    hand_in(session, district, task, now)
    confirm(session, district, task, now, district.monitor)
    with pytest.raises(Conflict):
        confirm(session, district, task, now, district.chairman)


def test_a_page_seen_before_somebody_else_s_deed_is_stale(
    session: Session, district: District, task: Task, now: datetime
) -> None:
    seen = task.row_version
    hand_in(session, district, task, now)
    with pytest.raises(Conflict) as refused:
        approval.confirm(
            session,
            task_id=task.id,
            version=seen,
            note="",
            actor=district.actor(district.monitor),
            now=now,
        )
    assert refused.value.code == "stale_version"


class TestReturning:
    """Trả lại, yêu cầu bổ sung: with a reason, always; a due day never moves silently."""

    def send_back(
        self,
        session: Session,
        district: District,
        task: Task,
        now: datetime,
        *,
        reason: str = "Thiếu phụ lục số liệu",
        due_on: date | None = None,
    ) -> Task:
        return approval.return_(
            session,
            task_id=task.id,
            version=None,
            reason=reason,
            due_on=due_on,
            actor=district.actor(district.monitor),
            now=now,
        )

    def test_past_the_due_day_three_working_days_are_given(
        self, session: Session, district: District, now: datetime
    ) -> None:
        task = a_task(session, district.office, district.justice, due_on=date(2026, 11, 20))
        hand_in(session, district, task, now)
        self.send_back(session, district, task, now)

        assert task.status is TaskStatus.RETURNED
        assert task.due_on == date(2026, 11, 26)
        versions = [(row.version, row.due_on, row.cause) for row in task.deadlines]
        assert versions == [
            (1, date(2026, 11, 20), DeadlineCause.DIRECTIVE),
            (2, date(2026, 11, 26), DeadlineCause.RETURN),
        ]
        assert "Thiếu phụ lục số liệu" in task.deadlines[-1].basis
        assert told(session, MessageKind.RETURNED) == {district.justice_head.id}

    def test_a_later_due_day_stays(
        self, session: Session, district: District, task: Task, now: datetime
    ) -> None:
        hand_in(session, district, task, now)
        self.send_back(session, district, task, now)
        assert task.due_on == date(2026, 11, 30)
        assert len(task.deadlines) == 1

    def test_the_office_s_own_number_of_days_counts(self, session: Session, now: datetime) -> None:
        district = a_district(session, return_working_days=5)
        task = a_task(session, district.office, district.justice, due_on=date(2026, 11, 20))
        hand_in(session, district, task, now)
        self.send_back(session, district, task, now)
        assert task.due_on == date(2026, 11, 30)

    def test_the_day_that_was_typed_goes_before(
        self, session: Session, district: District, task: Task, now: datetime
    ) -> None:
        hand_in(session, district, task, now)
        self.send_back(session, district, task, now, due_on=date(2026, 11, 25))
        assert task.due_on == date(2026, 11, 25)

    def test_a_day_that_is_over_is_refused(
        self, session: Session, district: District, task: Task, now: datetime
    ) -> None:
        hand_in(session, district, task, now)
        with pytest.raises(InvalidInput) as refused:
            self.send_back(session, district, task, now, due_on=date(2026, 11, 20))
        assert refused.value.field == "due_on"

    def test_an_undated_task_stays_undated(
        self, session: Session, district: District, now: datetime
    ) -> None:
        task = a_task(session, district.office, district.justice, due_on=None)
        hand_in(session, district, task, now)
        self.send_back(session, district, task, now)
        assert task.due_on is None

    def test_no_return_without_a_reason(
        self, session: Session, district: District, task: Task, now: datetime
    ) -> None:
        hand_in(session, district, task, now)
        with pytest.raises(InvalidInput) as refused:
            self.send_back(session, district, task, now, reason="  ")
        assert refused.value.field == "reason"


def test_a_strange_paper_cannot_be_shown(
    session: Session, district: District, task: Task, now: datetime
) -> None:
    with pytest.raises(NotFound):
        hand_in(session, district, task, now, evidence_ids=[4711])


def test_work_goes_on_after_a_return(session: Session, district: District, now: datetime) -> None:
    duty = a_duty(
        session,
        district.office,
        directive=a_directive(session, district.office),
        leads=[district.justice],
    )
    task = a_task(session, district.office, district.justice, duty=duty)
    head = district.actor(district.justice_head)
    progress.acknowledge(session, task_id=task.id, version=None, actor=head, now=now)
    hand_in(session, district, task, now)
    TestReturning().send_back(session, district, task, now)
    hand_in(session, district, task, now)
    confirm(session, district, task, now, district.chairman)

    kinds = session.scalars(select(Event.kind).where(Event.task_id == task.id).order_by(Event.id))
    assert list(kinds) == [
        EventKind.TASK_ASSIGNED,
        EventKind.TASK_ACKNOWLEDGED,
        EventKind.TASK_SUBMITTED,
        EventKind.TASK_RETURNED,
        EventKind.TASK_SUBMITTED,
        EventKind.TASK_CONFIRMED,
    ]
