"""The review walked by keyboard alone, as a clerk walks it who has sixty drafts and ten minutes."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from flask import Flask
from playwright.sync_api import Locator, Page, expect

from tests.browser.people import follow, menu, press, ready, said, sign_in, text
from tests.support.barriers import barriers
from tests.support.district import District

PLAN = Path(__file__).parent / "plan.txt"
Window = Callable[..., Page]


@pytest.fixture
def app(district: District) -> Flask:
    """The demonstration instead of an empty database."""
    return district.app


@pytest.fixture
def review(window: Window) -> Page:
    """The review of a plan that has just been taken in."""
    page = window()
    sign_in(page, "theodoi")
    menu(page, "Văn bản chỉ đạo")
    follow(page, "Tiếp nhận văn bản")
    ready(page)
    page.get_by_label("Tệp văn bản").set_input_files(PLAN)
    press(page, "Tiếp nhận và đọc văn bản")
    said(page, "Đã tiếp nhận văn bản và đề xuất")
    ready(page)
    page.get_by_role("link", name=re.compile(r"^Rà soát \d+ nội dung$")).click()
    ready(page)
    return page


def at(page: Page) -> Locator:
    """The card that has the focus."""
    return page.locator("[data-card]:focus")


def number_at(page: Page) -> str:
    return at(page).locator("header strong").inner_text()


def cards(page: Page) -> int:
    return page.locator("[data-card]").count()


def waits(page: Page, count: int) -> None:
    """The heading says how many wait; nothing was loaded anew."""
    expect(page.locator("h1")).to_contain_text(f"{count} nội dung chờ rà soát")
    assert page.evaluate("window.same") == "page"


def test_the_whole_review_by_keyboard(review: Page) -> None:
    page, keys = review, review.keyboard
    page.evaluate("window.same = 'page'")
    total = cards(page)
    waits(page, total)

    keys.press("j")
    assert number_at(page) == "Mục 1"
    assert page.locator(".clause.here").count() == 1
    keys.press("j")
    keys.press("k")
    assert number_at(page) == "Mục 1"

    keys.press("r")  # looked at: the focus goes on
    waits(page, total - 1)
    expect(at(page).locator("header strong")).to_have_text("Mục 2")

    set_aside(page, total)
    undo_all(page, total)
    split_and_take_back(page, total)
    merge_and_take_back(page, total)
    whole_section(page)
    edit_in_place(page)
    unclear_ones(page)
    confirm(page)


def set_aside(page: Page, total: int) -> None:
    """With a reason; an empty one is refused beside its field."""
    page.keyboard.press("x")
    field = page.locator("[data-card] input[name=reason]")
    expect(field).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator("[data-card] .error-summary")).to_contain_text("Hãy ghi lý do")
    field.focus()
    page.keyboard.type("Đã giao ở văn bản khác")
    page.keyboard.press("Enter")
    waits(page, total - 2)
    expect(at(page).locator("header strong")).to_have_text("Mục 3")
    expect(page.locator("[data-card]").nth(1)).to_contain_text("Lý do: Đã giao ở văn bản khác")


def undo_all(page: Page, total: int) -> None:
    """Step by step back to the beginning; then nothing is offered any more."""
    expect(page.locator("[data-undo]")).to_contain_text("chuyển sang không theo dõi")
    page.keyboard.press("u")
    waits(page, total - 1)
    expect(page.locator("[data-undo]")).to_contain_text("đánh dấu đã rà soát")
    page.keyboard.press("u")
    waits(page, total)
    expect(page.locator("[data-undo]")).to_have_count(0)


def split_and_take_back(page: Page, total: int) -> None:
    card = page.locator("[data-card]").filter(has_text="; ").first
    card.focus()
    before = card.locator(".draft-text").inner_text()
    page.keyboard.press("t")
    expect(page.locator("[data-card] [name=at]").first).to_be_focused()
    page.keyboard.press("Space")
    page.keyboard.press("Enter")
    waits(page, total + 1)
    assert cards(page) == total + 1
    numbers = page.locator("[data-card] header strong").all_inner_texts()
    assert numbers == [f"Mục {n}" for n in range(1, total + 2)]
    page.keyboard.press("u")
    waits(page, total)
    assert cards(page) == total
    expect(at(page).locator(".draft-text")).to_have_text(before)


def merge_and_take_back(page: Page, total: int) -> None:
    page.locator("[data-card]").first.focus()
    page.keyboard.press("g")
    expect(page.get_by_role("button", name="Gộp hai nội dung")).to_be_focused()
    page.keyboard.press("Enter")
    waits(page, total - 1)
    assert number_at(page) == "Mục 1"
    page.keyboard.press("u")
    waits(page, total)


def whole_section(page: Page) -> None:
    """Everything below the heading is only noted; then as before. Ticked as one, too."""
    page.locator("[data-card]").last.focus()
    page.keyboard.press("m")
    follow_up = page.locator("[data-section] select[name=follow_up]")
    expect(follow_up).to_be_focused()
    section = page.locator("[data-section]").filter(has=page.locator("form"))
    count = len((section.get_attribute("data-picks") or "").split())
    assert count > 1
    follow_up.select_option(label="Quán triệt")
    page.keyboard.press("Control+Enter")
    expect(page.locator("#review-said")).to_contain_text(f"Đã sửa {count} mục")
    noted = page.locator("[data-card] dd").filter(has_text=re.compile("^Quán triệt"))
    assert noted.count() >= count
    page.keyboard.press("u")
    expect(page.locator("#review-said")).to_contain_text("Đã hoàn tác")
    page.locator("[data-card]").last.focus()
    page.keyboard.press("s")
    expect(page.locator("[data-picked-count]")).to_have_text(f"Đã chọn {count} mục")
    page.keyboard.press("s")


def edit_in_place(page: Page) -> None:
    page.locator("[data-card]").first.focus()
    page.keyboard.press("e")
    words = page.locator("[data-card] textarea[name=text]")
    expect(words).to_be_focused()
    words.press("End")
    page.keyboard.type(" jkrx")  # letters, not keys
    page.keyboard.press("Escape")
    expect(page.locator("[data-card] form")).to_have_count(0)
    assert number_at(page) == "Mục 1"


def unclear_ones(page: Page) -> None:
    """n goes from one to the next; what is unclear is set aside, the rest is taken as it is."""
    while page.locator("[data-unclear]").count():
        page.keyboard.press("n")
        assert at(page).get_attribute("data-unclear") is not None
        left = page.locator("[data-unclear]").count()
        page.keyboard.press("x")
        expect(page.locator("[data-card] input[name=reason]")).to_be_focused()
        page.keyboard.type("Chưa rõ, để sau")
        page.keyboard.press("Enter")
        expect(page.locator("[data-unclear]")).to_have_count(left - 1)
    while page.locator("[data-waits]").count():
        if not at(page).count() or at(page).get_attribute("data-waits") is None:
            page.locator("[data-waits]").first.focus()
        left = page.locator("[data-waits]").count()
        page.keyboard.press("r")
        expect(page.locator("[data-waits]")).to_have_count(left - 1)


def confirm(page: Page) -> None:
    waits(page, 0)
    link = page.get_by_role("link", name=re.compile(r"^Xem lại và giao \d+ nhiệm vụ$"))
    link.focus()
    page.keyboard.press("Enter")
    ready(page)
    page.get_by_role("button", name=re.compile(r"^Giao \d+ nhiệm vụ$")).focus()
    page.keyboard.press("Enter")
    said(page, "Đã giao")


def test_keys_are_listed_and_can_be_switched_off(review: Page) -> None:
    page = review
    assert barriers(page) == []
    page.keyboard.press("?")
    dialog = page.get_by_role("dialog", name="Phím tắt khi rà soát")
    expect(dialog).to_be_visible()
    assert barriers(page) == []
    page.get_by_label("Dùng phím tắt trên máy này").press("Space")
    page.keyboard.press("Escape")
    expect(dialog).to_be_hidden()
    page.keyboard.press("j")
    expect(at(page)).to_have_count(0)
    page.reload()
    ready(page)
    page.keyboard.press("j")
    expect(at(page)).to_have_count(0)
    page.keyboard.press("?")
    page.get_by_label("Dùng phím tắt trên máy này").press("Space")
    page.keyboard.press("Escape")
    page.keyboard.press("Control+j")
    expect(at(page)).to_have_count(0)
    page.keyboard.press("j")
    expect(at(page)).to_have_count(1)


def test_two_clerks_at_once(review: Page, window: Window) -> None:
    """The second is shown both texts, keeps her place, and may go on from the newest."""
    first, second = review, window()
    sign_in(second, "chanhvanphong")
    second.goto(first.url)
    ready(second)
    second.locator("[data-card]").first.focus()
    second.keyboard.press("e")
    words = text(second.locator("[data-card]").first, "Nội dung nhiệm vụ")
    words.fill("Lời của người thứ hai, còn đang gõ")

    first.keyboard.press("j")
    first.keyboard.press("x")
    expect(first.locator("[data-card] input[name=reason]")).to_be_focused()
    first.keyboard.type("Trùng với văn bản khác")
    first.keyboard.press("Enter")
    expect(first.locator("[data-card]").first).to_contain_text("Trùng với văn bản khác")

    second.evaluate("document.dispatchEvent(new Event('visibilitychange'))")
    expect(second.locator("#review-said")).to_contain_text(
        "Nguyễn Minh Theo vừa thay đổi danh mục này."
    )
    press(second, "Xem thay đổi")
    expect(words).to_have_value("Lời của người thứ hai, còn đang gõ")
    with second.expect_response(lambda answer: answer.status == 409):
        words.press("Control+Enter")
    conflict = second.locator(".conflict-here")
    expect(conflict).to_contain_text("Lời của người thứ hai, còn đang gõ")
    expect(conflict).to_contain_text("Nguyễn Minh Theo đã lưu trước")
    expect(second.locator("[data-card]").first).to_contain_text("Trùng với văn bản khác")
