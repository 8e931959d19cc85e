"""Entering results into a matrix: a unit its own cell, the lead office many units' at once."""

from __future__ import annotations

from datetime import date

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from tests.factories.directive import a_directive
from tests.factories.district import District, a_district
from tests.factories.duty import a_duty
from tests.factories.task import a_task
from tests.support.visitor import Visitor, words
from tracker.domain.messages import MessageKind
from tracker.domain.task_status import TaskStatus
from tracker.models import Directive, Event, OutboxMessage, Submission, Task
from tracker.services import approval

BASIS = "Báo cáo bằng điện thoại ngày 22/11/2026"


@pytest.fixture
def district(session: Session) -> District:
    return a_district(session)


@pytest.fixture
def directive(session: Session, district: District) -> Directive:
    return a_directive(session, district.office)


@pytest.fixture
def tasks(session: Session, district: District, directive: Directive) -> tuple[Task, Task]:
    """The plan that Phòng Tư pháp and Phòng Văn hóa owe."""
    units = [district.justice, district.culture]
    duty = a_duty(session, district.office, "Ban hành kế hoạch", directive=directive, leads=units)
    justice, culture = (a_task(session, district.office, unit, duty=duty) for unit in units)
    return justice, culture


def test_a_unit_hands_in_with_number_and_day_and_is_back_at_the_matrix(
    page: Visitor,
    session: Session,
    district: District,
    directive: Directive,
    tasks: tuple[Task, Task],
) -> None:
    page.sign_in(district.justice_officer)
    page.get("tasks.enter", task_id=tasks[0].id, matrix=1)
    text = words(page.submit("Nộp kết quả", status=422, paper_number="12/KH-TP"))
    assert "Ngày văn bản kết quả" in text
    text = words(page.submit("Nộp kết quả", paper_on="20/11/2026"))
    assert page.url == page.address("matrix.show", directive_id=directive.id)
    assert "Đã nộp kết quả." in text
    assert "Số 12/KH-TP ngày 20/11/2026" in text
    handed_in = session.scalars(select(Submission)).one()
    assert handed_in.summary == "Đã ban hành văn bản số 12/KH-TP ngày 20/11/2026."
    assert session.get_one(Task, tasks[0].id).status is TaskStatus.SUBMITTED


def test_another_unit_s_cell_takes_nothing(
    page: Visitor, district: District, tasks: tuple[Task, Task]
) -> None:
    page.sign_in(district.culture_head)
    page.get("tasks.enter", task_id=tasks[0].id, status=404)


def paste(page: Visitor, directive: Directive, rows: str, status: int = 200) -> str:
    page.get("matrix.paste", directive_id=directive.id)
    return words(page.submit("Xem trước", status=status, rows=rows, basis=BASIS))


GOOD = "Phòng Tư pháp\t12/KH-TP\t05/11/2026\nPhòng Văn hóa và Thông tin\t07/KH-VH\t6/11/2026"


def test_pasted_rows_are_shown_first_and_then_recorded_together(
    page: Visitor,
    session: Session,
    district: District,
    directive: Directive,
    tasks: tuple[Task, Task],
) -> None:
    page.sign_in(district.monitor)
    text = paste(page, directive, f"Đơn vị\tSố, ký hiệu\tNgày\n{GOOD}\n")
    assert "Sẽ cập nhật thay kết quả của 2 đơn vị" in text
    assert session.scalar(select(func.count(Submission.id))) == 0

    form = page.soup
    text = words(page.submit("Ghi nhận tất cả"))
    assert "Đã cập nhật thay kết quả của 2 đơn vị." in text
    assert [session.get_one(Task, task.id).status for task in tasks] == [
        TaskStatus.COMPLETED,
        TaskStatus.COMPLETED,
    ]
    recorded = session.scalars(select(Submission).order_by(Submission.id)).all()
    assert [(row.paper_number, row.paper_on, row.on_behalf) for row in recorded] == [
        ("12/KH-TP", date(2026, 11, 5), True),
        ("07/KH-VH", date(2026, 11, 6), True),
    ]
    told = session.scalars(
        select(OutboxMessage.recipient_id).where(OutboxMessage.kind == MessageKind.CONFIRMED)
    ).all()
    assert sorted(told) == sorted([district.justice_head.id, district.culture_head.id])

    events = session.scalar(select(func.count(Event.id)))
    page.soup = form
    page.submit("Ghi nhận tất cả")
    assert session.scalar(select(func.count(Event.id))) == events


FAULTS = {
    "an unknown unit": ("Phòng Không có\t1/KH\t05/11/2026", "Không có đơn vị tên như vậy."),
    "a unit without the duty": (
        "Văn phòng HĐND và UBND\t1/KH\t05/11/2026",
        "Đơn vị này không được giao nhiệm vụ đã chọn.",
    ),
    "no number": ("Phòng Tư pháp\t\t05/11/2026", "Thiếu số, ký hiệu văn bản."),
    "no day": ("Phòng Tư pháp\t1/KH", "Thiếu ngày văn bản."),
    "no such day": ("Phòng Tư pháp\t1/KH\t31/11/2026", "Không có ngày 31/11/2026"),
    "tomorrow": ("Phòng Tư pháp\t1/KH\t24/11/2026", "sau ngày báo cáo"),
    "twice": (
        "Phòng Tư pháp\t1/KH\t05/11/2026\nPhòng Tư pháp\t2/KH\t05/11/2026",
        "Trùng với dòng 1.",
    ),
}


@pytest.mark.parametrize("fault", FAULTS)
@pytest.mark.usefixtures("tasks")
def test_a_faulty_row_is_named_and_no_row_is_recorded(
    page: Visitor,
    session: Session,
    district: District,
    directive: Directive,
    fault: str,
) -> None:
    rows, sentence = FAULTS[fault]
    page.sign_in(district.monitor)
    text = paste(page, directive, f"{rows}\nPhòng Văn hóa và Thông tin\t7/KH\t05/11/2026")
    assert sentence in text
    assert "1 dòng có lỗi, chưa ghi nhận dòng nào" in text
    assert "Ghi nhận tất cả" not in text
    assert session.scalar(select(func.count(Submission.id))) == 0


def test_a_cell_that_has_its_result_meanwhile_is_said_and_nothing_is_half_saved(
    page: Visitor,
    session: Session,
    district: District,
    directive: Directive,
    tasks: tuple[Task, Task],
) -> None:
    page.sign_in(district.monitor)
    paste(page, directive, GOOD)
    approval.submit(
        session,
        task_id=tasks[0].id,
        version=None,
        summary="Đã ban hành.",
        paper_number=None,
        paper_on=None,
        evidence_ids=[],
        explanation="",
        actor=district.actor(district.justice_head),
        now=tasks[0].assigned_at,
    )
    text = words(page.submit("Ghi nhận tất cả", status=422))
    assert "Ô này đã có kết quả hoặc không còn chờ đơn vị thực hiện." in text
    assert session.get_one(Task, tasks[1].id).status is TaskStatus.ASSIGNED


def test_only_the_lead_office_pastes(
    page: Visitor, district: District, directive: Directive, tasks: tuple[Task, Task]
) -> None:
    page.sign_in(district.justice_head)
    page.get("matrix.paste", directive_id=directive.id, status=403)
    page.sign_in(district.chairman)
    page.get("matrix.paste", directive_id=directive.id, status=403)
