"""How a person wishes to be reminded: read in plain words, chosen within the office's rules."""

from __future__ import annotations

from datetime import date

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from tests.factories.district import District, a_district
from tests.support.visitor import Visitor, words
from tracker.domain.history import EventKind
from tracker.models import Event


@pytest.fixture
def district(session: Session) -> District:
    district = a_district(session, digest_latest_hour=9, pause_most_days=10)
    district.justice_head.email = "binh@tracker.test"
    return district


def test_the_page_says_what_one_gets_and_when(page: Visitor, district: District) -> None:
    page.sign_in(district.justice_head)
    said = words(page.get("telling.index"))
    assert "không sớm hơn 07:30: một thư đến binh@tracker.test" in said
    assert "Gửi thư ngay khi: được giao nhiệm vụ" in said
    assert "Thứ Bảy, Chủ nhật, ngày lễ không nhắc" in said


def test_the_hour_is_chosen_and_kept(page: Visitor, session: Session, district: District) -> None:
    page.sign_in(district.justice_head)
    page.get("telling.index")
    said = words(page.submit("Lưu cách nhận", digest_at="510"))
    assert "không sớm hơn 08:30" in said
    assert district.justice_head.digest_at == 510
    event = session.scalars(select(Event).order_by(Event.id.desc())).first()
    assert event is not None
    assert (event.kind, event.data["digest_at"]) == (EventKind.TELLING_CHOSEN, 510)


def test_an_hour_beyond_the_offices_window_is_refused(page: Visitor, district: District) -> None:
    page.sign_in(district.justice_head)
    page.get("telling.index")
    page.post("telling.index", {"digest_at": "660"}, status=422)
    assert district.justice_head.digest_at is None


def test_days_without_mail_are_said_at_the_top_until_they_are_over(
    page: Visitor, district: District
) -> None:
    page.sign_in(district.justice_head)
    page.get("telling.index")
    page.submit(
        "Tạm dừng thư nhắc việc",
        from_on="24/11/2026",
        to_on="27/11/2026",
        reason="công tác",
    )
    assert "tạm dừng từ 24/11/2026 đến hết 27/11/2026" in words(page.soup)
    assert district.justice_head.paused_to == date(2026, 11, 27)
    page.submit("Gửi trở lại")
    assert district.justice_head.paused_from is None
    assert "tạm dừng từ" not in words(page.soup)


def test_a_longer_pause_than_the_office_allows_is_refused_at_its_field(
    page: Visitor, district: District
) -> None:
    page.sign_in(district.justice_head)
    page.get("telling.index")
    page.submit(
        "Tạm dừng thư nhắc việc",
        status=422,
        from_on="24/11/2026",
        to_on="31/12/2026",
    )
    assert "nhiều nhất 10 ngày mỗi lần, tức là đến ngày 03/12/2026" in words(page.soup)


def test_where_mail_is_not_optional_it_cannot_be_switched_off(
    page: Visitor, session: Session
) -> None:
    district = a_district(session, digest_mail_optional=False)
    page.sign_in(district.justice_head)
    page.get("telling.index")
    assert page.soup.select_one("input[name=mail_off]") is None
    page.post("telling.index", {"digest_at": "450", "mail_off": "y"}, status=422)
    assert district.justice_head.mail_off_at is None
