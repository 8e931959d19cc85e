"""A report as a clerk makes it: preview, draft, paper; long files wait on a page that leads on."""

from __future__ import annotations

import re
import threading
from pathlib import Path

import pytest
from docx import Document
from flask import Flask
from playwright.sync_api import Page, expect

from tests.browser.people import follow, press, ready, sign_in
from tests.support.clock import Clock
from tests.support.district import District
from tracker.db import db
from tracker.services.long_work import work_next
from tracker.surroundings import KEY


@pytest.fixture
def app(district: District) -> Flask:
    """The demonstration instead of an empty database."""
    return district.app


def a_worker(app: Flask, clock: Clock) -> threading.Thread:
    """Makes what waits, beside the browser."""

    def work() -> None:
        store = app.extensions[KEY].store
        with app.app_context():
            work_next(db.session(), store=store, owner="w", go_on=lambda: True, clock=clock)

    thread = threading.Thread(target=work)
    thread.start()
    return thread


def test_from_the_preview_to_the_paper(screen: Page, tmp_path: Path) -> None:
    sign_in(screen, "theodoi")
    screen.goto("/reports/new?period=2026-11")
    ready(screen)
    press(screen, "Xem trước")
    expect(screen.locator("h1")).to_contain_text("Tháng 11 năm 2026")
    seen = _total(screen)
    press(screen, "Chốt số liệu")
    expect(screen.locator("h1")).to_contain_text("Tháng 11 năm 2026")
    assert _total(screen) == seen
    with screen.expect_download() as waiting:
        follow(screen, "Tải báo cáo (.docx)")
    file = tmp_path / waiting.value.suggested_filename
    waiting.value.save_as(file)
    paper = Document(str(file))
    assert any("Phụ lục" in paragraph.text for paragraph in paper.paragraphs)
    totals = next(table for table in paper.tables if table.rows[0].cells[1].text == "Chỉ tiêu")
    assert totals.rows[1].cells[3].text.replace(".", "") == seen


@pytest.mark.libreoffice
def test_a_pdf_waits_and_is_fetched(screen: Page, app: Flask, clock: Clock, tmp_path: Path) -> None:
    sign_in(screen, "theodoi")
    screen.goto("/reports/new?period=2026-11")
    press(screen, "Chốt số liệu và xem trước")
    press(screen, "Lập bản .pdf")
    expect(screen.locator("h1")).to_have_text("Lập bản .pdf của báo cáo")
    ready(screen)
    worker = a_worker(app, clock)
    link = screen.get_by_role("link", name="Tải tệp về")
    link.wait_for(timeout=60_000)
    worker.join()
    with screen.expect_download() as waiting:
        link.click()
    file = tmp_path / "report.pdf"
    waiting.value.save_as(file)
    assert file.read_bytes().startswith(b"%PDF-")


def _total(screen: Page) -> str:
    """How many lượt giao the heading tells."""
    found = re.search(r"([\d.]+) lượt giao", screen.locator("h1").inner_text())
    assert found is not None
    return found.group(1).replace(".", "")


def test_an_own_template_from_the_upload_to_the_paper(screen: Page, tmp_path: Path) -> None:
    """And Back from the trial is the form again, not the trial under the form's address."""
    own = Document()
    own.add_paragraph("MẪU RIÊNG {{ ky_bao_cao }}: {{ luot_giao.tong_so }}")
    own.save(str(tmp_path / "mau.docx"))
    sign_in(screen, "theodoi")
    screen.goto("/papers/templates/new?kind=report")
    ready(screen)
    screen.set_input_files("input[type=file]", str(tmp_path / "mau.docx"))
    press(screen, "Kiểm tra và nhận mẫu")
    expect(screen.locator("h1")).to_have_text("Điền thử: mau.docx")
    screen.go_back()
    expect(screen.locator("h1")).to_have_text("Tải mẫu văn bản lên")
    ready(screen)
    screen.go_forward()
    expect(screen.locator("h1")).to_have_text("Điền thử: mau.docx")
    press(screen, "Dùng bản này")
    expect(screen.locator("main")).to_contain_text("Đang dùng")
    screen.goto("/reports/new?period=2026-Q2")
    ready(screen)
    press(screen, "Chốt số liệu và xem trước")
    with screen.expect_download() as waiting:
        follow(screen, "Tải báo cáo (.docx)")
    waiting.value.save_as(tmp_path / "bao-cao.docx")
    (line,) = Document(str(tmp_path / "bao-cao.docx")).paragraphs
    assert line.text.startswith("MẪU RIÊNG quý II năm 2026: ")
