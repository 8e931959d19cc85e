"""Is the clock running, does mail leave? A page for people, an address for monitors."""

from __future__ import annotations

from datetime import date, datetime, timedelta

import pytest
from sqlalchemy.orm import Session

from tests.factories.district import District, a_district
from tests.support.clock import Clock
from tests.support.visitor import Visitor, words
from tests.support.webhook import SECRET
from tracker.domain.delivery import Channel
from tracker.domain.messages import MessageKind
from tracker.models import OutboxMessage, PlanRun
from tracker.services.leases import CLOCK, hold

pytestmark = pytest.mark.both_databases

BANNER = "Lịch nhắc của ngày làm việc gần nhất chưa được lập"


@pytest.fixture
def district(session: Session) -> District:
    made = a_district(session)
    session.commit()
    return made


def planned(session: Session, district: District, day: date, now: datetime) -> None:
    session.add(
        PlanRun(
            office_id=district.office.id, on_day=day, started_at=now, finished_at=now,
            planned_count=12,
        )
    )  # fmt: skip
    session.commit()


def waiting(session: Session, district: District, now: datetime, error: str = "") -> None:
    session.add(
        OutboxMessage(
            office_id=district.office.id,
            recipient_id=district.justice_head.id,
            channel=Channel.EMAIL,
            kind=MessageKind.DIGEST,
            message_id="thu-1",
            subject="1 nhiệm vụ",
            text="…",
            created_at=now - timedelta(hours=2),
            next_attempt_at=now,
            last_error=error,
        )
    )
    session.commit()


def test_the_page_says_what_is_amiss(
    page: Visitor, session: Session, district: District, now: datetime
) -> None:
    planned(session, district, date(2026, 11, 19), now)
    waiting(session, district, now, error="451 later")
    page.sign_in(district.monitor)
    shown = words(page.get("health.index"))
    assert "3 điều cần xem" in shown
    assert "Bộ lập lịch không chạy." in shown
    assert "Thư không rời khỏi máy này." in shown
    assert "451 later" in shown
    assert "07:30" in shown, "the next morning"


def test_the_page_says_that_all_is_well_when_it_is(
    page: Visitor, session: Session, district: District, clock: Clock
) -> None:
    planned(session, district, date(2026, 11, 23), clock())
    hold(session, name=CLOCK, owner="may-chu:7", now=clock())
    page.sign_in(district.monitor)
    shown = words(page.get("health.index"))
    assert "Đang chạy (may-chu:7)" in shown
    assert BANNER not in shown
    assert "1 điều cần xem" in shown, "mail is off in tests"


def test_the_lead_office_is_told_on_every_page_when_a_morning_was_missed(
    page: Visitor, session: Session, district: District, clock: Clock
) -> None:
    planned(session, district, date(2026, 11, 20), clock())
    page.sign_in(district.monitor)
    clock.move_to(date(2026, 11, 23), hour=8)
    assert BANNER not in words(page.get("tasks.index")), "the morning is not an hour old"
    clock.move_to(date(2026, 11, 23), hour=9)
    assert BANNER in words(page.get("tasks.index"))
    page.sign_in(district.justice_head)
    assert BANNER not in words(page.get("tasks.index"))
    planned(session, district, date(2026, 11, 23), clock())
    page.sign_in(district.monitor)
    assert BANNER not in words(page.get("tasks.index"))


def test_a_weekend_is_no_missed_morning(
    page: Visitor, session: Session, district: District, clock: Clock
) -> None:
    planned(session, district, date(2026, 11, 20), clock())
    clock.move_to(date(2026, 11, 22), hour=20)
    page.sign_in(district.monitor)
    assert BANNER not in words(page.get("tasks.index"))


def test_a_monitor_reads_numbers_and_no_secrets(
    page: Visitor, session: Session, district: District, clock: Clock
) -> None:
    planned(session, district, date(2026, 11, 23), clock())
    waiting(session, district, clock())
    hold(session, name=CLOCK, owner="may-chu:7", now=clock())
    answer = page.client.get("/healthz")
    assert answer.status_code == 200
    said = answer.get_json()
    assert said["status"] == "ok"
    assert said["plan"] == {"last_on": "2026-11-23", "late": False}
    assert said["scheduler"]["alive"] is True
    assert said["mail"]["waiting"] == 1
    assert said["mail"]["state"] == "off"
    assert said["mail"]["oldest_waiting_since"] == "2026-11-23T00:00:00+00:00"
    assert said["calendar_missing"] == [2026]
    assert said["disk_free_bytes"] > 0
    for word in (district.office.name, "may-chu", "tracker.test", SECRET):
        assert word not in answer.text


def test_a_monitor_is_alarmed_when_a_morning_was_missed(
    page: Visitor, session: Session, district: District, clock: Clock
) -> None:
    planned(session, district, date(2026, 11, 20), clock())
    session.commit()
    answer = page.client.get("/healthz")
    assert (answer.status_code, answer.get_json()["status"]) == (503, "late")


def test_next_years_calendar_is_asked_for_from_december(
    page: Visitor, session: Session, clock: Clock
) -> None:
    a_district(session)
    session.commit()
    clock.move_to(date(2026, 11, 30))
    assert page.client.get("/healthz").get_json()["calendar_missing"] == [2026]
    clock.move_to(date(2026, 12, 1))
    assert page.client.get("/healthz").get_json()["calendar_missing"] == [2026, 2027]
