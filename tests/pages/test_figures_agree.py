"""Screen, paper and database say the same numbers, counted here by hand a third time."""

from __future__ import annotations

import re
from datetime import date
from io import BytesIO

import pytest
from bs4 import BeautifulSoup, Tag
from docx import Document
from openpyxl import load_workbook
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from tests.factories.district import District, a_district
from tests.factories.life import Life
from tests.factories.task import a_task
from tests.support.visitor import Visitor, words
from tracker.domain.reporting_periods import Window
from tracker.models import Duty, Task
from tracker.queries.report_figures import count

OVERDUE, SOON = date(2026, 11, 9), date(2026, 12, 9)


@pytest.fixture
def district(session: Session) -> District:
    return a_district(session)


@pytest.fixture
def lived(session: Session, district: District) -> District:
    """Justice: 3 late, 2 done in time, 1 done late, 1 without a day. Culture: 1 late, 1 paused,
    1 done without a day, 1 cancelled. One duty of both."""
    life = Life(session, district)
    office, justice, culture = district.office, district.justice, district.culture
    given = date(2026, 10, 20)
    shared = a_task(session, office, justice, due_on=OVERDUE, assigned_on=given).duty
    a_task(session, office, culture, due_on=OVERDUE, assigned_on=given, duty=shared)
    for _ in range(2):
        a_task(session, office, justice, due_on=OVERDUE, assigned_on=date(2026, 9, 1))
        done = a_task(session, office, justice, due_on=OVERDUE, assigned_on=given)
        life.complete(done, OVERDUE)
    life.complete(
        a_task(session, office, justice, due_on=OVERDUE, assigned_on=given), date(2026, 11, 12)
    )
    a_task(session, office, justice, due_on=None, assigned_on=given)
    life.suspend(
        a_task(session, office, culture, due_on=SOON, assigned_on=given), date(2026, 11, 3)
    )
    life.complete(
        a_task(session, office, culture, due_on=None, assigned_on=given), date(2026, 11, 3)
    )
    life.cancel(a_task(session, office, culture, assigned_on=given), date(2026, 11, 4))
    return district


#: By hand: name on the screen, nhiệm vụ, lượt giao.
BY_HAND = {
    "Tổng số": (9, 10),
    "Kỳ trước chuyển sang": (2, 2),
    "Giao trong kỳ": (7, 8),
    "Đã hoàn thành": (4, 4),
    "Hoàn thành đúng hạn": (2, 2),
    "Hoàn thành quá hạn": (1, 1),
    "Hoàn thành, không có thời hạn": (1, 1),
    "Chưa hoàn thành": (4, 5),
    "Chưa hoàn thành, trong hạn": (0, 0),
    "Chưa hoàn thành, quá hạn": (3, 4),
    "Chưa hoàn thành, không có thời hạn": (1, 1),
    "Tạm dừng": (1, 1),
    "Dừng theo dõi": (1, 1),
    "Đơn vị trả lại": (0, 0),
}
#: The rows of table 1 of the paper, in its order: the same figures under the paper's names.
ON_PAPER = list(BY_HAND)[:12]


def cells(row: Tag) -> list[str]:
    return [words(cell) for cell in row.find_all(["th", "td"])]


def table_rows(page: BeautifulSoup, heading: str) -> dict[str, list[str]]:
    title = page.find("h2", string=heading)
    assert isinstance(title, Tag), heading
    table = title.find_next("table")
    assert isinstance(table, Tag)
    body = table.find("tbody")
    assert isinstance(body, Tag)
    return {found[0]: found[1:] for found in map(cells, body.find_all("tr"))}


def make(page: Visitor, district: District) -> BeautifulSoup:
    page.sign_in(district.monitor)
    page.get("reports.new", period="2026-11")
    return page.submit("Chốt số liệu và xem trước")


def paper(page: Visitor) -> list[list[list[str]]]:
    answer = page.open(page.url + "/docx")
    document = Document(BytesIO(answer.data))
    return [[[cell.text for cell in row.cells] for row in table.rows] for table in document.tables]


#: What the Excel file calls otherwise.
EXCEL = {
    "Dừng theo dõi": "Ngoài tổng số: dừng theo dõi",
    "Đơn vị trả lại": "Ngoài tổng số: đơn vị trả lại",
}


def workbook(page: Visitor) -> dict[str, dict[object, list[object]]]:
    """Sheet → first cell of a row → the cells after it that hold something."""
    book = load_workbook(BytesIO(page.open(page.url + "/xlsx", buffered=True).data))
    return {
        sheet.title: {
            row[0]: [cell for cell in row[1:] if cell is not None]
            for row in sheet.iter_rows(values_only=True)
        }
        for sheet in book.worksheets
    }


def test_screen_paper_and_database_agree(page: Visitor, session: Session, lived: District) -> None:
    screen = make(page, lived)
    totals = table_rows(screen, "Kết quả chung")
    for name, numbers in BY_HAND.items():
        assert totals[name] == [str(number) for number in numbers], name
    counted = count(session, office_id=lived.office.id,
                    window=Window(date(2026, 10, 15), date(2026, 11, 14)),
                    as_of=date(2026, 11, 14))  # fmt: skip
    in_both = (counted.duties, counted.tasks)
    assert tuple(figures.total for figures in in_both) == BY_HAND["Tổng số"]
    _head, general, units, *_others = paper(page)
    by_row = [row[2:] for row in general[1:13]]
    assert by_row == [[str(n) for n in BY_HAND[name]] for name in ON_PAPER]
    in_excel = workbook(page)
    for name, numbers in BY_HAND.items():
        assert in_excel["Kết quả chung"][EXCEL.get(name, name)] == list(numbers), name
    for row in units[2:]:
        name, counts = row[1], [int(cell) for cell in row[2:13]]
        assert in_excel["Theo đơn vị"][name][:11] == counts, name
    on_screen = table_rows(screen, "Theo đơn vị")
    for row in units[2:]:
        assert on_screen[row[1]][:11] == row[2:13], row[1]
    assert set(on_screen) == {row[1] for row in units[2:]}


def test_rates_are_the_same_and_name_their_numbers(page: Visitor, lived: District) -> None:
    screen = make(page, lived)
    totals = table_rows(screen, "Kết quả chung")
    assert totals["Tỷ lệ hoàn thành"] == ["44,44% 4/9", "40% 4/10"]
    assert totals["Tỷ lệ đúng hạn"] == ["33,33% 2/6", "28,57% 2/7"]
    general = paper(page)[1]
    assert [row[2:] for row in general[13:15]] == [["44,44", "40,00"], ["33,33", "28,57"]]


def test_the_database_says_so_too(session: Session, lived: District) -> None:
    """Plain SQL on the columns of today, which nothing changed since the cut-off."""
    late = select(func.count()).where(
        Task.office_id == lived.office.id, Task.due_on < date(2026, 11, 14),
        Task.status.not_in(["completed", "cancelled", "refused", "suspended"]),
    )  # fmt: skip
    assert session.scalar(late) == BY_HAND["Chưa hoàn thành, quá hạn"][1]
    duties = select(func.count(Duty.id.distinct())).join(Task, Task.duty_id == Duty.id)
    assert session.scalar(duties.where(Task.status != "cancelled")) == BY_HAND["Tổng số"][0]


def test_every_number_opens_a_list_of_that_length(page: Visitor, lived: District) -> None:
    """All numbers of the report's and the leader's page: as many rows as the number says."""
    screen = make(page, lived)
    found = numbers_with_links(screen)
    page.sign_in(lived.chairman)
    found += numbers_with_links(page.get("dashboard.home", period="2026-11"))
    assert len(found) > 40
    for number, url in found:
        listed = page.read(url)
        heading = listed.find("h1")
        assert isinstance(heading, Tag)
        assert heading.get_text().startswith(f"{number} "), url
        body = listed.find("tbody")
        assert isinstance(body, Tag)
        assert len(body.find_all("tr")) == number, url


def numbers_with_links(page: BeautifulSoup) -> list[tuple[int, str]]:
    links = page.select("table.table-figures a")
    return [(int(link.get_text()), str(link["href"])) for link in links]


def test_the_first_page_agrees_with_the_report(page: Visitor, lived: District) -> None:
    screen = make(page, lived)
    page.sign_in(lived.chairman)
    home = page.get("dashboard.home", period="2026-11")
    report, first = table_rows(screen, "Theo đơn vị"), table_rows(home, "Theo đơn vị")
    assert {name: row[:-1] for name, row in first.items()} == report
    heading = home.find("h1")
    assert isinstance(heading, Tag)
    assert heading.get_text() == "4 lượt giao quá hạn, 3 của Phòng Tư pháp"


def test_the_first_page_agrees_with_the_list_of_tasks(page: Visitor, lived: District) -> None:
    page.sign_in(lived.chairman)
    home = page.get("dashboard.home")
    card = home.find("a", string="Quá hạn")
    assert isinstance(card, Tag)
    value = card.find_previous(class_="figure-value")
    assert isinstance(value, Tag)
    listed = page.get("tasks.index", state="open_overdue")
    heading = listed.find("h1")
    assert isinstance(heading, Tag)
    (number, *_rest) = re.findall(r"\d+", heading.get_text())
    assert value.get_text(strip=True) == number == "4"
