"""The clock keeps its promises: when jobs fire, behind which lease, that a tick is enough."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from itertools import pairwise

import pytest
from flask import Flask
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from tests.factories.office import an_office
from tests.factories.series import a_series
from tests.factories.task import a_task
from tests.factories.unit import a_unit
from tests.factories.user import a_user, as_actor, the_system
from tests.support.clamd import FakeClamd, virus
from tests.support.clock import Clock
from tracker.domain.delivery import READ_SCAN, JobState, ScanState
from tracker.domain.local_time import VIETNAM, local_moment
from tracker.domain.people import Post, Role
from tracker.models import Blob, Job, KeptForm, Lease, LedgerEntry, Task
from tracker.scheduler import Clockwork, build, plan_of_day
from tracker.services.jobs import enqueue
from tracker.services.leases import WORKER, hold
from tracker.storage import FileStore
from tracker.surroundings import KEY, Surroundings


@pytest.fixture
def works(app: Flask, clock: Clock) -> Clockwork:
    around: Surroundings = app.extensions[KEY]
    store: FileStore = around.store
    return Clockwork(app=app, config=around.config, store=store, clock=clock, owner="may-1:1")


def fire_times(works: Clockwork, name: str, start: datetime, count: int) -> list[datetime]:
    trigger = next(trigger for job, _work, trigger in plan_of_day(works) if job == name)
    times: list[datetime] = []
    previous: datetime | None = None
    moment = start
    for _ in range(count):
        fire = trigger.get_next_fire_time(previous, moment)  # type: ignore[attr-defined]
        times.append(fire)
        previous, moment = fire, fire
    return times


def test_mornings_are_planned_at_half_past_seven_in_vietnam(works: Clockwork) -> None:
    start = datetime(2026, 11, 20, 23, 0, tzinfo=UTC)  # Saturday 06:00 in Vietnam
    assert fire_times(works, "plan", start, 3) == [
        datetime(2026, 11, day, 7, 30, tzinfo=VIETNAM) for day in (21, 22, 23)
    ]


def test_letters_leave_three_times_a_minute(works: Clockwork) -> None:
    times = fire_times(works, "deliver", datetime(2026, 11, 23, 1, 0, tzinfo=UTC), 4)
    assert {later - earlier for earlier, later in pairwise(times)} == {timedelta(seconds=20)}


def test_late_runs_are_made_up_and_never_doubled(works: Clockwork) -> None:
    scheduler = build(works)
    assert scheduler._job_defaults == {
        "misfire_grace_time": None,
        "coalesce": True,
        "max_instances": 1,
    }
    assert str(scheduler.timezone) == "Asia/Ho_Chi_Minh"


def test_series_are_rolled_before_the_morning_is_planned(works: Clockwork) -> None:
    start = datetime(2026, 11, 20, 20, 0, tzinfo=UTC)  # Saturday 03:00 in Vietnam
    assert fire_times(works, "roll", start, 2) == [
        datetime(2026, 11, day, 5, 30, tzinfo=VIETNAM) for day in (21, 22)
    ]


@pytest.fixture
def a_series_of_two(session: Session) -> None:
    the_system(session)
    office = an_office(session)
    units = [a_unit(session, parent=office.root_unit) for _ in range(2)]
    a_series(session, office, units, from_on=date(2026, 11, 23))
    session.commit()


def recurring_tasks(session: Session) -> int:
    session.rollback()
    count = session.scalar(select(func.count()).select_from(Task)) or 0
    session.rollback()  # an open transaction would hold the clock up
    return count


@pytest.mark.usefixtures("a_series_of_two")
def test_the_clock_makes_recurring_tasks_once(
    works: Clockwork, clock: Clock, session: Session
) -> None:
    clock.move_to(date(2026, 11, 30), hour=5, minute=30)
    assert [done.made for done in works.roll()] == [2]
    assert [done.made for done in works.roll()] == [0]
    assert recurring_tasks(session) == 2


@pytest.mark.usefixtures("a_series_of_two")
def test_the_command_and_the_tick_make_them_too(app: Flask, clock: Clock, session: Session) -> None:
    runner = app.test_cli_runner()
    dry = runner.invoke(args=["series", "roll", "--as-of", "2026-12-01", "--dry-run"])
    assert "2 recurring tasks of 1 series" in dry.output
    assert "2026-12" in dry.output
    refused = runner.invoke(args=["series", "roll", "--as-of", "2026-12-01"])
    assert (refused.exit_code, recurring_tasks(session)) == (1, 0)
    clock.move_to(date(2026, 12, 1), hour=7, minute=30)
    assert "2 recurring tasks" in runner.invoke(args=["scheduler", "tick"]).output
    assert "0 recurring tasks" in runner.invoke(args=["series", "roll"]).output
    assert recurring_tasks(session) == 2


@pytest.fixture
def a_due_task(session: Session) -> None:
    office = an_office(session)
    unit = a_unit(session, "Phòng Tư pháp", parent=office.root_unit)
    a_user(session, unit=unit, post=Post.HEAD)
    a_task(session, office, unit, due_on=date(2026, 11, 26))
    session.commit()


def told(session: Session) -> int:
    session.rollback()
    return session.scalar(select(func.count()).select_from(LedgerEntry)) or 0


@pytest.mark.usefixtures("a_due_task")
def test_nobody_is_told_before_the_morning(
    works: Clockwork, clock: Clock, session: Session
) -> None:
    clock.move_to(date(2026, 11, 23), hour=2)
    assert works.plan() == []
    clock.move_to(date(2026, 11, 23), hour=7, minute=30)
    (plan,) = works.plan()
    assert plan.total == told(session) == 1


@pytest.mark.usefixtures("a_due_task")
def test_a_server_that_starts_at_ten_still_tells_of_the_morning(
    works: Clockwork, clock: Clock, session: Session
) -> None:
    clock.move_to(date(2026, 11, 23), hour=10)
    works.plan()
    assert told(session) == 1


@pytest.mark.usefixtures("a_due_task")
def test_a_second_scheduler_stands_by(app: Flask, works: Clockwork, clock: Clock) -> None:
    around: Surroundings = app.extensions[KEY]
    other = Clockwork(
        app=app, config=around.config, store=around.store, clock=clock, owner="may-2:2"
    )
    assert works.renew()
    assert not other.renew()
    clock.pass_by(seconds=50)
    assert other.renew()
    assert not works.renew()


@pytest.mark.usefixtures("a_due_task")
def test_a_tick_by_hand_does_the_same_work_once(app: Flask, session: Session) -> None:
    runner = app.test_cli_runner()
    first = runner.invoke(args=["scheduler", "tick"])
    again = runner.invoke(args=["scheduler", "tick"])
    assert first.exit_code == again.exit_code == 0
    assert "1 reminders, 1 digests for 1 people" in first.output
    assert "0 reminders, 0 digests for 0 people" in again.output
    assert told(session) == 1


@pytest.mark.usefixtures("a_due_task")
def test_a_real_office_is_not_told_of_tomorrow(app: Flask, session: Session) -> None:
    runner = app.test_cli_runner()
    refused = runner.invoke(args=["scheduler", "tick", "--as-of", "2026-11-24T07:30"])
    assert refused.exit_code == 1
    assert "--dry-run" in refused.output
    dry = runner.invoke(args=["scheduler", "tick", "--as-of", "2026-11-25T07:30", "--dry-run"])
    assert "1 reminders" in dry.output
    assert told(session) == 0


def test_the_demonstration_may_be_told_of_a_coming_morning(app: Flask, session: Session) -> None:
    office = an_office(session, is_demo=True)
    unit = a_unit(session, "Phòng Tư pháp", parent=office.root_unit)
    a_user(session, unit=unit, post=Post.HEAD)
    a_task(session, office, unit, due_on=date(2026, 12, 4))
    session.commit()
    ahead = app.test_cli_runner().invoke(args=["scheduler", "tick", "--as-of", "2026-12-01T07:30"])
    assert "1 reminders" in ahead.output
    assert told(session) == 1


def test_the_clock_of_a_machine_in_another_zone_does_not_matter(clock: Clock) -> None:
    clock.moment = datetime(2026, 11, 23, 0, 30, tzinfo=UTC)
    assert f"{local_moment(clock()):%d %H:%M}" == "23 07:30"


@pytest.fixture
def a_waiting_scan(works: Clockwork, session: Session) -> Job:
    """Its file is gone already: whoever takes it up fails it at once."""
    office = an_office(session)
    person = a_user(session, office=office, roles=[Role.CLERK])
    job = enqueue(
        session,
        kind=READ_SCAN,
        payload={"paper": "a" * 32, "note": "b" * 32},
        subject="c" * 64,
        actor=as_actor(person, office),
        now=works.clock(),
    )
    session.commit()
    return job


def state_of(session: Session, job: Job) -> JobState:
    session.refresh(job)
    state = job.state
    session.rollback()  # hold no lock while others work
    return state


def test_the_clock_does_long_work_while_no_worker_lives(
    works: Clockwork, clock: Clock, session: Session, a_waiting_scan: Job
) -> None:
    hold(session, name=f"{WORKER}:a", owner="a", now=clock())
    works.work()
    assert state_of(session, a_waiting_scan) is JobState.WAITING
    clock.pass_by(seconds=60)
    works.work()
    assert state_of(session, a_waiting_scan) is JobState.FAILED


def test_the_clock_takes_nothing_up_at_its_end(
    works: Clockwork, session: Session, a_waiting_scan: Job
) -> None:
    works.stopping.set()
    works.work()
    assert state_of(session, a_waiting_scan) is JobState.WAITING


def test_the_sweep_leaves_what_waits_to_be_read(
    works: Clockwork, clock: Clock, session: Session, a_waiting_scan: Job
) -> None:
    paper, forgotten = (works.store.quarantine(text) for text in (b"paper", b"forgotten"))
    a_waiting_scan.payload = {"paper": paper.token, "note": "b" * 32}
    session.commit()
    clock.moment = datetime(2999, 1, 1, tzinfo=UTC)
    works.sweep()
    assert (paper.path.exists(), forgotten.path.exists()) == (True, False)


def test_the_sweep_carries_out_what_waited_for_its_day(
    works: Clockwork, clock: Clock, session: Session
) -> None:
    """And forgets typed text that nobody came back for."""
    person = a_user(session)
    kept = KeptForm(user_id=person.id, address="/tasks/", fields=[], kept_at=clock())
    session.add(kept)
    session.commit()
    clock.pass_by(days=8)
    works.sweep()
    assert session.scalars(select(KeptForm)).all() == []


def test_a_worker_does_what_waits_and_ends(
    app: Flask, session: Session, a_waiting_scan: Job
) -> None:
    done = app.test_cli_runner().invoke(args=["worker", "run", "--once"])
    assert done.exit_code == 0, done.output
    assert state_of(session, a_waiting_scan) is JobState.FAILED
    assert session.scalars(select(Lease)).all() == []


def test_new_files_are_scanned_by_the_clock_where_a_scanner_is_set(
    works: Clockwork, session: Session, clamd: FakeClamd, now: datetime
) -> None:
    content = b"%PDF-1.7 " + virus()
    sha256 = works.store.keep(works.store.quarantine(content))
    session.add(
        Blob(sha256=sha256, size=len(content), media_type="application/pdf", created_at=now)
    )
    session.commit()
    assert works.scan() is None, "no scanner: nothing happens"
    armed = replace(works, config=replace(works.config, clamd=clamd.address))
    done = armed.scan()
    assert done is not None
    assert done.infected == 1
    session.expire_all()
    assert session.get_one(Blob, sha256).scan_state is ScanState.INFECTED
    clamd.answer = "UNKNOWN COMMAND"
    session.get_one(Blob, sha256).scan_state = ScanState.NOT_SCANNED
    session.commit()
    away = armed.scan()
    assert away is not None
    assert away.away, "a scanner that is away stops nothing else"
