"""Keeping the calendar: what a change would touch is shown first, and a person moves deadlines."""

from __future__ import annotations

from datetime import date, datetime

import pytest
from sqlalchemy.orm import Session

from tests.factories.district import District, a_district
from tests.factories.task import a_task
from tests.support.clock import Clock
from tests.support.visitor import Visitor, words
from tracker.domain.deadlines import DeadlineCause
from tracker.domain.local_time import VIETNAM
from tracker.models import CalendarDay, Deadline, Task
from tracker.services import calendar_days

HOLIDAY = date(2026, 11, 25)


@pytest.fixture
def district(session: Session, now: datetime) -> District:
    district = a_district(session)
    calendar_days.seed(session, office_id=district.office.id, years=[2026], now=now)
    return district


@pytest.fixture
def returned(session: Session, district: District) -> Task:
    """Returned on Monday, three working days more, one of them a holiday: Friday."""
    task = a_task(session, district.office, district.justice, due_on=date(2026, 11, 20))
    task.deadlines.append(
        Deadline(
            version=2,
            due_on=date(2026, 11, 27),
            cause=DeadlineCause.RETURN,
            basis="Trả lại",
            set_by_id=district.monitor.id,
            set_at=datetime(2026, 11, 23, 8, tzinfo=VIETNAM),
        )
    )
    task.due_on = date(2026, 11, 27)
    session.flush()
    return task


def add_holiday(page: Visitor) -> None:
    page.submit(
        "Thêm ngày",
        on_day="25/11/2026",
        kind="swap_off",
        name="làm bù vào ngày 28/11/2026",
        source="Thông báo số 12/TB-UBND",
    )


def test_a_change_is_shown_before_it_is_saved_and_moves_nothing(
    page: Visitor, session: Session, district: District, returned: Task
) -> None:
    page.sign_in(district.monitor)
    page.get("calendar.add_day")
    add_holiday(page)
    said = words(page.soup)
    assert "Thay đổi này đụng tới 1 thời hạn" in said
    assert "30/11/2026" in said
    assert session.get(CalendarDay, (district.office.id, HOLIDAY)) is None

    page.submit("Thêm ngày")
    assert "Chưa thời hạn nào được dời" in words(page.soup)
    assert session.get(CalendarDay, (district.office.id, HOLIDAY)) is not None
    assert returned.due_on == date(2026, 11, 27)


def test_a_person_moves_what_was_ticked_on_a_paper(
    page: Visitor, district: District, returned: Task
) -> None:
    page.sign_in(district.monitor)
    page.get("calendar.add_day")
    add_holiday(page)
    page.submit("Thêm ngày")
    page.submit("Dời các thời hạn đã chọn", status=422, basis="Thông báo số 12/TB-UBND")
    assert "Chưa chọn nhiệm vụ nào" in words(page.soup)
    box = page.soup.select_one("input[name=pick][form=chuyen]")
    assert box is not None
    data = {"basis": "Thông báo số 12/TB-UBND", "pick": box["value"]}
    page.post("calendar.deadlines", data, day="2026-11-25")
    assert "Không có thời hạn nào cần dời" in words(page.soup)
    assert returned.due_on == date(2026, 11, 30)
    page.get("tasks.show", task_id=returned.id)
    assert "Lịch làm việc thay đổi" in words(page.soup)
    assert "tính lại hạn từ 27/11/2026 sang 30/11/2026" in words(page.soup)


def test_the_administrator_sees_the_list_but_moves_no_deadline(
    page: Visitor, district: District, returned: Task
) -> None:
    page.sign_in(district.administrator)
    page.get("calendar.add_day")
    add_holiday(page)
    page.submit("Thêm ngày")
    assert page.soup.select_one("input[name=pick]") is None
    data = {"basis": "Thông báo", "pick": f"{returned.id}.2026-11-30"}
    page.post("calendar.deadlines", data, status=403, day="2026-11-25")
    assert returned.due_on == date(2026, 11, 27)


def test_a_change_that_touches_nothing_is_saved_at_once(page: Visitor, district: District) -> None:
    page.sign_in(district.monitor)
    page.get("calendar.add_day")
    add_holiday(page)
    assert "Đã thêm ngày vào lịch" in words(page.soup)


def test_taking_a_day_away_says_what_it_touches(
    page: Visitor, district: District, returned: Task
) -> None:
    page.sign_in(district.monitor)
    page.get("calendar.remove_day", on_day="2026-11-24")
    assert "Thay đổi này đụng tới 1 thời hạn" in words(page.soup)


@pytest.mark.parametrize("asked", ["day=31-02-2026", "year=x", "year=99999", "day=2026-11-31"])
def test_a_strange_day_gets_a_sentence(page: Visitor, district: District, asked: str) -> None:
    page.sign_in(district.monitor)
    page.read(f"/calendar/deadlines?{asked}", status=422)
    assert "không nêu đúng ngày hoặc năm" in words(page.soup)


def test_from_december_every_page_asks_for_the_coming_year(
    page: Visitor, district: District, clock: Clock
) -> None:
    page.sign_in(district.monitor)
    assert "Chưa có lịch nghỉ năm 2027" not in words(page.get("tasks.index"))
    clock.move_to(date(2026, 12, 1))
    assert "Chưa có lịch nghỉ năm 2027" in words(page.get("tasks.index"))
    page.sign_in(district.justice_head)
    assert "Chưa có lịch nghỉ năm 2027" not in words(page.get("tasks.index"))
