"""The whole life of a task, walked by the people concerned, in a real browser.

More time is asked for and granted, a result comes back and goes in again with a new version of its
paper, the head is away and somebody stands in, a commune answers its month, the lead office goes
through the matrix of a directive. Everything through menu, links and buttons.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from hashlib import sha256
from pathlib import Path

import pytest
from flask import Flask
from playwright.sync_api import Locator, Page, expect

from tests.browser.people import (
    empty_pdf,
    follow,
    give_out,
    heading,
    menu,
    open_task,
    paste,
    press,
    ready,
    said,
    sign_in,
    text,
)
from tests.support.district import District

Window = Callable[..., Page]

TASK = "Tổng hợp danh sách công chức cần bồi dưỡng năm 2027"
WRONG, RIGHT = "thiếu biểu", "đủ biểu"
WHY_BACK = "Thiếu biểu số liệu của ba xã."
CLASS_DUTY = "Các phòng, ban; UBND các xã, thị trấn xây dựng kế hoạch cải cách hành chính"
HANDS_IN_LATE, HANDED_IN, SILENT = (
    "UBND xã Ngọc Khê Đông",
    "Phòng Văn hóa và Thông tin",
    "UBND xã Minh Tường",
)


@pytest.fixture
def app(district: District) -> Flask:
    """The demonstration instead of an empty database."""
    return district.app


def test_a_task_lives_its_whole_life(window: Window, district: District, tmp_path: Path) -> None:
    lead, officer, head = window(), window(), window()
    for page, login in ((lead, "theodoi"), (officer, "tuphap.cb"), (head, "tuphap")):
        sign_in(page, login)
    first = empty_pdf(tmp_path / "Danh sách bồi dưỡng.pdf", WRONG)
    second = empty_pdf(tmp_path / "Danh sách bồi dưỡng (sửa).pdf", RIGHT)

    give_out(lead, TASK, "Phòng Tư pháp", date(2026, 12, 4))
    ask_for_time(officer)
    grant_another_day(lead)
    both_days_are_seen(officer)

    hand_in(officer, "Đã tổng hợp từ các đơn vị.", first)
    send_back(lead)
    the_return_moved_the_due_day(officer)

    district.clock.move_to(date(2026, 11, 25))
    only_the_head_may(officer)
    name_a_deputy(head)
    stand_in(window(390, 844))

    revise(officer, second)
    hand_in_again(officer)
    confirm(lead)
    what_was_confirmed_stays_named(officer, first, second)


def ask_for_time(page: Page) -> None:
    open_task(page, TASK)
    press(page, "Tiếp nhận nhiệm vụ")
    said(page, "Đã tiếp nhận nhiệm vụ")
    follow(page, "Đề nghị gia hạn")
    ready(page)
    text(page, "Đề nghị gia hạn đến ngày").fill("18/12/2026")
    text(page, "Lý do đề nghị gia hạn").fill("Ba xã chưa gửi danh sách.")
    press(page, "Gửi đề nghị gia hạn")
    said(page, "Đã gửi đề nghị gia hạn.")


def grant_another_day(page: Page) -> None:
    """It waits on the lead office's own page, and the day is the lead office's to choose."""
    menu(page, "Chờ tôi xử lý")
    page.get_by_role("link").filter(has_text=TASK).first.click()
    ready(page)
    expect(page.locator("main")).to_contain_text("Ba xã chưa gửi danh sách.")
    follow(page, "Quyết định đề nghị gia hạn")
    ready(page)
    page.get_by_role("radio", name="Đồng ý gia hạn", exact=True).check()
    text(page, "Gia hạn đến ngày").fill("15/12/2026")
    text(page, "Ý kiến, căn cứ").fill("Cần số liệu trước hội nghị ngày 16/12.")
    press(page, "Ghi nhận quyết định")
    said(page, "Đã ghi nhận quyết định gia hạn.")


def both_days_are_seen(page: Page) -> None:
    page.reload()
    ready(page)
    expect(page.locator(".answer")).to_contain_text("15/12/2026")
    expect(fact(page, "Hạn hoàn thành")).to_contain_text("15/12/2026")
    expect(fact(page, "Hạn hoàn thành")).to_contain_text("04/12/2026")
    expect(panel(page, "Các lần xác định thời hạn").get_by_role("listitem")).to_have_count(2)
    expect(panel(page, "Đề nghị gia hạn")).to_contain_text("đến 18/12/2026")


def fact(page: Page, name: str) -> Locator:
    return page.locator("dl dt", has_text=re.compile(rf"^\s*{name}\s*$")).locator("+ dd")


def panel(page: Page, name: str) -> Locator:
    title = page.get_by_role("heading", name=name, exact=True, level=2)
    return page.locator("section.panel").filter(has=title)


def hand_in(page: Page, summary: str, paper: Path) -> None:
    follow(page, "Báo cáo hoàn thành")
    ready(page)
    text(page, "Tóm tắt kết quả thực hiện").fill(summary)
    text(page, "Số, ký hiệu văn bản kết quả").fill("88/BC-TP")
    text(page, "Ngày văn bản kết quả").fill("23/11/2026")
    page.get_by_label("Tệp văn bản, sản phẩm kết quả").set_input_files(paper)
    page.get_by_label("không mang dấu chỉ độ mật").check()
    press(page, "Báo cáo hoàn thành")
    said(page, "Đã báo cáo hoàn thành")
    expect(page.locator(".answer")).to_contain_text("Chờ xác nhận")


def send_back(page: Page) -> None:
    open_task(page, TASK)
    follow(page, "Trả lại, yêu cầu bổ sung")
    ready(page)
    expect(page.locator("main")).to_contain_text("Số 88/BC-TP ngày 23/11/2026")
    text(page, "Lý do trả lại, nội dung cần bổ sung").fill(WHY_BACK)
    text(page, "Hạn").fill("17/12/2026")
    press(page, "Trả lại, yêu cầu bổ sung")
    said(page, "Đã trả lại")


def the_return_moved_the_due_day(page: Page) -> None:
    page.reload()
    ready(page)
    expect(page.locator("main")).to_contain_text(WHY_BACK)
    days = panel(page, "Các lần xác định thời hạn").get_by_role("listitem")
    expect(days).to_have_count(3)
    expect(days.filter(has_text="17/12/2026")).to_have_count(1)


def only_the_head_may(page: Page) -> None:
    expect(page.locator(".acting")).to_have_count(0)
    expect(page.get_by_role("link", name="Phân công công chức", exact=True)).to_have_count(0)


def name_a_deputy(page: Page) -> None:
    page.locator(".user-menu summary").click()
    follow(page.locator(".user-menu"), "Xử lý thay")
    ready(page)
    follow(page, "Phân công người xử lý thay tôi")
    ready(page)
    page.get_by_label("Người xử lý thay").select_option(label="Lý Văn Luật")
    text(page, "Từ ngày").fill("25/11/2026")
    text(page, "Đến hết ngày").fill("27/11/2026")
    text(page, "Căn cứ, lý do").fill("Đi công tác tại tỉnh.")
    press(page, "Phân công xử lý thay")
    ready(page)
    expect(page.locator("main")).to_contain_text("Đang có hiệu lực")


def stand_in(page: Page) -> None:
    """On a phone: the banner, and a deed of the head's that the history tells of both."""
    sign_in(page, "tuphap.cb")
    expect(page.locator(".acting")).to_contain_text(
        "Đang xử lý thay Trần Tư Pháp đến hết 27/11/2026."
    )
    open_task_on_phone(page, TASK)
    fits(page)
    follow(page, "Phân công công chức")
    ready(page)
    page.get_by_label("Công chức phụ trách").select_option(label="Lý Văn Luật")
    press(page, "Phân công")
    ready(page)
    expect(fact(page, "Công chức phụ trách")).to_have_text("Lý Văn Luật")
    done = (
        panel(page, "Quá trình xử lý")
        .get_by_role("listitem")
        .filter(has_text="Phân công công chức phụ trách")
    )
    expect(done).to_contain_text("Lý Văn Luật")
    expect(done).to_contain_text("thay Trần Tư Pháp")
    fits(page)


def open_task_on_phone(page: Page, words: str) -> None:
    """A phone shows the menu when asked."""
    follow(page, "Danh mục")
    open_task(page, words)


def fits(page: Page) -> None:
    assert not page.evaluate("document.documentElement.scrollWidth > innerWidth")


def revise(page: Page, paper: Path) -> None:
    page.reload()
    ready(page)
    papers = panel(page, "Văn bản, sản phẩm kết quả")
    papers.get_by_role("link", name=re.compile("^Nộp bản mới")).click()
    ready(page)
    page.get_by_label("Tệp đã sửa").set_input_files(paper)
    page.get_by_label("không mang dấu chỉ độ mật").check()
    text(page, "Nội dung thay đổi").fill("Bổ sung biểu của ba xã.")
    press(page, "Nộp bản mới")
    said(page, "Đã nộp bản mới.")
    expect(papers).to_contain_text("1 bản trước")
    expect(papers).to_contain_text("Bổ sung biểu của ba xã.")


def hand_in_again(page: Page) -> None:
    """The paper is there already: it is only ticked."""
    follow(page, "Báo cáo hoàn thành")
    ready(page)
    text(page, "Tóm tắt kết quả thực hiện").fill("Đã bổ sung biểu của ba xã.")
    text(page, "Số, ký hiệu văn bản kết quả").fill("88/BC-TP")
    text(page, "Ngày văn bản kết quả").fill("23/11/2026")
    page.get_by_role("checkbox", name=re.compile("Danh sách bồi dưỡng")).check()
    press(page, "Báo cáo hoàn thành")
    said(page, "Đã báo cáo hoàn thành")


def confirm(page: Page) -> None:
    open_task(page, TASK)
    follow(page, "Xác nhận hoàn thành")
    ready(page)
    expect(page.locator("main")).to_contain_text("Đã bổ sung biểu của ba xã.")
    press(page, "Xác nhận hoàn thành")
    said(page, "Đã xác nhận hoàn thành")
    expect(page.locator(".answer")).to_contain_text("Hoàn thành đúng hạn")


def what_was_confirmed_stays_named(page: Page, first: Path, second: Path) -> None:
    """The second hand-in names the file it was confirmed with; the first still names its own."""
    page.reload()
    ready(page)
    handed = panel(page, "Báo cáo hoàn thành").locator(".submission")
    expect(handed).to_have_count(2)
    frozen = handed.filter(has=page.locator(".frozen"))
    expect(frozen).to_have_count(1)
    expect(frozen).to_contain_text("Đã bổ sung biểu của ba xã.")
    expect(frozen.locator(".sha-full")).to_have_text(f"SHA-256: {hash_of(second)}")
    returned = handed.filter(has_text=WHY_BACK)
    expect(returned.locator(".sha-full")).to_have_text(f"SHA-256: {hash_of(first)}")


def hash_of(path: Path) -> str:
    return sha256(path.read_bytes()).hexdigest()


def test_a_commune_answers_its_month(window: Window) -> None:
    """By hand, from a spreadsheet, "không thay đổi": one page, one sending."""
    page = window()
    sign_in(page, "haluong")
    menu(page, "Báo cáo theo kỳ")
    rows = page.locator("table[data-grid] tbody tr").filter(has=page.locator("textarea"))
    lines = rows.count()
    assert lines >= 5
    results = page.get_by_role("textbox", name=re.compile("^Kết quả trong kỳ"))
    results.nth(0).fill("Đã niêm yết đủ thủ tục.")
    results.nth(1).click()
    paste(page, "Đã họp dân 2 thôn\t31/BC-UBND\t20/11/2026\nĐã trực đủ\t\t")
    expect(results.nth(1)).to_have_value("Đã họp dân 2 thôn")
    expect(results.nth(2)).to_have_value("Đã trực đủ")
    rows.nth(3).get_by_role("checkbox", name=re.compile("^Không thay đổi")).check()
    page.get_by_role("checkbox", name=re.compile("^Các dòng còn trống")).check()
    press(page, "Gửi báo cáo kỳ")
    said(page, "Đã gửi báo cáo kỳ.")

    menu(page, "Báo cáo theo kỳ")
    assert heading(page).startswith("Đã gửi báo cáo tháng")
    expect(results.nth(2)).to_have_value("Đã trực đủ")


def test_the_lead_office_goes_through_a_matrix(window: Window, tmp_path: Path) -> None:
    commune, lead = window(390, 844), window()
    sign_in(commune, "ngockhe")
    hand_in_late(commune, empty_pdf(tmp_path / "Kế hoạch của xã.pdf"))

    sign_in(lead, "theodoi")
    open_matrix(lead)
    tick(lead, HANDED_IN)
    tick(lead, SILENT)
    press(lead, "Xác nhận hoàn thành")
    ready(lead)
    assert "đã thực hiện 1, chưa thực hiện được 1" in heading(lead)
    left = lead.get_by_role("row", name=re.compile(SILENT))
    expect(left).to_have_count(1)
    expect(lead.get_by_role("row", name=re.compile(HANDED_IN))).to_have_count(0)
    follow(lead, "Quay lại")
    ready(lead)
    expect(unit_row(lead, HANDED_IN)).to_contain_text("Đã xác nhận")

    tick(lead, HANDS_IN_LATE)
    press(lead, "Trả lại, yêu cầu bổ sung")
    expect(lead.locator(".error-summary")).to_be_visible()  # not without a reason
    ready(lead)
    text(lead, "Lý do trả lại").fill("Chưa có phân công trách nhiệm.")
    press(lead, "Trả lại, yêu cầu bổ sung")
    said(lead, "đã thực hiện với 1 nhiệm vụ")

    open_task_on_phone(commune, CLASS_DUTY)
    expect(commune.locator("main")).to_contain_text("Chưa có phân công trách nhiệm.")
    fits(commune)


def hand_in_late(page: Page, paper: Path) -> None:
    open_task_on_phone(page, CLASS_DUTY)
    follow(page, "Báo cáo hoàn thành")
    ready(page)
    fits(page)
    text(page, "Tóm tắt kết quả thực hiện").fill("Đã ban hành kế hoạch của xã.")
    text(page, "Số, ký hiệu văn bản kết quả").fill("12/KH-UBND")
    text(page, "Ngày văn bản kết quả").fill("20/11/2026")
    page.get_by_label("Tệp văn bản, sản phẩm kết quả").set_input_files(paper)
    page.get_by_label("không mang dấu chỉ độ mật").check()
    text(page, "Giải trình").fill("Xã thay công chức phụ trách.")
    page.get_by_role("radio", name="Chủ quan").check()
    press(page, "Báo cáo hoàn thành")
    said(page, "Đã báo cáo hoàn thành")


def open_matrix(page: Page) -> None:
    menu(page, "Văn bản chỉ đạo")
    text(page, "Tìm theo số").or_(page.get_by_role("searchbox", name="Tìm theo số")).fill("18/KH")
    press(page, "Lọc")
    ready(page)
    page.get_by_role("link", name=re.compile("^Kế hoạch số 18.KH-UBND")).click()
    ready(page)
    page.get_by_role("link", name=re.compile("Bảng theo dõi")).first.click()
    ready(page)


def unit_row(page: Page, unit: str) -> Locator:
    return page.locator("table.matrix tbody tr").filter(has_text=unit)


def tick(page: Page, unit: str) -> None:
    unit_row(page, unit).get_by_role("checkbox", name=re.compile("^Chọn ô")).check()
