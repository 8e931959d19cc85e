"""The inbox: sorted under tabs, counted, read one by one or all at once."""

from __future__ import annotations

from datetime import datetime

import pytest
from sqlalchemy.orm import Session

from tests.factories.district import District, a_district
from tests.factories.message import a_message
from tests.support.visitor import Visitor, words
from tracker.domain.message_groups import MessageGroup, kinds_of
from tracker.domain.messages import MessageKind


@pytest.fixture
def district(session: Session, now: datetime) -> District:
    """The head of justice has a digest, two assignments and a word in a discussion."""
    district = a_district(session)
    for number, kind in enumerate(
        (MessageKind.DIGEST, MessageKind.ASSIGNED, MessageKind.ASSIGNED, MessageKind.MENTIONED)
    ):
        message = a_message(district.office, district.justice_head, f"Tin {number}", now=now)
        message.kind, message.message_id = kind, f"tin-{number}"
        session.add(message)
    session.flush()
    return district


def subjects(page: Visitor) -> list[str]:
    return [words(link) for link in page.soup.select("table tbody a[href^='/inbox/']")]


def test_every_kind_stands_under_one_tab() -> None:
    sorted_kinds = [kind for group in MessageGroup for kind in kinds_of(group)]
    assert sorted(sorted_kinds) == sorted(MessageKind)


def test_a_tab_shows_its_own(page: Visitor, district: District) -> None:
    page.sign_in(district.justice_head)
    assert "4 tin chưa đọc" in words(page.get("inbox.index"))
    assert subjects(page) == ["Tin 3", "Tin 2", "Tin 1", "Tin 0"]
    page.get("inbox.index", tab="assignments")
    assert subjects(page) == ["Tin 2", "Tin 1"]
    page.get("inbox.index", tab="nothing")
    assert len(subjects(page)) == 4


def test_reading_one_takes_it_off_the_unread(page: Visitor, district: District) -> None:
    page.sign_in(district.justice_head)
    page.get("inbox.index")
    link = page.soup.select_one("table tbody a[href^='/inbox/']")
    assert link is not None
    page.read(str(link["href"]))
    assert "3 tin chưa đọc" in words(page.get("inbox.index", tab="unread"))
    assert subjects(page) == ["Tin 2", "Tin 1", "Tin 0"]


def test_all_of_a_tab_are_marked_at_once(page: Visitor, district: District) -> None:
    page.sign_in(district.justice_head)
    page.get("inbox.index", tab="assignments")
    page.submit("Đánh dấu tất cả đã đọc")
    assert "2 tin chưa đọc" in words(page.get("inbox.index"))
    page.submit("Đánh dấu tất cả đã đọc")
    assert "0 tin chưa đọc" in words(page.get("inbox.index"))
