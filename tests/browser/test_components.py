"""The components in a real browser: nobody is kept out, and the scripts do what they promise.

Served by the style page's own application (tests/pages/style_app.py).
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from flask import Flask
from playwright.sync_api import Dialog, Page, Request, expect

from tests.pages.style_app import make_app
from tests.support.barriers import barriers

Window = Callable[..., Page]
FORM = "form#giao"


@pytest.fixture
def app() -> Flask:
    """The style page instead of the product."""
    return make_app(WTF_CSRF_ENABLED=True)


@pytest.mark.parametrize("width", [1280, 640, 390], ids=["desk", "zoomed", "phone"])
@pytest.mark.parametrize("theme", ["light", "dark"])
def test_nobody_is_kept_out(window: Window, width: int, theme: str) -> None:
    page = window(width)
    page.goto(f"/style?theme={theme}&flash=1")
    page.locator(".legend summary").click()
    page.locator(".user-menu summary").click()
    assert barriers(page) == []
    wide = page.evaluate("document.documentElement.scrollWidth")
    assert wide <= width, f"the page is {wide} wide in a window of {width}"


@pytest.mark.parametrize(
    "path",
    [
        "/style/sign-in",
        "/style/confirm",
        "/style/print",
        "/style/error/409?both=1&quiet=1",
        *(f"/style/error/{code}?quiet=1" for code in (400, 403, 404, 413, 422, 429, 500)),
    ],
)
def test_plain_pages_keep_nobody_out(screen: Page, path: str) -> None:
    screen.goto(path)
    assert barriers(screen) == []


def test_a_faulty_form_leads_to_its_faults(screen: Page) -> None:
    _open(screen, "/style")
    screen.fill("#due_on", "31/02/2026")
    screen.click(f"{FORM} .btn-deed")
    summary = screen.locator(".error-summary")
    expect(summary).to_be_focused()
    assert barriers(screen) == []
    summary.get_by_role("link", name="Hạn hoàn thành").click()
    expect(screen.locator("#due_on")).to_be_focused()
    expect(screen.locator("#due_on")).to_have_value("31/02/2026")


def test_the_menu_opens_on_a_phone_without_script(window: Window) -> None:
    page = window(390, 844, script=False)
    page.goto("/style")
    menu = page.locator("#danh-muc")
    expect(menu).to_be_hidden()
    page.get_by_role("link", name="Danh mục", exact=True).click()
    expect(menu).to_be_visible()
    page.get_by_role("link", name="Đóng danh mục").click()
    expect(menu).to_be_hidden()


def test_more_filters_open_on_a_phone_without_script(window: Window) -> None:
    page = window(390, 844, script=False)
    page.goto("/style")
    expect(page.locator("#unit")).to_be_hidden()
    page.get_by_role("link", name="Thêm điều kiện lọc").click()
    expect(page.locator("#unit")).to_be_visible()


def test_the_user_menu_closes_with_escape(screen: Page) -> None:
    _open(screen, "/style")
    menu = screen.locator(".user-menu")
    menu.locator("summary").click()
    expect(menu).to_have_attribute("open", "")
    screen.keyboard.press("Escape")
    expect(menu).not_to_have_attribute("open", "")
    expect(menu.locator("summary")).to_be_focused()


def _open(page: Page, path: str) -> None:
    """Go there and wait until the scripts are at work."""
    page.goto(path)
    page.locator("body[data-enhanced]").wait_for()


def _kept(page: Page, count: int) -> None:
    """Wait until the tab keeps the typed text of so many forms."""
    for _attempt in range(100):
        if page.evaluate("sessionStorage.length") == count:
            return
        page.wait_for_timeout(50)
    pytest.fail(f"the tab keeps {page.evaluate('sessionStorage.length')} forms, not {count}")


def _typed(page: Page, text: str) -> None:
    page.fill("#text", text)
    _kept(page, 1)


def _posts(page: Page) -> list[Request]:
    """Every form that leaves the page from now on."""
    sent: list[Request] = []

    def note(request: Request) -> None:
        if request.method == "POST":
            sent.append(request)

    page.on("request", note)
    return sent


def test_typed_text_survives_a_session_that_is_over(screen: Page) -> None:
    _open(screen, "/style?expired=1")
    _typed(screen, "Báo cáo dở dang")
    screen.click(f"{FORM} .btn-deed")
    screen.locator("body.plain[data-enhanced]").wait_for()
    _open(screen, "/style")
    expect(screen.locator("#text")).to_have_value("Báo cáo dở dang")
    screen.get_by_role("button", name="Bỏ nội dung này").click()
    expect(screen.locator("#text")).to_have_value("")
    assert screen.evaluate("sessionStorage.length") == 0


def test_typed_text_is_not_shown_to_the_next_person(screen: Page) -> None:
    _open(screen, "/style?expired=1")
    _typed(screen, "Báo cáo của người trước")
    screen.click(f"{FORM} .btn-deed")
    screen.locator("body.plain[data-enhanced]").wait_for()
    _open(screen, "/style?user=8")
    _kept(screen, 0)
    expect(screen.locator("#text")).to_have_value("")


def test_a_form_that_was_taken_in_is_not_offered_again(screen: Page) -> None:
    _open(screen, "/style")
    _typed(screen, "Báo cáo đã gửi")
    screen.fill("#due_on", "31/12/2026")
    screen.select_option("#lead", "1")
    screen.fill("#days", "5")
    screen.locator("[name=follow_up]").first.check()
    screen.locator("#urgency").select_option(index=1)
    screen.click(f"{FORM} .btn-deed")
    _kept(screen, 0)
    _open(screen, "/style")
    expect(screen.locator("#text")).to_have_value("")


def test_leaving_with_unsent_text_asks_first(screen: Page) -> None:
    asked: list[str] = []

    def answer(dialog: Dialog) -> None:
        asked.append(dialog.type)
        dialog.accept()

    screen.on("dialog", answer)
    _open(screen, "/style")
    screen.locator("#text").press_sequentially("Chưa gửi")
    screen.goto("/style/confirm")
    assert asked == ["beforeunload"]


def test_a_second_click_sends_nothing(screen: Page) -> None:
    sent = _posts(screen)
    _open(screen, "/style")
    screen.evaluate(
        "const b = document.querySelector('.deed-form button'); b.click(); b.click(); b.click();"
    )
    expect(screen.locator("body")).to_contain_text("csrf_token")
    assert len(sent) == 1


def test_the_calendar_writes_the_day_as_it_is_typed_here(screen: Page) -> None:
    _open(screen, "/style")
    expect(screen.get_by_role("button", name="Chọn ngày trên lịch: Hạn hoàn thành")).to_be_visible()
    screen.evaluate(
        """() => {
            const native = document.querySelector('.date-native');
            native.value = '2026-02-05';
            native.dispatchEvent(new Event('change'));
        }"""
    )
    expect(screen.locator("#due_on")).to_have_value("05/02/2026")


def test_rows_are_ticked_all_at_once_or_by_range(screen: Page) -> None:
    _open(screen, "/style")
    boxes = screen.locator("tbody .cell-select input")
    count = screen.locator("[data-bulk-count]")
    remind = screen.get_by_role("button", name="Nhắc các đơn vị")
    expect(remind).to_be_disabled()
    boxes.nth(1).click()
    boxes.nth(4).click(modifiers=["Shift"])
    expect(count).to_have_text("Đã chọn 4 dòng")
    screen.locator("thead .cell-select input").check()
    expect(count).to_have_text("Đã chọn 9 dòng")
    remind.click()
    screen.wait_for_url("**/style/bulk")
    assert screen.inner_text("body").count("ids=") == 9
    assert "deed=remind" in screen.inner_text("body")


PASTE = """([field, text]) => {
    const data = new DataTransfer();
    data.setData('text/plain', text);
    document.querySelector(field).dispatchEvent(
        new ClipboardEvent('paste', {clipboardData: data, bubbles: true, cancelable: true}));
}"""


def test_a_block_from_excel_fills_the_grid(screen: Page) -> None:
    _open(screen, "/style")
    block = 'Đã niêm yết\t12/TB\t05/11/2026\r\n"Tiếp ""02"" lượt\ndân"\t\t\t\tx\r\n'
    screen.evaluate(PASTE, ["[name=lines-0-result]", block])
    expect(screen.locator("[name=lines-0-result]")).to_have_value("Đã niêm yết")
    expect(screen.locator("[name=lines-0-paper]")).to_have_value("12/TB")
    expect(screen.locator("[name=lines-0-issued_on]")).to_have_value("05/11/2026")
    expect(screen.locator("[name=lines-1-result]")).to_have_value('Tiếp "02" lượt dân')
    expect(screen.locator("[name=lines-1-unchanged]")).to_be_checked()
    expect(screen.locator("#live")).to_have_text("Đã dán 8 ô.")


def test_a_block_that_is_too_large_says_what_was_left_out(screen: Page) -> None:
    _open(screen, "/style")
    screen.evaluate(PASTE, ["[name=lines-3-obstacle]", "a\tx\tb\nc\td\te"])
    expect(screen.locator("[name=lines-3-obstacle]")).to_have_value("a")
    expect(screen.locator("#live")).to_contain_text("vượt ra ngoài bảng")


def test_enter_goes_down_the_grid(screen: Page) -> None:
    _open(screen, "/style")
    screen.locator("[name=lines-0-paper]").press("Enter")
    expect(screen.locator("[name=lines-1-paper]")).to_be_focused()


def test_a_long_list_is_searched_without_accents(screen: Page) -> None:
    _open(screen, "/style")
    screen.get_by_label("Phòng Nội vụ", exact=True).check()
    screen.get_by_role("searchbox", name="Tìm trong danh sách").fill("dong phu")
    expect(screen.get_by_label("UBND xã Đông Phú")).to_be_visible()
    expect(screen.get_by_label("UBND xã An Lạc")).to_be_hidden()
    expect(screen.get_by_label("Phòng Nội vụ", exact=True)).to_be_visible()


@pytest.fixture
def paper(tmp_path: Path) -> Path:
    path = tmp_path / "Báo cáo.pdf"
    path.write_bytes(b"%PDF-1.7\n" + b"0" * 200_000)
    return path


def test_a_file_of_another_kind_is_refused_before_it_travels(screen: Page, tmp_path: Path) -> None:
    program = tmp_path / "a.exe"
    program.write_bytes(b"MZ")
    sent = _posts(screen)
    _open(screen, "/style")
    screen.set_input_files("#papers", program)
    expect(screen.locator("[data-chosen] .fault")).to_contain_text("Không nhận tệp “a.exe”")
    screen.click(f"{FORM} .btn-deed")
    expect(screen.locator("#papers")).to_be_focused()
    assert sent == []


def test_an_upload_brings_the_answer_and_the_page_goes_on_living(screen: Page, paper: Path) -> None:
    _open(screen, "/style")
    screen.set_input_files("#papers", paper)
    expect(screen.locator("[data-chosen]")).to_contain_text("Báo cáo.pdf – 196 KB")
    screen.click(f"{FORM} .btn-deed")
    expect(screen.locator(".error-summary")).to_contain_text("chỗ cần sửa")
    expect(screen.locator("form[data-sent]")).to_have_count(0)
    screen.locator("[name=lines-0-paper]").press("Enter")
    expect(screen.locator("[name=lines-1-paper]")).to_be_focused()


def test_an_upload_that_fails_keeps_the_form(window: Window, paper: Path) -> None:
    page = window()
    _open(page, "/style")
    _typed(page, "Nội dung")
    page.set_input_files("#papers", paper)
    page.evaluate(
        """() => {
            XMLHttpRequest.prototype.send = function () { this.dispatchEvent(new Event('error')); };
        }"""
    )
    page.click(f"{FORM} .btn-deed")
    expect(page.locator("[data-upload-state]")).to_contain_text("Nội dung đã nhập vẫn còn")
    expect(page.locator("#text")).to_have_value("Nội dung")
    expect(page.locator("form[data-sent]")).to_have_count(0)
