"""Closing an account, as the administrator sees it."""

from __future__ import annotations

import pytest
from sqlalchemy.orm import Session

from tests.factories.district import District, a_district
from tests.factories.task import a_task
from tests.factories.user import a_user
from tests.support.visitor import Visitor, words
from tracker.domain.people import Post


@pytest.fixture
def district(session: Session) -> District:
    return a_district(session)


def test_without_open_work_it_is_one_click(page: Visitor, district: District) -> None:
    page.sign_in(district.administrator)
    soup = page.get("admin.deactivate_user", user_id=district.justice_officer.id)
    assert "Còn việc đang mở" not in words(soup)
    assert "Đã khóa tài khoản." in words(page.submit("Khóa tài khoản"))


def test_open_work_is_listed_and_one_person_takes_it_all(
    page: Visitor, session: Session, district: District
) -> None:
    task = a_task(session, district.office, district.justice, text="Chuyện riêng của phòng")
    task.assignee_id = district.justice_head.id
    deputy = a_user(session, "Lý Thị Mây", unit=district.justice, post=Post.DEPUTY)
    page.sign_in(district.administrator)
    soup = page.get("admin.deactivate_user", user_id=district.justice_head.id)
    text = words(soup)
    assert "Thủ trưởng duy nhất của đơn vị" in text
    assert f"Nhiệm vụ số {task.id}, Phòng Tư pháp, hạn 30/11/2026" in text
    assert "Chuyện riêng của phòng" not in text

    soup = page.submit("Khóa tài khoản", status=422)
    assert words(soup).count("Hãy chọn người nhận bàn giao.") >= 1
    page.submit("Khóa tài khoản", everything=deputy.id)
    assert task.assignee_id == deputy.id
    assert not district.justice_head.active

    page.sign_in(deputy)
    soup = page.get("tasks.show", task_id=task.id)
    assert "Bàn giao khi khóa tài khoản của Trần Văn Bình" in words(soup)
