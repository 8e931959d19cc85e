"""The road that issue 2 promises, walked by the people who would walk it, in a real browser.

A plan comes in, becomes tasks, is worked on, confirmed and returned; the clock reminds by a real
letter; the month's report comes out as a Word file with the figures of the page.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from io import BytesIO
from pathlib import Path
from typing import Any

import docx
import pytest
from docx.document import Document
from docx.oxml.ns import qn
from flask import Flask
from playwright.sync_api import Locator, Page, expect

from tests.browser.people import (
    empty_pdf,
    follow,
    give_name,
    give_out,
    heading,
    menu,
    number_in,
    open_task,
    press,
    ready,
    said,
    sign_in,
    text,
)
from tests.support.district import District
from tests.support.mail import PostOffice
from tests.support.source import ROOT

Window = Callable[..., Page]


@dataclass(frozen=True)
class Plan:
    """A paper, and words of three of its drafts: two of Phòng Tư pháp, one of Phòng Nội vụ."""

    file: Path
    confirmed: str
    returned: str
    other: str


REAL = Plan(
    ROOT.parent / "shared" / "directives" / "004.txt",
    "công tác xây dựng và ban hành văn bản QPPL",
    "Kế hoạch theo dõi thi hành pháp luật",
    "Thực hiện nghiêm công tác chuyên đổi vị trí",
)
INVENTED = Plan(
    Path(__file__).parent / "plan.txt",
    "tài liệu hỏi đáp pháp luật",
    "Rà soát tủ sách pháp luật",
    "Hướng dẫn chấm điểm công tác tiếp cận pháp luật",
)
PLAN = REAL if REAL.file.is_file() else INVENTED

DUE = date(2026, 12, 4)
THREE_WORKING_DAYS_BEFORE = date(2026, 12, 1)
BASIS = "Đơn vị theo dõi đề xuất để kịp báo cáo tháng 12"
TYPED = "Báo cáo kết quả rà soát quy chế tiếp công dân của cơ quan"


@pytest.fixture
def app(district: District) -> Flask:
    """The demonstration instead of an empty database."""
    return district.app


@pytest.fixture
def result(tmp_path: Path) -> Path:
    """A result paper: a PDF of one empty page."""
    return empty_pdf(tmp_path / "Báo cáo kết quả.pdf")


def test_a_plan_goes_in_and_a_report_comes_out(
    window: Window,
    district: District,
    post_office: PostOffice,
    address: str,
    result: Path,
) -> None:
    lead, unit = window(), window()
    sign_in(lead, "theodoi")
    sign_in(unit, "tuphap")

    take_in(lead)
    set_deadlines(lead)
    assign_the_rest_as_it_is(lead)
    give_out(lead, TYPED, "Phòng Tư pháp", date(2026, 12, 15))

    for words in (PLAN.confirmed, PLAN.returned):
        open_task(unit, words)
        press(unit, "Tiếp nhận nhiệm vụ")
        said(unit, "Đã tiếp nhận nhiệm vụ")
        report_progress(unit)
        hand_in(unit, result)
    answer_the_period(unit)

    confirm(lead)
    send_back(lead)

    district.clock.move_to(THREE_WORKING_DAYS_BEFORE)
    the_clock_reminds(district, post_office, address)
    the_letter_leads_to_the_task(window(390, 844), post_office)
    the_report_says_what_the_page_says(lead)


def take_in(page: Page) -> None:
    menu(page, "Văn bản chỉ đạo")
    follow(page, "Tiếp nhận văn bản")
    ready(page)
    page.get_by_label("Tệp văn bản").set_input_files(PLAN.file)
    press(page, "Tiếp nhận và đọc văn bản")
    said(page, "Đã tiếp nhận văn bản và đề xuất")
    ready(page)
    enter_what_is_blank(page)
    page.get_by_role("link", name=re.compile(r"^Rà soát \d+ nội dung$")).click()
    ready(page)


def enter_what_is_blank(page: Page) -> None:
    """A paper whose number or date is left blank is completed from the signed copy."""
    if not page.get_by_role("heading", name="Bổ sung thông tin văn bản").count():
        return
    for label, typed in (("Số, ký hiệu", "45/KH-UBND"), ("Ngày ban hành", "05/02/2024")):
        field = text(page, label)
        if field.count():
            field.fill(typed)
    press(page, "Lưu thông tin văn bản")
    ready(page)


def card_with(page: Page, words: str) -> Locator:
    """The draft with these words, however far down the list it stands."""
    card = page.locator("[data-card]").filter(has_text=words)
    further = page.get_by_role("link", name="Trang sau")
    while not card.count() and further.count():
        page.mouse.wheel(0, 4000)
        page.wait_for_timeout(100)
    expect(card).to_have_count(1)
    card.evaluate("card => card.scrollIntoView({block: 'center'})")
    page.wait_for_timeout(300)
    return card


def set_deadlines(page: Page) -> None:
    """One on the draft's own form inside its card, two at once in the panel below."""
    card = card_with(page, PLAN.other)
    follow(card, "Sửa")
    card.get_by_role("radio", name="Từng đơn vị").check()
    text(card, "Hạn hoàn thành").fill("31/12/2026")
    text(card, "Căn cứ của thời hạn").fill(BASIS)
    press(card, "Lưu và đánh dấu đã rà soát")
    done(page, "Đã lưu và đánh dấu đã rà soát")
    for words in (PLAN.confirmed, PLAN.returned):
        card_with(page, words).get_by_role("checkbox").check()
    panel = bulk(page)
    panel.get_by_label("Cách theo dõi").select_option(label="Từng đơn vị")
    text(panel, "Hạn hoàn thành").fill(f"{DUE:%d/%m/%Y}")
    text(panel, "Căn cứ của thời hạn").fill(BASIS)
    press(panel, "Đặt cho các mục đã chọn")
    done(page, "Đã sửa 2 mục")
    for words in (PLAN.confirmed, PLAN.returned):
        card = card_with(page, words)
        expect(card).to_contain_text("Từng đơn vị: 1 lượt giao · 04/12/2026")
        expect(card).to_contain_text(BASIS)


def done(page: Page, words: str) -> None:
    """The review says so without a new page."""
    expect(page.locator("#review-said")).to_contain_text(words)


def bulk(page: Page) -> Locator:
    panel = page.locator("[data-bulk-panel]")
    if panel.get_attribute("open") is None:
        panel.locator("summary").first.click()
    return panel


def assign_the_rest_as_it_is(page: Page) -> None:
    """What names nobody is only noted; everything is marked as looked at, then given out."""
    waiting = page.get_by_role("link", name=re.compile(r"^Chờ rà soát"))
    waiting.click()
    ready(page)
    panel = bulk(page)
    press(panel, "Chọn tất cả")  # brings what is further down
    expect(panel.locator("[data-picked-count]")).to_contain_text("Đã chọn")
    press(panel, "Bỏ chọn")
    lacking = page.locator("[data-card]").filter(has=page.locator(".lacks"))
    if lacking.count():
        for card in lacking.all():
            card.get_by_role("checkbox").check()
        panel.get_by_label("Cách theo dõi").select_option(label="Quán triệt")
        press(panel, "Đặt cho các mục đã chọn")
        done(page, "Đã sửa")
    press(panel, "Chọn tất cả")
    press(panel, "Đánh dấu đã rà soát")
    expect(page.locator("[data-waits]")).to_have_count(0)
    page.get_by_role("link", name=re.compile(r"^Xem lại và giao \d+ nhiệm vụ$")).click()
    ready(page)
    page.get_by_role("button", name=re.compile(r"^Giao \d+ nhiệm vụ$")).click()
    said(page, "Đã giao")


def report_progress(page: Page) -> None:
    follow(page, "Cập nhật tiến độ")
    ready(page)
    page.get_by_role("radio", name="Đang tham mưu").check()
    text(page, "Kết quả đến nay").fill("Đã có dự thảo, đang lấy ý kiến các xã.")
    text(page, "Khó khăn, vướng mắc").fill("Chưa có kinh phí in tài liệu.")
    press(page, "Cập nhật tiến độ")
    said(page, "Đã cập nhật tiến độ.")
    expect(page.locator("main")).to_contain_text("Chưa có kinh phí in tài liệu.")


def hand_in(page: Page, result: Path) -> None:
    follow(page, "Báo cáo hoàn thành")
    ready(page)
    text(page, "Tóm tắt kết quả thực hiện").fill("Đã ban hành và gửi các đơn vị.")
    text(page, "Số, ký hiệu văn bản kết quả").fill("57/BC-TP")
    text(page, "Ngày văn bản kết quả").fill("23/11/2026")
    page.get_by_label("Tệp văn bản, sản phẩm kết quả").set_input_files(result)
    page.get_by_label("không mang dấu chỉ độ mật").check()  # an empty page has no text
    press(page, "Báo cáo hoàn thành")
    said(page, "Đã báo cáo hoàn thành")
    expect(page.locator("main")).to_contain_text("số 57/BC-TP ngày 23/11/2026")


def answer_the_period(page: Page) -> None:
    menu(page, "Báo cáo theo kỳ")
    grid = page.locator("table[data-grid]")
    grid.get_by_role("textbox", name=re.compile("Kết quả trong kỳ")).first.fill(
        "Đã niêm yết công khai đầy đủ."
    )
    page.get_by_role("checkbox", name=re.compile("^Các dòng còn trống")).check()
    press(page, "Gửi báo cáo kỳ")
    said(page, "Đã gửi báo cáo kỳ.")


def confirm(page: Page) -> None:
    open_task(page, PLAN.confirmed)
    follow(page, "Xác nhận hoàn thành")
    ready(page)
    expect(page.locator("main")).to_contain_text("Số 57/BC-TP ngày 23/11/2026")
    press(page, "Xác nhận hoàn thành")
    said(page, "Đã xác nhận hoàn thành")
    expect(page.locator(".answer")).to_contain_text("Hoàn thành đúng hạn")


def send_back(page: Page) -> None:
    open_task(page, PLAN.returned)
    follow(page, "Trả lại, yêu cầu bổ sung")
    ready(page)
    text(page, "Lý do trả lại, nội dung cần bổ sung").fill("Thiếu phụ lục số liệu của các xã.")
    press(page, "Trả lại, yêu cầu bổ sung")
    said(page, "Đã trả lại")


def the_clock_reminds(district: District, post_office: PostOffice, address: str) -> None:
    """The operator's command, twice: the second round sends nothing."""
    district.command("outbox", "go-live")
    for _round in range(2):
        district.command(
            "scheduler",
            "tick",
            "--as-of",
            f"{THREE_WORKING_DAYS_BEFORE}T07:30",
            TRACKER_BASE_URL=address,
            TRACKER_SMTP_URL=post_office.url,
            TRACKER_MAIL_FROM="theodoi@dongbinh.example",
            TRACKER_MAIL_LIVE="1",
        )


def the_letter_leads_to_the_task(page: Page, post_office: PostOffice) -> None:
    letters = [
        letter
        for letter in post_office.letters
        if "tuphap@dongbinh.example" in str(letter["To"]) and "Nhắc việc" in words_of(letter)
    ]
    assert len(letters) == 1
    row = re.search(
        rf"\d+\. [^\n]*{re.escape(PLAN.returned)}.*?\n(?P<why>.*?)(?P<url>http\S+)",
        words_of(letters[0]),
        re.DOTALL,
    )
    assert row, words_of(letters[0])
    assert "còn 3 ngày làm việc" in row["why"]
    page.goto(row["url"])
    give_name(page, "tuphap")
    expect(page.locator("main")).to_contain_text(PLAN.returned)
    expect(page.locator("main")).to_contain_text("Thiếu phụ lục số liệu của các xã.")
    assert page.url.endswith(row["url"].rpartition("/")[2])


def words_of(letter: Any) -> str:
    body = letter.get_body(("plain",))
    return str(body.get_content())


def the_report_says_what_the_page_says(page: Page) -> None:
    menu(page, "Báo cáo tổng hợp")
    follow(page, "Lập báo cáo")
    ready(page)
    periods = page.get_by_label("Kỳ báo cáo", exact=True)
    december = periods.get_by_role("option", name=re.compile("^Tháng 12 năm 2026"))
    periods.select_option(label=december.inner_text())
    press(page, "Chọn kỳ này")
    ready(page)
    press(page, "Chốt số liệu và xem trước")
    said(page, "Đã chốt số liệu báo cáo")
    total = page.get_by_role("row", name=re.compile("^Tổng số")).first.get_by_role("cell")
    duties, tasks = (number_in(cell) for cell in total.all())
    assert f"{tasks} lượt giao" in heading(page)
    with page.expect_download() as waited:
        follow(page, "Tải báo cáo (.docx)")
    download = waited.value
    assert download.suggested_filename.endswith(".docx")
    paper = docx.Document(BytesIO(Path(download.path()).read_bytes()))
    written = "\n".join(paragraphs(paper))
    assert "HUYỆN ĐÔNG BÌNH" in written
    assert f"{tasks} lượt giao" in written
    assert f"{duties} nhiệm vụ" in written
    assert "có kinh phí in tài liệu" in written  # what the unit had raised


def paragraphs(paper: Document) -> Iterable[str]:
    """Every paragraph with words, also those in tables."""
    for paragraph in paper.element.body.iter(qn("w:p")):
        words = "".join(run.text or "" for run in paragraph.iter(qn("w:t")))
        if words:
            yield words
