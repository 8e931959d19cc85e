"""An officer's hand-in goes through the head of the unit, as both see it."""

from __future__ import annotations

from datetime import date

from sqlalchemy.orm import Session

from tests.factories.district import a_district
from tests.factories.task import a_task
from tests.support.visitor import Visitor, words


def test_prepared_given_back_prepared_again_and_sent(page: Visitor, session: Session) -> None:
    district = a_district(session, head_approves=True)
    task = a_task(session, district.office, district.justice)
    page.sign_in(district.justice_officer)
    assert "Trình lãnh đạo đơn vị duyệt" in words(page.get("tasks.show", task_id=task.id))
    soup = page.get("tasks.submit", task_id=task.id)
    assert "Thời gian thực hiện của đơn vị vẫn tính" in words(soup)
    soup = page.submit("Trình lãnh đạo đơn vị duyệt", summary="Đã ban hành kế hoạch rà soát.")
    assert "Chờ lãnh đạo đơn vị duyệt" in words(soup)
    page.get("tasks.send_prepared", task_id=task.id, status=403)

    page.sign_in(district.justice_head)
    assert "Công chức trình, chờ lãnh đạo đơn vị duyệt" in words(page.get("tasks.waiting"))
    page.get("tasks.give_back_prepared", task_id=task.id)
    soup = page.submit("Trả lại", note="Thiếu phụ lục 2")
    assert "Trần Văn Bình trả lại: Thiếu phụ lục 2" in words(soup)

    page.sign_in(district.justice_officer)
    page.get("tasks.submit", task_id=task.id)
    page.submit("Trình lãnh đạo đơn vị duyệt", summary="Đã ban hành kế hoạch, kèm phụ lục 2.")
    page.sign_in(district.monitor)
    assert "phụ lục 2" not in words(page.get("tasks.show", task_id=task.id))

    page.sign_in(district.justice_head)
    page.get("tasks.send_prepared", task_id=task.id)
    soup = page.submit("Gửi báo cáo hoàn thành")
    assert "Đã báo cáo hoàn thành" in words(soup)
    assert "Phạm Thị Cúc trình" in words(soup)


def test_an_officer_takes_it_back(page: Visitor, session: Session) -> None:
    district = a_district(session, head_approves=True)
    task = a_task(session, district.office, district.justice, due_on=date(2026, 11, 30))
    page.sign_in(district.justice_officer)
    page.get("tasks.submit", task_id=task.id)
    page.submit("Trình lãnh đạo đơn vị duyệt", summary="Đã ban hành kế hoạch rà soát.")
    page.get("tasks.take_back_prepared", task_id=task.id)
    soup = page.submit("Rút lại")
    assert "Đã rút lại báo cáo đã trình." in words(soup)
    page.sign_in(district.justice_head)
    soup = page.get("tasks.send_prepared", task_id=task.id)
    assert "Không có báo cáo nào đang chờ" in words(soup)
