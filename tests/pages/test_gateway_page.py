"""The administrator sets the gateway and tries it; nobody else sees it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime

import pytest
from flask import Flask
from sqlalchemy import select
from sqlalchemy.orm import Session

from tests.factories.district import District, a_district
from tests.support.visitor import Visitor, words
from tests.support.webhook import SECRET, Receiver
from tracker.domain.delivery import Machine
from tracker.domain.history import EventKind
from tracker.models import Event, MessageGateway
from tracker.services.live_mail import go_live
from tracker.surroundings import KEY, Surroundings

HERE = Machine("may-chu", "a" * 64)


@pytest.fixture
def district(session: Session) -> District:
    made = a_district(session)
    made.administrator.phone = "0912 000 111"
    session.commit()
    return made


@pytest.fixture
def admin(page: Visitor, district: District) -> Visitor:
    page.sign_in(district.administrator)
    return page


@pytest.fixture
def live(app: Flask, session: Session, now: datetime) -> Iterator[None]:
    """This machine went live."""
    around: Surroundings = app.extensions[KEY]
    here = replace(around.config, mail_live=True, host=HERE.host, installation=HERE.installation)
    app.extensions[KEY] = replace(around, config=here)
    go_live(session, here=HERE, alone=True, now=now)
    session.commit()
    yield
    app.extensions[KEY] = around


def set_to(admin: Visitor, url: str, *, status: int = 200, **more: object) -> str:
    admin.get("admin.gateway")
    values = {"secret": SECRET, "active": True, "private_allowed": True} | more
    ticked = {name: value for name, value in values.items() if value is not False}
    admin.submit("Lưu cổng tin nhắn", status=status, url=url, **ticked)
    return words(admin.soup)


def test_it_is_set_and_the_secret_is_never_shown_again(admin: Visitor, session: Session) -> None:
    assert "Đã ghi cổng tin nhắn" in set_to(admin, "https://sms.example.vn/gui")
    assert session.scalars(select(MessageGateway)).one().secret == SECRET
    assert SECRET not in str(admin.get("admin.gateway"))
    admin.get("history.index")
    assert SECRET not in str(admin.soup)


def test_a_private_address_gets_its_sentence(admin: Visitor, session: Session) -> None:
    shown = set_to(admin, "https://10.0.0.5/gui", status=422, private_allowed=False)
    assert "“10.0.0.5” là địa chỉ trong mạng nội bộ" in shown
    assert session.scalars(select(MessageGateway)).all() == []


@pytest.mark.usefixtures("live")
def test_a_test_message_arrives(admin: Visitor, session: Session, receiver: Receiver) -> None:
    set_to(admin, receiver.url)
    admin.get("admin.gateway")
    admin.submit("Gửi thử")
    assert "Cổng đã nhận tin thử: 200" in words(admin.soup)
    (text,) = receiver.texts.values()
    assert text["to"] == "0912 000 111"
    event = session.scalars(select(Event).order_by(Event.id.desc())).first()
    assert event is not None
    assert event.kind is EventKind.GATEWAY_TRIED


@pytest.mark.usefixtures("live")
def test_a_gateway_that_does_not_answer_says_so(admin: Visitor) -> None:
    set_to(admin, "http://127.0.0.1:9/gui")
    admin.get("admin.gateway")
    admin.submit("Gửi thử")
    assert "Cổng chưa nhận tin thử" in words(admin.soup)
    admin.submit("Gửi thử", status=422, number="")
    assert "Hãy nhập số điện thoại" in words(admin.soup)


def test_a_copy_on_a_test_machine_sends_no_test_either(admin: Visitor, receiver: Receiver) -> None:
    set_to(admin, receiver.url)
    admin.get("admin.gateway")
    admin.submit("Gửi thử", status=409)
    assert "không phải là máy vận hành chính thức" in words(admin.soup)
    assert receiver.requests == []


def test_only_the_administrator_has_the_page(page: Visitor, district: District) -> None:
    for person in (district.monitor, district.justice_head, district.auditor):
        page.sign_in(person)
        page.get("admin.gateway", status=403)
