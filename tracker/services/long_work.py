"""One job from the queue to its end: whoever has time, a worker or the clock, calls this."""

from __future__ import annotations

import logging
import traceback
from collections.abc import Callable
from datetime import datetime

from sqlalchemy.exc import OperationalError
from sqlalchemy.orm import Session

from tracker.domain.delivery import READ_SCAN
from tracker.domain.errors import DomainError
from tracker.domain.report_files import FREEZE_REPORT, MAKE_REPORT_FILE
from tracker.models import Job
from tracker.services import jobs, report_making, scan_reading
from tracker.storage import FileStore

log = logging.getLogger("tracker.jobs")

FAULT = DomainError(
    "Có lỗi khi thực hiện nên việc này dừng lại. Hãy thử lại; nếu vẫn lỗi, hãy báo người quản trị "
    "hệ thống."
)
_WORKS = {
    READ_SCAN: scan_reading.work,
    MAKE_REPORT_FILE: report_making.work_file,
    FREEZE_REPORT: report_making.work_freeze,
}


def work_next(
    session: Session,
    *,
    store: FileStore,
    owner: str,
    go_on: Callable[[], bool],
    clock: Callable[[], datetime],
) -> bool:
    """Take up the oldest job and bring it to an end; False when nothing waited. Commits.

    ``go_on`` is asked before each step; when it says no, the job is given back for later.
    Nothing of a paper is logged, not even the words of a fault: they may quote it.
    """
    job = jobs.claim(session, owner=owner, now=clock())
    if job is None:
        return False
    job_id = job.id

    def on_step(done: int, total: int) -> None:
        if not go_on():
            raise jobs.Interrupted
        jobs.report(session, job_id=job_id, owner=owner, done=done, total=total, now=clock())

    log.info("job %s: %s taken up", job_id, job.kind)
    try:
        _work(session, job, owner=owner, store=store, on_step=on_step, clock=clock)
    except jobs.JobLost:
        log.info("job %s: cancelled or taken over", job_id)
    except jobs.Interrupted:
        _leave(session, job_id, owner)
    else:
        log.info("job %s: over", job_id)
    return True


def _work(
    session: Session,
    job: Job,
    *,
    owner: str,
    store: FileStore,
    on_step: Callable[[int, int], None],
    clock: Callable[[], datetime],
) -> None:
    job_id, refusal = job.id, None
    try:
        _WORKS[job.kind](session, job=job, owner=owner, store=store, on_page=on_step, clock=clock)
    except (jobs.JobLost, jobs.Interrupted, OperationalError):
        raise
    except DomainError as error:
        refusal = error
    except Exception as error:
        places = "".join(traceback.format_tb(error.__traceback__))
        log.error("job %s: %s\n%s", job_id, type(error).__name__, places)
        refusal = FAULT
    if refusal is not None:
        session.rollback()
        jobs.fail(session, job_id=job_id, owner=owner, error=refusal, now=clock())


def _leave(session: Session, job_id: int, owner: str) -> None:
    try:
        jobs.release(session, job_id=job_id, owner=owner)
    except jobs.JobLost:
        return
    log.info("job %s: given back", job_id)
