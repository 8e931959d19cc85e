"""Every link of a morning's mail opens the very thing, through the sign-in."""

from __future__ import annotations

import re
from datetime import date, datetime

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from tests.factories.district import District, a_district
from tests.factories.task import a_task
from tests.support.visitor import Visitor, words
from tracker.domain.delivery import Channel
from tracker.domain.local_time import VIETNAM
from tracker.models import OutboxMessage
from tracker.services.passwords import hashed
from tracker.services.reminders import plan

BASE = "http://tracker.test"
PASSWORD = "một mật khẩu đủ dài 2026"


@pytest.fixture
def district(session: Session) -> District:
    district = a_district(session)
    head = district.justice_head
    head.email = "binh@tracker.test"
    for number in range(1, 4):
        a_task(
            session,
            district.office,
            district.justice,
            due_on=date(2026, 11, 20),
            text=f"Nhiệm vụ chậm số {number}",
        )
    return district


def links_of_the_mail(session: Session, district: District) -> list[tuple[str, str]]:
    """(address within the house, words) of every link in the HTML part."""
    session.commit()
    now = datetime(2026, 11, 23, 7, 30, tzinfo=VIETNAM)
    plan(session, office_id=district.office.id, now=now, base_url=BASE)
    mail = session.scalars(
        select(OutboxMessage).where(
            OutboxMessage.channel == Channel.EMAIL,
            OutboxMessage.recipient_id == district.justice_head.id,
        )
    ).one()
    found = re.findall(r'<a [^>]*href="([^"]+)"[^>]*>([^<]+)</a>', mail.html)
    plain = set(re.findall(rf"{BASE}\S*", mail.text))
    assert {address for address, _said in found} == plain
    return [(address.removeprefix(BASE), said) for address, said in found]


def test_every_link_leads_to_its_task_after_the_sign_in(
    page: Visitor, session: Session, district: District
) -> None:
    district.justice_head.password_hash = hashed(PASSWORD, cheap=True)
    links = links_of_the_mail(session, district)
    assert sum(address.startswith("/tasks/") for address, _said in links) == 4
    for address, said in links:
        page.sign_out()
        page.read(address)
        assert page.url == "/sign-in"
        page.submit("Đăng nhập", identity=district.justice_head.login, password=PASSWORD)
        assert page.url == address
        if address != "/tasks/waiting" and address.startswith("/tasks/"):
            assert said in words(page.soup)
