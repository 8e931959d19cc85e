"""The calendar feed: what its address opens, for whom, until when (lessons, test 25)."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any
from urllib.parse import urlsplit

import pytest
from icalendar import Calendar
from sqlalchemy import select
from sqlalchemy.orm import Session

from tests.factories.district import District, a_district
from tests.factories.duty import a_duty
from tests.factories.task import a_task
from tests.support.visitor import Visitor, words
from tracker.domain.history import EventKind
from tracker.domain.task_status import TaskStatus
from tracker.models import CalendarFeed, Event, FormReceipt, RateCount, Task, User


@pytest.fixture
def district(session: Session) -> District:
    return a_district(session)


@pytest.fixture
def task(session: Session, district: District) -> Task:
    return a_task(
        session,
        district.office,
        district.justice,
        due_on=date(2026, 11, 30),
        text="Rà soát, báo cáo; đề xuất sửa đổi quy định về lệ phí hộ tịch của các xã, thị trấn",
    )


def address(page: Visitor, user: User) -> str:
    """The path that the person copies from their page."""
    page.sign_in(user)
    page.get("feed.index")
    page.submit("Tạo địa chỉ lịch")
    text = page.soup.select_one("textarea#dia-chi")
    assert text is not None
    page.sign_out()
    return urlsplit(text.get_text()).path


def calendar(page: Visitor, path: str) -> Any:
    answer = page.open(path)
    assert answer.status_code == 200
    assert answer.mimetype == "text/calendar"
    return Calendar.from_ical(answer.data)


def titles(found: Any) -> list[str]:
    return [str(part["SUMMARY"]) for part in found.walk("VEVENT")]


def test_a_due_day_is_a_whole_day_of_its_unit(
    page: Visitor, session: Session, district: District, task: Task
) -> None:
    a_task(session, district.office, district.culture, text="Việc của đơn vị khác")
    found = calendar(page, address(page, district.justice_head))
    (event,) = found.walk("VEVENT")
    assert event["DTSTART"].params["VALUE"] == "DATE"
    assert event["DTSTART"].dt == date(2026, 11, 30)
    assert event["DTEND"].dt - event["DTSTART"].dt == timedelta(days=1)
    assert str(event["SUMMARY"]) == task.duty.text
    assert str(event["URL"]).endswith(f"/tasks/{task.id}")


def test_the_same_as_tasks_of_a_calendar_program(
    page: Visitor, district: District, task: Task
) -> None:
    found = calendar(page, address(page, district.justice_head) + "?kind=todo")
    (todo,) = found.walk("VTODO")
    assert todo["DUE"].params["VALUE"] == "DATE"
    assert todo["DUE"].dt == task.due_on
    assert not found.walk("VEVENT")


def test_lines_are_folded_within_75_octets(page: Visitor, district: District, task: Task) -> None:
    answer = page.open(address(page, district.justice_head))
    assert task.due_on
    assert max(len(line) for line in answer.data.split(b"\r\n")) <= 75
    assert b"\n" not in answer.data.replace(b"\r\n", b"")


def test_a_paper_for_internal_use_says_no_word(
    page: Visitor, session: Session, district: District, task: Task
) -> None:
    task.duty.directive.restricted = True
    found = calendar(page, address(page, district.justice_head))
    assert titles(found) == ["Nhiệm vụ theo văn bản lưu hành nội bộ"]


@pytest.mark.parametrize("status", [TaskStatus.COMPLETED, TaskStatus.CANCELLED])
def test_what_is_over_leaves_the_calendar(
    page: Visitor, session: Session, district: District, status: TaskStatus
) -> None:
    done = date(2026, 11, 2) if status is TaskStatus.COMPLETED else None
    a_task(session, district.office, district.justice, status=status, done_on=done)
    assert not titles(calendar(page, address(page, district.justice_head)))


def test_the_address_of_a_locked_account_is_refused(
    page: Visitor, district: District, task: Task
) -> None:
    path = address(page, district.justice_head)
    district.justice_head.active = False
    answer = page.open(path)
    assert answer.status_code == 403
    assert task.duty.text not in answer.get_data(as_text=True)


def test_whoever_left_the_unit_sees_nothing_of_it(
    page: Visitor, session: Session, district: District, task: Task
) -> None:
    """The address is of a person, and what it shows is what the person may see today."""
    path = address(page, district.justice_officer)
    assert titles(calendar(page, path)) == [task.duty.text]
    for post in district.justice_officer.memberships:
        post.unit_id = district.culture.id
    assert not titles(calendar(page, path))


def test_a_revoked_address_opens_nothing(page: Visitor, district: District, task: Task) -> None:
    first = address(page, district.justice_head)
    page.sign_in(district.justice_head)
    page.get("feed.index")
    page.submit("Tạo địa chỉ mới")
    text = page.soup.select_one("textarea#dia-chi")
    assert text is not None
    second = urlsplit(text.get_text()).path
    assert first != second
    assert page.open(first).status_code == 404
    assert page.open(second).status_code == 200
    page.get("feed.index")
    page.submit("Thu hồi địa chỉ")
    assert "Bạn chưa có địa chỉ lịch" in words(page.soup)
    assert page.open(second).status_code == 404
    assert task.id


def test_a_guessed_address_opens_nothing(page: Visitor, district: District) -> None:
    path = address(page, district.justice_head)
    number, _dot, mark = path.rsplit("/", 1)[1].removesuffix(".ics").partition(".")
    for guess in (f"{int(number) + 1}.{mark}", f"{number}.{'A' * len(mark)}", number, "x"):
        assert page.open(f"/calendar-feed/{guess}.ics").status_code == 404


def test_no_address_stands_in_the_history_or_the_database(
    page: Visitor, session: Session, district: District
) -> None:
    path = address(page, district.justice_head)
    mark = path.rsplit(".", 2)[1]
    events = session.scalars(select(Event).where(Event.kind == EventKind.FEED_CHANGED)).all()
    assert [event.data["deed"] for event in events] == ["made"]
    page.open(path)
    for model in (Event, CalendarFeed, FormReceipt, RateCount):
        rows = session.execute(select(*model.__table__.columns)).all()
        assert mark not in repr(rows)


def test_the_tasks_of_two_units_are_found_under_one_duty(
    page: Visitor, session: Session, district: District
) -> None:
    duty = a_duty(session, district.office, "Việc chung", leads=[district.justice])
    a_task(session, district.office, district.justice, duty=duty, due_on=date(2026, 12, 4))
    a_task(session, district.office, district.culture, duty=duty, due_on=date(2026, 12, 5))
    found = calendar(page, address(page, district.culture_head))
    assert [event["DTSTART"].dt for event in found.walk("VEVENT")] == [date(2026, 12, 5)]
