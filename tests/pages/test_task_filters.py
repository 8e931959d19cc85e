"""The lists of tasks: what the address asks, what it asks in vain, and lists that are kept."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from tests.factories.district import District, a_district
from tests.factories.life import Life
from tests.factories.task import a_task
from tests.support.visitor import Visitor, words
from tracker.models import FirstLook, SavedFilter, Task


@pytest.fixture
def district(session: Session) -> District:
    return a_district(session)


@pytest.fixture
def tasks(session: Session, district: District) -> dict[str, Task]:
    """One open and late, one that Tư pháp handed to its officer, one that Văn hóa coordinates."""
    late = a_task(
        session,
        district.office,
        district.culture,
        due_on=date(2026, 11, 10),
        text="Kiểm kê di tích",
    )
    given = a_task(session, district.office, district.justice, text="Rà soát văn bản")
    given.assignee_id = district.justice_officer.id
    shared = a_task(
        session, district.office, district.justice, coordinating=[district.culture], text="Hòa giải"
    )
    return {"late": late, "given": given, "shared": shared}


def heading(page: Visitor) -> str:
    return words(page.soup.find_all("h1")[0])


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ({"unit": "culture"}, "Kiểm kê di tích"),
        ({"part": "culture"}, "Hòa giải"),
        ({"officer": "officer"}, "Rà soát văn bản"),
        ({"directive": "shared"}, "Hòa giải"),
    ],
)
def test_one_condition_leaves_one_task(
    page: Visitor,
    district: District,
    tasks: dict[str, Task],
    asked: dict[str, str],
    found: str,
) -> None:
    keys = {
        "culture": district.culture.id,
        "officer": district.justice_officer.id,
        "shared": tasks["shared"].duty.directive_id,
    }
    page.sign_in(district.monitor)
    shown = page.get("tasks.index", **{name: keys[value] for name, value in asked.items()})
    assert heading(page).startswith("1 nhiệm vụ")
    assert found in words(shown)


def test_the_officer_is_whoever_looks(
    page: Visitor, district: District, tasks: dict[str, Task]
) -> None:
    page.sign_in(district.justice_officer)
    page.get("tasks.index", officer="me")
    assert heading(page) == "1 nhiệm vụ"
    page.get("tasks.index", officer="none")
    assert heading(page) == "1 nhiệm vụ"
    assert "Hòa giải" in words(page.soup)


def test_the_list_as_of_a_past_day(
    page: Visitor, session: Session, district: District, tasks: dict[str, Task]
) -> None:
    """What was known in the evening of the 12th: late, though it was handed in and moved since."""
    life = Life(session, district)
    life.submit(tasks["late"], date(2026, 11, 16))
    page.sign_in(district.monitor)
    shown = words(page.get("tasks.index", as_of="12/11/2026", state="open_overdue"))
    assert heading(page) == "1 nhiệm vụ, 1 quá hạn"
    assert "quá hạn 2 ngày" in shown
    assert "Số liệu đến hết ngày 12/11/2026" in shown
    page.get("tasks.index", as_of="12/11/2026", state="awaiting")
    assert heading(page) == "0 nhiệm vụ"
    page.get("tasks.index", state="awaiting")
    assert heading(page).startswith("1 nhiệm vụ")
    page.get("tasks.index", as_of="30/09/2026")
    assert heading(page) == "0 nhiệm vụ"


@pytest.mark.parametrize(
    ("asked", "sentence"),
    [
        ({"unit": "abc"}, "“abc” không có trong danh sách. Hãy chọn lại."),
        ({"state": "sleeping"}, "“sleeping” không có trong danh sách. Hãy chọn lại."),
        ({"directive": "999999"}, "“999999” không có trong danh sách. Hãy chọn lại."),
        ({"officer": "999999"}, "“999999” không có trong danh sách. Hãy chọn lại."),
        ({"from_on": "31/02/2026"}, "Không có ngày 31/2/2026"),
        ({"as_of": "24/11/2026"}, "Ngày 24/11/2026 chưa tới."),
        ({"series": "x"}, "Địa chỉ hỏi nhiệm vụ định kỳ “x”, không phải là một số."),
        ({"sort": "colour"}, "Không sắp xếp được theo “colour”; danh sách xếp theo hạn."),
    ],
)
def test_what_the_address_asks_in_vain_is_said(
    page: Visitor, district: District, tasks: dict[str, Task], asked: dict[str, Any], sentence: str
) -> None:
    page.sign_in(district.monitor)
    assert sentence in words(page.get("tasks.index", **asked))
    assert heading(page) == "3 nhiệm vụ, 1 quá hạn"


class TestKeptLists:
    """A list under a name: one's own, the office's, the one to begin with."""

    def keep(self, page: Visitor, name: str, **fields: Any) -> None:
        page.get("tasks.save_filter", state="open_overdue", page=3)
        page.submit("Lưu bộ lọc", name=name, **fields)

    def test_one_begins_with_it(
        self, page: Visitor, session: Session, district: District, tasks: dict[str, Task]
    ) -> None:
        page.sign_in(district.justice_head)
        self.keep(page, "Việc quá hạn", first="y")
        assert session.scalars(select(SavedFilter.query)).all() == ["state=open_overdue"]
        page.get("tasks.index")
        assert heading(page) == "0 nhiệm vụ"
        page.get("tasks.index", look="all")
        assert heading(page) == "2 nhiệm vụ"

    def test_the_lead_office_shares_and_each_sees_its_own(
        self, page: Visitor, district: District, tasks: dict[str, Task]
    ) -> None:
        page.sign_in(district.monitor)
        self.keep(page, "Quá hạn toàn huyện", shared="y")
        page.sign_in(district.culture_head)
        shown = page.get("tasks.index", look="all")
        link = next(a for a in shown.find_all("a") if "Quá hạn toàn huyện" in words(a))
        page.read(str(link["href"]))
        assert heading(page) == "1 nhiệm vụ, 1 quá hạn"

    def test_a_list_of_somebody_else_is_not_there(
        self, page: Visitor, session: Session, district: District
    ) -> None:
        page.sign_in(district.justice_head)
        self.keep(page, "Của tôi")
        kept = session.scalars(select(SavedFilter)).one()
        page.sign_in(district.culture_head)
        page.get("tasks.change_filter", filter_id=kept.id, status=404)
        page.sign_in(district.monitor)
        page.get("tasks.remove_filter", filter_id=kept.id, status=404)

    def test_a_unit_may_not_touch_what_the_office_shares(
        self, page: Visitor, session: Session, district: District
    ) -> None:
        page.sign_in(district.monitor)
        self.keep(page, "Chung", shared="y")
        kept = session.scalars(select(SavedFilter)).one()
        page.sign_in(district.justice_head)
        page.get("tasks.change_filter", filter_id=kept.id, status=403)

    def test_removed_it_is_begun_with_by_nobody(
        self, page: Visitor, session: Session, district: District
    ) -> None:
        page.sign_in(district.monitor)
        self.keep(page, "Chung", shared="y", first="y")
        page.get("tasks.kept_filters")
        page.get("tasks.remove_filter", filter_id=session.scalars(select(SavedFilter.id)).one())
        page.submit("Xóa bộ lọc")
        assert session.scalars(select(FirstLook)).all() == []
        assert "Thôi chia sẻ bộ lọc" in words(page.get("history.index"))

    def test_the_same_name_twice_and_no_name(self, page: Visitor, district: District) -> None:
        page.sign_in(district.justice_head)
        self.keep(page, "Quá hạn")
        page.get("tasks.save_filter", state="open")
        shown = page.submit("Lưu bộ lọc", name="QUA HAN", status=422)
        assert "Đã có bộ lọc tên “QUA HAN”. Hãy đặt tên khác." in words(shown)
        shown = page.submit("Lưu bộ lọc", name=" ", status=422)
        assert "Hãy đặt tên cho bộ lọc." in words(shown)

    def test_a_kept_list_that_names_what_is_gone_says_so(
        self, page: Visitor, session: Session, district: District
    ) -> None:
        page.sign_in(district.monitor)
        self.keep(page, "Cũ")
        kept = session.scalars(select(SavedFilter)).one()
        kept.query = "directive=77777"
        shown = page.read(f"/tasks/?{kept.query}")
        assert "“77777” không có trong danh sách" in words(shown)
