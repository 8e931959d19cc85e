"""Units by class duties: what stands there, who sees which rows, deeds by ticks."""

from __future__ import annotations

from datetime import date
from io import BytesIO
from typing import Any
from zipfile import ZipFile

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from tests.factories.directive import a_directive
from tests.factories.district import District, a_district
from tests.factories.duty import a_duty
from tests.factories.life import Life
from tests.factories.task import a_task
from tests.support.visitor import Visitor, words
from tracker.domain.follow_up import FollowUp
from tracker.domain.messages import MessageKind
from tracker.domain.task_status import TaskStatus
from tracker.models import Directive, Duty, Event, OutboxMessage, Task

DAY = date(2026, 11, 20)
PLAN = "Ban hành kế hoạch triển khai"
REPORT = "Báo cáo kết quả rà soát"


@pytest.fixture
def district(session: Session) -> District:
    return a_district(session)


@pytest.fixture
def directive(session: Session, district: District) -> Directive:
    return a_directive(session, district.office)


@pytest.fixture
def tasks(session: Session, district: District, directive: Directive) -> dict[str, Task]:
    """Two class duties, each for Phòng Tư pháp and Phòng Văn hóa."""
    found = {}
    for text in (PLAN, REPORT):
        units = {"tp": district.justice, "vh": district.culture}
        duty = a_duty(
            session, district.office, text, directive=directive, leads=list(units.values())
        )
        for name, unit in units.items():
            due_on = date(2026, 11, 10) if (text, name) == (REPORT, "vh") else date(2026, 11, 30)
            found[f"{text}/{name}"] = a_task(
                session, district.office, unit, duty=duty, due_on=due_on
            )
    return found


def opened(page: Visitor, directive: Directive, **asked: Any) -> str:
    return words(page.get("matrix.show", directive_id=directive.id, **asked))


def rows(page: Visitor) -> dict[str, str]:
    """Unit → what its row says."""
    return {
        words(row.find_all("th")[0]): words(row)
        for row in page.soup.select("table.matrix tbody tr")
    }


def test_the_directive_s_page_leads_to_its_matrix(
    page: Visitor, district: District, directive: Directive, tasks: dict[str, Task]
) -> None:
    page.sign_in(district.monitor)
    soup = page.get("directives.show", directive_id=directive.id)
    link = page.address("matrix.show", directive_id=directive.id)
    assert soup.find("a", href=link) is not None


def test_rows_say_how_each_unit_stands_and_totals_are_true(
    page: Visitor,
    session: Session,
    district: District,
    directive: Directive,
    tasks: dict[str, Task],
) -> None:
    life = Life(session, district)
    life.complete(tasks[f"{PLAN}/tp"], DAY, paper_on=date(2026, 11, 18))
    life.submit(tasks[f"{REPORT}/tp"], DAY)
    page.sign_in(district.monitor)
    text = opened(page, directive)
    assert "Đã có kết quả 1/4, chờ xác nhận 1, còn thiếu 2" in text
    found = rows(page)
    assert list(found) == ["Phòng Tư pháp", "Phòng Văn hóa và Thông tin"]
    assert "Đã xác nhận Số 45/BC-TP ngày 18/11/2026" in found["Phòng Tư pháp"]
    assert "Đã nộp, chờ xác nhận" in found["Phòng Tư pháp"]
    assert "1/2 có kết quả, 1 chờ xác nhận" in found["Phòng Tư pháp"]
    assert "Chưa ban hành Hạn 30/11/2026" in found["Phòng Văn hóa và Thông tin"]
    assert "Chưa ban hành, quá hạn Hạn 10/11/2026" in found["Phòng Văn hóa và Thông tin"]
    foot = words(page.soup.select("table.matrix tfoot")[0])
    assert "Cộng 2 đơn vị 1/2 có kết quả, 1 còn thiếu" in foot


JUSTICE, CULTURE = "Phòng Tư pháp", "Phòng Văn hóa và Thông tin"
VIEWS = {
    "missing": [CULTURE],
    "waiting": [JUSTICE],
    "overdue": [CULTURE],
    "nonsense": [JUSTICE, CULTURE],
}


def test_one_may_ask_for_some_units_and_totals_stay_of_all(
    page: Visitor,
    session: Session,
    district: District,
    directive: Directive,
    tasks: dict[str, Task],
) -> None:
    life = Life(session, district)
    life.complete(tasks[f"{PLAN}/tp"], DAY)
    life.submit(tasks[f"{REPORT}/tp"], DAY)
    page.sign_in(district.monitor)
    for view, units in VIEWS.items():
        text = opened(page, directive, view=view)
        assert list(rows(page)) == units, view
        assert "Đã có kết quả 1/4, chờ xác nhận 1, còn thiếu 2" in text


def test_a_unit_sees_its_own_row_and_decides_nothing(
    page: Visitor, district: District, directive: Directive, tasks: dict[str, Task]
) -> None:
    page.sign_in(district.justice_head)
    opened(page, directive)
    assert list(rows(page)) == ["Phòng Tư pháp"]
    assert "Nộp kết quả" in rows(page)["Phòng Tư pháp"]
    assert not page.soup.select("input[name=pick]")
    page.post("matrix.show", {"deed": "confirm"}, directive_id=directive.id, status=403)


def test_a_paper_of_nobody_s_is_not_there(
    page: Visitor, session: Session, district: District, directive: Directive
) -> None:
    page.sign_in(district.culture_head)
    page.get("matrix.show", directive_id=directive.id, status=404)
    page.get("matrix.sheet", directive_id=directive.id, status=404)


def test_of_a_collected_duty_each_coordinating_unit_has_its_cell(
    page: Visitor, session: Session, district: District, directive: Directive
) -> None:
    duty: Duty = a_duty(
        session,
        district.office,
        "Tổng hợp báo cáo năm",
        directive=directive,
        follow_up=FollowUp.COLLECTED,
        leads=[district.justice],
    )
    task = a_task(
        session, district.office, district.justice, duty=duty, coordinating=[district.culture]
    )
    page.sign_in(district.monitor)
    opened(page, directive)
    assert "Chưa ban hành" in rows(page)["Phòng Văn hóa và Thông tin"]
    picks = page.soup.select("input[name=pick]")
    assert [box["value"] for box in picks] == [str(task.id)]


def test_ticked_cells_are_confirmed_and_the_rest_is_said(
    page: Visitor,
    session: Session,
    district: District,
    directive: Directive,
    tasks: dict[str, Task],
) -> None:
    life = Life(session, district)
    for text in (PLAN, REPORT):
        life.submit(tasks[f"{text}/tp"], DAY)
    page.sign_in(district.monitor)
    opened(page, directive)
    chosen = [tasks[name] for name in (f"{PLAN}/tp", f"{REPORT}/tp", f"{PLAN}/vh")]
    form = page.soup
    text = words(page.submit("Xác nhận hoàn thành", pick=[str(task.id) for task in chosen]))
    assert "Xác nhận hoàn thành: đã thực hiện 2, chưa thực hiện được 1" in text
    assert "Nhiệm vụ này không có báo cáo hoàn thành đang chờ xác nhận." in text
    assert [session.get_one(Task, task.id).status for task in chosen] == [
        TaskStatus.COMPLETED,
        TaskStatus.COMPLETED,
        TaskStatus.ASSIGNED,
    ]
    told = session.scalars(
        select(OutboxMessage).where(
            OutboxMessage.kind == MessageKind.CONFIRMED,
            OutboxMessage.recipient_id == district.justice_head.id,
        )
    ).one()
    assert told.subject == "Đã xác nhận hoàn thành: 2 nhiệm vụ"

    events = session.scalar(select(func.count(Event.id)))
    page.soup = form
    page.submit("Xác nhận hoàn thành", pick=[str(task.id) for task in chosen])
    assert page.url == page.address("matrix.show", directive_id=directive.id)
    assert session.scalar(select(func.count(Event.id))) == events


def test_a_whole_row_means_the_cells_to_which_the_deed_can_be_done(
    page: Visitor,
    session: Session,
    district: District,
    directive: Directive,
    tasks: dict[str, Task],
) -> None:
    Life(session, district).submit(tasks[f"{PLAN}/tp"], DAY)
    page.sign_in(district.monitor)
    opened(page, directive)
    text = words(page.submit("Xác nhận hoàn thành", row=[str(district.justice.id)]))
    assert "Xác nhận hoàn thành: đã thực hiện với 1 nhiệm vụ." in text
    text = words(page.submit("Đôn đốc", col=[str(tasks[f"{REPORT}/vh"].duty_id)]))
    assert "Đôn đốc thực hiện: đã thực hiện với 2 nhiệm vụ." in text
    told = session.scalars(
        select(OutboxMessage.recipient_id).where(OutboxMessage.kind == MessageKind.URGED)
    ).all()
    assert set(told) == {district.justice_head.id, district.culture_head.id}


def test_a_return_asks_for_its_reason_and_keeps_the_ticks(
    page: Visitor,
    session: Session,
    district: District,
    directive: Directive,
    tasks: dict[str, Task],
) -> None:
    task = tasks[f"{PLAN}/tp"]
    Life(session, district).submit(task, DAY)
    page.sign_in(district.monitor)
    opened(page, directive)
    text = words(page.submit("Trả lại, yêu cầu bổ sung", status=422, pick=[str(task.id)]))
    assert "Hãy ghi lý do trả lại" in text
    assert page.soup.select(f"input[name=pick][value='{task.id}']")[0].has_attr("checked")
    page.submit("Trả lại, yêu cầu bổ sung", remark="Thiếu phụ lục.")
    session.refresh(task)
    assert task.status is TaskStatus.RETURNED


def test_what_a_colleague_changed_meanwhile_is_left_alone(
    page: Visitor,
    session: Session,
    district: District,
    directive: Directive,
    tasks: dict[str, Task],
) -> None:
    task = tasks[f"{PLAN}/tp"]
    life = Life(session, district)
    life.submit(task, DAY)
    page.sign_in(district.monitor)
    opened(page, directive)
    life.withdraw(task, DAY).submit(task, DAY)
    text = words(page.submit("Xác nhận hoàn thành", pick=[str(task.id)]))
    assert "vừa được người khác thay đổi" in text
    session.refresh(task)
    assert task.status is TaskStatus.SUBMITTED


def test_nothing_ticked_is_said_at_the_top(
    page: Visitor, district: District, directive: Directive, tasks: dict[str, Task]
) -> None:
    page.sign_in(district.monitor)
    opened(page, directive)
    text = words(page.submit("Đôn đốc", status=422))
    assert "Chưa chọn nhiệm vụ nào." in text


def test_the_sheet_and_the_paper_say_what_the_screen_says(
    page: Visitor,
    session: Session,
    district: District,
    directive: Directive,
    tasks: dict[str, Task],
) -> None:
    Life(session, district).complete(tasks[f"{PLAN}/tp"], DAY, paper_on=date(2026, 11, 18))
    page.sign_in(district.monitor)
    data = page.download("matrix.sheet", directive_id=directive.id).data
    with ZipFile(BytesIO(data)) as book:
        text = book.read("xl/sharedStrings.xml").decode("utf-8")
    assert "45/BC-TP" in text
    assert "1/4 có kết quả, 3 còn thiếu" in text
    text = words(page.get("matrix.print_view", directive_id=directive.id))
    assert "Đã xác nhận Số 45/BC-TP ngày 18/11/2026" in text
    assert "1/4 có kết quả, 3 còn thiếu" in text


def test_chosen_duties_are_shown_and_a_duty_of_another_paper_is_not(
    page: Visitor,
    session: Session,
    district: District,
    directive: Directive,
    tasks: dict[str, Task],
) -> None:
    strange = a_task(session, district.office, district.justice)
    duty_id = tasks[f"{REPORT}/tp"].duty_id
    page.sign_in(district.monitor)
    opened(page, directive, duty=[duty_id, strange.duty_id])
    heads = [words(head) for head in page.soup.select("table.matrix thead th")]
    assert heads == ["Đơn vị", REPORT, "Cộng"]
