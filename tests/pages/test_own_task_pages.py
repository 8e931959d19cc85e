"""A unit that the office names to confirm the lead office's own tasks comes in by their doors."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy.orm import Session

from tests.factories.district import a_district
from tests.factories.office import a_setting
from tests.factories.task import a_task
from tests.factories.unit import a_unit
from tests.factories.user import a_user
from tests.services.handing_in import hand_in, last_event
from tests.support.visitor import Visitor, words
from tracker.domain.task_status import TaskStatus


def test_the_inspectors_find_the_hand_in_and_confirm_it(
    page: Visitor, session: Session, now: datetime
) -> None:
    district = a_district(session)
    inspectors = a_unit(session, "Thanh tra huyện", parent=district.office.root_unit)
    a_setting(session, district.office, "own_tasks_decided_by", inspectors.id)
    inspector = a_user(session, unit=inspectors)
    task = a_task(session, district.office, district.lead, text="Rà soát quy chế làm việc")
    hand_in(session, district, task, now, actor=district.actor(district.monitor))
    page.sign_in(inspector)
    assert "chờ xác nhận" in words(page.get("tasks.waiting"))
    assert "Xác nhận hoàn thành" in words(page.get("tasks.show", task_id=task.id))
    page.get("tasks.confirm", task_id=task.id)
    page.submit("Xác nhận hoàn thành", note="Đã đối chiếu")
    assert task.status is TaskStatus.COMPLETED
    assert last_event(session, task).actor_id == inspector.id
    page.get("tasks.decide_extension", task_id=task.id, status=403)
    page.get("tasks.transfer", task_id=task.id, status=403)
