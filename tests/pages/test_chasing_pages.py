"""The page with a unit's chasing text, and the way to it from the list of what is overdue."""

from __future__ import annotations

from datetime import date

import pytest
from sqlalchemy.orm import Session

from tests.factories.district import District, a_district
from tests.factories.duty import a_duty
from tests.factories.task import a_task
from tests.support.visitor import Visitor
from tracker.domain.task_status import TaskStatus


@pytest.fixture
def district(session: Session) -> District:
    return a_district(session)


def text(page: Visitor) -> str:
    found = page.soup.select_one("textarea#loi-don-doc")
    assert found is not None
    return found.get_text().replace("\r\n", "\n").strip("\n")


def test_from_the_list_to_the_text(page: Visitor, session: Session, district: District) -> None:
    a_task(session, district.office, district.justice, due_on=date(2026, 11, 6))
    a_task(
        session,
        district.office,
        district.justice,
        due_on=date(2026, 11, 2),
        status=TaskStatus.SUBMITTED,
    )
    page.sign_in(district.monitor)
    page.get("tasks.overdue")
    link = page.soup.find("a", string=lambda words: bool(words and "để sao chép" in words))
    link = link or page.soup.select_one("a[href$='/text']")
    assert link is not None
    page.read(str(link["href"]))
    assert text(page).startswith("Phòng Tư pháp: 1 nhiệm vụ quá hạn, tính đến ngày 23/11/2026.")
    assert "hạn 06/11/2026, quá 17 ngày" in text(page)


def test_words_of_internal_papers_stay_inside(
    page: Visitor, session: Session, district: District
) -> None:
    duty = a_duty(session, district.office, "Nội dung riêng", leads=[district.justice])
    duty.directive.restricted = True
    a_task(session, district.office, district.justice, duty=duty, due_on=date(2026, 11, 6))
    page.sign_in(district.chairman)
    page.get("tasks.chasing", unit_id=district.justice.id)
    assert "Nội dung riêng" not in text(page)
    assert duty.directive.number
    assert duty.directive.number not in text(page)
    assert "Nhiệm vụ theo văn bản lưu hành nội bộ" in text(page)


def test_another_units_text_is_not_there(
    page: Visitor, session: Session, district: District
) -> None:
    a_task(session, district.office, district.justice, due_on=date(2026, 11, 6))
    page.sign_in(district.culture_head)
    page.get("tasks.chasing", unit_id=district.justice.id, status=404)
