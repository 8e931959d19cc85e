"""Long work on reports is queued here: making a file, counting a big office; and stopped.

What a job makes lies in quarantine under random letters, for whoever asked for it and nobody
else, until the nightly sweep takes it away: it can be made again at any time (decision 0031).
"""

from __future__ import annotations

import hashlib
from datetime import datetime
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from tracker.documents.libre_office import NO_PDF, find_libre_office
from tracker.domain.errors import RefusedFile
from tracker.domain.report_files import BIG_OFFICE, FREEZE_REPORT, MAKE_REPORT_FILE, ReportFile
from tracker.models import Job, Office, Task
from tracker.permissions import Actor
from tracker.services import jobs
from tracker.services.loading import for_change
from tracker.services.report_content import Question


def what_pdf_needs() -> str:
    """Why no .pdf is made here, as a sentence; empty when it is."""
    return "" if find_libre_office() else NO_PDF


def is_big(session: Session, office_id: int) -> bool:
    """Whether counting this office is no work for a web request."""
    some = select(Task.id).where(Task.office_id == office_id).limit(BIG_OFFICE).subquery()
    return session.scalar(select(func.count()).select_from(some)) == BIG_OFFICE


def queue_file(
    session: Session, *, report_id: int, n: int, file: ReportFile, actor: Actor, now: datetime
) -> Job:
    """A job that makes the file from the n-th snapshot; the one that lives, when there is one.

    Raises RefusedFile for a .pdf where LibreOffice is missing.
    """
    if file is ReportFile.PDF and not find_libre_office():
        raise RefusedFile(NO_PDF)
    payload = {"report_id": report_id, "n": n, "file": file.value}
    return _queue(session, MAKE_REPORT_FILE, payload, actor=actor, now=now)


def queue_freeze(
    session: Session, *, question: Question, due_at: datetime | None, actor: Actor, now: datetime
) -> Job:
    """A job that counts and keeps the snapshot of ``question``; the one that lives, if any."""
    payload = {
        "kind": question.kind.value,
        "key": question.key,
        "from_on": question.days.from_on.isoformat(),
        "to_on": question.days.to_on.isoformat(),
        "scope": question.scope.key,
        "regime_id": question.regime_id,
        "due_at": due_at.isoformat() if due_at else None,
    }
    return _queue(session, FREEZE_REPORT, payload, actor=actor, now=now)


def stop(session: Session, *, job_id: int, now: datetime) -> None:
    """Whoever works on it lets go at the next step, and what it made is thrown away."""
    jobs.cancel(session, job_id=job_id, now=now)


def _queue(
    session: Session, kind: str, payload: dict[str, Any], *, actor: Actor, now: datetime
) -> Job:
    """The office's row is locked, so that two clicks at once make one job."""
    office = for_change(session, Office, actor.office_id)
    asked = f"{kind} {sorted(payload.items())} {actor.user_id}"
    subject = hashlib.sha256(asked.encode()).hexdigest()
    alive = session.scalar(
        select(Job).where(Job.office_id == office.id, Job.kind == kind, Job.subject == subject)
    )
    if alive is not None:
        return alive
    return jobs.enqueue(session, kind=kind, payload=payload, subject=subject, actor=actor, now=now)
