"""The leader's page: pictures with their tables, decisions, a ranking once it was published."""

from __future__ import annotations

from datetime import date

import pytest
from bs4 import BeautifulSoup, Tag
from sqlalchemy import select
from sqlalchemy.orm import Session

from tests.factories.district import District, a_district
from tests.factories.life import Life
from tests.factories.task import a_task
from tests.support.visitor import Visitor, words
from tracker.domain.history import EventKind
from tracker.domain.messages import MessageKind
from tracker.models import Event, OutboxMessage, Report

GIVEN = date(2026, 10, 20)


@pytest.fixture
def district(session: Session) -> District:
    """Justice: one late by 14 days, one due in ten days. Culture: one done in time, one refused."""
    district = a_district(session)
    office, life = district.office, Life(session, district)
    a_task(session, office, district.justice, assigned_on=GIVEN, due_on=date(2026, 11, 9),
           text="Rà soát thủ tục")  # fmt: skip
    a_task(session, office, district.justice, assigned_on=GIVEN, due_on=date(2026, 12, 3))
    life.complete(
        a_task(session, office, district.culture, assigned_on=GIVEN, due_on=date(2026, 11, 9)),
        date(2026, 11, 5),
    )
    life.refuse(
        a_task(session, office, district.culture, assigned_on=GIVEN, due_on=date(2026, 12, 3),
               text="Cấp phép quảng cáo"),
        date(2026, 10, 22), district.justice,
    )  # fmt: skip
    return district


def section(page: BeautifulSoup, heading: str) -> Tag:
    title = page.find("h2", string=heading)
    assert isinstance(title, Tag), heading
    found = title.find_parent("section")
    assert isinstance(found, Tag)
    return found


def test_every_picture_speaks_and_has_its_table(page: Visitor, district: District) -> None:
    page.sign_in(district.chairman)
    shown = page.get("leader.index")
    pictures = shown.select("svg.picture")
    assert len(pictures) == 2  # no month was frozen, so no trend is drawn
    for picture in pictures:
        title, said = picture.find("title"), picture.find("desc")
        assert isinstance(title, Tag)
        assert isinstance(said, Tag)
        assert picture["aria-labelledby"] == f"{title['id']} {said['id']}"
        table = picture.find_next("details")
        assert isinstance(table, Tag)
        assert table.find("table") is not None
    assert "Phòng Tư pháp: " in words(pictures[0])


def test_every_number_of_the_deadlines_ahead_opens_its_tasks(
    page: Visitor, district: District
) -> None:
    page.sign_in(district.chairman)
    found = [
        (int(link.get_text()), str(link["href"]))
        for link in section(page.get("leader.index"), "Thời hạn sắp tới theo tuần").select("td a")
    ]
    assert len(found) == 2
    for number, url in found:
        heading = page.read(url).find("h1")
        assert isinstance(heading, Tag)
        assert heading.get_text().startswith(f"{number} "), url


def test_a_dispute_waits_for_the_leader_one_tap_away(page: Visitor, district: District) -> None:
    page.sign_in(district.chairman)
    waiting = section(page.get("leader.index"), "Việc cần quyết định")
    assert "Cấp phép quảng cáo" in words(waiting)
    link = waiting.find("a")
    assert isinstance(link, Tag)
    asked = page.read(str(link["href"]))
    assert asked.find("form") is not None


def test_the_longest_delay_comes_first(page: Visitor, district: District) -> None:
    page.sign_in(district.chairman)
    worst = section(page.get("leader.index"), "Mười lượt giao chậm nhất")
    (row,) = worst.select("tbody tr")
    assert "Rà soát thủ tục" in words(row)
    assert words(row).endswith("14")


def test_a_ranking_is_shown_once_the_units_have_seen_it(
    page: Visitor, session: Session, district: District
) -> None:
    page.sign_in(district.monitor)
    page.get("reports.new", period="2026-11")
    page.submit("Chốt số liệu và xem trước")
    report = session.scalars(select(Report)).one()
    page.sign_in(district.chairman)
    before = section(page.get("leader.index"), "Xếp hạng các đơn vị")
    assert "Chưa có xếp hạng nào được công bố" in words(before)
    assert before.find("table") is None
    page.get("leader.publish_ranking", report_id=report.id, status=403)
    page.sign_in(district.monitor)
    page.get("leader.publish_ranking", report_id=report.id)
    page.submit("Công bố cho các đơn vị")
    page.sign_in(district.justice_head)
    rows = page.get("leader.ranking").select("tbody tr")
    assert [words(row).split()[0] for row in rows] == ["1", "2"]
    assert "Phòng Văn hóa và Thông tin" in words(rows[0])
    told = session.scalars(select(OutboxMessage).where(OutboxMessage.kind == MessageKind.RANKING))
    assert district.justice_head.id in {message.recipient_id for message in told}
    page.sign_in(district.chairman)
    after = section(page.get("leader.index"), "Xếp hạng các đơn vị")
    assert "Cách xếp: tỷ lệ đúng hạn cao trước" in words(after)
    last = session.scalars(select(Event).order_by(Event.id.desc()).limit(1)).one()
    assert last.kind is EventKind.RANKING_PUBLISHED


def test_units_do_not_see_the_leaders_page(page: Visitor, district: District) -> None:
    page.sign_in(district.justice_head)
    page.get("leader.index", status=403)
    assert "Chưa có xếp hạng nào" in words(page.get("leader.ranking"))
