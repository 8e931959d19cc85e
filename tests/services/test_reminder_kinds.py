"""Every kind of clock reaches the right people, once, and falls silent by itself."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from tests.factories.district import District, a_district
from tests.factories.duty import a_duty
from tests.factories.life import Life, at
from tests.factories.series import a_series
from tests.factories.task import a_task
from tests.factories.user import a_user
from tracker.domain.extension_rules import ExtensionState
from tracker.domain.follow_up import FollowUp
from tracker.domain.people import Role
from tracker.domain.reminder_ladder import Audience, ReminderRule, RuleKind, Rung
from tracker.domain.task_status import TaskStatus
from tracker.models import Evidence, ExtensionRequest, LeaderCharge, LedgerEntry, Task
from tracker.queries.reminder_rules import default_rules
from tracker.services.reminder_answers import morning_of
from tracker.services.reminders import Plan, plan
from tracker.services.still_owed import still_owed


@pytest.fixture
def district(session: Session) -> District:
    return a_district(session)


def run(session: Session, district: District, day: date, *rules: ReminderRule) -> Plan:
    session.commit()
    return plan(
        session,
        office_id=district.office.id,
        now=morning_of(day),
        base_url="http://tracker.test",
        rules=rules or None,
    )


def told(session: Session) -> set[int]:
    return {entry.recipient_id for entry in entries(session)}


def entries(session: Session) -> list[LedgerEntry]:
    """What was planned; not what was told at once."""
    planned = LedgerEntry.rule.in_([kind.value for kind in RuleKind])
    return list(session.scalars(select(LedgerEntry).where(planned).order_by(LedgerEntry.id)))


def a_rule(kind: RuleKind, at_: int, *audiences: Audience, **more: Any) -> ReminderRule:
    return ReminderRule(kind.value, kind, (Rung(f"d{at_:+d}", at_, audiences, **more),))


def test_the_lead_office_is_reminded_of_each_hand_in_it_sits_on(
    session: Session, district: District
) -> None:
    task = a_task(session, district.office, district.justice, due_on=date(2026, 12, 30))
    life = Life(session, district)
    life.submit(task, date(2026, 11, 9))
    assert run(session, district, date(2026, 11, 11)).total == 0
    assert run(session, district, date(2026, 11, 12)).planned == {"approval/d+3": 1}
    assert told(session) == {district.monitor.id}
    assert still_owed(session, entries(session)) == entries(session)
    life.return_(task, date(2026, 11, 12)).submit(task, date(2026, 11, 13))
    session.commit()
    assert still_owed(session, entries(session)) == []
    assert run(session, district, date(2026, 11, 18)).planned == {"approval/d+3": 1}


def test_an_extension_request_that_waits(session: Session, district: District) -> None:
    task = a_task(session, district.office, district.justice, due_on=date(2026, 12, 30))
    request = ExtensionRequest(
        office_id=district.office.id,
        task_id=task.id,
        unit_id=district.justice.id,
        n=1,
        state=ExtensionState.WAITING,
        reason="Chờ hướng dẫn",
        due_on=date(2026, 12, 30),
        wanted_on=date(2027, 1, 30),
        asked_at=at(date(2026, 11, 9)),
        asked_on=date(2026, 11, 9),
        asked_by_id=district.justice_head.id,
    )
    session.add(request)
    assert run(session, district, date(2026, 11, 11)).planned == {"extension/d+2": 1}
    (entry,) = entries(session)
    assert (entry.extension_request_id, entry.task_id) == (request.id, task.id)
    assert "Đề nghị gia hạn ngày 09/11/2026, đã chờ quyết định 2 ngày làm việc" in entry.cause
    request.state, request.closed_at = ExtensionState.WITHDRAWN, at(date(2026, 11, 11))
    session.commit()
    assert still_owed(session, [entry]) == []
    assert run(session, district, date(2026, 11, 13)).total == 0


def test_a_unit_that_has_not_sent_its_report(session: Session, district: District) -> None:
    a_duty(
        session, district.office, "Tiếp công dân", leads=[district.justice],
        follow_up=FollowUp.REGULAR,
    )  # fmt: skip
    on_the_day = run(session, district, date(2026, 11, 16))  # the period ended on the 14th
    assert on_the_day.planned == {"report/d0": 1}
    assert told(session) == {district.justice_head.id}
    late = run(session, district, date(2026, 11, 17))
    assert late.planned == {"report/d+1": 2}  # now the lead office hears too
    assert district.monitor.id in told(session)
    assert {entry.period_key for entry in entries(session)} == {"2026-11"}
    assert still_owed(session, entries(session)) == entries(session)


def test_a_recurring_duty_about_to_start(session: Session, district: District) -> None:
    rule = a_rule(RuleKind.SERIES, -3, Audience.LEAD_OFFICE)
    a_series(session, district.office, [district.justice, district.culture])
    assert run(session, district, date(2026, 11, 24), rule).total == 0
    assert run(session, district, date(2026, 11, 26), rule).planned == {"series/d-3": 1}
    assert told(session) == {district.monitor.id}
    assert run(session, district, date(2026, 11, 26), rule).total == 0


def test_a_paper_that_will_be_out_of_force(session: Session, district: District) -> None:
    paper = Evidence(
        office_id=district.office.id,
        unit_id=district.justice.id,
        title="Quyết định cử thành viên",
        expires_on=date(2026, 11, 30),
        created_at=at(date(2026, 1, 5)),
        created_by_id=district.justice_head.id,
    )
    session.add(paper)
    assert run(session, district, date(2026, 11, 19)).planned == {"evidence/d-7": 1}
    assert told(session) == {district.justice_head.id}
    paper.expires_on = date(2027, 6, 30)
    session.commit()
    assert still_owed(session, entries(session)) == []
    assert run(session, district, date(2026, 11, 27)).total == 0


def test_not_acknowledged_in_time(session: Session, district: District) -> None:
    rule = a_rule(RuleKind.ACKNOWLEDGE, 2, Audience.UNIT_HEAD)
    task = a_task(session, district.office, district.justice, assigned_on=date(2026, 11, 9))
    assert run(session, district, date(2026, 11, 10), rule).total == 0
    assert run(session, district, date(2026, 11, 11), rule).planned == {"acknowledge/d+2": 1}
    other = a_task(session, district.office, district.justice, assigned_on=date(2026, 11, 10))
    Life(session, district).report(other, date(2026, 11, 11))
    assert run(session, district, date(2026, 11, 12), rule).total == 0
    Life(session, district).report(task, date(2026, 11, 12))
    session.commit()
    assert still_owed(session, entries(session)) == []


def test_nothing_said_in_the_period(session: Session, district: District) -> None:
    rule = a_rule(RuleKind.UPDATE, -3, Audience.UNIT_HEAD)
    silent = a_task(session, district.office, district.justice, assigned_on=date(2026, 10, 1))
    spoke = a_task(session, district.office, district.justice, assigned_on=date(2026, 10, 1))
    a_task(session, district.office, district.justice, assigned_on=date(2026, 12, 1))
    Life(session, district).report(spoke, date(2026, 11, 20))
    assert run(session, district, date(2026, 12, 8), rule).total == 0
    assert run(session, district, date(2026, 12, 9), rule).planned == {"update/d-3": 1}
    assert [entry.task_id for entry in entries(session)] == [silent.id]
    assert run(session, district, date(2026, 12, 10), rule).total == 0
    assert still_owed(session, entries(session)) == entries(session)
    Life(session, district).report(silent, date(2026, 12, 10))
    session.commit()
    assert still_owed(session, entries(session)) == []


def overdue_by_ten(session: Session, district: District) -> Task:
    return a_task(session, district.office, district.justice, due_on=date(2026, 11, 9))


def test_the_third_level_tells_the_leader_in_charge_and_not_the_others(
    session: Session, district: District
) -> None:
    deputy = a_user(session, unit=district.office.root_unit, office=district.office,
                    roles=[Role.LEADER])  # fmt: skip
    session.add(
        LeaderCharge(
            office_id=district.office.id,
            user_id=deputy.id,
            unit_id=district.justice.id,
            from_on=date(2026, 1, 1),
            set_by_id=district.monitor.id,
            set_at=at(date(2026, 1, 1)),
        )
    )
    overdue_by_ten(session, district)
    done = run(session, district, date(2026, 11, 23))
    assert done.planned == {"deadline/d+10": 3}
    assert told(session) == {district.justice_head.id, district.monitor.id, deputy.id}
    assert {(entry.level, entry.statutory) for entry in entries(session)} == {(3, True)}
    assert entries(session)[0].cause.startswith("Đôn đốc cấp 3. Hạn 09/11/2026")
    assert done.letters == {district.justice.id}


def test_without_anybody_in_charge_who_heads_the_office_hears(
    session: Session, district: District
) -> None:
    overdue_by_ten(session, district)
    run(session, district, date(2026, 11, 23))
    assert district.chairman.id in told(session)


@pytest.mark.parametrize("scope", ["unit", "directive"])
def test_a_narrower_rule_takes_the_place_of_the_general_one(
    session: Session, district: District, scope: str
) -> None:
    task = a_task(session, district.office, district.justice, due_on=date(2026, 12, 7))
    a_task(session, district.office, district.culture, due_on=date(2026, 12, 7))
    about = {"unit_id": district.justice.id} if scope == "unit" else {
        "directive_id": task.duty.directive_id
    }  # fmt: skip
    narrow = ReminderRule(
        "deadline",
        RuleKind.DEADLINE,
        (Rung("d-10", -10, (Audience.UNIT_HEAD,)),),
        **about,  # type: ignore[arg-type]
    )
    rules = (*default_rules(), narrow)
    assert run(session, district, date(2026, 11, 23), *rules).planned == {"deadline/d-10": 1}
    assert told(session) == {district.justice_head.id}
    assert run(session, district, date(2026, 11, 26), *rules).planned == {"deadline/d-7": 1}
    assert told(session) == {district.justice_head.id, district.culture_head.id}


def test_a_machine_gives_nobody_else_the_task(session: Session, district: District) -> None:
    task = overdue_by_ten(session, district)
    before = (task.lead_unit_id, task.assignee_id, task.status, task.row_version, task.due_on)
    run(session, district, date(2026, 11, 23))
    session.expire_all()
    assert before == (
        task.lead_unit_id, task.assignee_id, task.status, task.row_version, task.due_on
    )  # fmt: skip
    assert task.status is TaskStatus.ASSIGNED


def test_a_moved_due_day_is_not_spoken_of_any_more(session: Session, district: District) -> None:
    task = a_task(session, district.office, district.justice, due_on=date(2026, 11, 26))
    run(session, district, date(2026, 11, 23))
    assert still_owed(session, entries(session)) == entries(session)
    Life(session, district).change_deadline(task, date(2026, 11, 23), date(2026, 12, 20))
    session.commit()
    assert still_owed(session, entries(session)) == []
