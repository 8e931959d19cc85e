"""The first page answers whoever comes: figures, own work, or the doors of an administrator."""

from __future__ import annotations

from datetime import date

import pytest
from bs4 import BeautifulSoup, Tag
from sqlalchemy.orm import Session

from tests.factories.district import District, a_district
from tests.factories.life import Life
from tests.factories.task import a_task
from tests.factories.user import a_user
from tests.support.visitor import Visitor, words
from tracker.blueprints.dashboard import units_part


@pytest.fixture
def district(session: Session) -> District:
    return a_district(session)


def heading(page: BeautifulSoup) -> str:
    found = page.find("h1")
    assert isinstance(found, Tag)
    return words(found)


def text(page: BeautifulSoup) -> str:
    main = page.find("main")
    assert isinstance(main, Tag)
    return words(main)


def test_a_leader_is_told_what_is_late_and_whose(
    page: Visitor, session: Session, district: District
) -> None:
    for _ in range(2):
        a_task(session, district.office, district.justice, due_on=date(2026, 11, 20))
    a_task(session, district.office, district.culture, due_on=date(2026, 11, 20))
    a_task(session, district.office, district.culture, due_on=date(2026, 11, 23))
    page.sign_in(district.chairman)
    home = page.get("dashboard.home")
    assert heading(home) == "3 lượt giao quá hạn, 2 của Phòng Tư pháp"
    assert "Số liệu năm 2026, từ ngày 15/12/2025 đến ngày 14/12/2026, tính đến hết" in text(home)


def test_when_one_unit_has_them_all(page: Visitor, session: Session, district: District) -> None:
    a_task(session, district.office, district.culture, due_on=date(2026, 11, 20))
    page.sign_in(district.auditor)
    assert heading(page.get("dashboard.home")) == (
        "1 lượt giao quá hạn, đều của Phòng Văn hóa và Thông tin"
    )


def test_when_nothing_is_late(page: Visitor, session: Session, district: District) -> None:
    a_task(session, district.office, district.culture, due_on=date(2026, 11, 23))
    page.sign_in(district.chairman)
    assert heading(page.get("dashboard.home")) == (
        "Không có lượt giao nào quá hạn trong 1 lượt giao"
    )


def unit_names(page: BeautifulSoup) -> list[str]:
    table = page.select_one(".table-figures")
    assert table is not None
    return [words(cell) for cell in table.select("tbody th")]


def test_of_many_units_those_with_the_most_overdue_stand_first(
    page: Visitor, session: Session, district: District, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(units_part, "FIRST_UNITS", 1)
    a_task(session, district.office, district.justice, due_on=date(2026, 11, 23))
    a_task(session, district.office, district.culture, due_on=date(2026, 11, 20))
    page.sign_in(district.chairman)
    home = page.get("dashboard.home")
    assert unit_names(home) == ["Phòng Văn hóa và Thông tin", "Tổng số"]
    assert "Đang hiện 1 đơn vị quá hạn nhiều nhất trong 2 đơn vị." in text(home)
    assert unit_names(page.get("dashboard.units")) == [
        "Phòng Tư pháp",
        "Phòng Văn hóa và Thông tin",
        "Tổng số",
    ]


def test_a_few_units_all_stand_there_in_the_order_of_papers(
    page: Visitor, session: Session, district: District
) -> None:
    a_task(session, district.office, district.justice, due_on=date(2026, 11, 23))
    a_task(session, district.office, district.culture, due_on=date(2026, 11, 20))
    page.sign_in(district.chairman)
    home = page.get("dashboard.home")
    assert unit_names(home) == ["Phòng Tư pháp", "Phòng Văn hóa và Thông tin", "Tổng số"]
    assert "Xem tất cả đơn vị" not in text(home)


def test_a_long_menu_folds_what_is_rarely_opened(page: Visitor, district: District) -> None:
    page.sign_in(district.monitor)
    home = page.get("dashboard.home")
    row = [words(link) for link in home.select(".main-nav > ul > li > a")]
    folded = [words(link) for link in home.select(".nav-more a")]
    assert folded == [
        "Trang lãnh đạo",
        "Văn bản, phiếu",
        "Thư gửi đi",
        "Tình trạng vận hành",
        "Nhật ký",
        "Lịch làm việc",
    ]
    assert "Nhiệm vụ" in row
    assert not set(row) & set(folded)


def test_a_short_menu_folds_nothing(page: Visitor, district: District) -> None:
    page.sign_in(district.justice_head)
    shown = page.get("tasks.index")
    assert not shown.select(".nav-more")
    assert "Văn bản, phiếu" in [words(link) for link in shown.select(".main-nav > ul > li > a")]


def test_a_leader_has_the_leaders_page_in_the_row(page: Visitor, district: District) -> None:
    page.sign_in(district.chairman)
    home = page.get("dashboard.home")
    assert "Trang lãnh đạo" in [words(link) for link in home.select(".main-nav > ul > li > a")]


def test_ones_messages_stand_in_the_head_of_the_page_only(
    page: Visitor, district: District
) -> None:
    page.sign_in(district.justice_head)
    shown = page.get("tasks.index")
    (head,), (menu,) = shown.select(".masthead-tools"), shown.select(".main-nav")
    assert "Tin của tôi" in words(head)
    assert "Tin của tôi" not in words(menu)


def test_what_waits_for_confirmation_is_listed(
    page: Visitor, session: Session, district: District
) -> None:
    task = a_task(session, district.office, district.justice, text="Lập danh mục hồ sơ")
    Life(session, district).submit(task, date(2026, 11, 20))
    page.sign_in(district.monitor)
    home = page.get("dashboard.home")
    section = home.find("section", attrs={"aria-labelledby": "cho-xac-nhan"})
    assert isinstance(section, Tag)
    assert "Lập danh mục hồ sơ" in words(section)


def test_the_update_rate_stands_with_its_denominator(
    page: Visitor, session: Session, district: District
) -> None:
    tasks = [a_task(session, district.office, district.justice, due_on=None) for _ in range(3)]
    Life(session, district).report(tasks[0], date(2026, 11, 16))
    Life(session, district).report(tasks[1], date(2026, 11, 13))  # before the running period
    page.sign_in(district.chairman)
    table = page.get("dashboard.home").find("table", class_="table-figures")
    assert isinstance(table, Tag)
    (row,) = (row for row in table.find_all("tr") if "Phòng Tư pháp" in row.get_text())
    assert words(row).endswith("33,33% 1/3")


def test_a_past_period_is_told_as_of_its_end(
    page: Visitor, session: Session, district: District
) -> None:
    task = a_task(session, district.office, district.justice, due_on=date(2026, 11, 9))
    Life(session, district).complete(task, date(2026, 11, 18))
    page.sign_in(district.chairman)
    home = page.get("dashboard.home", period="2026-11")
    assert heading(home) == "1 lượt giao quá hạn, đều của Phòng Tư pháp"
    assert "Không có lượt giao nào quá hạn" in heading(page.get("dashboard.home"))


@pytest.mark.parametrize("key", ["2027-11", "nonsense", "2026-13"])
def test_a_period_that_is_none_gets_a_sentence(page: Visitor, district: District, key: str) -> None:
    page.sign_in(district.chairman)
    page.get("dashboard.home", period=key, status=422)
    page.get("dashboard.rows", period=key, status=422)


def test_a_unit_goes_to_its_own_work(page: Visitor, district: District) -> None:
    page.sign_in(district.justice_officer)
    page.get("dashboard.home")
    assert page.url == page.address("tasks.waiting")
    page.get("dashboard.rows", status=403)


def test_an_administrator_finds_the_doors(page: Visitor, district: District) -> None:
    page.sign_in(district.administrator)
    home = page.get("dashboard.home")
    assert home.find("a", href=page.address("admin.index")) is not None
    assert heading(home) == "Chào Ngô Văn Khoa"


def test_somebody_without_post_or_role_is_told_so(
    page: Visitor, session: Session, district: District
) -> None:
    page.sign_in(a_user(session, "Lý Văn Mới"))
    assert "chưa có vai trò" in text(page.get("dashboard.home"))


def test_first_steps_differ_by_role(page: Visitor, district: District) -> None:
    page.sign_in(district.monitor)
    home = page.get("dashboard.home")
    assert heading(home) == "Chưa có lượt giao nào trong kỳ"
    assert home.find("a", href=page.address("directives.take_in")) is not None
    page.sign_in(district.chairman)
    assert page.get("dashboard.home").find("a", href=page.address("directives.take_in")) is None
