"""The pictures of the documentation, taken from the demonstration, so that they are never old.

TRACKER_WRITE_PICTURES=1 renews docs/pictures; otherwise they are only tried.
"""

from __future__ import annotations

import os
import re
from collections.abc import Callable
from pathlib import Path

import pytest
from flask import Flask
from playwright.sync_api import Page, expect

from tests.browser.people import follow, menu, press, ready, said, sign_in
from tests.support.district import District
from tests.support.source import ROOT

PICTURES = ROOT / "docs" / "pictures"
PLAN = Path(__file__).parent / "plan.txt"
LIMIT = 200_000


@pytest.fixture
def app(district: District) -> Flask:
    """The demonstration instead of an empty database."""
    return district.app


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Where the pictures go."""
    if os.environ.get("TRACKER_WRITE_PICTURES") != "1":
        return tmp_path
    PICTURES.mkdir(exist_ok=True)
    return PICTURES


def take(page: Page, path: Path) -> None:
    """What stands in the window, small enough for a repository."""
    page.screenshot(path=path)
    assert path.stat().st_size < LIMIT


def test_the_dashboard(window: Callable[..., Page], folder: Path) -> None:
    page = window(1280, 860)
    sign_in(page, "theodoi")
    take(page, folder / "dashboard.png")


def test_the_review(window: Callable[..., Page], folder: Path) -> None:
    page = window(1280, 860)
    sign_in(page, "theodoi")
    menu(page, "Văn bản chỉ đạo")
    follow(page, "Tiếp nhận văn bản")
    ready(page)
    page.get_by_label("Tệp văn bản").set_input_files(PLAN)
    press(page, "Tiếp nhận và đọc văn bản")
    said(page, "Đã tiếp nhận văn bản và đề xuất")
    page.get_by_role("link", name=re.compile(r"^Rà soát \d+ nội dung$")).click()
    ready(page)
    page.locator("[data-card]").first.focus()  # brings its words in the paper into sight
    page.evaluate("scrollTo(0, 380)")
    take(page, folder / "review.png")


def test_a_task_on_a_phone(window: Callable[..., Page], folder: Path) -> None:
    page = window(390, 844)
    sign_in(page, "tuphap")
    page.goto("/tasks/waiting")
    page.locator("tbody").get_by_role("link").first.click()
    expect(page.locator(".answer")).to_be_visible()
    take(page, folder / "task-phone.png")


def test_the_readme_shows_them() -> None:
    shown = set(re.findall(r"docs/pictures/([\w-]+\.png)", (ROOT / "README.md").read_text("utf-8")))
    assert shown == {path.name for path in PICTURES.glob("*.png")}
