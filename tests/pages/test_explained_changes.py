"""“Những thay đổi cần giải thích”: an inspector sees what could make the figures look better."""

from __future__ import annotations

from datetime import date

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
    task = a_task(session, district.office, district.justice)
    session.commit()
    return task


def move_the_due_day(page: Visitor, district: District, task: Task) -> None:
    page.sign_in(district.monitor)
    page.get("tasks.change_deadline", task_id=task.id)
    page.submit("Thay đổi thời hạn", due_on="15/12/2026", basis="Thông báo số 101/TB-UBND")


def test_a_moved_due_day_is_listed_with_its_basis(
    page: Visitor, district: District, task: Task
) -> None:
    move_the_due_day(page, district, task)
    page.sign_in(district.auditor)
    text = words(page.get("history.explained"))
    assert "1 thay đổi cần giải thích" in text
    assert "30/11/2026 → 15/12/2026" in text
    assert "Thông báo số 101/TB-UBND" in text


def test_recording_and_reopening_are_listed_ordinary_work_is_not(
    page: Visitor, session: Session, district: District, task: Task
) -> None:
    page.sign_in(district.justice_officer)
    page.get("tasks.update", task_id=task.id)
    page.submit("Cập nhật tiến độ", milestone="drafting", text="Đang soạn.")
    page.sign_in(district.monitor)
    page.get("tasks.record", task_id=task.id)
    page.submit("Cập nhật thay kết quả", summary="Đã ban hành", basis="Điện thoại ngày 23/11")
    page.get("tasks.reopen", task_id=task.id)
    page.submit("Mở lại nhiệm vụ", basis="Ý kiến Chủ tịch", due_on="15/12/2026")
    soup = page.get("history.explained")
    assert "3 thay đổi" in words(soup)  # reopening gave a new due day as well
    assert "Cập nhật thay kết quả" in words(soup)
    assert "Đang soạn." not in words(soup)
    only = words(page.get("history.explained", change="reopened"))
    assert "1 thay đổi cần giải thích" in only


def test_a_moved_due_day_counts_as_an_extension(
    page: Visitor, district: District, task: Task
) -> None:
    move_the_due_day(page, district, task)
    page.sign_in(district.justice_officer)
    shown = words(page.get("tasks.ask_extension", task_id=task.id))
    assert "Nhiệm vụ đã được gia hạn 1 lần." in shown


def test_the_time_narrows_and_an_empty_one_says_so(
    page: Visitor, district: District, task: Task
) -> None:
    move_the_due_day(page, district, task)
    text = words(page.get("history.explained", to_on=f"{date(2026, 1, 31):%d/%m/%Y}"))
    assert "Không có thay đổi nào cần giải thích" in text


def test_units_do_not_read_it(page: Visitor, district: District, task: Task) -> None:
    assert task.id
    page.sign_in(district.justice_head)
    page.get("history.explained", status=403)
