"""A morning is planned once, whatever happens around it (lessons 1 to 5, 8 and 9)."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import date, datetime
from threading import Barrier
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from tests.factories.office import an_office
from tests.factories.task import a_task
from tests.factories.unit import a_unit
from tests.factories.user import a_user, as_actor
from tracker.db import db
from tracker.domain.calendar_rows import DayKind
from tracker.domain.deadlines import DeadlineCause
from tracker.domain.delivery import Channel
from tracker.domain.local_time import VIETNAM
from tracker.domain.people import Post, Role
from tracker.domain.reminder_rules import dedupe_key
from tracker.domain.task_status import TaskStatus
from tracker.models import (
    CalendarDay,
    Deadline,
    LedgerEntry,
    Office,
    OutboxMessage,
    Unit,
    User,
)
from tracker.services import reminders
from tracker.services.deadline_versions import set_deadline
from tracker.services.planned_rows import MorningWriter
from tracker.services.reminders import Plan, plan


def morning(day: date) -> datetime:
    return datetime(day.year, day.month, day.day, 7, 30, tzinfo=VIETNAM)


def run(session: Session, office: Office, day: date, *, dry_run: bool = False) -> Plan:
    return plan(
        session,
        office_id=office.id,
        now=morning(day),
        base_url="http://tracker.test",
        dry_run=dry_run,
    )


@pytest.fixture
def office(session: Session) -> Office:
    return an_office(session)


@pytest.fixture
def justice(session: Session, office: Office) -> Unit:
    return a_unit(session, "Phòng Tư pháp", parent=office.root_unit)


@pytest.fixture
def head(session: Session, office: Office, justice: Unit) -> User:
    return a_user(
        session, "Trần Thị Thử", unit=justice, post=Post.HEAD, email="tu.phap@tracker.test"
    )


def mails(session: Session) -> list[OutboxMessage]:
    return list(
        session.scalars(
            select(OutboxMessage)
            .where(OutboxMessage.channel == Channel.EMAIL)
            .order_by(OutboxMessage.id)
        )
    )


@pytest.mark.usefixtures("head")
def test_planned_twice_nobody_is_told_twice(
    session: Session, office: Office, justice: Unit
) -> None:
    a_task(session, office, justice, due_on=date(2026, 11, 26))
    first = run(session, office, date(2026, 11, 23))
    again = run(session, office, date(2026, 11, 23))
    assert (first.total, again.total) == (2, 0)  # in the application and by e-mail
    assert len(mails(session)) == 1


@pytest.mark.usefixtures("head")
def test_three_tasks_make_one_digest_with_three_reasons(
    session: Session, office: Office, justice: Unit
) -> None:
    for text in ("Báo cáo tổng kết", "Kế hoạch tự kiểm tra", "Danh mục văn bản"):
        a_task(session, office, justice, due_on=date(2026, 11, 26), text=text)
    run(session, office, date(2026, 11, 23))
    (mail,) = mails(session)
    assert mail.subject == "3 nhiệm vụ sắp đến hạn"
    assert all(text in mail.text for text in ("Báo cáo tổng kết", "Danh mục văn bản"))
    assert len(mail.entries) == 3
    assert "http://tracker.test/tasks/" in mail.html


@pytest.mark.usefixtures("head")
def test_a_missed_week_is_one_digest_not_five(
    session: Session, office: Office, justice: Unit
) -> None:
    """Lesson 2: down for five working days and more."""
    a_task(session, office, justice, due_on=date(2026, 11, 18))
    run(session, office, date(2026, 11, 9))  # seven working days ahead
    run(session, office, date(2026, 11, 23))  # nobody planned in between
    texts = [mail.subject for mail in mails(session)]
    assert texts == ["1 nhiệm vụ sắp đến hạn", "1 nhiệm vụ quá hạn"]


@pytest.mark.usefixtures("head")
def test_weekend_and_holiday_stay_silent_and_a_worked_saturday_does_not(
    session: Session, office: Office, justice: Unit
) -> None:
    session.add_all(
        [
            CalendarDay(
                office_id=office.id,
                on_day=date(2026, 11, 23),
                kind=DayKind.HOLIDAY,
                name="Nghỉ thử",
            ),
            CalendarDay(
                office_id=office.id,
                on_day=date(2026, 11, 28),
                kind=DayKind.SWAP_WORK,
                name="Làm bù thử",
            ),
        ]
    )
    a_task(session, office, justice, due_on=date(2026, 11, 30))
    assert not run(session, office, date(2026, 11, 22)).works
    assert not run(session, office, date(2026, 11, 23)).works
    saturday = run(session, office, date(2026, 11, 28))
    assert saturday.works
    assert saturday.planned == {"deadline/d-1": 2}


@pytest.mark.usefixtures("head")
def test_an_extension_starts_the_ladder_anew_and_silences_the_old_one(
    session: Session, office: Office, justice: Unit
) -> None:
    """Lesson 3: D-3 of the new date is sent again, the old D-1 is not."""
    task = a_task(session, office, justice, due_on=date(2026, 11, 26))
    run(session, office, date(2026, 11, 23))
    clerk = a_user(session)
    set_deadline(
        session,
        task,
        due_on=date(2026, 12, 10),
        cause=DeadlineCause.EXTENSION,
        basis="Công văn số 5/UBND",
        actor=as_actor(clerk, office),
        now=morning(date(2026, 11, 24)),
    )
    session.commit()
    assert run(session, office, date(2026, 11, 25)).total == 0  # the old d-1 is dead
    assert run(session, office, date(2026, 12, 1)).planned == {"deadline/d-7": 2}
    assert run(session, office, date(2026, 12, 7)).planned == {"deadline/d-3": 2}
    told = session.execute(
        select(LedgerEntry.rung, LedgerEntry.deadline_version).order_by(LedgerEntry.id)
    )
    assert list(dict.fromkeys(map(tuple, told))) == [("d-3", 1), ("d-7", 2), ("d-3", 2)]


@pytest.mark.parametrize(
    ("status", "told"),
    [
        (TaskStatus.ASSIGNED, True),
        (TaskStatus.ACKNOWLEDGED, True),
        (TaskStatus.IN_PROGRESS, True),
        (TaskStatus.RETURNED, True),
        (TaskStatus.SUBMITTED, False),
        (TaskStatus.REFUSED, False),
        (TaskStatus.SUSPENDED, False),
        (TaskStatus.CANCELLED, False),
        (TaskStatus.COMPLETED, False),
    ],
)
@pytest.mark.usefixtures("head")
def test_who_is_reminded_in_each_status(
    session: Session, office: Office, justice: Unit, status: TaskStatus, told: bool
) -> None:
    """Lesson 4."""
    done_on = date(2026, 11, 1) if status is TaskStatus.COMPLETED else None
    a_task(session, office, justice, due_on=date(2026, 11, 26), status=status, done_on=done_on)
    assert bool(run(session, office, date(2026, 11, 23)).total) is told


@pytest.mark.usefixtures("head")
def test_reached_as_officer_head_and_lead_office_is_told_once(
    session: Session, office: Office, justice: Unit
) -> None:
    """Lesson 5: one person behind three audiences of one rung."""
    everything = a_user(
        session,
        unit=justice,
        post=Post.HEAD,
        office=office,
        roles=[Role.LEAD_OFFICE],
        email="kiem.nhiem@tracker.test",
    )
    task = a_task(session, office, justice, due_on=date(2026, 11, 17))
    task.assignee_id = everything.id
    session.commit()
    done = run(session, office, date(2026, 11, 23))
    assert done.planned == {"deadline/d+4": 4}  # two people, two channels
    theirs = [mail for mail in mails(session) if mail.recipient_id == everything.id]
    assert [len(mail.entries) for mail in theirs] == [1]


def test_a_unit_without_a_head_still_hears_through_its_people(
    session: Session, office: Office, justice: Unit
) -> None:
    a_user(session, unit=justice, email="can.bo@tracker.test")
    a_user(session, unit=justice, email="nghi.viec@tracker.test", active=False)
    a_task(session, office, justice, due_on=date(2026, 11, 26))
    run(session, office, date(2026, 11, 23))
    assert [mail.recipient.email for mail in mails(session)] == ["can.bo@tracker.test"]


@pytest.mark.usefixtures("head")
def test_a_dry_run_says_the_same_and_writes_nothing(
    session: Session, office: Office, justice: Unit
) -> None:
    a_task(session, office, justice, due_on=date(2026, 11, 26))
    dry = run(session, office, date(2026, 11, 23), dry_run=True)
    assert session.scalar(select(func.count()).select_from(LedgerEntry)) == 0
    assert run(session, office, date(2026, 11, 23)).planned == dry.planned


@pytest.mark.usefixtures("head")
def test_another_office_is_not_told(session: Session, office: Office, justice: Unit) -> None:
    elsewhere = an_office(session, "UBND huyện Khác")
    a_task(session, office, justice, due_on=date(2026, 11, 26))
    assert run(session, elsewhere, date(2026, 11, 23)).total == 0


@pytest.mark.usefixtures("head")
def test_planned_by_two_processes_at_once_everybody_is_told_once(
    app: Flask, session: Session, office: Office, justice: Unit
) -> None:
    """Lesson 1: two planners that start together."""
    for n in range(30):
        a_task(session, office, justice, due_on=date(2026, 11, 26), text=f"Việc {n}")
    session.commit()
    office_id, gate = office.id, Barrier(2)

    def planner(_number: int) -> int:
        with app.app_context():
            gate.wait(30)
            now = morning(date(2026, 11, 23))
            return plan(db.session(), office_id=office_id, now=now, base_url="http://x").total

    with ThreadPoolExecutor(2) as planners:
        counts = list(planners.map(planner, range(2)))
    assert sum(counts) == 60
    session.rollback()
    assert session.scalar(select(func.count()).select_from(LedgerEntry)) == 60
    told = [entry for mail in mails(session) for entry in mail.entries]
    assert len(told) == len({entry.task_id for entry in told}) == 30


@pytest.mark.usefixtures("head")
def test_a_morning_that_broke_off_is_made_up_the_next_day(
    session: Session, office: Office, justice: Unit, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Lesson 2: killed between two people; who was told is not told again, the others are."""
    culture = a_unit(session, "Phòng Văn hóa", parent=office.root_unit)
    a_user(session, unit=culture, post=Post.HEAD)
    for unit in (justice, culture):
        a_task(session, office, unit, due_on=date(2026, 11, 26))
    session.commit()
    writes = MorningWriter.write
    calls = []

    def dies(self: MorningWriter, *args: Any) -> int:
        calls.append(args)
        if len(calls) == 2:
            raise KeyboardInterrupt
        return writes(self, *args)

    monkeypatch.setattr(reminders, "PEOPLE", 1)
    monkeypatch.setattr(MorningWriter, "write", dies)
    with pytest.raises(KeyboardInterrupt):
        run(session, office, date(2026, 11, 23))
    session.rollback()
    assert session.scalar(select(func.count()).select_from(LedgerEntry)) == 2
    assert run(session, office, date(2026, 11, 24)).planned == {"deadline/d-3": 1}
    assert run(session, office, date(2026, 11, 24)).total == 0


@pytest.mark.usefixtures("head")
def test_a_holiday_entered_later_moves_rungs_but_no_deadline_and_tells_nobody_twice(
    session: Session, office: Office, justice: Unit
) -> None:
    """Lessons 8 and 9, the part of the reminders."""
    task = a_task(session, office, justice, due_on=date(2026, 11, 30))
    assert run(session, office, date(2026, 11, 25)).planned == {"deadline/d-3": 2}
    session.add(
        CalendarDay(
            office_id=office.id, on_day=date(2026, 11, 27), kind=DayKind.HOLIDAY, name="Nghỉ thử"
        )
    )
    session.commit()
    assert run(session, office, date(2026, 11, 26)).planned == {"deadline/d-1": 2}
    assert not run(session, office, date(2026, 11, 27)).works
    assert run(session, office, date(2026, 11, 30)).planned == {"deadline/d0": 2}
    assert task.due_on == date(2026, 11, 30)
    assert session.scalar(select(func.count()).select_from(Deadline)) == 1


@pytest.mark.usefixtures("head")
def test_the_key_of_the_ledger_is_the_one_that_the_rules_name(
    session: Session, office: Office, justice: Unit, head: User
) -> None:
    task = a_task(session, office, justice, due_on=date(2026, 11, 26))
    run(session, office, date(2026, 11, 23))
    keys = {
        dedupe_key(
            subject=f"task:{task.id}",
            recipient=f"user:{head.id}",
            rule="deadline",
            rung="d-3",
            deadline_version=1,
            occurrence=1,
            channel=channel,
        )
        for channel in ("in_app", "email")
    }
    assert set(session.scalars(select(LedgerEntry.dedupe_key))) == keys
