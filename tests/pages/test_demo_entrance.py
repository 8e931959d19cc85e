"""The demonstration offers its invented people; a real office never does."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy.orm import Session

from tests.factories.office import an_office
from tests.factories.user import a_user
from tests.support.clock import Clock
from tests.support.databases import Stand
from tests.support.settings import config_for
from tests.support.visitor import Visitor, words
from tracker.app import create_app
from tracker.domain.people import Post, Role
from tracker.services import passwords


@pytest.fixture
def demonstration(stand: Stand, tmp_path: Path, clock: Clock) -> Flask:
    """The same database behind the demonstration's settings."""
    url = stand.engine.url.render_as_string(hide_password=False)
    return create_app(replace(config_for(url, tmp_path), demo=True), clock=clock)


def a_cast(session: Session, *, is_demo: bool) -> None:
    office = an_office(session, is_demo=is_demo)
    head = a_user(
        session,
        "Trần Tư Pháp",
        login="tuphap",
        unit=office.lead_unit,
        post=Post.HEAD,
        office=office,
        roles=[Role.LEAD_OFFICE],
    )
    head.password_hash = passwords.hashed(passwords.DEMO_PASSWORD, cheap=True)
    session.commit()


def test_a_newcomer_clicks_and_is_in(demonstration: Flask, session: Session) -> None:
    a_cast(session, is_demo=True)
    visitor = Visitor(demonstration, session)
    said = words(visitor.get("auth.sign_in"))
    assert "Người đứng đầu, Văn phòng HĐND và UBND" in said
    assert passwords.DEMO_PASSWORD in said

    visitor.submit("Vào")
    assert visitor.url == "/"
    assert "Trần Tư Pháp" in words(visitor.soup)


def test_real_people_are_never_listed(demonstration: Flask, session: Session) -> None:
    """Whatever the settings say: the office itself is not marked as invented."""
    a_cast(session, is_demo=False)
    assert "tuphap" not in str(Visitor(demonstration, session).get("auth.sign_in"))


def test_a_copy_of_the_demonstration_elsewhere_lists_nobody(app: Flask, session: Session) -> None:
    a_cast(session, is_demo=True)
    assert "tuphap" not in str(Visitor(app, session).get("auth.sign_in"))
