"""Whose word counts: the lead office's own tasks, and results recorded on a unit's behalf."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

import pytest
from sqlalchemy.orm import Session

from tests.factories.district import District, a_district
from tests.factories.task import a_task
from tests.factories.unit import a_unit
from tests.factories.user import a_user
from tests.services.handing_in import confirm, hand_in, last_event, told
from tracker.domain.errors import Conflict, InvalidInput, NotAllowed
from tracker.domain.messages import MessageKind
from tracker.domain.people import Post, Role
from tracker.domain.task_status import TaskStatus
from tracker.models import Task, User
from tracker.services import approval, recording

TODAY = date(2026, 11, 23)


@pytest.fixture
def district(session: Session) -> District:
    return a_district(session)


@pytest.fixture
def task(session: Session, district: District) -> Task:
    return a_task(session, district.office, district.justice)


class TestTheLeadOfficesOwnTasks:
    """Confirmed by whom the setting names."""

    @pytest.fixture
    def second(self, session: Session, district: District) -> User:
        return a_user(
            session,
            unit=district.lead,
            post=Post.HEAD,
            office=district.office,
            roles=[Role.LEAD_OFFICE],
        )

    def own_task(self, session: Session, district: District, now: datetime) -> Task:
        task = a_task(session, district.office, district.lead)
        hand_in(session, district, task, now, actor=district.actor(district.monitor))
        return task

    def test_by_a_leader_and_nobody_of_the_room(
        self, session: Session, district: District, second: User, now: datetime
    ) -> None:
        task = self.own_task(session, district, now)
        assert told(session, MessageKind.SUBMITTED) == {district.chairman.id}
        with pytest.raises(NotAllowed):
            confirm(session, district, task, now, second)
        assert confirm(session, district, task, now, district.chairman).done_on is not None

    def test_by_the_unit_that_the_rule_names(self, session: Session, now: datetime) -> None:
        district = a_district(session)
        inspectors = a_unit(session, "Thanh tra huyện", parent=district.office.root_unit)
        inspector = a_user(session, unit=inspectors)
        with_rule = a_district(session, own_tasks_decided_by=inspectors.id)
        task = self.own_task(session, with_rule, now)
        assert told(session, MessageKind.SUBMITTED) == {inspector.id}
        assert approval.may_decide(session, task, with_rule.actor(inspector))
        assert not approval.may_decide(session, task, with_rule.actor(with_rule.chairman))

    def test_by_the_head_alone_where_the_office_says_so(
        self, session: Session, now: datetime
    ) -> None:
        district = a_district(session, head_confirms_alone=True)
        head = a_user(
            session,
            unit=district.lead,
            post=Post.HEAD,
            office=district.office,
            roles=[Role.LEAD_OFFICE],
        )
        task = a_task(session, district.office, district.lead)
        hand_in(session, district, task, now, actor=district.actor(head))
        confirm(session, district, task, now, head)
        assert last_event(session, task).data["alone"] is True


class TestRecordingOnBehalf:
    """Cập nhật thay: with the paper or another basis, named in the history."""

    def record(
        self,
        session: Session,
        district: District,
        task: Task,
        now: datetime,
        *,
        by: User | None = None,
        **changes: Any,
    ) -> Task:
        asked: dict[str, Any] = {
            "summary": "Đơn vị đã gửi báo cáo giấy.",
            "paper_number": "77/BC-UBND",
            "paper_on": date(2026, 11, 18),
            "evidence_ids": [],
            "explanation": "",
            "basis": "Báo cáo số 77/BC-UBND",
        }
        return recording.record_result(
            session,
            task_id=task.id,
            version=None,
            actor=district.actor(by or district.monitor),
            now=now,
            **(asked | changes),
        )

    def test_completes_the_task_in_the_unit_s_name(
        self, session: Session, district: District, task: Task, now: datetime
    ) -> None:
        self.record(session, district, task, now)
        assert (task.status, task.done_on) == (TaskStatus.COMPLETED, date(2026, 11, 18))
        submission = task.submissions[-1]
        assert submission.on_behalf
        assert submission.decided_on == TODAY
        event = last_event(session, task)
        assert (event.for_unit_id, event.basis) == (district.justice.id, "Báo cáo số 77/BC-UBND")
        assert told(session, MessageKind.CONFIRMED) == {district.justice_head.id}

    def test_needs_a_paper_or_a_basis(
        self, session: Session, district: District, task: Task, now: datetime
    ) -> None:
        with pytest.raises(InvalidInput) as refused:
            self.record(session, district, task, now, paper_number=None, paper_on=None, basis=" ")
        assert refused.value.field == "basis"

    def test_not_for_one_s_own_unit(
        self, session: Session, district: District, now: datetime
    ) -> None:
        own = a_task(session, district.office, district.lead)
        with pytest.raises(NotAllowed):
            self.record(session, district, own, now)

    def test_not_over_a_hand_in_that_waits(
        self, session: Session, district: District, task: Task, now: datetime
    ) -> None:
        hand_in(session, district, task, now)
        with pytest.raises(Conflict):
            self.record(session, district, task, now)
