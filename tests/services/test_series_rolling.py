"""Recurring duties make their tasks: once, in time, for whoever owes them, told once."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import date, datetime

import pytest
from flask import Flask
from sqlalchemy import select
from sqlalchemy.orm import Session

from tests.factories.district import District, a_district
from tests.factories.office import an_office
from tests.factories.series import a_series
from tests.factories.unit import a_unit
from tests.factories.user import a_user, the_system
from tracker.db import db
from tracker.domain.deadlines import DeadlineCause
from tracker.domain.errors import Conflict
from tracker.domain.follow_up import FollowUp
from tracker.domain.history import EventKind
from tracker.domain.local_time import VIETNAM
from tracker.domain.people import Post
from tracker.domain.recurrence import RecurrenceRule
from tracker.domain.recurrence_periods import Every
from tracker.models import Event, OutboxMessage, SeriesSkip, Task, User
from tracker.queries.series import plan_of
from tracker.services import lead_units
from tracker.services.series_rolling import Rolled, roll

WEEKLY = RecurrenceRule(every=Every.WEEK, weekday=5)
QUARTERLY = RecurrenceRule(every=Every.QUARTER, day=15)


@pytest.fixture
def district(session: Session) -> District:
    the_system(session)
    return a_district(session)


def at(day: date, hour: int = 5) -> datetime:
    return datetime(day.year, day.month, day.day, hour, 30, tzinfo=VIETNAM)


def rolled(session: Session, district: District, day: date, *, dry_run: bool = False) -> Rolled:
    session.commit()
    return roll(session, office_id=district.office.id, now=at(day), dry_run=dry_run)


def tasks(session: Session) -> list[tuple[str, str | None, date | None]]:
    found = session.scalars(select(Task).order_by(Task.due_on, Task.id))
    return [(task.lead_unit.name, task.period_key, task.due_on) for task in found]


def messages(session: Session, person: User) -> list[OutboxMessage]:
    query = select(OutboxMessage).where(OutboxMessage.recipient_id == person.id)
    return list(session.scalars(query.order_by(OutboxMessage.id)))


def test_the_period_comes_with_its_task_its_deadline_and_its_history(
    session: Session, district: District
) -> None:
    series = a_series(session, district.office, [district.justice], coordinating=[district.culture])
    done = rolled(session, district, date(2026, 11, 2))
    assert (done.made, done.late, done.by_series) == (1, 0, {series.id: ["2026-11"]})
    task = session.scalars(select(Task)).one()
    assert (task.series_id, task.period_key) == (series.id, "2026-11")
    assert [part.unit_id for part in task.parts] == [district.culture.id]
    (deadline,) = task.deadlines
    assert (deadline.due_on, deadline.cause) == (date(2026, 11, 20), DeadlineCause.SERIES)
    assert deadline.basis == "Nhiệm vụ định kỳ, kỳ tháng 11 năm 2026."
    event = session.scalars(select(Event).where(Event.task_id == task.id)).one()
    assert (event.kind, event.actor_id) == (EventKind.TASK_ASSIGNED, the_system(session).id)


def test_twice_the_same_morning_makes_and_tells_nothing_twice(
    session: Session, district: District
) -> None:
    a_series(session, district.office, [district.justice, district.culture])
    first = rolled(session, district, date(2026, 11, 2))
    again = rolled(session, district, date(2026, 11, 2))
    later = rolled(session, district, date(2026, 11, 9))
    assert (first.made, first.people) == (2, 2)
    assert (again.made, again.people, later.made, later.people) == (0, 0, 0, 0)
    assert len(messages(session, district.justice_head)) == 1


def test_three_series_in_one_run_and_one_message_for_each_person(
    session: Session, district: District
) -> None:
    for rule in (RecurrenceRule(every=Every.MONTH, day=20), WEEKLY, QUARTERLY):
        a_series(
            session, district.office, [district.justice], rule=rule, from_on=date(2026, 11, 23)
        )
    done = rolled(session, district, date(2026, 11, 30))
    assert sorted(key for keys in done.by_series.values() for key in keys) == [
        "2026-12",
        "2026-Q4",
        "2026-W48",
        "2026-W49",
    ]
    (message,) = messages(session, district.justice_head)
    assert message.subject == "Đến kỳ: 4 nhiệm vụ định kỳ"
    assert "kỳ quý IV năm 2026, hạn 15/12/2026" in message.text


def test_a_coordinating_unit_hears_too_and_a_restricted_paper_says_nothing(
    session: Session, district: District
) -> None:
    series = a_series(session, district.office, [district.justice], coordinating=[district.culture])
    series.duty.directive.restricted = True
    rolled(session, district, date(2026, 11, 2))
    (message,) = messages(session, district.culture_head)
    assert series.duty.text not in message.text
    assert "lưu hành nội bộ" in message.text


def test_what_is_made_on_a_sunday_is_told_on_monday(session: Session, district: District) -> None:
    a_series(session, district.office, [district.justice])
    sunday = rolled(session, district, date(2026, 11, 1))
    assert (sunday.made, sunday.people) == (1, 0)
    assert rolled(session, district, date(2026, 11, 2)).people == 1


def test_after_a_standstill_the_last_missed_periods_and_the_present_one(
    session: Session, district: District
) -> None:
    a_series(session, district.office, [district.justice], from_on=date(2026, 2, 1))
    done = rolled(session, district, date(2026, 12, 7))
    assert (done.made, done.late) == (3, 2)
    assert tasks(session) == [
        ("Phòng Tư pháp", "2026-10", date(2026, 12, 10)),
        ("Phòng Tư pháp", "2026-11", date(2026, 12, 10)),
        ("Phòng Tư pháp", "2026-12", date(2026, 12, 20)),
    ]
    late = session.scalars(select(Task).where(Task.period_key == "2026-11")).one()
    assert "hạn theo quy tắc là 20/11/2026; giao muộn ngày 07/12/2026" in late.deadlines[0].basis
    assert rolled(session, district, date(2026, 12, 8)).made == 0


def test_many_units_are_committed_in_batches(
    session: Session, district: District, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tracker.services.series_rolling.BATCH", 3)
    communes = [a_unit(session, parent=district.office.root_unit) for _ in range(7)]
    a_series(session, district.office, communes)
    assert rolled(session, district, date(2026, 11, 2)).made == 7
    assert len(tasks(session)) == 7


def test_two_rounds_at_once_make_each_task_once(
    app: Flask, session: Session, district: District
) -> None:
    communes = [a_unit(session, parent=district.office.root_unit) for _ in range(5)]
    people = [a_user(session, unit=unit, post=Post.HEAD) for unit in communes]
    for _ in range(3):
        a_series(session, district.office, communes)
    session.commit()
    office_id = district.office.id

    def one_round(_number: int) -> int:
        with app.app_context():
            return roll(db.session(), office_id=office_id, now=at(date(2026, 11, 2))).made

    with ThreadPoolExecutor(4) as rounds:
        assert sum(rounds.map(one_round, range(4))) == 15
    session.rollback()
    assert len(tasks(session)) == 15
    assert [len(messages(session, person)) for person in people] == [1] * 5


def test_dissolved_units_units_that_left_and_units_to_come_get_nothing(
    session: Session, district: District
) -> None:
    gone = a_unit(session, "UBND xã Cũ", parent=district.office.root_unit, to_on=date(2026, 11, 1))
    left = a_unit(session, "UBND xã Đã thôi", parent=district.office.root_unit)
    new = a_unit(session, "UBND xã Mới", parent=district.office.root_unit)
    series = a_series(
        session,
        district.office,
        [district.justice, gone, left, new],
        from_on=date(2026, 2, 1),
    )
    by_unit = {row.unit_id: row for row in series.duty.units}
    by_unit[left.id].to_on = date(2026, 10, 31)
    by_unit[new.id].from_on = date(2026, 11, 15)
    rolled(session, district, date(2026, 11, 16))
    assert {(name, key) for name, key, _ in tasks(session)} == {
        ("Phòng Tư pháp", "2026-09"),
        ("Phòng Tư pháp", "2026-10"),
        ("Phòng Tư pháp", "2026-11"),
        ("UBND xã Mới", "2026-11"),
    }


def test_a_duty_that_ended_and_a_series_that_ended_make_nothing(
    session: Session, district: District
) -> None:
    ended = a_series(session, district.office, [district.justice])
    ended.duty.ended_on = date(2026, 11, 1)
    over = a_series(session, district.office, [district.culture])
    over.rules[0].rule = None
    assert rolled(session, district, date(2026, 11, 10)).made == 0


def test_a_skipped_period_is_not_made(session: Session, district: District) -> None:
    series = a_series(session, district.office, [district.justice])
    series.skips.append(
        SeriesSkip(
            period_key="2026-11",
            reason="Tỉnh đã tổng hợp chung",
            skipped_by_id=district.monitor.id,
            skipped_at=at(date(2026, 11, 1)),
        )
    )
    assert rolled(session, district, date(2026, 11, 10)).made == 0
    assert rolled(session, district, date(2026, 12, 1)).by_series == {series.id: ["2026-12"]}


def test_a_task_that_was_moved_is_not_made_again_for_either_unit(
    session: Session, district: District
) -> None:
    series = a_series(session, district.office, [district.justice])
    rolled(session, district, date(2026, 11, 2))
    lead_units.transfer(
        session,
        task_id=session.scalars(select(Task.id)).one(),
        version=None,
        unit_id=district.culture.id,
        basis="Quyết định phân công lại",
        actor=district.actor(district.monitor),
        now=at(date(2026, 11, 3)),
    )
    assert rolled(session, district, date(2026, 11, 4)).made == 0
    rolled(session, district, date(2026, 12, 1))
    assert [name for name, key, _ in tasks(session) if key == "2026-12"] == [district.culture.name]
    assert plan_of(series).rule_on(date(2026, 12, 1)) is not None


def test_a_unit_never_gets_a_second_task_of_a_period_by_a_move(
    session: Session, district: District
) -> None:
    a_series(session, district.office, [district.justice, district.culture])
    rolled(session, district, date(2026, 11, 2))
    first = session.scalars(select(Task).where(Task.lead_unit_id == district.justice.id)).one()
    with pytest.raises(Conflict, match="đã có nhiệm vụ định kỳ của kỳ này"):
        lead_units.transfer(
            session,
            task_id=first.id,
            version=None,
            unit_id=district.culture.id,
            basis="Quyết định phân công lại",
            actor=district.actor(district.monitor),
            now=at(date(2026, 11, 3)),
        )


def test_a_collected_duty_has_one_task_and_the_others_are_its_parts(
    session: Session, district: District
) -> None:
    series = a_series(session, district.office, [district.justice, district.culture])
    series.duty.follow_up = FollowUp.COLLECTED
    rolled(session, district, date(2026, 11, 2))
    task = session.scalars(select(Task)).one()
    assert task.lead_unit_id == district.justice.id
    assert [part.unit_id for part in task.parts] == [district.culture.id]


def test_the_lead_offices_own_task_waits_for_somebody_who_can_confirm_it(session: Session) -> None:
    the_system(session)
    office = an_office(session)
    assert office.lead_unit is not None
    a_series(session, office, [office.lead_unit])
    session.commit()
    done = roll(session, office_id=office.id, now=at(date(2026, 11, 2)))
    assert done.made == 0
    assert "chưa có ai xác nhận" in done.refused[0]


def test_a_broken_series_stops_no_other(session: Session, district: District) -> None:
    broken = a_series(session, district.office, [district.justice])
    broken.rules[0].rule = {"every": "fortnightly"}
    good = a_series(session, district.office, [district.culture])
    done = rolled(session, district, date(2026, 11, 2))
    assert done.by_series == {good.id: ["2026-11"]}
    assert len(done.refused) == 1


def test_a_dry_run_counts_and_writes_nothing(session: Session, district: District) -> None:
    a_series(session, district.office, [district.justice])
    assert rolled(session, district, date(2026, 11, 2), dry_run=True).made == 1
    assert tasks(session) == []
    assert messages(session, district.justice_head) == []
