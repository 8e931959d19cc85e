"""The page of a late task names who headed the unit on the day it became late."""

from __future__ import annotations

from datetime import date

from sqlalchemy.orm import Session

from tests.factories.district import a_district
from tests.factories.task import a_task
from tests.factories.user import a_user
from tests.support.visitor import Visitor, words
from tracker.domain.people import Post


def test_the_head_of_that_day_also_after_he_left(page: Visitor, session: Session) -> None:
    district = a_district(session)
    task = a_task(session, district.office, district.justice, due_on=date(2026, 10, 14))
    post = district.justice_head.memberships[0]
    post.title, post.to_on = "Trưởng phòng", date(2026, 10, 31)
    a_user(
        session, "Người Kế Nhiệm", unit=district.justice, post=Post.HEAD, from_on=date(2026, 11, 1)
    )
    page.sign_in(district.monitor)
    text = words(page.get("tasks.show", task_id=task.id))
    assert "Thủ trưởng đơn vị ngày 15/10/2026 Trần Văn Bình (Trưởng phòng)" in text
    assert "Trần Văn Bình (Trưởng phòng) Người Kế Nhiệm" not in text
    assert "15/10/2026 Người Kế Nhiệm" not in text

    post.to_on = date(2026, 10, 1)
    text = words(page.get("tasks.show", task_id=task.id))
    assert "Ngày đó Phòng Tư pháp chưa có thủ trưởng trong danh sách." in text


def test_a_task_in_time_has_no_such_line(page: Visitor, session: Session) -> None:
    district = a_district(session)
    task = a_task(session, district.office, district.justice, due_on=date(2026, 11, 23))
    page.sign_in(district.monitor)
    assert "Thủ trưởng đơn vị ngày" not in words(page.get("tasks.show", task_id=task.id))
