"""A coordinating unit answers; whoever leads confirms the answer or asks for another one."""

from __future__ import annotations

import pytest
from sqlalchemy.orm import Session

from tests.factories.district import District, a_district
from tests.factories.task import a_task
from tests.support.visitor import Visitor, words
from tracker.models import Task


@pytest.fixture
def district(session: Session) -> District:
    return a_district(session)


@pytest.fixture
def task(session: Session, district: District) -> Task:
    return a_task(session, district.office, district.justice, coordinating=[district.culture])


def test_a_coordinating_unit_answers(page: Visitor, district: District, task: Task) -> None:
    page.sign_in(district.culture_head)
    soup = page.get("tasks.show", task_id=task.id)
    assert "Báo cáo hoàn thành" not in [words(a) for a in soup.find_all("a")]
    page.get("tasks.answer", task_id=task.id)
    soup = page.submit("Gửi nội dung phối hợp", answer="Đã cử cán bộ tham gia.")
    assert "Đã cử cán bộ tham gia." in words(soup)


def test_the_lead_unit_asks_a_coordinating_unit_again_and_confirms_then(
    page: Visitor, district: District, task: Task
) -> None:
    """Everybody finds their step on the task's page; the unit that answered is offered none."""
    unit_id, look = district.culture.id, "Xem xét nội dung phối hợp"
    page.sign_in(district.culture_head)
    page.get("tasks.answer", task_id=task.id)
    assert look not in words(page.submit("Gửi nội dung phối hợp", answer="Nhất trí."))
    page.get("tasks.judge_part", status=403, task_id=task.id, unit_id=unit_id)

    page.sign_in(district.justice_head)
    assert look in words(page.get("tasks.show", task_id=task.id))
    page.get("tasks.judge_part", task_id=task.id, unit_id=unit_id)
    refused = page.submit("Ghi nhận ý kiến", status=422, verdict="again", reason="")
    assert "Hãy ghi nội dung cần trả lời lại, bổ sung." in words(refused)
    soup = page.submit("Ghi nhận ý kiến", verdict="again", reason="Thiếu số liệu.")
    assert "Đã đề nghị trả lời phối hợp lại." in words(soup)
    assert "Thiếu số liệu." in words(soup)

    page.sign_in(district.culture_head)
    assert task.duty.text in words(page.get("tasks.waiting"))
    assert "Thiếu số liệu." in words(page.get("tasks.answer", task_id=task.id))
    page.submit("Gửi nội dung phối hợp", answer="Số liệu tại biểu 2.")
    page.sign_in(district.monitor)
    page.get("tasks.judge_part", task_id=task.id, unit_id=unit_id)
    assert "đã được xác nhận lúc" in words(page.submit("Ghi nhận ý kiến", verdict="good"))
    page.get("tasks.judge_part", status=404, task_id=task.id, unit_id=district.lead.id)
