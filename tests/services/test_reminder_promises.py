"""What users of other systems wished to have been tested: mornings, downtime, copies, clocks.

The numbers are those of the list of tests that this project took over from its forerunners.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from apscheduler.triggers.cron import CronTrigger
from flask import Flask
from sqlalchemy import select
from sqlalchemy.orm import Session

from tests.factories.office import an_office
from tests.factories.task import a_task
from tests.factories.unit import a_unit
from tests.factories.user import a_user, as_actor, the_system
from tests.support.clock import Clock
from tests.support.databases import Stand
from tests.support.mail import PostOffice
from tracker.blueprints.health.job_words import JOBS
from tracker.channels.email import EmailChannel
from tracker.channels.smtp_server import SmtpServer
from tracker.config import Config
from tracker.domain.deadlines import Timeliness
from tracker.domain.delivery import Channel, Machine, MailState
from tracker.domain.explanation_rules import LateCause
from tracker.domain.local_time import VIETNAM, local_day
from tracker.domain.people import Post, Role
from tracker.models import Office, OutboxMessage, Task, Unit, User
from tracker.queries.timeliness_sql import current, known_on, open_and_dated
from tracker.scheduler import Clockwork, fire_times, plan_of_day
from tracker.scheduler.offices import deliver_all, mail_here
from tracker.services.approval import confirm, submit
from tracker.services.live_mail import go_live
from tracker.services.outbox import Delivery, deliver
from tracker.services.reminders import plan
from tracker.services.ways_out import Ways
from tracker.surroundings import KEY, Surroundings

DUE = date(2026, 11, 26)
"""A Thursday: three working days after the Monday on which the clock stands."""

HERE = Machine("may-chu", "a" * 64)


@pytest.fixture
def office(session: Session) -> Office:
    the_system(session)
    return an_office(session)


@pytest.fixture
def justice(session: Session, office: Office) -> Unit:
    return a_unit(session, "Phòng Tư pháp", parent=office.root_unit)


@pytest.fixture
def head(session: Session, justice: Unit) -> User:
    return a_user(session, unit=justice, post=Post.HEAD, email="tu.phap@tracker.test")


@pytest.fixture
def a_due_task(session: Session, office: Office, justice: Unit, head: User) -> Task:
    task = a_task(session, office, justice, due_on=DUE)
    session.commit()
    return task


@pytest.fixture
def config(app: Flask, post_office: PostOffice) -> Config:
    """The settings of a machine from which mail leaves, once the database says so too."""
    around: Surroundings = app.extensions[KEY]
    return replace(
        around.config,
        smtp_url=post_office.url,
        mail_live=True,
        host=HERE.host,
        installation=HERE.installation,
    )


@pytest.fixture
def works(app: Flask, config: Config, clock: Clock) -> Clockwork:
    around: Surroundings = app.extensions[KEY]
    return Clockwork(app=app, config=config, store=around.store, clock=clock, owner="may-1:1")


@pytest.fixture
def live(session: Session, clock: Clock) -> None:
    go_live(session, here=HERE, alone=True, now=clock())
    session.commit()


def at_once(deed: Callable[[], object], times: int = 2) -> list[Any]:
    with ThreadPoolExecutor(times) as people:
        return [found.result() for found in [people.submit(deed) for _ in range(times)]]


@pytest.fixture
def own_sessions(stand: Stand) -> Iterator[Callable[[], Session]]:
    """Every caller a session of its own, as every process has."""
    opened: list[Session] = []

    def one_more() -> Session:
        opened.append(Session(stand.engine, expire_on_commit=False))
        return opened[-1]

    yield one_more
    for each in opened:
        each.close()


def send(session: Session, post_office: PostOffice, now: datetime) -> Delivery:
    server = SmtpServer.from_url(post_office.url)
    channel = EmailChannel(server, sender="theo.doi@tracker.test")
    try:
        ways = Ways(email=channel)
        return deliver(session, ways=ways, clock=lambda: now, base_url="http://t.test")
    finally:
        channel.close()


@pytest.mark.usefixtures("a_due_task", "live")
def test_run_twice_and_in_two_processes_at_once_it_is_one_mail_each(
    office: Office,
    works: Clockwork,
    clock: Clock,
    post_office: PostOffice,
    own_sessions: Callable[[], Session],
) -> None:
    """Lesson 1."""
    office_id, now = office.id, clock.move_to(date(2026, 11, 23), hour=7, minute=30)

    def plan_once() -> int:
        return plan(own_sessions(), office_id=office_id, now=now, base_url="http://t.test").total

    assert sorted(at_once(plan_once)) == [0, 2], "once in the application, once by mail"
    assert [again.total for again in works.plan()] == [0]
    sent = at_once(lambda: send(own_sessions(), post_office, now).sent)
    assert sorted(sent) == [0, 1]
    works.deliver()
    assert len(post_office.letters) == 1


@pytest.mark.usefixtures("head")
def test_two_deliver_at_once_and_every_mail_leaves_once(
    *,
    session: Session,
    office: Office,
    justice: Unit,
    clock: Clock,
    post_office: PostOffice,
    own_sessions: Callable[[], Session],
) -> None:
    """Lesson 1, with many people."""
    for n in range(12):
        a_user(session, unit=justice, post=Post.HEAD, email=f"nguoi.{n}@tracker.test")
    a_task(session, office, justice, due_on=DUE)
    session.commit()
    now = clock.move_to(date(2026, 11, 23), hour=7, minute=30)
    plan(session, office_id=office.id, now=now, base_url="http://t.test")
    at_once(lambda: send(own_sessions(), post_office, now), times=3)
    got = [address for letter in post_office.recipients for address in letter]
    assert len(got) == len(set(got)) == 13


@pytest.mark.usefixtures("a_due_task", "live")
def test_killed_over_the_fire_time_it_tells_two_hours_later_once(
    works: Clockwork, clock: Clock, post_office: PostOffice
) -> None:
    """Lesson 2: a start is a look at the morning, however late."""
    clock.move_to(date(2026, 11, 23), hour=9, minute=30)
    for _start in range(2):
        works.plan()
        works.deliver()
    assert len(post_office.letters) == 1


@pytest.mark.usefixtures("live", "head")
def test_down_for_five_working_days_it_is_one_digest(
    *,
    session: Session,
    office: Office,
    justice: Unit,
    works: Clockwork,
    clock: Clock,
    post_office: PostOffice,
) -> None:
    """Lesson 2: what was missed is folded into the digest of the day."""
    for step in range(6):
        a_task(session, office, justice, due_on=date(2026, 11, 30) + timedelta(days=step))
    session.commit()
    clock.move_to(date(2026, 11, 23), hour=7, minute=30)
    works.plan()
    works.deliver()
    before = len(post_office.letters)
    clock.move_to(date(2026, 12, 1), hour=7, minute=30)
    works.plan()
    works.deliver()
    assert len(post_office.letters) == before + 1


def test_one_dead_address_stops_nobody_and_is_not_tried_for_ever(
    session: Session, office: Office, justice: Unit, clock: Clock, post_office: PostOffice
) -> None:
    """Lesson 6."""
    people = [
        a_user(session, unit=justice, post=Post.HEAD, email=f"nguoi.{n}@tracker.test")
        for n in range(5)
    ]
    a_task(session, office, justice, due_on=DUE)
    session.commit()
    post_office.refuses.add("nguoi.1@tracker.test")
    now = clock.move_to(date(2026, 11, 23), hour=7, minute=30)
    plan(session, office_id=office.id, now=now, base_url="http://t.test")
    done = send(session, post_office, now)
    assert (done.sent, done.failed) == (4, 1)
    assert send(session, post_office, now + timedelta(days=2)) == Delivery()
    session.expire_all()
    refused = session.scalars(
        select(OutboxMessage).where(
            OutboxMessage.recipient_id == people[1].id, OutboxMessage.channel == Channel.EMAIL
        )
    ).one()
    assert refused.failed_at == now
    assert "no such person" in refused.last_error
    assert people[1].mail_failing


@pytest.mark.parametrize(
    ("moment", "overdue"),
    [
        (datetime(2026, 11, 25, 10, 0, tzinfo=VIETNAM), False),
        (datetime(2026, 11, 26, 0, 0, tzinfo=VIETNAM), False),
        (datetime(2026, 11, 26, 23, 59, tzinfo=VIETNAM), False),
        (datetime(2026, 11, 27, 0, 0, tzinfo=VIETNAM), True),
        (datetime(2026, 11, 26, 16, 59, tzinfo=UTC), False),
        (datetime(2026, 11, 26, 17, 0, tzinfo=UTC), True),
    ],
)
def test_a_day_ends_at_midnight_in_vietnam_wherever_the_server_stands(
    session: Session, a_due_task: Task, moment: datetime, overdue: bool
) -> None:
    """Lesson 7: D-1, D 00:00, D 23:59, D+1, and the same on a server whose clock shows UTC."""
    known = current(local_day(moment.astimezone(UTC)))
    late = select(Task.id).where(open_and_dated(known, Timeliness.OPEN_OVERDUE))
    found = session.scalars(late).all()
    assert (a_due_task.id in found) is overdue


@pytest.mark.parametrize(
    ("moment", "state"),
    [
        (datetime(2026, 11, 25, 10, 0, tzinfo=VIETNAM), Timeliness.COMPLETED_ON_TIME),
        (datetime(2026, 11, 25, 17, 0, tzinfo=UTC), Timeliness.COMPLETED_ON_TIME),
        (datetime(2026, 11, 26, 16, 59, tzinfo=UTC), Timeliness.COMPLETED_ON_TIME),
        (datetime(2026, 11, 26, 23, 59, tzinfo=VIETNAM), Timeliness.COMPLETED_ON_TIME),
        (datetime(2026, 11, 26, 17, 0, tzinfo=UTC), Timeliness.COMPLETED_LATE),
        (datetime(2026, 11, 27, 0, 0, tzinfo=VIETNAM), Timeliness.COMPLETED_LATE),
    ],
)
def test_handed_in_before_midnight_is_on_time_however_late_it_is_confirmed(
    session: Session, office: Office, justice: Unit, moment: datetime, state: Timeliness
) -> None:
    """Lesson 7: the hand-in counts by the civil day in Vietnam, by the rule and by SQL alike."""
    head = a_user(session, unit=justice, post=Post.HEAD)
    clerk = a_user(session, office=office, roles=[Role.LEAD_OFFICE])
    task = a_task(session, office, justice, due_on=DUE)
    submit(
        session, task_id=task.id, version=None, summary="Đã ban hành kế hoạch.",
        paper_number=None, paper_on=None, evidence_ids=[], explanation="Chờ mẫu biểu.",
        cause=LateCause.OBJECTIVE, actor=as_actor(head, office), now=moment.astimezone(UTC),
    )  # fmt: skip
    confirm(
        session, task_id=task.id, version=None, note="",
        actor=as_actor(clerk, office), now=datetime(2026, 12, 2, 2, 0, tzinfo=UTC),
    )  # fmt: skip
    session.flush()
    day = date(2026, 12, 2)
    for known in (current(day), known_on(day)):
        found = session.scalar(select(known.timeliness).where(Task.id == task.id))
        assert found == state


@pytest.mark.usefixtures("a_due_task", "live")
@pytest.mark.parametrize(
    ("change", "state"),
    [
        ({"mail_live": False}, MailState.OFF),
        ({"smtp_url": ""}, MailState.UNSET),
        ({"host": "may-thu"}, MailState.COPY),
        ({"installation": "b" * 64}, MailState.COPY),
        ({"host": "may-thu", "installation": "b" * 64}, MailState.COPY),
    ],
)
def test_a_copy_of_the_production_database_sends_nothing(
    *,
    app: Flask,
    config: Config,
    works: Clockwork,
    session: Session,
    clock: Clock,
    post_office: PostOffice,
    change: dict[str, Any],
    state: MailState,
) -> None:
    """Lesson 23: the switch alone is not enough; host and data folder must have gone live."""
    elsewhere = replace(config, **change)
    works.plan()
    assert mail_here(session, elsewhere) is state
    assert deliver_all(app, config=elsewhere, clock=clock) == Delivery()
    assert post_office.letters == []
    assert deliver_all(app, config=config, clock=clock).sent == 1, "the real one does"


@pytest.mark.usefixtures("a_due_task")
def test_a_database_that_never_went_live_sends_nothing(
    app: Flask, config: Config, works: Clockwork, session: Session, post_office: PostOffice
) -> None:
    """Lesson 23: a new installation waits until somebody says so."""
    works.plan()
    assert mail_here(session, config) is MailState.NOT_LIVE_YET
    works.deliver()
    assert post_office.letters == []


MONDAY = datetime(2026, 11, 22, 23, 0, tzinfo=UTC)
"""Monday 23 November, 06:00 in Vietnam."""


def daily(first_day: int, hour: int, minute: int) -> list[datetime]:
    return [datetime(2026, 11, first_day + n, hour, minute, tzinfo=VIETNAM) for n in range(3)]


NEXT_THREE = {
    "roll": daily(24, 5, 30),
    "reports": daily(24, 5, 45),
    "plan": daily(23, 7, 30),
    "head": daily(23, 23, 50),
    "sweep": daily(24, 0, 10),
    "deliver": [MONDAY + timedelta(seconds=20 * n) for n in (1, 2, 3)],
    "work": [MONDAY + timedelta(seconds=2 * n) for n in (1, 2, 3)],
    "scan": [MONDAY + timedelta(seconds=20 * n) for n in (1, 2, 3)],
}


def test_the_next_three_fire_times_of_every_job(works: Clockwork) -> None:
    """Lesson 24: a job that is added is entered here, and gets a name for the health page."""
    assert dict(fire_times(works, MONDAY)) == NEXT_THREE
    assert {name for name, _work, _trigger in plan_of_day(works)} == set(JOBS)


def test_no_job_depends_on_the_zone_of_the_machine(works: Clockwork) -> None:
    """Lesson 24: a container without a zone would fire seven hours off."""
    for name, _work, trigger in plan_of_day(works):
        if isinstance(trigger, CronTrigger):
            assert str(trigger.timezone) == "Asia/Ho_Chi_Minh", name
