"""A scan waits to be read: in quarantine, with a job that says no more than where it lies.

The paper's name and arrival number lie in quarantine too, beside it: until the secrecy check has
passed, nothing of the paper is in the database (docs/decisions/0012-scans-wait-in-quarantine.md).
"""

from __future__ import annotations

import json
from contextlib import suppress
from dataclasses import asdict, dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from tracker.documents.tesseract import is_installed, missing
from tracker.domain.delivery import LIVE_JOBS, READ_SCAN
from tracker.domain.errors import NotFound
from tracker.domain.local_time import local_day
from tracker.domain.source import SourceKind
from tracker.models import Job, Office
from tracker.permissions import Actor
from tracker.services import jobs
from tracker.services.intake import refuse_future
from tracker.services.intake_reading import TakenIn
from tracker.services.loading import for_change
from tracker.storage import FileStore, Quarantined


@dataclass(frozen=True, slots=True)
class ScanNote:
    """What the uploader said of the paper."""

    name: str
    arrival_number: str
    not_secret: bool
    """The uploader vouches that it bears no secrecy mark, should no letter be readable."""


@dataclass(frozen=True, slots=True)
class Queued:
    """``is_new`` is False when this very file is being read already."""

    job: Job
    is_new: bool


def reads_scans() -> bool:
    """Whether this machine has what reads scans."""
    return is_installed()


def what_is_missing() -> str:
    """What to install, as a sentence."""
    return missing().message


def put_note(store: FileStore, note: ScanNote) -> Quarantined:
    """Lay the note beside the paper. No database here."""
    return store.quarantine(json.dumps(asdict(note)).encode())


def take_note(store: FileStore, token: str) -> ScanNote:
    """Raises NotFound when it was swept away."""
    return ScanNote(**json.loads(store.waiting(token).read()))


def queue(
    session: Session,
    *,
    taken: TakenIn,
    note: Quarantined,
    received_on: date,
    source: SourceKind,
    actor: Actor,
    now: datetime,
) -> Queued:
    """A job for a scan and its note, both in quarantine.

    The office's row is locked, so that the same scan sent twice at once is read once. Raises
    InvalidInput for a received day that cannot be.
    """
    office = for_change(session, Office, actor.office_id)
    refuse_future(received_on, local_day(now), field="received_on")
    subject = taken.waiting.sha256
    before = session.scalar(
        select(Job).where(Job.office_id == office.id, Job.kind == READ_SCAN, Job.subject == subject)
    )
    if before is not None:
        return Queued(before, is_new=False)
    payload = {
        "paper": taken.waiting.token,
        "note": note.token,
        "received_on": received_on.isoformat(),
        "source": source.value,
    }
    job = jobs.enqueue(
        session, kind=READ_SCAN, payload=payload, subject=subject, actor=actor, now=now
    )
    job.total = len(taken.pictures)
    return Queued(job, is_new=True)


def stop(session: Session, *, job_id: int, now: datetime) -> list[str]:
    """Cancel the reading; what to ``drop`` once that is committed."""
    return tokens_of(jobs.cancel(session, job_id=job_id, now=now))


def tokens_of(payload: dict[str, Any]) -> list[str]:
    """What of a job lies in quarantine."""
    return [payload[part] for part in ("paper", "note") if part in payload]


def drop(store: FileStore, tokens: list[str]) -> None:
    """Leave nothing of these in quarantine. Twice is once."""
    for token in tokens:
        with suppress(NotFound):
            store.discard(store.waiting(token))


def waiting_tokens(session: Session) -> frozenset[str]:
    """What in quarantine somebody still wants to read."""
    payloads = session.scalars(
        select(Job.payload).where(Job.kind == READ_SCAN, Job.state.in_(LIVE_JOBS))
    )
    return frozenset(token for payload in payloads for token in tokens_of(payload))
