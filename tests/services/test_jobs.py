"""The life of long work: claimed once, taken up again after a killed worker, ended for good."""

from __future__ import annotations

import threading
from datetime import datetime, timedelta

import pytest
from flask import Flask
from sqlalchemy import select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from tests.factories.district import District, a_district
from tracker.db import db
from tracker.domain.delivery import JobState
from tracker.domain.errors import Conflict, RefusedFile
from tracker.models import Job
from tracker.services import jobs, leases
from tracker.services.jobs import CLAIM, GIVEN_UP, MOST_ATTEMPTS, JobLost


@pytest.fixture
def district(session: Session) -> District:
    return a_district(session)


def a_job(session: Session, district: District, now: datetime, subject: str | None = None) -> Job:
    job = jobs.enqueue(
        session,
        kind="read_scan",
        payload={"paper": "a" * 32},
        subject=subject,
        actor=district.actor(district.monitor),
        now=now,
    )
    session.commit()
    return job


def again(session: Session, job: Job) -> Job:
    session.rollback()
    session.refresh(job)
    return job


def test_the_oldest_waits_least(session: Session, district: District, now: datetime) -> None:
    first, second = a_job(session, district, now), a_job(session, district, now)
    assert jobs.are_waiting(session, now=now)
    assert [
        jobs.claim(session, owner="một", now=now),
        jobs.claim(session, owner="hai", now=now),
    ] == [
        first,
        second,
    ]
    assert (first.state, first.owner, first.attempts) == (JobState.RUNNING, "một", 1)
    assert not jobs.are_waiting(session, now=now)
    assert jobs.claim(session, owner="ba", now=now) is None


def test_many_workers_at_once_share_the_work(
    app: Flask, session: Session, district: District, now: datetime
) -> None:
    wanted = {a_job(session, district, now).id for _ in range(8)}
    taken: list[int] = []
    start = threading.Barrier(4)

    def work(owner: str) -> None:
        start.wait(10)
        with app.app_context():
            while (job := jobs.claim(db.session(), owner=owner, now=now)) is not None:
                taken.append(job.id)

    workers = [threading.Thread(target=work, args=(str(number),)) for number in range(4)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join(30)
    assert sorted(taken) == sorted(wanted)


def test_progress_renews_the_claim(session: Session, district: District, now: datetime) -> None:
    job = a_job(session, district, now)
    jobs.claim(session, owner="một", now=now)
    later = now + CLAIM - timedelta(seconds=1)
    jobs.report(session, job_id=job.id, owner="một", done=3, total=9, now=later)
    assert (job.done, job.total, job.claimed_until) == (3, 9, later + CLAIM)
    assert jobs.claim(session, owner="hai", now=now + CLAIM + timedelta(seconds=1)) is None


def test_a_killed_worker_loses_the_job_and_a_sleeper_lets_go(
    session: Session, district: District, now: datetime
) -> None:
    job = a_job(session, district, now)
    jobs.claim(session, owner="ngủ quên", now=now)
    jobs.report(session, job_id=job.id, owner="ngủ quên", done=3, total=9, now=now)
    later = now + CLAIM + timedelta(seconds=1)
    assert jobs.are_waiting(session, now=later)
    assert jobs.claim(session, owner="mới", now=later) is job
    assert (job.owner, job.attempts, job.done) == ("mới", 2, 0)
    with pytest.raises(JobLost):
        jobs.report(session, job_id=job.id, owner="ngủ quên", done=4, total=9, now=later)
    refusal = RefusedFile("Hỏng.")
    with pytest.raises(JobLost):
        jobs.fail(session, job_id=job.id, owner="ngủ quên", error=refusal, now=later)
    assert again(session, job).state is JobState.RUNNING


def test_what_kills_every_worker_is_given_up(
    session: Session, district: District, now: datetime
) -> None:
    job = a_job(session, district, now, "b" * 64)
    for turn in range(MOST_ATTEMPTS):
        at = now + turn * (CLAIM + timedelta(seconds=1))
        assert jobs.claim(session, owner=f"lần {turn}", now=at) is job
    assert jobs.claim(session, owner="nữa", now=now + timedelta(hours=1)) is None
    assert (again(session, job).state, job.error) == (JobState.FAILED, GIVEN_UP)
    assert (job.payload, job.subject) == ({}, None)


def test_a_worker_asked_to_end_gives_its_job_back(
    session: Session, district: District, now: datetime
) -> None:
    job = a_job(session, district, now)
    for _ in range(MOST_ATTEMPTS + 2):
        jobs.claim(session, owner="một", now=now)
        jobs.release_all(session, owner="một")
    assert (again(session, job).state, job.owner, job.attempts) == (JobState.WAITING, None, 0)


def test_of_a_failed_job_only_a_sentence_stays(
    session: Session, district: District, now: datetime
) -> None:
    job = a_job(session, district, now, "c" * 64)
    jobs.claim(session, owner="một", now=now)
    error = RefusedFile("Trang %(page)s của tệp “%(name)s” hỏng.", page=3, name="Rất kín.pdf")
    jobs.fail(session, job_id=job.id, owner="một", error=error, now=now)
    again(session, job)
    assert (job.payload, job.subject, job.owner, job.finished_at) == ({}, None, None, now)
    assert job.result == {"code": "refused_file", "values": {"page": 3, "name": "bản quét"}}
    assert "Rất kín" not in f"{job.error} {job.result}"


def test_cancelling_ends_it_for_whoever_works(
    session: Session, district: District, now: datetime
) -> None:
    job = a_job(session, district, now)
    jobs.claim(session, owner="một", now=now)
    assert jobs.cancel(session, job_id=job.id, now=now) == {"paper": "a" * 32}
    session.commit()
    with pytest.raises(JobLost):
        jobs.report(session, job_id=job.id, owner="một", done=1, total=2, now=now)
    with pytest.raises(Conflict):
        jobs.cancel(session, job_id=job.id, now=now)
    assert again(session, job).state is JobState.CANCELLED


def test_one_thing_is_worked_on_once_at_a_time(
    session: Session, district: District, now: datetime
) -> None:
    first = a_job(session, district, now, "d" * 64)
    with pytest.raises(IntegrityError):
        a_job(session, district, now, "d" * 64)
    session.rollback()
    jobs.cancel(session, job_id=first.id, now=now)
    session.commit()
    a_job(session, district, now, "d" * 64)
    assert len(session.scalars(select(Job)).all()) == 2


def test_the_clock_leaves_the_jobs_to_a_living_worker(session: Session, now: datetime) -> None:
    assert not leases.any_worker(session, now=now)
    leases.hold(session, name=f"{leases.WORKER}:a", owner="a", now=now)
    assert leases.any_worker(session, now=now)
    assert not leases.any_worker(session, now=now + leases.TIME_TO_LIVE)
