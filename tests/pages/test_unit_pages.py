"""Successions, charges, the star, coordinating units: on the pages where people meet them."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from tests.factories.district import District, a_district
from tests.factories.task import a_task
from tests.factories.unit import a_unit
from tests.factories.user import the_system
from tests.support.visitor import Visitor, words
from tracker.models import LeaderCharge, PlannedSuccession, Task, TaskPart, User, WorkField


@pytest.fixture
def district(session: Session) -> District:
    made = a_district(session)
    session.commit()
    return made


@pytest.fixture
def task(session: Session, district: District) -> Task:
    made = a_task(
        session, district.office, district.justice, coordinating=[district.culture],
        due_on=date(2026, 11, 10),
    )  # fmt: skip
    made.parts[0].due_on = date(2026, 11, 10)
    session.commit()
    return made


def test_a_split_is_looked_at_and_done_once(
    page: Visitor, session: Session, district: District, task: Task
) -> None:
    other = a_unit(session, "Phòng Nội vụ", parent=district.office.root_unit)
    task_id, justice, culture = task.id, district.justice.id, district.culture.id
    session.commit()
    page.sign_in(district.administrator)
    page.get("admin.succession", unit=justice)
    page.submit("Xem trước", basis="", status=422)
    page.submit(
        "Xem trước", on_day="20/11/2026", basis="Quyết định số 12/QĐ-UBND", successor=culture,
        others=[other.id],
    )  # fmt: skip
    assert "1 nhiệm vụ sẽ chuyển sang Phòng Văn hóa và Thông tin" in words(page.soup)
    assert session.scalar(select(Task.lead_unit_id).where(Task.id == task_id)) == justice
    session.rollback()
    form = page.soup
    page.submit("Xác nhận và chuyển nhiệm vụ", **{f"task-{task_id}": other.id})
    session.expire_all()
    assert session.get_one(Task, task_id).lead_unit_id == other.id
    session.rollback()
    page.soup = form
    page.submit("Xác nhận và chuyển nhiệm vụ", **{f"task-{task_id}": other.id})
    session.expire_all()
    assert len(session.get_one(Task, task_id).leads) == 2


@pytest.mark.parametrize("whose", ["monitor", "chairman", "justice_head", "auditor"])
def test_only_administrators_end_units(page: Visitor, district: District, whose: str) -> None:
    page.sign_in(getattr(district, whose))
    page.get("admin.succession", status=403)


@pytest.mark.parametrize(
    ("whose", "keeps", "marks"),
    [
        ("monitor", 200, 200),
        ("administrator", 200, 404),
        ("chairman", 403, 200),
        ("justice_head", 403, 403),
        ("culture_head", 403, 403),
        ("auditor", 403, 403),
    ],
)
def test_who_keeps_charges_and_who_marks(  # noqa: PLR0917 — the columns of the table
    page: Visitor, district: District, task: Task, whose: str, keeps: int, marks: int
) -> None:
    page.sign_in(getattr(district, whose))
    page.get("charges.index", status=keeps)
    page.get("charges.add_charge", status=keeps)
    page.get("charges.add_field", status=keeps)
    page.get("tasks.mark", task_id=task.id, status=marks)


def test_a_leader_finds_what_is_in_his_charge(
    page: Visitor, session: Session, district: District, task: Task
) -> None:
    chairman, justice, task_id = district.chairman.id, district.justice.id, task.id
    a_task(session, district.office, district.culture, text="Việc của phòng khác")
    session.commit()
    page.sign_in(district.monitor)
    page.get("charges.add_field")
    page.submit("Lưu lĩnh vực", name="Tư pháp", units=[justice])
    page.get("charges.add_charge")
    field_id = session.scalars(select(WorkField.id)).one()
    page.submit(
        "Ghi nhận phân công", leader=chairman, fields=[field_id], from_on="01/11/2026",
        basis="Thông báo số 9/TB-UBND",
    )  # fmt: skip
    assert "1 lãnh đạo được phân công phụ trách" in words(page.soup)
    page.get("tasks.mark", task_id=task_id)
    page.submit("Lưu", key_task=True)
    text = words(page.soup)
    assert "Hoàng Văn Giang theo lĩnh vực" in text
    assert "Nhiệm vụ trọng tâm" in text

    page.sign_in(session.get_one(User, chairman))
    home = words(page.get("dashboard.home"))
    assert "Nhiệm vụ thuộc phạm vi phụ trách của tôi: 1" in home
    assert "Trọng tâm: 1" in home
    listed = words(page.get("tasks.index", leader=chairman, key="1"))
    assert "Phụ trách: Hoàng Văn Giang" in listed
    assert "Việc của phòng khác" not in listed


def test_a_charge_of_another_office_is_not_there(
    page: Visitor, session: Session, district: District
) -> None:
    other = a_district(session)
    session.add(
        LeaderCharge(
            office_id=other.office.id, user_id=other.chairman.id, unit_id=other.justice.id,
            from_on=date(2026, 1, 1), set_by_id=other.administrator.id,
            set_at=other.office.created_at,
        )
    )  # fmt: skip
    session.commit()
    charge_id = session.scalars(select(LeaderCharge.id)).one()
    page.sign_in(district.monitor)
    page.get("charges.end", charge_id=charge_id, status=404)


def test_silence_is_seen_reminded_and_answered_with_a_paper(
    page: Visitor, session: Session, district: District, task: Task
) -> None:
    task_id, culture = task.id, district.culture.id
    page.sign_in(district.justice_head)
    assert "Quá hạn trả lời" in words(page.get("tasks.show", task_id=task_id))
    page.get("tasks.remind", task_id=task_id)
    page.submit("Gửi nhắc phối hợp")
    assert "Hôm nay đã nhắc" in words(page.get("tasks.remind", task_id=task_id))

    page.sign_in(district.culture_head)
    page.get("tasks.remind", task_id=task_id, status=403)
    page.get("tasks.answer", task_id=task_id)
    page.submit("Gửi nội dung phối hợp", answer="Nhất trí.", paper_number="7/VHTT", status=422)
    page.submit("Gửi nội dung phối hợp", paper_on="20/11/2026")
    session.expire_all()
    part = session.scalars(select(TaskPart).where(TaskPart.unit_id == culture)).one()
    assert (part.answer, part.paper_number) == ("Nhất trí.", "7/VHTT")

    page.sign_in(district.monitor)
    found = words(page.get("tasks.coordination", unit=culture, state="late"))
    assert "Không có đơn vị phối hợp nào quá hạn trả lời" in found
    assert "7/VHTT" in found


@pytest.mark.parametrize("asked", [{"year": "0"}, {"year": "²²²²"}, {"unit": "x"}, {"state": "?"}])
def test_a_broken_address_asks_nothing(
    page: Visitor, district: District, asked: dict[str, Any]
) -> None:
    page.sign_in(district.monitor)
    page.get("tasks.coordination", **asked)


def test_a_merger_of_a_later_day_is_entered_now_and_may_be_withdrawn(
    page: Visitor, session: Session, district: District
) -> None:
    the_system(session)
    page.sign_in(district.administrator)
    page.get("admin.succession", unit=district.justice.id)
    asked: dict[str, Any] = {
        "basis": "Quyết định số 12/QĐ-UBND",
        "successor": district.culture.id,
        "on_day": "01/12/2026",
    }
    soup = page.submit("Xem trước", **asked)
    assert "Trước ngày này có thể rút." in words(soup)
    soup = page.submit("Ghi nhận, tự thực hiện vào ngày 01/12/2026")
    assert "Hệ thống tự chuyển nhiệm vụ vào ngày 01/12/2026" in words(soup)
    assert "chờ đến ngày" in words(soup)
    assert district.justice.to_on is None
    planned = session.scalars(select(PlannedSuccession)).one()
    way = {"planned_id": planned.id}
    form = page.get("admin.withdraw_succession", **way)
    sent = {
        name: str(form.select_one(f"input[name={name}]")["value"])  # type: ignore[index]
        for name in ("receipt", "version")
    }
    assert "Đã rút" in words(page.post("admin.withdraw_succession", sent, **way))
    page.post("admin.withdraw_succession", sent, **way)
    assert "chờ đến ngày" not in words(page.get("admin.succession"))
    page.get("admin.withdraw_succession", status=404, **way)
    page.sign_in(district.monitor)
    page.get("admin.withdraw_succession", status=403, **way)
