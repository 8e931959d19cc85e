"""Long work on reports as a clerk sees it: asked for, followed, fetched, stopped."""

from __future__ import annotations

from datetime import date, datetime

import pytest
from flask import Flask
from sqlalchemy import select
from sqlalchemy.orm import Session

from tests.factories.district import District, a_district
from tests.factories.task import a_task
from tests.support.visitor import Visitor, words
from tracker.db import db
from tracker.domain import report_files as sizes
from tracker.domain.delivery import JobState
from tracker.models import Job, Report
from tracker.services import report_files
from tracker.services.long_work import work_next
from tracker.surroundings import KEY


@pytest.fixture
def district(session: Session, page: Visitor) -> District:
    district = a_district(session)
    a_task(session, district.office, district.justice, due_on=date(2026, 11, 2))
    page.sign_in(district.monitor)
    return district


def work(app: Flask, session: Session, at: datetime) -> None:
    """What a worker does."""
    session.rollback()
    store = app.extensions[KEY].store
    with app.app_context():
        work_next(db.session(), store=store, owner="w", go_on=lambda: True, clock=lambda: at)
    session.expire_all()


def a_draft(page: Visitor) -> None:
    page.get("reports.new", period="2026-11")
    page.submit("Chốt số liệu và xem trước")


def a_job(session: Session) -> Job:
    return session.scalars(select(Job).order_by(Job.id.desc()).limit(1)).one()


@pytest.fixture
def long(monkeypatch: pytest.MonkeyPatch) -> None:
    """Every report is a long one."""
    monkeypatch.setattr(sizes, "LONG_CONTENT", 10)


@pytest.mark.usefixtures("district", "long")
def test_a_long_report_is_made_followed_and_fetched(
    app: Flask, page: Visitor, session: Session, now: datetime
) -> None:
    a_draft(page)
    shown = page.submit("Lập báo cáo (.docx)")
    assert "Đang chờ đến lượt" in words(shown)
    assert shown.select_one("noscript meta[http-equiv=refresh]") is not None
    at = page.url
    work(app, session, now)
    ready = page.read(at)
    assert "Đã lập xong" in words(ready)
    link = ready.find("a", string="Tải tệp về")
    assert link is not None
    answer = page.open(str(link["href"]), buffered=True)
    assert answer.data[:2] == b"PK"
    assert "Báo cáo tháng 11 năm 2026.docx" in words(page.get("reports.index"))


@pytest.mark.usefixtures("district", "long")
def test_a_long_report_is_not_drawn_by_a_page(page: Visitor, session: Session) -> None:
    a_draft(page)
    report = session.scalars(select(Report)).one()
    for endpoint in ("reports.download", "reports.workbook", "reports.period_archive"):
        answer = page.open(page.address(endpoint, report_id=report.id), follow_redirects=True)
        assert "lập ở chế độ nền" in answer.get_data(as_text=True)


@pytest.mark.usefixtures("district", "long")
def test_it_can_be_stopped(app: Flask, page: Visitor, session: Session, now: datetime) -> None:
    a_draft(page)
    page.submit("Lập bảng số liệu (.xlsx)")
    shown = page.submit("Dừng")
    assert "Không có gì được lưu lại" in words(shown)
    assert a_job(session).state is JobState.CANCELLED


@pytest.mark.usefixtures("long")
def test_what_one_asked_for_is_nobody_elses(
    page: Visitor, session: Session, district: District
) -> None:
    a_draft(page)
    page.submit("Lập báo cáo (.docx)")
    key = a_job(session).id
    page.sign_in(district.chairman)
    for endpoint in ("reports.job", "reports.job_progress", "reports.made_file"):
        assert page.open(page.address(endpoint, job_id=key)).status_code == 404


@pytest.mark.usefixtures("district")
def test_without_libre_office_the_page_says_so(
    page: Visitor, session: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(report_files, "find_libre_office", lambda: None)
    a_draft(page)
    report = session.scalars(select(Report)).one()
    shown = page.get("reports.show", report_id=report.id)
    assert "Máy chủ chưa cài LibreOffice" in words(shown)
    assert "Lập bản .pdf" not in words(shown)
    address = page.address("reports.make_file", report_id=report.id, file="pdf")
    sent = {"csrf_token": page.csrf_token()}
    answer = page.open(address, method="POST", data=sent, follow_redirects=True)
    assert "chọn Lưu thành… PDF" in answer.get_data(as_text=True)


def test_a_big_office_is_counted_in_the_background(  # noqa: PLR0917 — fixtures
    app: Flask,
    page: Visitor,
    session: Session,
    district: District,
    now: datetime,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    unit = district.justice
    monkeypatch.setattr(report_files, "BIG_OFFICE", 1)
    behind = page.address("reports.preview_rows", period="2026-10", from_on="2026-09-15",
                          to_on="2026-10-14", scope=f"unit:{unit.id}")  # fmt: skip
    asked = page.read(behind)
    assert "không đếm ngay được" in words(asked)
    assert "Tháng 10 năm 2026" in words(asked)
    chosen = asked.select_one("select[name=scope] option[selected]")
    assert chosen is not None
    assert words(chosen) == unit.name
    page.get("reports.new", period="2026-11")
    shown = page.submit("Xem trước")
    assert "chốt ở chế độ nền" in words(shown)
    assert session.scalars(select(Report)).all() == []
    at = page.url
    work(app, session, now)
    assert "1 lượt giao, 1 quá hạn" in words(page.read(at))
    again = page.submit("Chốt lại số liệu")
    assert "Đang chờ đến lượt" in words(again)
    work(app, session, now)
    page.get("reports.index")
    assert len(session.scalars(select(Report)).one().snapshots) == 2
