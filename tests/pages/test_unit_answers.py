"""Why a unit is reminded of its report and its papers, and why not; what its ledger says of it."""

from __future__ import annotations

from datetime import date

import pytest
from sqlalchemy.orm import Session

from tests.factories.district import District, a_district
from tests.factories.duty import a_duty
from tests.factories.life import at
from tests.factories.task import a_task
from tests.support.clock import Clock
from tests.support.visitor import Visitor, words
from tracker.domain.follow_up import FollowUp
from tracker.models import Evidence
from tracker.services.reminder_answers import morning_of
from tracker.services.reminders import plan

MORNING = date(2026, 11, 17)
"""The second working day after the period's report was owed; the paper ends in nine."""


@pytest.fixture
def district(session: Session, clock: Clock) -> District:
    district = a_district(session)
    a_duty(
        session, district.office, "Tiếp công dân", leads=[district.justice],
        follow_up=FollowUp.REGULAR,
    )  # fmt: skip
    session.commit()
    plan(session, office_id=district.office.id, now=morning_of(MORNING), base_url="http://x")
    clock.move_to(MORNING, hour=9)
    return district


@pytest.fixture
def paper(session: Session, district: District) -> Evidence:
    paper = Evidence(
        office_id=district.office.id,
        unit_id=district.justice.id,
        title="Quyết định cử thành viên",
        expires_on=date(2026, 12, 31),
        created_at=at(date(2026, 1, 5)),
        created_by_id=district.justice_head.id,
    )
    session.add(paper)
    session.commit()
    return paper


def test_the_auditor_reads_why_the_unit_was_reminded_of_its_report(
    page: Visitor, district: District, paper: Evidence
) -> None:
    page.sign_in(district.auditor)
    page.get("ledger.unit", unit_id=district.justice.id)
    shown = words(page.get("reminders.unit", unit_id=district.justice.id))
    assert "Ngày 17/11/2026 nhắc gì Phòng Tư pháp" in shown
    assert "Báo cáo tháng 11 năm 2026 Nhắc" in shown
    assert "Hạn gửi báo cáo 16/11/2026: quá hạn 1 ngày" in shown
    assert "Trần Văn Bình: Đã nhắc ngày 17/11/2026 (Trong phần mềm)" in shown
    assert "Quyết định cử thành viên, có hiệu lực đến hết ngày 31/12/2026" in shown
    assert "Chưa đến mốc nhắc đầu tiên, ngày 19/11/2026." in shown


def test_every_line_of_the_ledger_opens_what_it_is_about(page: Visitor, district: District) -> None:
    """Also for the auditor, who fills in no report."""
    page.sign_in(district.auditor)
    soup = page.get("ledger.unit", unit_id=district.justice.id)
    addresses = {str(link["href"]) for link in soup.select("td a[href], th a[href]")}
    assert "/period/overview?key=2026-11" in addresses
    for address in addresses:
        page.read(address)


def test_why_not_on_other_days(page: Visitor, district: District) -> None:
    page.sign_in(district.justice_head)
    asked = {"unit_id": district.justice.id}
    assert "Không nhắc vào ngày nghỉ" in words(page.get("reminders.unit", on="15/11/2026", **asked))
    early = words(page.get("reminders.unit", on="10/11/2026", **asked))
    assert "Chưa đến mốc nhắc đầu tiên, ngày 16/11/2026." in early
    page.get("reminders.unit", on="31/02/2026", status=422, **asked)


def test_a_unit_that_owes_no_report_is_told_so(page: Visitor, district: District) -> None:
    page.sign_in(district.auditor)
    shown = words(page.get("reminders.unit", unit_id=district.culture.id))
    assert "đơn vị không có nhiệm vụ thường xuyên phải báo cáo" in shown


def test_another_units_head_finds_nothing(page: Visitor, district: District) -> None:
    page.sign_in(district.culture_head)
    page.get("reminders.unit", unit_id=district.justice.id, status=404)
    page.sign_in(district.auditor)
    page.get("reminders.unit", unit_id=999_999, status=404)


def test_the_ledger_names_the_step_in_words_on_screen_and_paper(
    page: Visitor, session: Session, district: District
) -> None:
    task = a_task(session, district.office, district.justice, due_on=date(2026, 11, 23))
    session.commit()
    plan(session, office_id=district.office.id, now=morning_of(date(2026, 11, 18)), base_url="x")
    page.sign_in(district.auditor)
    step = "Trước hạn hoàn thành 3 ngày làm việc"
    shown = words(page.get("ledger.task", task_id=task.id))
    assert step in shown
    assert "d-3" not in shown
    assert step in words(page.get("ledger.print_list", task=task.id))
