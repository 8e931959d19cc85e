"""Working a scan's job: read off its pictures, judged for secrecy, entered in the register.

All slow work happens in no transaction. What is refused leaves the quarantine before the job
says so; what is entered is entered in the transaction that ends the job, so that a worker killed
at any moment leaves either a job to be done again or one directive.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date, datetime
from typing import Any

from sqlalchemy.exc import OperationalError
from sqlalchemy.orm import Session

from tracker.domain.errors import NotFound
from tracker.domain.local_time import local_day
from tracker.domain.source import SourceKind
from tracker.models import Job, Office, User
from tracker.permissions import actor_of
from tracker.queries.working_calendar import working_calendar
from tracker.services import jobs
from tracker.services.intake import receive
from tracker.services.intake_reading import TakenIn, read_scan
from tracker.services.scan_queue import ScanNote, drop, take_note, tokens_of
from tracker.storage import FileStore, Quarantined

OnPage = Callable[[int, int], None]


def work(
    session: Session,
    *,
    job: Job,
    owner: str,
    store: FileStore,
    on_page: OnPage,
    clock: Callable[[], datetime],
) -> None:
    """Read the scan of ``job`` and enter it. Commits.

    ``on_page`` is told before each page how many are done, and of how many; it may raise JobLost
    or Interrupted, and the scan then stays where it is. After any refusal or fault nothing of
    it is left in quarantine.
    """
    payload, subject = dict(job.payload), job.subject or ""
    try:
        note = _note(store, payload["note"])
        paper = _paper(store, payload["paper"], subject)
        taken = read_scan(paper, note.name, on_page=on_page, not_secret=note.not_secret)
        _enter(
            session,
            job_id=job.id,
            owner=owner,
            store=store,
            taken=taken,
            note=note,
            payload=payload,
            now=clock(),
        )
    except (jobs.JobLost, jobs.Interrupted, OperationalError):
        session.rollback()
        raise
    except Exception:
        session.rollback()
        drop(store, tokens_of(payload))
        raise
    drop(store, tokens_of(payload))


def _note(store: FileStore, token: str) -> ScanNote:
    try:
        return take_note(store, token)
    except NotFound:
        raise _lost() from None


def _paper(store: FileStore, token: str, subject: str) -> Quarantined:
    """The scan in quarantine; put there anew when a worker was killed after it had been kept."""
    try:
        found = store.waiting(token)
    except NotFound:
        if not store.exists(subject):
            raise _lost() from None
        with store.open(subject) as kept:
            found = store.quarantine(kept)
    if found.sha256 != subject:
        raise _lost()
    return found


def _lost() -> NotFound:
    return NotFound("Tệp chờ đọc không còn hoặc đã bị hỏng. Hãy tải lên lại.")


def _enter(
    session: Session,
    *,
    job_id: int,
    owner: str,
    store: FileStore,
    taken: TakenIn,
    note: ScanNote,
    payload: Mapping[str, Any],
    now: datetime,
) -> None:
    """One transaction. The file is kept in it, last: a cancelled job must not keep one."""
    job = jobs.held(session, job_id=job_id, owner=owner)
    person = session.get_one(User, job.created_by_id)
    office = session.get_one(Office, job.office_id)
    received = receive(
        session,
        taken=taken,
        received_on=date.fromisoformat(payload["received_on"]),
        source=SourceKind(payload["source"]),
        arrival_number=note.arrival_number,
        calendar=working_calendar(session, office.id),
        actor=actor_of(person, office=office, on_day=local_day(now)),
        now=now,
    )
    found = len(taken.reading.drafts)
    jobs.finish(
        job,
        result={
            "directive_id": received.directive.id,
            "is_new": received.is_new,
            "drafts": found,
        },
        now=now,
    )
    session.flush()
    store.keep(taken.waiting)
    session.commit()
