"""A month of a commune: 29 regular duties and 6 tasks, answered on one grid in three ways.

What a person has to press is counted and printed (``pytest -s``); docs/period-grid.md says what
it costs in minutes. Nothing here asserts a time.
"""

from __future__ import annotations

import time
import unicodedata
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass

import pytest
from flask import Flask
from playwright.sync_api import Page, expect
from sqlalchemy import func, select

from tests.browser.people import give_name, paste, press, ready, said, sign_in
from tests.factories.duty import a_duty
from tests.factories.task import a_task
from tests.support.district import District
from tracker.db import db, writing
from tracker.domain.follow_up import FollowUp
from tracker.models import DutyLine, UnitReport, User
from tracker.queries.offices import any_office
from tracker.queries.period import last_period_ended, unit_period
from tracker.queries.period_rows import regular_duties
from tracker.queries.unit_lexicon import match_key, unit_lexicon
from tracker.queries.working_calendar import working_calendar
from tracker.surroundings import today

DUTIES, TASKS = 29, 6
WORDS = "Đã thực hiện theo kế hoạch, không phát sinh vướng mắc trong kỳ"
COUNTER = """
window.pressed = {keys: 0, clicks: 0};
addEventListener("keydown", () => { window.pressed.keys += 1; }, true);
addEventListener("pointerdown", () => { window.pressed.clicks += 1; }, true);
"""


@pytest.fixture
def app(district: District) -> Flask:
    """The demonstration instead of an empty database."""
    return district.app


@dataclass(frozen=True)
class Month:
    """UBND xã Hạ Lương and the period that it owes."""

    unit_id: int
    key: str

    @property
    def path(self) -> str:
        return f"/period/{self.unit_id}/{self.key}"


@pytest.fixture
def month(app: Flask) -> Month:
    """The demonstration's commune, with as many duties and tasks as a real one."""
    with app.app_context(), writing():
        session = db.session()
        office = any_office(session)
        assert office is not None
        unit = unit_lexicon(session, office).by_key[match_key("UBND xã Hạ Lương")][0].unit
        assert unit is not None
        period = last_period_ended(session, office.id, today())
        calendar = working_calendar(session, office.id)
        assert unit_period(period.kind, period.key, calendar) == period
        for report in session.scalars(
            select(UnitReport).where(
                UnitReport.unit_id == unit.id, UnitReport.period_key == period.key
            )
        ):
            report.submitted_at = None
            for line in list(report.lines):
                session.delete(line)
        owed = len(regular_duties(session, office.id, unit.id, period))
        for number in range(owed, DUTIES):
            a_duty(
                session,
                office,
                f"Duy trì việc thường xuyên số {number + 1} tại địa bàn xã",
                follow_up=FollowUp.REGULAR,
                leads=[unit],
            )
        for number in range(TASKS):
            a_task(session, office, unit, text=f"Nhiệm vụ có thời hạn số {number + 1} của xã")
        return Month(unit.id, period.key)


@pytest.fixture
def desk(window: Callable[..., Page], month: Month) -> Page:
    page = window()
    page.add_init_script(COUNTER)
    sign_in(page, "haluong")
    return page


@contextmanager
def measured(page: Page, month: Month, way: str) -> Iterator[None]:
    """Open the grid, do what is in the block, send it; print what was pressed and waited for."""
    start = time.monotonic()
    page.goto(month.path)
    ready(page)
    opened = time.monotonic() - start
    yield
    pressed = page.evaluate("window.pressed")
    start = time.monotonic()
    press(page, "Gửi báo cáo kỳ")
    said(page, "Đã gửi báo cáo kỳ.")
    sent = time.monotonic() - start
    keys, clicks = pressed["keys"], pressed["clicks"] + 1
    print(f"\n{way}: {keys} phím, {clicks} lần bấm; mở {opened:.2f} s, gửi {sent:.2f} s")  # noqa: T201


def telex(text: str) -> int:
    """Keys that a person presses for ``text``: each mark of a letter is one more, đ is two."""
    return len(unicodedata.normalize("NFD", text)) + text.lower().count("đ")


def answered(app: Flask, month: Month) -> int:
    with app.app_context():
        return (
            db.session.scalar(
                select(func.count(DutyLine.id)).where(
                    DutyLine.unit_id == month.unit_id,
                    DutyLine.period_key == month.key,
                    DutyLine.answered_at.is_not(None),
                )
            )
            or 0
        )


def test_every_line_by_hand(app: Flask, desk: Page, month: Month) -> None:
    with measured(desk, month, "tay, mỗi dòng một câu"):
        first = desk.locator("[name=lines-0-result]")
        first.click()
        for number in range(DUTIES + TASKS):
            desk.keyboard.type(WORDS)
            if number < DUTIES + TASKS - 1:
                desk.keyboard.press("Control+Enter")
        name = f"tasks-{TASKS - 1}-text"
        expect(desk.locator(f"[name={name}]")).to_have_value(WORDS)
    print(f"một câu: {len(WORDS)} chữ, {telex(WORDS)} phím Telex")  # noqa: T201
    assert answered(app, month) == DUTIES


def test_what_is_new_by_hand_and_the_rest_unchanged(app: Flask, desk: Page, month: Month) -> None:
    with measured(desk, month, "5 dòng mới, còn lại không thay đổi"):
        for number in range(5):
            desk.locator(f"[name=lines-{number * 5}-result]").click()
            desk.keyboard.type(WORDS)
        desk.get_by_label("Các dòng còn trống: không thay đổi so với kỳ trước").check()
    assert answered(app, month) == DUTIES


def test_the_words_of_the_period_before_are_taken_over(
    app: Flask, desk: Page, month: Month
) -> None:
    desk.goto(month.path)
    ready(desk)
    told_before = desk.locator("[data-before]").count()
    with measured(desk, month, "điền lời kỳ trước, còn lại không thay đổi"):
        desk.locator("[name=lines-0-result]").click()
        desk.keyboard.type("Của kỳ này.")
        desk.get_by_role("link", name="Điền lời kỳ trước vào các dòng còn trống").click()
        expect(desk.locator("[name=lines-0-result]")).to_have_value("Của kỳ này.")
        filled = desk.locator("table[data-grid] textarea[name$=-result]").evaluate_all(
            "fields => fields.filter((field) => field.value).length"
        )
        assert filled >= told_before > 0
        desk.get_by_label("Các dòng còn trống: không thay đổi so với kỳ trước").check()
    assert answered(app, month) == DUTIES


def test_by_one_paste_from_excel(app: Flask, desk: Page, month: Month) -> None:
    rows = [f"{WORDS} {number}\t{number}/BC-UBND\t05/11/2026" for number in range(1, 36)]
    with measured(desk, month, "dán một vùng ô từ Excel"):
        desk.locator("[name=lines-0-result]").click()
        paste(desk, "\n".join(rows))
        expect(desk.locator("[name=lines-28-paper_number]")).to_have_value("29/BC-UBND")
        expect(desk.locator("[name=tasks-5-text]")).to_have_value(f"{WORDS} 35")
    assert answered(app, month) == DUTIES


def test_an_expired_session_and_a_fault_lose_nothing(app: Flask, desk: Page, month: Month) -> None:
    desk.goto(month.path)
    ready(desk)
    for number in range(3):
        desk.locator(f"[name=lines-{number}-result]").fill(f"{WORDS} {number}")
    desk.locator("[name=lines-0-paper_on]").fill("31/11/2026")
    press(desk, "Lưu nháp")
    expect(desk.locator(".error-summary")).to_contain_text("Không có ngày 31/11/2026")
    expect(desk.locator("[name=lines-2-result]")).to_have_value(f"{WORDS} 2")
    desk.locator("[name=lines-0-paper_on]").fill("")
    desk.locator("[name=lines-3-result]").fill("Gõ sau khi có lỗi")
    desk.wait_for_timeout(1500)
    with app.app_context(), writing():  # signed out everywhere, as after a long lunch
        person = db.session.scalars(select(User).where(User.login == "haluong")).one()
        person.session_key = "another"
    press(desk, "Lưu nháp")
    expect(desk.get_by_role("textbox", name="Mật khẩu")).to_be_visible()
    give_name(desk, "haluong")
    desk.goto(month.path)
    ready(desk)
    expect(desk.locator("[name=lines-3-result]")).to_have_value("Gõ sau khi có lỗi")
    expect(desk.locator("[name=lines-1-result]")).to_have_value(f"{WORDS} 1")
