"""A full round of the index by the sample set: a department, two communes, appraiser, council."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from typing import Any
from zipfile import ZipFile

import pytest
from flask import Flask
from playwright.sync_api import FilePayload, Page, expect
from sqlalchemy import select

from tests.browser.people import follow, menu, press, ready, sign_in, text
from tests.pages.kept_papers import a_png
from tests.support.district import District
from tracker.db import db
from tracker.domain.index_answer import Answer
from tracker.domain.index_rule import ScoringKind
from tracker.domain.index_tree import Method, Side
from tracker.models import IndexRound, IndexSet, IndexSheet, Office, User
from tracker.permissions import actor_of
from tracker.queries.index_results import results
from tracker.queries.index_sets import leaves_of
from tracker.services import sheet_scoring
from tracker.services.index_sealing import verify
from tracker.services.sheet_scoring import Statement
from tracker.surroundings import now, today

UNITS = {
    "tuphap": "Phòng Tư pháp",
    "haluong": "UBND xã Hạ Lương",
    "ngockhe": "UBND xã Ngọc Khê Đông",
}
NAME = "Đợt chấm thử"


@pytest.fixture
def app(district: District) -> Flask:
    """The demonstration instead of an empty database."""
    return district.app


def the_set(app: Flask) -> tuple[int, str]:
    """The sample set of this year, and its last day."""
    with app.app_context():
        found = db.session.scalars(select(IndexSet).order_by(IndexSet.year.desc())).first()
        assert found is not None
        return found.id, f"{today() + timedelta(days=20):%d/%m/%Y}"


def check_the_set(app: Flask, set_id: int) -> None:
    """57 scored items, 70 points by the unit itself and 30 by survey."""
    with app.app_context():
        leaves = leaves_of(db.session.get_one(IndexSet, set_id).items)
        scale = [item for item in leaves if item.side is Side.SCALE]
        points = {
            method: sum(item.maximum for item in scale if item.method is method)
            for method in Method
        }
        assert (len(scale), points) == (57, {Method.SELF: 70, Method.SURVEY: 30})


def sheet_of(app: Flask, unit: str) -> int:
    with app.app_context():
        for sheet in db.session.scalars(select(IndexSheet)):
            if sheet.round.name == NAME and sheet.unit.name == unit:
                return sheet.id
    raise AssertionError(unit)


def score_the_rest(app: Flask, sheet_id: int, login: str, *, survey: bool = False) -> None:
    """Everything that no hand in the browser enters: 57 items of three units are many clicks."""
    with app.app_context():
        session = db.session()
        sheet = session.get_one(IndexSheet, sheet_id)
        user = session.scalars(select(User).where(User.login == login)).one()
        office = session.get_one(Office, sheet.office_id)
        actor = actor_of(user, office=office, on_day=today())
        deed: Any = sheet_scoring.appraise if survey else sheet_scoring.score_self
        for item in leaves_of(sheet.round.index_set.items):
            by_hand = item.code == "1.1.1"
            if by_hand or (item.method is Method.SURVEY) is not survey:
                continue
            said = Statement(points=item.maximum * Decimal("0.5"), note="Theo báo cáo năm.")
            if survey:
                said = Statement(Answer(value=Decimal(80)))
            elif (item.rule or {})["kind"] == ScoringKind.YES_NO:
                said = Statement(Answer(yes=True), note="Theo báo cáo năm.")
            deed(session, sheet_id=sheet_id, item_id=item.id, said=said, actor=actor, now=now())
        session.commit()


def in_browser(window: Any, login: str) -> Page:
    page: Page = window()
    sign_in(page, login)
    return page


def unit_scores_and_locks(app: Flask, page: Page, sheet_id: int, login: str) -> None:
    """The first item by hand, with the working shown; then checked and locked."""
    page.goto(f"/index/sheets/{sheet_id}")
    page.locator("table a").first.click()
    follow(page, "Chấm điểm")
    page.get_by_label("đúng thời gian quy định").check()
    text(page, "Giải trình").fill("Kế hoạch số 5/KH-UBND ngày 05/01")
    press(page, "Lưu, sang mục tiếp theo")
    expect(page.locator("h1")).to_contain_text("1.1.2.")
    score_the_rest(app, sheet_id, login)
    page.goto(f"/index/sheets/{sheet_id}")
    follow(page, "Kiểm tra xong, trình lãnh đạo chốt")
    press(page, "Kiểm tra xong, trình lãnh đạo chốt")
    follow(page, "Chốt phiếu tự chấm")
    page.locator("input[type=file]").set_input_files(
        FilePayload(name="phieu-da-ky.png", mimeType="image/png", buffer=a_png())
    )
    page.locator("input[name=not_secret]").check()
    press(page, "Chốt phiếu tự chấm")
    expect(page.locator(".answer")).to_contain_text("Đã chốt, chờ thẩm định")


def test_a_full_round(app: Flask, window: Any) -> None:
    set_id, last = the_set(app)
    check_the_set(app, set_id)
    lead = in_browser(window, "theodoi")
    menu(lead, "Chỉ số CCHC")
    lead.goto(f"/index/rounds/new/{set_id}")
    ready(lead)
    text(lead, "Tên đợt đánh giá").fill(NAME)
    text(lead, "Kết thúc tự chấm").fill(last)
    ticked = lead.locator("input[name=units]:checked")
    while ticked.count():
        ticked.first.uncheck()
    for unit in UNITS.values():
        lead.get_by_label(unit, exact=True).check()
    press(lead, "Mở đợt đánh giá")
    expect(lead.locator(".answer")).to_contain_text("Đơn vị đang chấm: 3")
    sheets = {unit: sheet_of(app, unit) for unit in UNITS.values()}
    for login, unit in UNITS.items():
        unit_scores_and_locks(app, in_browser(window, login), sheets[unit], login)

    appraiser = in_browser(window, "noivu")
    first = sheets["UBND xã Hạ Lương"]
    appraiser.goto(f"/index/sheets/{first}")
    appraiser.locator("table a").first.click()
    follow(appraiser, "Thẩm định")
    text(appraiser, "Điểm").first.fill("0,5")
    text(appraiser, "Giải trình").fill("Kế hoạch ban hành chậm 10 ngày.")
    press(appraiser, "Lưu, sang mục tiếp theo")
    for sheet_id in sheets.values():
        score_the_rest(app, sheet_id, "noivu", survey=True)
        appraiser.goto(f"/index/sheets/{sheet_id}")
        follow(appraiser, "Trình hội đồng")
        press(appraiser, "Trình hội đồng")

    council = in_browser(window, "phochutich")
    for sheet_id in sheets.values():
        council.goto(f"/index/sheets/{sheet_id}")
        follow(council, "Hội đồng quyết định")
        text(council, "Căn cứ").fill("Biên bản số 05/BB-HĐTĐ")
        press(council, "Hội đồng quyết định")
        expect(council.locator(".answer")).to_contain_text("Hội đồng đã quyết định")

    lead.reload()
    for deed in ("Kết thúc tự chấm", "Công bố kết quả", "Niêm phong"):
        follow(lead, deed)
        if deed == "Công bố kết quả":
            text(lead, "Số, ký hiệu quyết định").fill("99/QĐ-UBND")
            text(lead, "Ngày quyết định").fill(f"{day_of(app):%d/%m/%Y}")
        press(lead, "Niêm phong đợt đánh giá" if deed == "Niêm phong" else deed)
    follow(lead, "Kết quả, xếp hạng")
    expect(lead.locator("h1")).to_have_text("Kết quả của 3 đơn vị")
    expect(lead.get_by_role("table", name="Từng đơn vị mất điểm ở đâu")).to_be_visible()
    with lead.expect_download() as decision:
        lead.get_by_role("link", name="Quyết định (.docx)").click()
    assert decision.value.path().stat().st_size > 5000
    lead.goto(f"/index/sheets/{first}")
    with lead.expect_download() as folders:
        lead.get_by_role("link", name="Tài liệu kiểm chứng (.zip)").click()
    with ZipFile(folders.value.path()) as archive:
        assert any(name.startswith("phieu-da-ky/") for name in archive.namelist())
    follow(lead, "Kế hoạch năm sau")
    expect(lead.locator("h1")).to_contain_text("Kế hoạch nâng cao Chỉ số CCHC")
    with app.app_context():
        round_ = db.session.scalars(select(IndexRound).where(IndexRound.name == NAME)).one()
        assert verify(db.session(), round_) == []
        rows = results(db.session(), round_)
        assert [row.place for row in rows] == [1, 1, 3]
        assert rows[0].index - rows[2].index == Decimal("0.50")


def day_of(app: Flask) -> date:
    with app.app_context():
        return today()
