"""What a person does at the screen, in the words that stand there."""

from __future__ import annotations

from datetime import date
from pathlib import Path

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


def open_task(page: Page, words: str) -> None:
    """Find a task in the list by its words and open it."""
    menu(page, "Nhiệm vụ")
    text(page, "Nội dung").fill(words)
    press(page, "Lọc")
    ready(page)
    page.locator("tbody").get_by_role("link").filter(has_text=words).click()
    ready(page)


def give_out(page: Page, words: str, unit: str, due_on: date) -> None:
    """A task by a letter of some days ago, typed by hand."""
    menu(page, "Giao nhanh")
    text(page, "Nội dung nhiệm vụ").fill(words)
    page.get_by_label("Đơn vị chủ trì").select_option(label=unit)
    text(page, "Hạn hoàn thành").fill(f"{due_on:%d/%m/%Y}")
    page.get_by_label("Nguồn chỉ đạo").select_option(label="Công văn")
    text(page, "Số, ký hiệu văn bản").fill("1402/UBND-NC")
    text(page, "Ngày văn bản, ngày chỉ đạo").fill("20/11/2026")
    press(page, "Giao nhiệm vụ")
    said(page, "Đã giao")


def paste(page: Page, rows: str) -> None:
    """Paste what was copied from a spreadsheet into the field that has the focus."""
    page.evaluate(
        """(text) => {
             const data = new DataTransfer();
             data.setData("text/plain", text);
             const how = {clipboardData: data, bubbles: true, cancelable: true};
             document.activeElement.dispatchEvent(new ClipboardEvent("paste", how));
           }""",
        rows,
    )


def empty_pdf(path: Path, remark: str = "") -> Path:
    """A paper to hand in: a PDF of one empty page; ``remark`` makes its bytes others."""
    path.write_bytes(
        b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n"
        b"2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n"
        b"3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]>>endobj\n"
        b"%" + remark.encode() + b"\ntrailer<</Root 1 0 R>>\n%%EOF\n"
    )
    return path
