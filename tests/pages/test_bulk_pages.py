"""Ticked tasks through the pages: looked at, done, what was left with its reason."""

from __future__ import annotations

from datetime import date

import pytest
from bs4 import BeautifulSoup
from sqlalchemy.orm import Session

from tests.factories.district import District, a_district
from tests.factories.task import a_task
from tests.support.visitor import Visitor, words
from tracker.domain.task_status import TaskStatus
from tracker.models import Task


@pytest.fixture
def district(session: Session) -> District:
    return a_district(session)


@pytest.fixture
def tasks(session: Session, district: District) -> list[Task]:
    return [
        a_task(session, district.office, district.justice, text="Việc một"),
        a_task(session, district.office, district.justice, text="Việc hai"),
        a_task(
            session,
            district.office,
            district.culture,
            text="Việc ba",
            status=TaskStatus.SUSPENDED,
        ),
    ]


def tick(page: Visitor, button: str, tasks: list[Task], status: int = 200) -> BeautifulSoup:
    """The boxes stand beside the form, bound to it by its id."""
    page.get("tasks.index", look="all")
    bar = page.soup.find("form", id="bulk")
    assert bar is not None
    deed = next(b["value"] for b in bar.find_all("button") if words(b) == button)
    data = {
        "deed": deed,
        "ids": [str(task.id) for task in tasks],
        "back": "/tasks/?look=all&page=1",
    }
    return page.post("tasks.bulk", data, status=status)


def test_first_a_look_then_the_deed_then_what_was_left(
    page: Visitor, session: Session, district: District, tasks: list[Task]
) -> None:
    page.sign_in(district.monitor)
    shown = words(tick(page, "Thay đổi thời hạn", tasks))
    assert "Thay đổi thời hạn: 2 nhiệm vụ" in shown
    assert "Chỉ thay đổi được thời hạn của nhiệm vụ đang thực hiện." in shown
    assert {task.due_on for task in tasks} == {date(2026, 11, 30)}
    tasks[1].row_version += 1
    session.flush()
    shown = words(
        page.submit(
            "Thay đổi thời hạn (2 nhiệm vụ)", due_on="31/12/2026", words="Công văn số 9/UBND-VP"
        )
    )
    assert "đã thực hiện 1, chưa thực hiện được 1" in shown
    assert "vừa được người khác thay đổi" in shown
    assert [task.due_on for task in tasks[:2]] == [date(2026, 12, 31), date(2026, 11, 30)]


def test_back_to_the_same_place_of_the_list(
    page: Visitor, district: District, tasks: list[Task]
) -> None:
    page.sign_in(district.monitor)
    tick(page, "Dừng theo dõi", tasks[:2])
    shown = page.submit("Dừng theo dõi (2 nhiệm vụ)", words="Thông báo số 3/TB-UBND")
    assert page.url == "/tasks/"
    assert "Dừng theo dõi: đã thực hiện với 2 nhiệm vụ." in words(shown)


def test_without_a_basis_the_page_comes_back_with_its_tasks(
    page: Visitor, district: District, tasks: list[Task]
) -> None:
    page.sign_in(district.monitor)
    tick(page, "Dừng theo dõi", tasks[:2])
    page.submit("Dừng theo dõi (2 nhiệm vụ)", words=" ", status=422)
    page.submit("Dừng theo dõi (2 nhiệm vụ)", words="Thông báo số 3/TB-UBND")
    assert {task.status for task in tasks[:2]} == {TaskStatus.CANCELLED}


def test_sent_twice_it_counts_once(page: Visitor, district: District, tasks: list[Task]) -> None:
    page.sign_in(district.monitor)
    tick(page, "Đôn đốc thực hiện", tasks[:2])
    form = page.soup
    page.submit("Đôn đốc thực hiện (2 nhiệm vụ)")
    page.soup = form
    shown = words(page.submit("Đôn đốc thực hiện (2 nhiệm vụ)"))
    assert "chưa thực hiện được" not in shown


def test_all_that_fit_the_conditions(page: Visitor, district: District, tasks: list[Task]) -> None:
    page.sign_in(district.monitor)
    shown = page.post("tasks.bulk", {"deed": "cancel", "all": "y"}, unit=str(district.justice.id))
    assert "Dừng theo dõi: 2 nhiệm vụ" in words(shown)
    shown = page.post("tasks.bulk", {"deed": "cancel", "all": "y"}, unit="abc", status=422)
    assert "Điều kiện lọc trong địa chỉ chưa đúng" in words(shown)


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        ({"deed": "cancel"}, "Chưa chọn nhiệm vụ nào."),
        ({"ids": "1"}, "Hãy chọn việc cần làm"),
        ({"deed": "dance", "ids": "1"}, "Hãy chọn việc cần làm"),
    ],
)
def test_nothing_to_do_is_said(
    page: Visitor, district: District, data: dict[str, str], sentence: str
) -> None:
    page.sign_in(district.monitor)
    assert sentence in words(page.post("tasks.bulk", data, status=422))


def test_who_may_do_nothing_ticks_nothing(
    page: Visitor, district: District, tasks: list[Task]
) -> None:
    page.sign_in(district.justice_officer)
    assert page.get("tasks.index").find("form", id="bulk") is None


def test_the_head_of_a_unit_hands_out(page: Visitor, district: District, tasks: list[Task]) -> None:
    page.sign_in(district.justice_head)
    tick(page, "Phân công người phụ trách", tasks[:2])
    page.submit("Phân công người phụ trách (2 nhiệm vụ)", officer=str(district.justice_officer.id))
    assert {task.assignee_id for task in tasks[:2]} == {district.justice_officer.id}
