"""The page of the calendar address, and what happens when it is read too often."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from sqlalchemy.orm import Session

from tests.factories.district import District, a_district
from tests.support.clock import Clock
from tests.support.databases import engine_of
from tests.support.settings import config_for
from tests.support.visitor import Visitor
from tracker.app import create_app
from tracker.extensions import limiter


@pytest.fixture
def district(session: Session) -> District:
    return a_district(session)


@pytest.fixture
def counted(session: Session, tmp_path: Path, clock: Clock) -> Iterator[Visitor]:
    """A browser at a web process that counts how often an address is asked for."""
    url = session.get_bind().engine.url.render_as_string(hide_password=False)
    app = create_app(replace(config_for(url, tmp_path), rate_limits=True), clock=clock)
    yield Visitor(app, session)
    limiter.enabled = False
    engine_of(app).dispose()


def address(page: Visitor) -> str:
    text = page.soup.select_one("textarea#dia-chi")
    assert text is not None
    return urlsplit(text.get_text()).path


def test_an_address_asked_too_often_rests_and_another_does_not(
    counted: Visitor, district: District
) -> None:
    paths = []
    for user in (district.justice_head, district.culture_head):
        counted.sign_in(user)
        counted.get("feed.index")
        counted.submit("Tạo địa chỉ lịch")
        paths.append(address(counted))
    counted.sign_out()
    answers = [counted.open(paths[0]).status_code for _n in range(61)]
    assert (answers[0], answers[59], answers[60]) == (200, 200, 429)
    assert counted.open(paths[1]).status_code == 200


def test_the_way_to_the_page_is_in_the_menu_of_the_person(
    page: Visitor, district: District
) -> None:
    page.sign_in(district.justice_head)
    page.get("inbox.index")
    assert page.soup.select_one("a[href='/calendar-feed/']") is not None
