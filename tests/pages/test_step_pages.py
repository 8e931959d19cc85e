"""A unit's own steps on the page of its task: one click to tick, hidden from everybody else."""

from __future__ import annotations

from sqlalchemy import select
from sqlalchemy.orm import Session

from tests.factories.district import a_district
from tests.factories.task import a_task
from tests.support.visitor import Visitor, words
from tracker.models import UnitStep


def test_from_laying_down_to_taking_away(page: Visitor, session: Session) -> None:
    district = a_district(session)
    task = a_task(session, district.office, district.justice)
    session.commit()
    page.sign_in(district.justice_head)
    page.get("steps.of_task", task_id=task.id)
    soup = page.submit("Thêm bước", status=422, text=" ")
    assert "Hãy ghi nội dung của bước." in words(soup)
    soup = page.submit("Thêm bước", text="Lấy ý kiến các xã", due_on="27/11/2026")
    assert "Lấy ý kiến các xã hạn nội bộ 27/11/2026 · chưa xong" in words(soup)
    step = session.scalars(select(UnitStep)).one()
    page.get("tasks.show", task_id=task.id)
    soup = page.submit("Xong")
    assert "Bỏ dấu xong" in words(soup)
    page.sign_in(district.monitor)
    assert "Lấy ý kiến các xã" not in words(page.get("tasks.show", task_id=task.id))
    page.get("steps.change", status=404, step_id=step.id)
    page.get("steps.of_task", status=403, task_id=task.id)
    page.sign_in(district.justice_officer)
    page.get("steps.change", step_id=step.id)
    soup = page.submit("Lưu bước", text="Lấy ý kiến 12 xã")
    assert "Lấy ý kiến 12 xã" in words(soup)
    soup = page.submit("Bỏ")
    assert "Lấy ý kiến 12 xã" not in words(soup)
