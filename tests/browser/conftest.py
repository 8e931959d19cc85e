"""A real browser on a real server: Chromium without a window, waitress on loopback.

``screen`` is a wide window, ``phone`` a narrow one. A script error, an error on the console
(where the content security policy complains) or a request to another machine fails the test.
``tests.support.barriers`` looks for what keeps somebody out.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

from tests.support.complaints import complaint, failed
from tests.support.tools import chromium

SHOTS = Path(__file__).parent / "shots"


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Everything in this folder needs the browser, and one browser at a time is enough."""
    here = Path(__file__).parent
    for item in items:
        if here in item.path.parents:
            item.add_marker(pytest.mark.browser)
            item.add_marker(pytest.mark.xdist_group("browser"))


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """One browser for all tests of a worker."""
    arguments = ["--no-sandbox", "--disable-dev-shm-usage"]
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium(), args=arguments)
        yield browser
        browser.close()


@pytest.fixture
def window(browser: Browser, address: str) -> Iterator[Callable[..., Page]]:
    """Opens windows of a given size, each of another person; complains of faults at the end."""
    faults: list[str] = []
    contexts = []

    def open_window(width: int = 1280, height: int = 900, *, script: bool = True) -> Page:
        context = browser.new_context(
            base_url=address,
            locale="vi-VN",
            timezone_id="Asia/Ho_Chi_Minh",
            viewport={"width": width, "height": height},
            java_script_enabled=script,
        )
        contexts.append(context)
        context.set_default_timeout(20_000)
        context.route(lambda url: not url.startswith(address), lambda route: route.abort())
        context.on("requestfailed", lambda request: faults.extend(failed(request)))
        context.on("weberror", lambda error: faults.append(str(error.error)))
        context.on("console", lambda line: faults.extend(complaint(line)))
        return context.new_page()

    yield open_window
    for context in contexts:
        context.close()
    assert not faults, "\n".join(faults)


@pytest.fixture
def screen(window: Callable[..., Page]) -> Page:
    """A wide window, as on a desk."""
    return window()


@pytest.fixture
def phone(window: Callable[..., Page]) -> Page:
    """A narrow window, as in a hand."""
    return window(390, 844)


@pytest.fixture
def shot() -> Callable[[Page, str], Path]:
    """Keeps a picture of the whole page in tests/browser/shots, to be looked at."""

    def take(page: Page, name: str) -> Path:
        path = SHOTS / f"{name}.png"
        path.parent.mkdir(exist_ok=True)
        page.screenshot(path=path, full_page=True)
        return path

    return take
