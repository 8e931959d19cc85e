"""A scan comes in as a clerk sees it: the page waits, leads on, and shows the picture beside."""

from __future__ import annotations

import re
import threading
from collections.abc import Callable
from pathlib import Path

import pytest
from flask import Flask
from playwright.sync_api import Locator, Page, expect

from tests.browser.people import follow, press, ready, sign_in
from tests.factories.paper import PLAN
from tests.support.barriers import barriers
from tests.support.clock import Clock
from tests.support.district import District
from tests.support.scans import scanned_pdf
from tracker.db import db
from tracker.services.long_work import work_next
from tracker.surroundings import KEY

pytestmark = pytest.mark.tesseract
RECEIVE = "Tiếp nhận và đọc văn bản"


@pytest.fixture
def app(district: District) -> Flask:
    """The demonstration instead of an empty database."""
    return district.app


def bring(page: Page, tmp_path: Path, name: str, text: str) -> None:
    file = tmp_path / name
    file.write_bytes(scanned_pdf(text, PLAN[-300:]))
    page.goto("/directives/receive")
    page.get_by_label("Tệp văn bản").set_input_files(file)
    press(page, RECEIVE)
    expect(page.locator("h1")).to_have_text("Đang đọc bản quét")


def a_worker(app: Flask, clock: Clock) -> threading.Thread:
    """Reads what waits, beside the browser."""

    def work() -> None:
        store = app.extensions[KEY].store
        with app.app_context():
            work_next(db.session(), store=store, owner="w", go_on=lambda: True, clock=clock)

    thread = threading.Thread(target=work)
    thread.start()
    return thread


def width_of(picture: Locator) -> int:
    """Pixels, once it has been loaded."""
    return int(picture.evaluate("image => image.decode().then(() => image.naturalWidth)"))


def test_a_clerk_waits_and_reviews(
    app: Flask,
    clock: Clock,
    screen: Page,
    tmp_path: Path,
    shot: Callable[[Page, str], Path],
) -> None:
    sign_in(screen, "vanthu")
    bring(screen, tmp_path, "ke hoach.pdf", PLAN)
    ready(screen)
    assert barriers(screen) == []
    shot(screen, "scan-waiting")
    worker = a_worker(app, clock)
    expect(screen.locator("h1")).to_contain_text("45/KH-UBND", timeout=60_000)
    worker.join(30)
    expect(screen.locator(".flashes")).to_contain_text("Đã đọc bản quét và đề xuất")
    screen.get_by_role("link", name=re.compile(r"^Rà soát \d+ nội dung$")).click()
    ready(screen)
    screen.locator(".page-picture summary").first.click()
    picture = screen.locator(".page-picture img").first
    expect(picture).to_be_visible()
    assert width_of(picture) > 800
    shot(screen, "scan-review")
    # The bar at the foot of a low window covers part of a card until one scrolls: no barrier.
    screen.set_viewport_size({"width": 1280, "height": 3200})
    assert barriers(screen) == []
    picture.click()
    expect(screen.locator("h1")).to_have_text("Ảnh trang 1/2")
    assert width_of(screen.locator(".page-picture img")) > 800
    follow(screen, "Trang sau")
    expect(screen.locator("h1")).to_have_text("Ảnh trang 2/2")
    assert width_of(screen.locator(".page-picture img")) > 800
    assert barriers(screen) == []


def test_without_script_on_a_phone(
    app: Flask, clock: Clock, window: Callable[..., Page], tmp_path: Path
) -> None:
    first = window(390, 844)
    sign_in(first, "vanthu")
    bring(first, tmp_path, "khac.pdf", PLAN.replace("45/KH", "46/KH"))
    wide = first.evaluate("document.documentElement.scrollWidth")
    assert wide <= 390
    waiting_at = first.url
    plain = window(390, 844, script=False)
    plain.context.add_cookies(first.context.cookies())  # type: ignore[arg-type]
    plain.goto(waiting_at)
    expect(plain.locator("h1")).to_have_text("Đang đọc bản quét")
    worker = a_worker(app, clock)
    for page in (plain, first):  # one asks anew by itself, the other by script
        expect(page.locator("h1")).to_contain_text("46/KH-UBND", timeout=60_000)
    worker.join(30)
