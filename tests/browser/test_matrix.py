"""The class matrix with a mouse and a keyboard: ticking a column, urging, entering by paste."""

from __future__ import annotations

import pytest
from flask import Flask
from playwright.sync_api import Page, expect
from sqlalchemy import select

from tests.browser.examples import CLASS_DIRECTIVE
from tests.browser.people import press, ready, sign_in
from tests.support.district import District
from tracker.db import db
from tracker.models import Event, Task


@pytest.fixture
def app(district: District) -> Flask:
    """The demonstration instead of an empty database."""
    return district.app


@pytest.fixture
def path(app: Flask) -> str:
    with app.app_context():
        return f"/directives/{db.session.scalar(CLASS_DIRECTIVE)}/matrix/"


def test_a_column_is_ticked_and_its_units_are_urged_once(
    app: Flask, screen: Page, path: str
) -> None:
    sign_in(screen, "theodoi")
    screen.goto(path)
    ready(screen)
    column = screen.locator("input[name=col]").first
    column.check()
    ticked = screen.locator("input[name=pick]:checked")
    owing = ticked.count()
    assert owing > 1
    expect(screen.locator("[data-matrix-count]")).to_have_text(f"Đã chọn {owing} ô")
    ticked.first.uncheck()
    expect(column).not_to_be_checked()
    expect(screen.locator("[data-matrix-count]")).to_have_text(f"Đã chọn {owing - 1} ô")
    press(screen, "Đôn đốc")
    expect(screen.locator("h1, .flashes").first).to_be_visible()
    with app.app_context():
        urged = db.session.scalars(select(Event).where(Event.kind == "task_urged")).all()
        named = {event.task_id for event in urged}
        assert len(named) == len(urged)
        status = db.session.scalars(select(Task.status).where(Task.id.in_(named))).all()
        assert all(each.value != "completed" for each in status)


def test_on_a_phone_each_unit_is_a_card(phone: Page, path: str) -> None:
    sign_in(phone, "theodoi")
    phone.goto(path)
    ready(phone)
    assert not phone.evaluate("document.documentElement.scrollWidth > innerWidth")
    card = phone.locator("table.matrix tbody tr").first
    box = card.bounding_box()
    assert box is not None
    assert box["width"] <= 390
    press(phone, "Đôn đốc")
    expect(phone.locator(".error-summary")).to_contain_text("Chưa chọn nhiệm vụ nào.")
