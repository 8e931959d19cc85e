"""Extensions as the people concerned use them: a unit asks, the lead office or a leader decides."""

from __future__ import annotations

from datetime import date

import pytest
from sqlalchemy.orm import Session

from tests.factories.district import District, a_district
from tests.factories.task import a_task
from tests.pages.test_task_pages import a_pdf
from tests.support.clock import Clock
from tests.support.visitor import Visitor, words
from tracker.models import Task

REASON = "Chờ hướng dẫn của Sở Tư pháp"


@pytest.fixture
def district(session: Session) -> District:
    return a_district(session, extension_leader_from=2, extension_days=30)


@pytest.fixture
def task(session: Session, district: District) -> Task:
    task = a_task(session, district.office, district.justice)
    session.commit()
    return task


def asks(page: Visitor, district: District, task: Task, until: str = "15/12/2026") -> None:
    page.sign_in(district.justice_officer)
    page.get("tasks.ask_extension", task_id=task.id)
    page.submit("Gửi đề nghị gia hạn", wanted_on=until, reason=REASON)


def test_from_the_request_to_the_new_due_day(page: Visitor, district: District, task: Task) -> None:
    asks(page, district, task)
    unit = words(page.get("tasks.show", task_id=task.id))
    assert "Lần 1: đến 15/12/2026 Chờ quyết định" in unit
    assert "Hạn hoàn thành 30/11/2026" in unit
    page.sign_in(district.monitor)
    assert "Đề nghị gia hạn, chờ quyết định" in words(page.get("tasks.waiting"))
    shown = words(page.get("tasks.decide_extension", task_id=task.id))
    assert REASON in shown
    soup = page.submit("Ghi nhận quyết định", decision="yes", due_on="10/12/2026")
    assert "Đã ghi nhận quyết định gia hạn." in words(soup)
    assert "Gia hạn đến 10/12/2026." in words(soup)
    assert "10/12/2026 – Gia hạn" in words(soup)
    assert "chờ quyết định" not in words(page.get("tasks.waiting"))


def test_a_refusal_needs_a_reason_and_loses_nothing(
    page: Visitor, district: District, task: Task
) -> None:
    asks(page, district, task)
    page.sign_in(district.monitor)
    page.get("tasks.decide_extension", task_id=task.id)
    soup = page.submit("Ghi nhận quyết định", status=422, decision="no", basis="")
    assert "Hãy ghi lý do không đồng ý gia hạn." in words(soup)
    soup = page.submit("Ghi nhận quyết định", decision="no", basis="Việc cấp bách")
    assert "Không đồng ý gia hạn" in words(soup)


@pytest.mark.parametrize(
    ("until", "sentence"),
    [
        ("", "Hãy ghi thời hạn đề nghị gia hạn đến."),
        ("31/02/2027", "chỉ có 28 ngày"),
        ("20/11/2026", "Thời hạn mới phải sau thời hạn hiện tại (30/11/2026)."),
        ("15/03/2027", "Mỗi lần gia hạn không quá 30 ngày"),
    ],
)
def test_a_day_that_cannot_be(
    page: Visitor, district: District, task: Task, until: str, sentence: str
) -> None:
    page.sign_in(district.justice_officer)
    page.get("tasks.ask_extension", task_id=task.id)
    soup = page.submit("Gửi đề nghị gia hạn", status=422, wanted_on=until, reason=REASON)
    assert sentence in words(soup)
    assert REASON in str(soup)


def test_after_the_due_day_the_request_is_marked(
    page: Visitor, district: District, task: Task, clock: Clock
) -> None:
    clock.move_to(date(2026, 12, 3))
    asks(page, district, task)
    assert "Đề nghị sau khi hết hạn" in words(page.get("tasks.show", task_id=task.id))


def test_the_second_time_the_leader_decides_or_his_word_is_entered(
    page: Visitor, district: District, task: Task
) -> None:
    asks(page, district, task, "05/12/2026")
    page.sign_in(district.monitor)
    page.get("tasks.decide_extension", task_id=task.id)
    page.submit("Ghi nhận quyết định", decision="yes", due_on="05/12/2026")
    asks(page, district, task)
    page.sign_in(district.monitor)
    shown = words(page.get("tasks.decide_extension", task_id=task.id))
    assert "Lần gia hạn này do lãnh đạo quyết định" in shown
    page.submit("Ghi nhận quyết định", status=403, decision="yes", due_on="15/12/2026")
    page.get("tasks.decide_extension", task_id=task.id)
    soup = page.submit(
        "Ghi nhận quyết định",
        decision="yes",
        due_on="15/12/2026",
        leader_id=str(district.chairman.id),
        files=a_pdf("Bút phê.pdf"),
        not_secret="y",
    )
    assert f"nhập thay {district.chairman.name}" in words(soup)


def test_the_unit_takes_its_request_back(page: Visitor, district: District, task: Task) -> None:
    asks(page, district, task)
    page.get("tasks.withdraw_extension", task_id=task.id)
    soup = page.submit("Rút đề nghị gia hạn")
    assert "Đã rút đề nghị gia hạn." in words(soup)
    page.get("tasks.withdraw_extension", task_id=task.id, status=409)


def test_other_units_neither_ask_nor_decide(page: Visitor, district: District, task: Task) -> None:
    asks(page, district, task)
    page.sign_in(district.culture_head)
    page.get("tasks.ask_extension", task_id=task.id, status=404)
    page.get("tasks.decide_extension", task_id=task.id, status=404)
    page.sign_in(district.justice_head)
    page.get("tasks.decide_extension", task_id=task.id, status=403)
