"""One mail a morning: reminders and yesterday's news together, at the hour that a person chose."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date, datetime, timedelta

import pytest
from sqlalchemy import select, update
from sqlalchemy.orm import Session

from tests.factories.district import District, a_district
from tests.factories.series import a_series
from tests.factories.task import a_task
from tests.factories.unit import a_unit
from tracker.domain.delivery import Channel
from tracker.domain.local_time import VIETNAM, local_moment
from tracker.domain.messages import MessageKind
from tracker.domain.reminder_ladder import Audience, ReminderRule, RuleKind, Rung
from tracker.models import LedgerEntry, OutboxMessage, Task, User
from tracker.services.notices import tell
from tracker.services.outgoing import needless
from tracker.services.reminders import plan
from tracker.services.telling import choose, end_pause, pause

FRIDAY, MONDAY, TUESDAY = date(2026, 11, 20), date(2026, 11, 23), date(2026, 11, 25)
"""24 November is a holiday; TUESDAY stands for the next morning that works."""


def at(day: date, hour: int = 7, minute: int = 30) -> datetime:
    return datetime(day.year, day.month, day.day, hour, minute, tzinfo=VIETNAM)


@pytest.fixture
def district(session: Session) -> District:
    district = a_district(session)
    district.justice_head.email = "binh@tracker.test"
    district.monitor.email = "huong@tracker.test"
    return district


@pytest.fixture
def late(session: Session, district: District) -> Task:
    return a_task(
        session, district.office, district.justice, due_on=date(2026, 11, 20), text="Việc trễ"
    )


def happened(
    session: Session, district: District, task: Task, *, to: User, kind: MessageKind
) -> None:
    """Something was done on Friday afternoon, and told."""
    tell(
        session,
        recipients=[to],
        kind=kind,
        deed=f"event:{kind.value}",
        subject=f"{kind.value}: Việc trễ",
        text="…",
        link=f"/tasks/{task.id}",
        actor=district.actor(district.justice_officer),
        now=at(FRIDAY, 16, 20),
        tasks=[task],
    )
    session.commit()


def overdue_rule(*, statutory: bool) -> ReminderRule:
    """One step: the unit's head, on the first working day after the due day."""
    rung = Rung("d+1", 1, (Audience.UNIT_HEAD,), statutory=statutory)
    return ReminderRule("deadline", RuleKind.DEADLINE, (rung,))


def morning(
    session: Session,
    district: District,
    day: date = MONDAY,
    rules: Sequence[ReminderRule] | None = None,
) -> None:
    session.commit()
    plan(
        session,
        office_id=district.office.id,
        now=at(day),
        base_url="http://tracker.test",
        rules=rules,
    )


def mails(session: Session, to: User) -> list[OutboxMessage]:
    session.expire_all()
    found = select(OutboxMessage).where(
        OutboxMessage.recipient_id == to.id, OutboxMessage.channel == Channel.EMAIL
    )
    return list(session.scalars(found.order_by(OutboxMessage.id)))


def test_what_cannot_wait_is_mailed_at_once_and_the_rest_is_not(
    session: Session, district: District, late: Task
) -> None:
    happened(session, district, late, to=district.monitor, kind=MessageKind.SUBMITTED)
    assert mails(session, district.monitor) == []
    inbox = session.scalars(select(OutboxMessage)).all()
    assert [message.channel for message in inbox] == [Channel.IN_APP]
    happened(session, district, late, to=district.monitor, kind=MessageKind.RETURNED)
    assert [message.kind for message in mails(session, district.monitor)] == [MessageKind.RETURNED]


def test_news_of_the_day_before_stand_in_the_one_mail_of_the_morning(
    session: Session, district: District, late: Task
) -> None:
    happened(session, district, late, to=district.justice_head, kind=MessageKind.STEERED)
    morning(session, district)
    (mail,) = mails(session, district.justice_head)
    assert mail.subject == "1 nhiệm vụ quá hạn"
    assert "TIN MỚI (1)" in mail.text
    assert "steered: Việc trễ\n   Tin ngày 20/11/2026" in mail.text
    assert {entry.rung for entry in mail.entries} >= {"digest"}


def test_whoever_is_owed_no_reminder_still_reads_the_news(
    session: Session, district: District, late: Task
) -> None:
    happened(session, district, late, to=district.monitor, kind=MessageKind.SUBMITTED)
    session.execute(update(LedgerEntry).values(on_day=FRIDAY))
    morning(session, district)
    news = [mail for mail in mails(session, district.monitor) if "tin mới" in mail.subject]
    assert [mail.subject for mail in news] == ["1 tin mới"]
    assert f"http://tracker.test/tasks/{late.id}" in news[0].text


def test_planned_twice_the_news_are_told_once(
    session: Session, district: District, late: Task
) -> None:
    happened(session, district, late, to=district.justice_head, kind=MessageKind.STEERED)
    for _n in range(2):
        morning(session, district)
    (mail,) = mails(session, district.justice_head)
    assert mail.text.count("steered: Việc trễ") == 1


def test_what_happens_after_the_morning_waits_for_the_next(
    session: Session, district: District, late: Task
) -> None:
    happened(session, district, late, to=district.justice_head, kind=MessageKind.STEERED)
    session.execute(update(LedgerEntry).where(LedgerEntry.rung == "digest").values(on_day=MONDAY))
    morning(session, district)
    assert "TIN MỚI" not in mails(session, district.justice_head)[-1].text
    morning(session, district, TUESDAY)
    assert "Tin ngày 23/11/2026" in mails(session, district.justice_head)[-1].text


def test_what_was_done_meanwhile_leaves_the_mail_and_the_news_stay(
    session: Session, district: District, late: Task
) -> None:
    happened(session, district, late, to=district.justice_head, kind=MessageKind.STEERED)
    morning(session, district)
    session.execute(update(Task).where(Task.id == late.id).values({"status": "submitted"}))
    (mail,) = mails(session, district.justice_head)
    assert needless(session, mail, "http://tracker.test") == ""
    assert mail.subject == "1 tin mới"
    assert "quá hạn" not in mail.text


def test_the_mail_leaves_at_the_hour_that_the_person_chose(
    session: Session, district: District, late: Task
) -> None:
    me = district.actor(district.justice_head)
    choose(session, digest_at=9 * 60, mail_off=False, actor=me, now=at(FRIDAY))
    morning(session, district)
    (mail,) = mails(session, district.justice_head)
    leaves = local_moment(mail.next_attempt_at)
    assert (leaves.date(), leaves.hour, leaves.minute) == (MONDAY, 9, 0)


@pytest.mark.parametrize("statutory", [False, True])
def test_a_pause_keeps_the_mail_away_but_not_the_inbox_nor_what_is_statutory(
    session: Session, district: District, late: Task, *, statutory: bool
) -> None:
    me = district.actor(district.justice_head)
    pause(session, from_on=MONDAY, to_on=MONDAY, reason="công tác", actor=me, now=at(FRIDAY))
    morning(session, district, rules=[overdue_rule(statutory=statutory)])
    assert len(mails(session, district.justice_head)) == statutory
    told = session.scalars(
        select(LedgerEntry.channel).where(LedgerEntry.recipient_id == district.justice_head.id)
    )
    assert Channel.IN_APP in set(told)
    end_pause(session, actor=me, now=at(MONDAY))
    assert district.justice_head.paused_from is None


def ladder_that_goes_up() -> ReminderRule:
    """The day after the unit's head alone; from the fourth day also the lead office."""
    return ReminderRule(
        "deadline",
        RuleKind.DEADLINE,
        (
            Rung("d+1", 1, (Audience.UNIT_HEAD,)),
            Rung("d+4", 4, (Audience.UNIT_HEAD, Audience.LEAD_OFFICE)),
        ),
    )


def test_what_goes_up_is_a_mail_of_its_own_and_not_in_the_digest_too(
    session: Session, district: District, late: Task
) -> None:
    older = a_task(
        session, district.office, district.justice, due_on=date(2026, 11, 12), text="Việc trễ lâu"
    )
    me = district.actor(district.justice_head)
    choose(session, digest_at=9 * 60, mail_off=False, actor=me, now=at(FRIDAY))
    for _twice in range(2):
        morning(session, district, rules=[ladder_that_goes_up()])
    up, digest = mails(session, district.justice_head)
    assert (up.kind, digest.kind) == (MessageKind.ESCALATED, MessageKind.DIGEST)
    assert up.subject == "Đôn đốc cấp 2: 1 nhiệm vụ quá hạn"
    assert [entry.task_id for entry in up.entries] == [older.id]
    assert [entry.task_id for entry in digest.entries] == [late.id]
    assert "Việc trễ lâu" not in digest.text
    assert local_moment(up.next_attempt_at).hour == 7, "at once, not at the digest's hour"
    assert local_moment(digest.next_attempt_at).hour == 9
    (of_lead,) = mails(session, district.monitor)
    assert of_lead.kind is MessageKind.ESCALATED


def test_no_pause_holds_back_what_goes_up(session: Session, district: District) -> None:
    a_task(session, district.office, district.justice, due_on=date(2026, 11, 12))
    me = district.actor(district.monitor)
    pause(session, from_on=MONDAY, to_on=MONDAY, reason="công tác", actor=me, now=at(FRIDAY))
    morning(session, district, rules=[ladder_that_goes_up()])
    assert [mail.kind for mail in mails(session, district.monitor)] == [MessageKind.ESCALATED]


def test_what_went_up_is_looked_at_again_before_it_leaves(
    session: Session, district: District
) -> None:
    task = a_task(session, district.office, district.justice, due_on=date(2026, 11, 12))
    morning(session, district, rules=[ladder_that_goes_up()])
    session.execute(update(Task).where(Task.id == task.id).values({"status": "submitted"}))
    (mail,) = mails(session, district.monitor)
    assert "đã được báo cáo" in needless(session, mail, "http://tracker.test")


def test_a_head_reads_the_own_work_apart_from_the_units(
    session: Session, district: District, late: Task
) -> None:
    own = a_task(
        session, district.office, district.justice, due_on=date(2026, 11, 20), text="Việc riêng"
    )
    own.assignee_id = district.justice_head.id
    session.flush()
    morning(session, district)
    (mail,) = mails(session, district.justice_head)
    headings = re.findall(r"<h2[^>]*>([^<]+)</h2>", mail.html)
    assert headings == ["Việc của bạn (1)", "Việc của Phòng Tư pháp (1)"]
    assert mail.text.index("Việc riêng") < mail.text.index("Việc trễ")


def test_units_with_one_thing_each_stand_under_one_heading(
    session: Session, district: District
) -> None:
    commune = a_unit(session, "UBND xã Hạ Lương", parent=district.office.root_unit)
    for unit in (district.justice, district.culture, commune, commune):
        a_task(session, district.office, unit, due_on=date(2026, 11, 12))
    morning(session, district, rules=[ladder_that_goes_up()])
    (mail,) = mails(session, district.monitor)
    headings = re.findall(r"<h2[^>]*>([^<]+)</h2>", mail.html)
    assert headings == ["Việc của các đơn vị (2)", "Việc của UBND xã Hạ Lương (2)"]
    assert "Phòng Tư pháp" in mail.text
    assert mail.subject == "Đôn đốc cấp 2: 4 nhiệm vụ quá hạn"


def test_two_periods_of_one_duty_are_told_apart(
    session: Session, district: District, late: Task
) -> None:
    recurring = a_series(session, district.office, [district.justice])
    for key in ("2026-Q2", "2026-Q3"):
        made = a_task(
            session, district.office, district.justice, due_on=date(2026, 11, 20),
            duty=recurring.duty,
        )  # fmt: skip
        made.series_id, made.period_key = recurring.id, key
    session.flush()
    morning(session, district)
    (mail,) = mails(session, district.justice_head)
    assert "quý II năm 2026" in mail.text
    assert "quý III năm 2026" in mail.text


def test_nothing_of_it_comes_from_another_machine(
    session: Session, district: District, late: Task
) -> None:
    morning(session, district)
    (mail,) = mails(session, district.justice_head)
    assert not re.search(r"<(img|link|script|iframe)\b|url\(|@import|src=", mail.html)
    assert "prefers-color-scheme: dark" in mail.html
    assert "width=device-width" in mail.html
    links = re.findall(r'href="([^"]+)"', mail.html)
    assert links
    assert all(link.startswith("http://tracker.test/") for link in links)


def test_a_notice_that_nobody_could_be_mailed_stays_in_the_inbox_only(
    session: Session, district: District, late: Task
) -> None:
    happened(session, district, late, to=district.monitor, kind=MessageKind.SUBMITTED)
    district.monitor.mail_failing = True
    morning(session, district)
    assert mails(session, district.monitor) == []
    assert timedelta(days=1) < at(MONDAY) - at(FRIDAY)
