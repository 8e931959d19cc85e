"""The page of what is overdue, unit by unit, as a leader and as a unit read it."""

from __future__ import annotations

from datetime import date

import pytest
from bs4 import BeautifulSoup
from sqlalchemy.orm import Session

from tests.factories.district import District, a_district
from tests.factories.duty import a_duty
from tests.factories.life import Life
from tests.factories.task import a_task
from tests.support.visitor import Visitor, words
from tracker.models import Unit


@pytest.fixture
def district(session: Session) -> District:
    return a_district(session)


def late(session: Session, district: District, unit: Unit, *days: date) -> None:
    duty = a_duty(session, district.office, f"Việc của {unit.name}", leads=[unit])
    for day in days:
        a_task(session, district.office, unit, duty=duty, due_on=day)


def heading(soup: BeautifulSoup) -> str:
    return words(soup.find_all("h1")[0])


def test_nothing_is_overdue(page: Visitor, session: Session, district: District) -> None:
    a_task(session, district.office, district.justice, due_on=date(2026, 11, 30))
    page.sign_in(district.monitor)
    assert "Không có nhiệm vụ nào quá hạn" in heading(page.get("tasks.overdue"))


def test_the_unit_with_the_most_stands_first(
    page: Visitor, session: Session, district: District
) -> None:
    late(session, district, district.justice, date(2026, 11, 20))
    late(session, district, district.culture, date(2026, 11, 19), date(2026, 11, 6))
    page.sign_in(district.monitor)
    soup = page.get("tasks.overdue")
    assert "3 nhiệm vụ quá hạn ở 2 đơn vị, nhiều nhất là Phòng Văn hóa" in heading(soup)
    assert "(2)" in heading(soup)
    units = [words(heading) for heading in soup.find_all("h2") if "don-vi" in str(heading)]
    assert units == [district.culture.name, district.justice.name]
    # From Friday, 6 November to Monday, 23 November: calendar days, as in each line.
    assert "2 nhiệm vụ quá hạn, chậm nhất 17 ngày." in words(soup)
    assert "1 nhiệm vụ quá hạn, chậm nhất 3 ngày." in words(soup)
    days = [words(day) for day in soup.select("td.cell-date time")]
    assert days == ["06/11/2026", "19/11/2026", "20/11/2026"]


def test_sixty_tasks_go_on_over_the_page(
    page: Visitor, session: Session, district: District
) -> None:
    late(session, district, district.justice, *[date(2026, 11, 2)] * 45)
    late(session, district, district.culture, *[date(2026, 11, 3)] * 15)
    page.sign_in(district.monitor)
    first = page.get("tasks.overdue")
    assert "Dòng 1–50 trong 60" in words(first)
    second = page.get("tasks.overdue", page=2)
    assert "Dòng 51–60 trong 60" in words(second)
    assert f"{district.culture.name} (tiếp theo)" in words(second)
    assert len(second.select("tbody tr")) == 10
    seen = [a["href"] for soup in (first, second) for a in soup.select("tbody th a")]
    assert len(set(seen)) == 60
    assert "Dòng 51–60 trong 60" in words(page.get("tasks.overdue", page=9))


def test_what_waits_late_counts_and_has_no_delay_of_its_own(
    page: Visitor, session: Session, district: District
) -> None:
    task = a_task(session, district.office, district.justice, due_on=date(2026, 11, 10))
    Life(session, district).submit(task, date(2026, 11, 12))
    page.sign_in(district.monitor)
    soup = page.get("tasks.overdue")
    assert "1 nhiệm vụ quá hạn, đều của Phòng Tư pháp" in heading(soup)
    assert "chậm nhất" not in words(soup.select("main section")[0])
    assert "Chờ xác nhận, nộp muộn" in words(soup)


def test_a_unit_reads_its_own(page: Visitor, session: Session, district: District) -> None:
    late(session, district, district.justice, date(2026, 11, 20))
    late(session, district, district.culture, date(2026, 11, 19), date(2026, 11, 6))
    page.sign_in(district.justice_head)
    soup = page.get("tasks.overdue")
    assert "1 nhiệm vụ quá hạn, đều của Phòng Tư pháp" in heading(soup)
    assert district.culture.name not in words(soup)


def test_the_list_and_the_first_page_lead_here(
    page: Visitor, session: Session, district: District
) -> None:
    late(session, district, district.justice, date(2026, 11, 20))
    page.sign_in(district.monitor)
    for endpoint in ("tasks.index", "dashboard.home"):
        links = {a["href"] for a in page.get(endpoint).find_all("a", href=True)}
        assert "/tasks/overdue" in links
