"""The list of tasks stays calm: what is rarely asked for unfolds when somebody asks."""

from __future__ import annotations

import pytest
from flask import Flask
from playwright.sync_api import Locator, Page, expect

from tests.browser.people import follow, press, ready, sign_in
from tests.support.district import District


@pytest.fixture
def app(district: District) -> Flask:
    """The demonstration instead of an empty database."""
    return district.app


def fields(page: Page) -> Locator:
    return page.locator(".filters-form .filter:visible")


def open_list(page: Page) -> None:
    sign_in(page, "theodoi")
    page.goto("/tasks/")
    ready(page)


def test_the_bar_unfolds_and_what_is_chosen_stays_said(screen: Page) -> None:
    open_list(screen)
    expect(fields(screen)).to_have_count(4)
    follow(screen, "Thêm điều kiện lọc")
    expect(fields(screen)).to_have_count(screen.locator(".filters-form .filter").count())
    screen.get_by_label("Bước xử lý").select_option(label="Chờ xác nhận")
    press(screen, "Lọc")
    ready(screen)
    expect(fields(screen)).to_have_count(4)
    expect(screen.locator(".applied")).to_contain_text("Chờ xác nhận")


def test_a_phone_shows_one_field_and_one_way_to_the_other_pages(phone: Page) -> None:
    open_list(phone)
    expect(fields(phone)).to_have_count(1)
    rooms = phone.locator(".rooms li a:visible")
    expect(rooms).to_have_count(0)
    follow(phone, "Các trang khác về nhiệm vụ")
    expect(rooms.first).to_be_visible()
    follow(phone, "Quá hạn theo đơn vị")
    ready(phone)
    assert not phone.evaluate("document.documentElement.scrollWidth > innerWidth")
