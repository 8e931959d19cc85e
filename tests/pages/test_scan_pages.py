"""A scan on the pages: waiting, stopped, refused, found again, compared with its picture."""

from __future__ import annotations

from datetime import datetime
from io import BytesIO
from pathlib import Path

import pytest
from bs4 import BeautifulSoup
from flask import Flask
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from tests.factories.district import District, a_district
from tests.factories.paper import PLAN, SECRET
from tests.factories.user import a_user
from tests.support.clock import Clock
from tests.support.scans import blank_sheet, scanned_pdf, scanned_png
from tests.support.visitor import Visitor, words
from tracker.db import db
from tracker.domain.delivery import JobState
from tracker.domain.people import Role
from tracker.models import Clause, Directive, Job, User
from tracker.services.long_work import work_next
from tracker.surroundings import KEY, Surroundings

RECEIVE = "Tiếp nhận và đọc văn bản"


@pytest.fixture
def district(session: Session, page: Visitor) -> District:
    """The clerk of the lead office has signed in."""
    district = a_district(session)
    page.sign_in(district.monitor)
    return district


def upload(page: Visitor, data: bytes, name: str, status: int = 200) -> BeautifulSoup:
    page.get("directives.take_in")
    return page.submit(RECEIVE, status=status, file=(BytesIO(data), name))


def work(app: Flask, session: Session, at: datetime) -> None:
    """What a worker does."""
    session.rollback()
    around: Surroundings = app.extensions[KEY]
    with app.app_context():
        work_next(db.session(), store=around.store, owner="w", go_on=lambda: True, clock=lambda: at)


def quarantine(app: Flask) -> list[Path]:
    root = app.extensions[KEY].config.data_dir / "store"
    return list(root.glob("quarantine/*"))


def a_colleague(session: Session, district: District) -> User:
    """Another clerk of the same office."""
    return a_user(
        session, "Cao Văn Lâm", unit=district.lead, office=district.office, roles=[Role.CLERK]
    )


def count(session: Session) -> int:
    return session.scalar(select(func.count()).select_from(Directive)) or 0


@pytest.mark.tesseract
def test_a_scan_waits_is_read_and_leads_on(
    app: Flask, page: Visitor, session: Session, district: District, now: datetime
) -> None:
    shown = upload(page, scanned_pdf(PLAN, PLAN[:300]), "Kế hoạch quét.pdf")
    assert shown.h1 is not None
    assert shown.h1.get_text() == "Đang đọc bản quét"
    assert shown.select_one("noscript meta[http-equiv=refresh]") is not None
    bar = shown.select_one("[data-scan] progress")
    assert bar is not None
    assert (bar["value"], bar["max"]) == ("0", "2")
    waiting_at = page.url
    assert count(session) == 0
    register = page.get("directives.index")
    assert "Kế hoạch quét.pdf" in words(register)
    assert page.open(f"{waiting_at}/progress").get_json() == {
        "live": True,
        "done": 0,
        "total": 2,
        "words": "Đang chờ đến lượt đọc.",
    }
    work(app, session, now)
    assert page.open(f"{waiting_at}/progress").get_json()["live"] is False
    shown = page.read(waiting_at)
    assert page.url.endswith(f"/directives/{session.scalars(select(Directive.id)).one()}")
    assert "Đã đọc bản quét và đề xuất" in words(shown)
    assert "chữ do máy nhận dạng từ ảnh" in words(shown)
    assert "Bản quét đang đọc" not in words(page.get("directives.index"))


@pytest.mark.tesseract
def test_nobody_else_reads_the_name_of_what_is_not_judged_yet(
    page: Visitor, session: Session, district: District
) -> None:
    upload(page, scanned_pdf(PLAN), "Việc kín.pdf")
    at = page.url
    page.sign_in(a_colleague(session, district))
    assert "Việc kín" not in words(page.get("directives.index"))
    assert f"Bản quét do {district.monitor.name} tải lên" in words(page.soup)
    assert "Việc kín" not in words(page.read(at))


@pytest.mark.tesseract
def test_the_same_scan_from_two_people_is_one(
    page: Visitor, session: Session, district: District
) -> None:
    data = scanned_pdf(PLAN)
    upload(page, data, "a.pdf")
    first = page.url
    page.sign_in(a_colleague(session, district))
    assert "Tệp này đang được đọc rồi" in words(upload(page, data, "b.pdf"))
    assert page.url == first
    assert len(quarantine(page.app)) == 2


@pytest.mark.tesseract
def test_stopping_deletes_the_file(page: Visitor, session: Session, district: District) -> None:
    upload(page, scanned_png(PLAN), "trang.png")
    at = page.url
    shown = page.submit("Dừng đọc và xóa tệp")
    assert "không có gì được tiếp nhận" in words(shown)
    assert quarantine(page.app) == []
    assert "Đã dừng đọc bản quét" in words(page.read(at))
    page.post("directives.stop_scan", status=409, job_id=session.scalars(select(Job.id)).one())


@pytest.mark.tesseract
def test_a_secret_scan_is_refused_on_its_page(
    app: Flask, page: Visitor, session: Session, district: District, now: datetime
) -> None:
    upload(page, scanned_pdf(SECRET), "Rất kín.pdf")
    at = page.url
    work(app, session, now)
    shown = words(page.read(at))
    assert "Văn bản mang dấu chỉ độ mật nên không được nhận" in shown
    assert "Rất kín" not in shown
    assert "Rất kín" not in words(page.get("directives.index"))
    assert "dấu chỉ độ mật" in words(page.soup)
    assert (count(session), quarantine(app)) == (0, [])


@pytest.mark.tesseract
def test_a_scan_of_another_office_is_none_of_ours(
    page: Visitor, session: Session, district: District, now: datetime
) -> None:
    upload(page, scanned_pdf(PLAN), "a.pdf")
    at = page.url
    page.sign_in(district.justice_officer)
    page.read(at, status=403)
    page.read(f"{at}/progress", status=403)


@pytest.mark.tesseract
def test_who_waits_long_is_told_whom_to_ask(
    page: Visitor, district: District, clock: Clock
) -> None:
    upload(page, scanned_pdf(PLAN), "a.pdf")
    at = page.url
    clock.pass_by(seconds=90)
    assert "scheduler hoặc worker" in words(page.read(at))


@pytest.mark.tesseract
def test_words_in_doubt_are_marked_and_pages_can_be_looked_at(
    app: Flask, page: Visitor, session: Session, district: District, now: datetime
) -> None:
    upload(page, scanned_pdf(PLAN), "a.pdf")
    work(app, session, now)
    directive = session.scalars(select(Directive)).one()
    clause = session.scalars(select(Clause).order_by(Clause.id)).first()
    assert clause is not None
    clause.doubts = [[0, len(clause.text.split()[0])]]
    session.commit()
    for door in ("drafts.review", "directives.show"):
        shown = page.get(door, directive_id=directive.id)
        marks = [mark.get_text() for mark in shown.select(".source-text mark.doubt")]
        assert clause.text.split()[0] in marks
        assert "gạch chân lượn sóng" in words(shown)
        picture = shown.select_one(".page-picture img[loading=lazy]")
        assert picture is not None
        assert picture["alt"]
    at = page.address("directives.page_picture", directive_id=directive.id, number=1)
    answer = page.open(at)
    assert (answer.status_code, answer.mimetype) == (200, "image/png")
    assert answer.data.startswith(b"\x89PNG")
    assert answer.headers["Cache-Control"] == "private, no-cache"
    again = page.open(at, headers={"If-None-Match": answer.headers["ETag"]})
    assert (again.status_code, again.data) == (304, b"")
    page.get("directives.page", directive_id=directive.id, number=1)
    page.get("directives.page", directive_id=directive.id, number=2, status=404)
    page.sign_in(district.justice_officer)
    page.read(at, status=404)


def test_without_tesseract_a_scan_is_taken_on_a_person_s_word(
    page: Visitor,
    session: Session,
    district: District,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    data = blank_sheet()
    monkeypatch.setenv("PATH", str(tmp_path))
    assert "tesseract-ocr-vie" in words(page.get("directives.take_in"))
    shown = upload(page, data, "trang.png", status=422)
    assert "Nếu văn bản không mang dấu chỉ độ mật, hãy đánh dấu ô xác nhận" in words(shown)
    assert (count(session), quarantine(page.app)) == (0, [])
    page.submit(RECEIVE, file=(BytesIO(data), "trang.png"), not_secret=True)
    assert count(session) == 1
    assert session.scalars(select(Job).where(Job.state == JobState.WAITING)).all() == []
