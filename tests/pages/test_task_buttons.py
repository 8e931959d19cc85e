"""Which buttons a task's page offers, and which of them stands out."""

from __future__ import annotations

from datetime import date

import pytest
from sqlalchemy.orm import Session

from tests.factories.district import District, a_district
from tests.factories.task import a_task
from tests.support.visitor import Visitor, words
from tracker.domain.task_status import TaskStatus


@pytest.fixture
def district(session: Session) -> District:
    return a_district(session)


@pytest.mark.parametrize("status", list(TaskStatus))
def test_one_deed_stands_out_at_most(
    page: Visitor, session: Session, district: District, status: TaskStatus
) -> None:
    """Whoever looks, in whatever state: one filled button, the step that comes next."""
    done_on = date(2026, 11, 20) if status is TaskStatus.COMPLETED else None
    task = a_task(
        session, district.office, district.justice, status=status, done_on=done_on,
        coordinating=[district.culture],
    )  # fmt: skip
    for person in (
        district.justice_head, district.culture_head, district.monitor, district.chairman,
        district.auditor,
    ):  # fmt: skip
        page.sign_in(person)
        soup = page.get("tasks.show", task_id=task.id)
        filled = [words(button) for button in soup.select(".deeds .btn-deed")]
        assert len(filled) <= 1, (person.name, filled)
        if person is district.justice_head and status is TaskStatus.ASSIGNED:
            assert filled == ["Tiếp nhận nhiệm vụ"]
        if person is district.justice_head and status is TaskStatus.ACKNOWLEDGED:
            assert filled == ["Báo cáo hoàn thành"]
