"""The ledger of reminders: an inspector asks who was told what, when and why, and is answered."""

from __future__ import annotations

from datetime import date, datetime
from io import BytesIO

import pytest
from openpyxl import load_workbook
from sqlalchemy.orm import Session

from tests.factories.district import District, a_district
from tests.factories.task import a_task
from tests.support.visitor import Visitor, words
from tracker.domain.local_time import VIETNAM
from tracker.models import Task, User
from tracker.services.reminders import plan

MORNING = datetime(2026, 11, 23, 7, 30, tzinfo=VIETNAM)


@pytest.fixture
def district(session: Session) -> District:
    return a_district(session)


@pytest.fixture
def late(session: Session, district: District) -> Task:
    """Due on Friday; the head was reminded on Monday morning, by mail and in the application."""
    district.justice_head.email = "binh@tracker.test"
    task = a_task(
        session, district.office, district.justice, due_on=date(2026, 11, 20), text="Việc trễ"
    )
    other = a_task(session, district.office, district.culture, due_on=date(2026, 11, 20))
    assert other.id
    session.commit()
    plan(session, office_id=district.office.id, now=MORNING, base_url="http://tracker.test")
    return task


def lines(page: Visitor) -> list[str]:
    return [words(row) for row in page.soup.select("table.table-work tbody tr")]


def test_an_inspector_is_answered_for_a_task(page: Visitor, district: District, late: Task) -> None:
    page.sign_in(district.auditor)
    page.get("tasks.show", task_id=late.id)
    page.get("ledger.task", task_id=late.id)
    told = lines(page)
    assert len(told) == 2
    for line in told:
        assert "Trần Văn Bình" in line
        assert "23/11/2026" in line
        assert "Thời hạn hoàn thành" in line
    assert any("Chưa gửi" in line for line in told)
    assert any("gửi lúc" in line for line in told)


def test_opening_in_the_application_leaves_its_mark(
    page: Visitor, district: District, late: Task
) -> None:
    page.sign_in(district.justice_head)
    page.get("inbox.index")
    link = page.soup.select_one("table a[href^='/inbox/']")
    assert link is not None
    page.read(str(link["href"]))
    page.sign_in(district.auditor)
    page.get("ledger.task", task_id=late.id)
    assert [line for line in lines(page) if "mở xem lúc" in line]
    page.get("ledger.task", task_id=late.id, told="opened")
    assert len(lines(page)) == 1


@pytest.mark.parametrize(
    ("who", "seen"),
    [
        ("monitor", 3),
        ("auditor", 3),
        ("chairman", 3),
        ("justice_head", 2),
        ("culture_head", 1),
        ("justice_officer", 0),
    ],
)
def test_who_reads_what(page: Visitor, district: District, late: Task, who: str, seen: int) -> None:
    user: User = getattr(district, who)
    page.sign_in(user)
    page.get("ledger.index")
    assert len(lines(page)) == seen
    assert late.id


def test_ledgers_of_others_are_not_there(page: Visitor, district: District, late: Task) -> None:
    page.sign_in(district.culture_head)
    page.get("ledger.task", task_id=late.id, status=404)
    page.get("ledger.person", user_id=district.justice_head.id, status=404)
    page.get("ledger.unit", unit_id=district.justice.id, status=404)
    page.get("ledger.unit", unit_id=district.culture.id)
    page.get("ledger.mine")
    for name, key in (
        ("task", late.id),
        ("person", district.justice_head.id),
        ("unit", district.justice.id),
    ):
        assert page.open(f"/ledger/export?{name}={key}").status_code == 404
        assert page.open(f"/ledger/print?{name}={key}").status_code == 404


def test_the_same_on_paper_and_in_excel(page: Visitor, district: District, late: Task) -> None:
    page.sign_in(district.monitor)
    page.get("ledger.unit", unit_id=district.justice.id, channel="email")
    hrefs = [str(a["href"]) for a in page.soup.select(".page-actions a")]
    links = [href for href in hrefs if href.startswith("/ledger/")]
    book = load_workbook(BytesIO(page.open(links[0], buffered=True).data))
    rows = list(book.active.iter_rows(values_only=True)) if book.active else []
    assert [row[1] for row in rows if row[2] == late.id] == ["Trần Văn Bình"]
    page.read(links[1])
    assert "Việc trễ" in words(page.soup)
    assert "1 lần nhắc" in words(page.soup)


def test_words_of_internal_papers_are_not_for_the_auditor(
    page: Visitor, district: District, late: Task
) -> None:
    late.duty.directive.restricted = True
    page.sign_in(district.auditor)
    page.get("ledger.index")
    assert "Việc trễ" not in words(page.soup)
    page.sign_in(district.monitor)
    page.get("ledger.index")
    assert "Việc trễ" in words(page.soup)


def test_a_strange_address_asks_nothing(page: Visitor, district: District) -> None:
    page.sign_in(district.monitor)
    page.read("/ledger/?_external=1&endpoint=x&rule=nothing&told=x&from_on=31/02/2026")
