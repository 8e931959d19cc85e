"""Difficulties and proposals as people meet them: list, page, answer, meeting paper."""

from __future__ import annotations

from datetime import date

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from tests.factories.district import District, a_district
from tests.factories.task import a_task
from tests.support.clock import Clock
from tests.support.visitor import Visitor, words
from tracker.models import Obstacle, Task

WORDS = "Chưa được bố trí kinh phí tập huấn"


@pytest.fixture
def district(session: Session) -> District:
    return a_district(session)


@pytest.fixture
def task(session: Session, district: District) -> Task:
    task = a_task(session, district.office, district.justice, coordinating=[district.culture])
    session.commit()
    return task


def raises(page: Visitor, district: District, task: Task, session: Session) -> int:
    """The officer raises one on the task; its number."""
    page.sign_in(district.justice_officer)
    page.get("obstacles.raise_on_task", task_id=task.id)
    soup = page.submit("Gửi", text=WORDS)
    assert "Đã gửi. Người trả lời được thông báo." in words(soup)
    found = session.scalar(select(Obstacle.id))
    assert found is not None
    return found


def test_from_raising_to_the_end(
    page: Visitor, district: District, task: Task, session: Session
) -> None:
    obstacle = raises(page, district, task, session)
    shown = words(page.get("tasks.show", task_id=task.id))
    assert f"Chưa trả lời Vướng mắc: {WORDS}" in shown
    assert "đã chờ 0 ngày" in shown
    page.sign_in(district.monitor)
    assert "Khó khăn, kiến nghị chờ tôi trả lời" in words(page.get("tasks.waiting"))
    page.get("obstacles.answer", obstacle_id=obstacle)
    soup = page.submit("Gửi trả lời", text="Bổ sung từ quý sau.")
    assert "Đã trả lời. Đơn vị được thông báo." in words(soup)
    assert "chờ tôi trả lời" not in words(page.get("tasks.waiting"))
    page.sign_in(district.justice_head)
    assert "Khó khăn, kiến nghị đã có trả lời" in words(page.get("tasks.waiting"))
    page.get("obstacles.ask_again", obstacle_id=obstacle)
    soup = page.submit("Gửi đề nghị", note="Chưa rõ số tiền")
    assert "Đơn vị đề nghị trả lời lại: Chưa rõ số tiền" in words(soup)
    page.sign_in(district.monitor)
    page.get("obstacles.pass_up", obstacle_id=obstacle)
    soup = page.submit(
        "Ghi nhận đã chuyển", to="Sở Tài chính", number="312/UBND", paper_on="23/11/2026"
    )
    assert "Văn bản số 312/UBND ngày 23/11/2026" in words(soup)
    page.get("obstacles.close", obstacle_id=obstacle)
    soup = page.submit("Kết thúc", reason="Đã cấp kinh phí")
    assert "Kết thúc Đã cấp kinh phí" in words(soup)
    for deed in ("Đề nghị trả lời lại", "Chuyển khó khăn, kiến nghị lên cấp trên"):
        assert deed in words(soup), "its history tells everything"


def test_the_list_shows_what_stands_with_its_age(
    page: Visitor, district: District, task: Task, session: Session, clock: Clock
) -> None:
    raises(page, district, task, session)
    clock.move_to(date(2026, 12, 3))
    page.sign_in(district.monitor)
    shown = words(page.get("obstacles.index"))
    assert "1 khó khăn, kiến nghị chưa kết thúc" in shown
    assert "23/11/2026 đã chờ 10 ngày" in shown
    assert "30/11/2026 quá hạn 3 ngày" in shown
    assert WORDS in words(page.get("obstacles.index", state="overdue"))
    assert WORDS not in words(page.get("obstacles.index", state="passed_up"))
    assert WORDS not in words(page.get("obstacles.index", unit=district.culture.id))
    assert WORDS in words(page.get("obstacles.index", owner=f"u{district.lead.id}"))
    paper = words(page.get("obstacles.sheet", state="overdue"))
    assert "Phòng Tư pháp (1)" in paper
    assert "quá hạn 3 ngày" in paper
    assert "Ý kiến kết luận" in paper


def test_addresses_that_nobody_of_ours_made(page: Visitor, district: District) -> None:
    page.sign_in(district.monitor)
    for odd in ("state=x", "owner=u", "owner=zz9", "owner=u99999999999999999999", "unit=-1"):
        page.read(f"/obstacles/?{odd}&page=a")
    page.read("/obstacles/sheet?_external=1&_scheme=x&state=all")


def test_without_words_nothing_is_raised(
    page: Visitor, district: District, task: Task, session: Session
) -> None:
    page.sign_in(district.justice_officer)
    page.get("obstacles.raise_new")
    soup = page.submit("Gửi", status=422, text="  ")
    assert "Hãy ghi nội dung khó khăn, vướng mắc hoặc kiến nghị." in words(soup)
    assert session.scalar(select(Obstacle.id)) is None


def test_a_unit_sees_its_own_and_not_the_others(
    page: Visitor, district: District, session: Session
) -> None:
    page.sign_in(district.justice_officer)
    page.get("obstacles.raise_new")
    page.submit("Gửi", text=WORDS)
    found = session.scalars(select(Obstacle.id)).one()
    page.sign_in(district.culture_head)
    assert WORDS not in words(page.get("obstacles.index", state="all"))
    page.get("obstacles.show", status=404, obstacle_id=found)
    page.get("obstacles.answer", status=404, obstacle_id=found)
    page.sign_in(district.auditor)
    assert WORDS in words(page.get("obstacles.show", obstacle_id=found))
    page.get("obstacles.answer", status=403, obstacle_id=found)


def test_for_another_the_lead_office_needs_the_paper(
    page: Visitor, district: District, task: Task, session: Session
) -> None:
    page.sign_in(district.justice_officer)
    page.get("obstacles.raise_on_task", task_id=task.id)
    page.submit("Gửi", text=WORDS, owner=f"u{district.culture.id}")
    found = session.scalars(select(Obstacle.id)).one()
    page.sign_in(district.monitor)
    page.get("obstacles.answer", obstacle_id=found)
    soup = page.submit("Gửi trả lời", status=422, text="Đã bố trí")
    assert "phải ghi số, ngày văn bản trả lời" in words(soup)
    soup = page.submit("Gửi trả lời", text="Đã bố trí", number="5/VH", paper_on="20/11/2026")
    assert "thay Phòng Văn hóa và Thông tin" in words(soup)
