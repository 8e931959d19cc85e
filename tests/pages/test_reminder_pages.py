"""The ladder on its pages: plain words, a look before saving, faults, why and why not."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from tests.factories.district import District, a_district
from tests.factories.task import a_task
from tests.support.clock import Clock
from tests.support.visitor import Visitor, words
from tracker.domain.history import EventKind
from tracker.domain.reminder_ladder import Audience, RuleKind
from tracker.models import Event, LedgerEntry, ReminderRuleRow, Task
from tracker.queries.reminder_rules import default_rules, rules_of_office
from tracker.services import reminder_look
from tracker.services.reminder_answers import morning_of
from tracker.services.reminders import plan

TODAY = date(2026, 11, 23)


@pytest.fixture
def district(session: Session) -> District:
    return a_district(session)


@pytest.fixture
def task(session: Session, district: District) -> Task:
    task = a_task(session, district.office, district.justice, due_on=date(2026, 11, 30))
    session.commit()
    return task


def present_rule(session: Session, district: District, kind: RuleKind) -> Any:
    session.rollback()
    rules = rules_of_office(session, district.office.id, morning_of(date(2027, 1, 1)))
    return next(rule for rule in rules if rule.kind is kind and rule.unit_id is None)


def test_every_rule_stands_in_plain_words(page: Visitor, district: District) -> None:
    page.sign_in(district.monitor)
    shown = words(page.get("reminders.index"))
    for sentence in (
        "Trước hạn hoàn thành 7 ngày làm việc: nhắc công chức phụ trách, lãnh đạo đơn vị.",
        "Sau hạn hoàn thành 10 ngày làm việc, sau đó cứ 5 ngày làm việc một lần, nhiều nhất 12",
        "đôn đốc cấp 3, nhắc lãnh đạo đơn vị, đơn vị theo dõi, đôn đốc, lãnh đạo phụ trách",
        "Sau ngày báo cáo hoàn thành 3 ngày làm việc",
        "Trước ngày hết hiệu lực 30 ngày làm việc",
    ):
        assert sentence in shown


def test_a_rule_is_changed_after_a_look_and_reads_back_as_it_was_saved(
    page: Visitor, session: Session, district: District, task: Task
) -> None:
    page.sign_in(district.monitor)
    page.get("reminders.edit", kind="deadline")
    typed = {
        "rungs-0-days": "5",
        "rungs-0-audiences": ["unit_head", "lead_office"],
        "rungs-0-words": "Đề nghị xem lại tiến độ",
        "rungs-0-email": None,
        "basis": "Quy chế 12/QĐ-UBND",
    }
    soup = page.submit("Xem trước sẽ nhắc ai", **typed)
    said = words(soup)
    assert "Trước hạn hoàn thành 5 ngày làm việc: nhắc lãnh đạo đơn vị" in said
    assert "Từ 24/11/2026 đến 30/11/2026 sẽ nhắc" in said
    assert district.monitor.name in said
    assert session.scalar(select(ReminderRuleRow)) is None
    session.rollback()
    assert "Đã lưu quy tắc" in words(page.submit("Lưu quy tắc này"))
    rung = present_rule(session, district, RuleKind.DEADLINE).rungs[0]
    assert (rung.key, rung.at, rung.words) == ("d-5", -5, "Đề nghị xem lại tiến độ")
    assert rung.audiences == (Audience.UNIT_HEAD, Audience.LEAD_OFFICE)
    assert [channel.value for channel in rung.channels] == ["in_app"]
    shown = words(page.get("reminders.index"))
    assert "kèm lời nhắn “Đề nghị xem lại tiến độ”" in shown
    assert "Căn cứ: Quy chế 12/QĐ-UBND." in shown
    event = session.scalars(
        select(Event).where(Event.kind == EventKind.REMINDER_RULE_CHANGED)
    ).one()
    assert event.data["version"] == 2
    assert event.data["value_before"][0].startswith("Trước hạn hoàn thành 7 ngày")


def test_saving_other_values_than_were_shown_shows_them_first(
    page: Visitor, session: Session, district: District
) -> None:
    page.sign_in(district.monitor)
    page.get("reminders.edit", kind="approval")
    page.submit("Xem trước sẽ nhắc ai", **{"rungs-0-days": "2"})
    soup = page.submit("Lưu quy tắc này", **{"rungs-0-days": "4"})
    assert "Sau ngày báo cáo hoàn thành 4 ngày" in words(soup)
    assert session.scalar(select(ReminderRuleRow)) is None


@pytest.mark.parametrize(
    ("kind", "typed", "sentence"),
    [
        ("deadline", {"rungs-0-audiences": []}, "Mốc nhắc chưa có người nhận"),
        ("deadline", {"rungs-1-days": "7"}, "Các mốc nhắc phải khác nhau và xếp từ sớm đến muộn"),
        ("deadline", {"rungs-0-days": ""}, "Hãy ghi số ngày làm việc từ 1 trở lên."),
        ("deadline", {"rungs-0-every": "2", "rungs-0-most": "3"}, "Chỉ mốc từ ngày đến hạn"),
        ("deadline", {"rungs-6-most": ""}, "Hãy ghi nhắc lại nhiều nhất bao nhiêu lần."),
        ("deadline", {"rungs-0-days": "90"}, "60"),
        ("approval", {"rungs-0-when": "on"}, "Quy tắc này tính từ ngày bắt đầu chờ"),
        ("series", {"rungs-0-when": "after"}, "chỉ nhắc trước hoặc đúng ngày"),
    ],
)
def test_a_ladder_that_cannot_be(
    page: Visitor, district: District, kind: str, typed: dict[str, Any], sentence: str
) -> None:
    page.sign_in(district.monitor)
    page.get("reminders.edit", kind=kind)
    assert sentence in words(page.submit("Xem trước sẽ nhắc ai", status=422, **typed))


def test_a_ladder_that_would_tell_one_person_too_much_is_refused_in_the_look(
    page: Visitor,
    session: Session,
    district: District,
    task: Task,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    a_task(session, district.office, district.justice, due_on=date(2026, 11, 26))
    session.commit()
    monkeypatch.setattr(reminder_look, "MOST_A_WEEK", 1)
    page.sign_in(district.monitor)
    page.get("reminders.edit", kind="deadline")
    soup = page.submit("Xem trước sẽ nhắc ai", status=422)
    assert "sẽ nhắc Trần Văn Bình" in words(soup)
    assert "Lưu quy tắc này" not in words(soup)


def test_off_and_back_to_the_default(page: Visitor, session: Session, district: District) -> None:
    page.sign_in(district.monitor)
    page.get("reminders.edit", kind="approval")
    soup = page.submit("Xem trước sẽ nhắc ai", enabled=None)
    assert "Quy tắc này tắt: không nhắc ai." in words(soup)
    page.submit("Lưu quy tắc này")
    assert not present_rule(session, district, RuleKind.APPROVAL).enabled
    page.get("reminders.reset", kind="approval")
    page.submit("Trở về mặc định")
    default = next(rule for rule in default_rules() if rule.kind is RuleKind.APPROVAL)
    again = present_rule(session, district, RuleKind.APPROVAL)
    assert (again.rungs, again.enabled) == (default.rungs, True)


def test_a_stricter_rule_for_one_unit_begins_and_ends(
    page: Visitor, session: Session, district: District
) -> None:
    page.sign_in(district.monitor)
    page.get("reminders.begin")
    page.submit("Tiếp tục", status=422, kind="deadline")
    page.submit("Tiếp tục", kind="deadline", unit=str(district.justice.id))
    lax = page.submit("Xem trước sẽ nhắc ai", **{"rungs-0-days": "6"})
    assert "Nếu lưu" in words(lax)
    refused = page.submit("Lưu quy tắc này", status=422)
    assert "Quy tắc riêng phải chặt hơn quy tắc chung" in words(refused)
    page.submit("Xem trước sẽ nhắc ai", **{"rungs-0-days": "15"})
    page.submit("Lưu quy tắc này")
    shown = words(page.get("reminders.index"))
    assert "Phòng Tư pháp: Thời hạn hoàn thành" in shown
    assert "Trước hạn hoàn thành 15 ngày làm việc" in shown
    row = session.scalars(
        select(ReminderRuleRow).where(ReminderRuleRow.unit_id == district.justice.id)
    ).one()
    session.rollback()
    page.get("reminders.end", rule_id=row.id)
    page.submit("Thôi áp dụng", basis="Đơn vị đã tiến bộ")
    assert "Phòng Tư pháp: " not in words(page.get("reminders.index"))


def test_why_and_why_not(
    page: Visitor, session: Session, clock: Clock, district: District, task: Task
) -> None:
    plan(session, office_id=district.office.id, now=morning_of(date(2026, 11, 25)), base_url="x")
    clock.move_to(date(2026, 11, 25), hour=9)
    page.sign_in(district.auditor)
    page.get("tasks.show", task_id=task.id)
    shown = words(page.get("reminders.task", task_id=task.id))
    assert "Ngày 25/11/2026 nhiệm vụ này được nhắc" in shown
    assert "Hạn 30/11/2026: còn 3 ngày làm việc" in shown
    assert "Trần Văn Bình: Đã nhắc ngày 25/11/2026 (Trong phần mềm)" in shown
    assert "Không gửi thư điện tử: chưa có địa chỉ." in shown
    assert "Không có kết quả nào đang chờ xác nhận." in shown
    before = words(page.get("reminders.task", task_id=task.id, on="18/11/2026"))
    assert "Ngày 18/11/2026 nhiệm vụ này không được nhắc" in before
    assert "Chưa đến mốc nhắc đầu tiên, ngày 19/11/2026." in before
    after = words(page.get("reminders.task", task_id=task.id, on="01/12/2026"))
    assert "Sẽ nhắc nếu đến lúc đó không có gì thay đổi." in after
    weekend = words(page.get("reminders.task", task_id=task.id, on="29/11/2026"))
    assert "Không nhắc vào ngày nghỉ" in weekend
    page.get("reminders.task", task_id=task.id, on="31/02/2026", status=422)


def test_what_goes_out_tomorrow_and_nothing_is_written(
    page: Visitor, session: Session, clock: Clock, district: District, task: Task
) -> None:
    clock.move_to(date(2026, 11, 24), hour=9)
    page.sign_in(district.monitor)
    shown = words(page.get("reminders.tomorrow"))
    assert "Ngày 25/11/2026 sẽ gửi gì" in shown
    assert "Trần Văn Bình" in shown
    assert "Thời hạn hoàn thành" in shown
    assert session.scalar(select(LedgerEntry)) is None


def test_who_may_look_and_who_may_edit(page: Visitor, district: District, task: Task) -> None:
    page.sign_in(district.auditor)
    shown = words(page.get("reminders.index"))
    assert "Sửa, bật hoặc tắt" not in shown
    page.get("reminders.edit", kind="deadline", status=403)
    page.sign_in(district.culture_head)
    page.get("reminders.index", status=403)
    page.get("reminders.task", task_id=task.id, status=404)
    page.sign_in(district.monitor)
    page.get("reminders.edit", kind="khong-co", status=404)
