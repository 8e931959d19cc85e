"""The job room: long work is a row that is claimed, counted, finished, failed or cancelled.

Whoever works claims and commits, works outside any transaction, and commits what came of it.
A worker that was killed stops renewing its claim, and another takes the job up; one that only
slept finds another owner in the row and lets go. So every kind of work may begin anew.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, and_, exists, or_, select
from sqlalchemy.orm import Session

from tracker.domain.delivery import LIVE_JOBS, JobState
from tracker.domain.errors import Conflict, DomainError
from tracker.domain.message_ids import N_
from tracker.models import Job
from tracker.permissions import Actor
from tracker.services.loading import for_change

CLAIM = timedelta(seconds=60)
"""How long a worker may say nothing. The longest step, a page of a scan, is given up sooner."""

MOST_ATTEMPTS = 3
GIVEN_UP = N_(
    "Việc này đã làm chương trình dừng đột ngột nhiều lần nên không thực hiện tiếp. "
    "Hãy báo người quản trị hệ thống."
)


class JobLost(Exception):
    """The job was cancelled, or its claim ran out and another works on it."""


class Interrupted(Exception):
    """The worker is asked to end: the job is given back, not ended."""


def enqueue(
    session: Session,
    *,
    kind: str,
    payload: Mapping[str, Any],
    subject: str | None,
    actor: Actor,
    now: datetime,
) -> Job:
    """A new job. A unique key refuses a second one about the same ``subject`` while it lives."""
    job = Job(
        office_id=actor.office_id,
        kind=kind,
        payload=dict(payload),
        subject=subject,
        created_at=now,
        created_by_id=actor.user_id,
    )
    session.add(job)
    session.flush()
    return job


def are_waiting(session: Session, *, now: datetime) -> bool:
    """Whether ``claim`` would find something; writes nothing."""
    return bool(session.scalar(select(exists().where(_claimable(now)))))


def claim(session: Session, *, owner: str, now: datetime) -> Job | None:
    """The oldest job that nobody works on, for ``owner``; None when there is none. Commits.

    One that was taken up too often without coming to an end fails here.
    """
    while True:
        job = session.scalar(
            select(Job)
            .where(_claimable(now))
            .order_by(Job.id)
            .limit(1)
            .with_for_update(skip_locked=True, of=Job)
            .execution_options(populate_existing=True)
        )
        if job is None:
            session.commit()
            return None
        if job.attempts < MOST_ATTEMPTS:
            break
        _end(job, JobState.FAILED, now)
        job.error = GIVEN_UP
        session.commit()
    job.state = JobState.RUNNING
    job.owner = owner
    job.attempts += 1
    job.done, job.total = 0, None
    job.claimed_until = now + CLAIM
    session.commit()
    return job


def held(session: Session, *, job_id: int, owner: str) -> Job:
    """The job under a lock, still ``owner``'s; else JobLost."""
    job = for_change(session, Job, job_id)
    if job.state is not JobState.RUNNING or job.owner != owner:
        session.rollback()
        raise JobLost
    return job


def report(
    session: Session, *, job_id: int, owner: str, done: int, total: int, now: datetime
) -> None:
    """How far the work is; renews the claim. Commits. JobLost when it is no longer ``owner``'s."""
    job = held(session, job_id=job_id, owner=owner)
    job.done, job.total = done, total
    job.claimed_until = now + CLAIM
    session.commit()


def release(session: Session, *, job_id: int, owner: str) -> None:
    """Give an unfinished job back at an orderly end. Commits."""
    job = held(session, job_id=job_id, owner=owner)
    job.state = JobState.WAITING
    job.owner = job.claimed_until = None
    job.attempts -= 1
    session.commit()


def release_all(session: Session, *, owner: str) -> None:
    """Give back whatever ``owner`` still holds, at the end of its process. Commits."""
    mine = select(Job.id).where(Job.state == JobState.RUNNING, Job.owner == owner)
    for job_id in list(session.scalars(mine)):
        release(session, job_id=job_id, owner=owner)
    session.commit()


def finish(job: Job, *, result: Mapping[str, Any], now: datetime) -> None:
    """In the transaction that keeps what came of it."""
    _end(job, JobState.DONE, now)
    job.result = dict(result)


def fail(session: Session, *, job_id: int, owner: str, error: DomainError, now: datetime) -> None:
    """Keep the sentence of a refusal, without any name that stood in it. Commits."""
    job = held(session, job_id=job_id, owner=owner)
    _end(job, JobState.FAILED, now)
    job.error = error.message
    values = {key: value for key, value in error.values.items() if isinstance(value, int | str)}
    job.result = {"code": error.code, "values": {**values, "name": "bản quét"}}
    session.commit()


def cancel(session: Session, *, job_id: int, now: datetime) -> dict[str, Any]:
    """Stop a job for good; the payload that it had. Raises Conflict when it is over."""
    job = for_change(session, Job, job_id)
    if job.state not in LIVE_JOBS:
        raise Conflict("Việc này đã kết thúc nên không dừng được nữa.")
    payload = dict(job.payload)
    _end(job, JobState.CANCELLED, now)
    session.flush()
    return payload


def _end(job: Job, state: JobState, now: datetime) -> None:
    job.state = state
    job.payload = {}
    job.subject = job.owner = job.claimed_until = None
    job.finished_at = now


def _claimable(now: datetime) -> ColumnElement[bool]:
    abandoned = and_(Job.state == JobState.RUNNING, Job.claimed_until < now)
    return or_(Job.state == JobState.WAITING, abandoned)
