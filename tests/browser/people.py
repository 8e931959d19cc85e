"""What a person does at the screen, in the words that stand there."""

from __future__ import annotations

from playwright.sync_api import Locator, Page, expect

from tracker.demo.cast import PASSWORD


def sign_in(page: Page, login: str, password: str = PASSWORD) -> None:
    """Through the entrance, as everybody."""
    page.goto("/sign-in")
    give_name(page, login, password)


def give_name(page: Page, login: str, password: str = PASSWORD) -> None:
    """On the entrance, wherever one came from."""
    text(page, "Tên đăng nhập").fill(login)
    text(page, "Mật khẩu").fill(password)
    press(page, "Đăng nhập")
    expect(page.locator(".user-menu")).to_be_visible()
    ready(page)


def ready(page: Page) -> None:
    """Wait until the scripts of the page are at work."""
    page.locator("body[data-enhanced]").wait_for()


def text(place: Page | Locator, name: str) -> Locator:
    """The field to type into that wears this label."""
    return place.get_by_role("textbox", name=name)


def press(place: Page | Locator, name: str) -> None:
    place.get_by_role("button", name=name, exact=True).click()


def follow(place: Page | Locator, name: str) -> None:
    place.get_by_role("link", name=name, exact=True).click()


def menu(page: Page, name: str) -> None:
    """An entry of the main menu; some lie behind "Khác"."""
    nav, more = page.locator(".main-nav"), page.locator(".nav-more")
    if more.get_by_text(name, exact=True).count():
        more.locator("summary").click()
    follow(nav, name)
    ready(page)


def heading(page: Page) -> str:
    return page.locator("h1").inner_text()


def said(page: Page, words: str) -> None:
    """The page says at its top what was done."""
    expect(page.locator(".flashes")).to_contain_text(words)


def number_in(place: Locator) -> int:
    """The figure that stands there, as a Vietnamese reader writes it."""
    return int(place.inner_text().replace(".", ""))
