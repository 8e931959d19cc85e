"""Working the jobs of reports: a file drawn from a snapshot, an office counted.

What takes long happens in no writing transaction. The rights of whoever asked are looked at when
the work begins. What came of it is entered in the transaction that ends the job, so that one
that was stopped or taken over leaves nothing.
"""

from __future__ import annotations

import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy.orm import Session

from tracker.db import looking
from tracker.documents.libre_office import to_pdf
from tracker.domain.errors import NotFound
from tracker.domain.local_time import local_day
from tracker.domain.report_files import ReportFile, file_name
from tracker.domain.report_scope import ReportScope
from tracker.domain.report_snapshot import ReportSnapshot
from tracker.domain.reporting_periods import PeriodKind, Window
from tracker.models import Job, Office, User
from tracker.permissions import Actor, actor_of
from tracker.queries.reports import report_of, snapshot_of
from tracker.services import jobs
from tracker.services.paper_drawing import kept_template
from tracker.services.period_archive import Period, gather_period, stream_period, workbook_bytes
from tracker.services.report_content import Question
from tracker.services.report_drawing import draw
from tracker.services.report_marks import marks_on_annexes
from tracker.services.report_numbers import drawn_snapshot
from tracker.services.reporting import count_ahead, freeze
from tracker.storage import FileStore, Quarantined

OnStep = Callable[[int, int], None]


@dataclass(frozen=True, slots=True)
class _Material:
    """All that a file is drawn from, read before the drawing; ``period`` for a whole period."""

    snapshot: ReportSnapshot
    marks: str
    template: bytes | None
    period: Period | None = None


def work_file(
    session: Session,
    *,
    job: Job,
    owner: str,
    store: FileStore,
    on_page: OnStep,
    clock: Callable[[], datetime],
) -> None:
    """Draw the file and lay it ready for whoever asked. Commits."""
    payload, job_id = dict(job.payload), job.id
    file = ReportFile(payload["file"])
    on_page(0, 2)
    with looking(session):
        material = _material(session, store, _asker(session, job, clock()), payload)
    made = _drawn(store, file, material, on_page=on_page, now=clock())
    try:
        kept = jobs.held(session, job_id=job_id, owner=owner)
        result = {**payload, "token": made.token, "name": file_name(material.snapshot, file)}
        jobs.finish(kept, result=result, now=clock())
        session.commit()
    except BaseException:
        session.rollback()
        store.discard(made)
        raise


def work_freeze(
    session: Session,
    *,
    job: Job,
    owner: str,
    store: FileStore,
    on_page: OnStep,
    clock: Callable[[], datetime],
) -> None:
    """Count in a reading transaction, keep the snapshot in a short writing one. Commits."""
    payload, job_id, now = dict(job.payload), job.id, clock()
    office_id = job.office_id or 0
    question = Question(
        office_id=office_id,
        kind=PeriodKind(payload["kind"]),
        key=payload["key"],
        days=Window(date.fromisoformat(payload["from_on"]), date.fromisoformat(payload["to_on"])),
        scope=ReportScope.of(payload["scope"]),
        regime_id=payload["regime_id"],
    )
    on_page(0, 2)
    with looking(session):
        ahead = count_ahead(session, question, now=now)
    on_page(1, 2)
    kept = jobs.held(session, job_id=job_id, owner=owner)
    due_at = payload["due_at"]
    report = freeze(
        session,
        office_id=office_id,
        kind=question.kind,
        key=question.key,
        from_on=question.days.from_on,
        to_on=question.days.to_on,
        directive_id=question.scope.directive_id,
        field_id=question.scope.field_id,
        unit_id=question.scope.unit_id,
        regime_id=question.regime_id,
        due_at=datetime.fromisoformat(due_at) if due_at else None,
        counted=ahead,
        actor=_asker(session, kept, now),
        now=now,
    )
    jobs.finish(kept, result={"report_id": report.id}, now=clock())
    session.commit()


def _asker(session: Session, job: Job, now: datetime) -> Actor:
    person = session.get_one(User, job.created_by_id)
    office = session.get_one(Office, job.office_id)
    return actor_of(person, office=office, on_day=local_day(now))


def _material(
    session: Session, store: FileStore, actor: Actor, payload: dict[str, Any]
) -> _Material:
    report = report_of(session, actor, payload["report_id"])
    row = snapshot_of(session, report.id, payload["n"])
    whole = payload["file"] == ReportFile.PERIOD.value
    return _Material(
        snapshot=drawn_snapshot(session, report, row.n),
        marks=marks_on_annexes(session, report, row),
        template=kept_template(report.template, store),
        period=gather_period(session, report, actor=actor) if whole else None,
    )


def _drawn(
    store: FileStore, file: ReportFile, material: _Material, *, on_page: OnStep, now: datetime
) -> Quarantined:
    """The file, laid in quarantine; ``on_page`` is told of each step."""
    if material.period is not None:
        pieces = stream_period(material.period, store, at=now, on_report=on_page)
        with tempfile.TemporaryFile() as archive:
            archive.writelines(pieces)
            archive.seek(0)
            return store.quarantine(archive)
    if file is ReportFile.XLSX:
        data = workbook_bytes(material.snapshot)
    else:
        data = draw(material.snapshot, material.template, marks=material.marks)
    on_page(1, 2)
    if file is ReportFile.PDF:
        data = to_pdf(data, file_name(material.snapshot))
        on_page(2, 2)
    return store.quarantine(data)


def fetched(store: FileStore, job: Job) -> Quarantined:
    """What a finished job made. Raises NotFound once it was swept away."""
    token = str((job.result or {}).get("token", ""))
    try:
        return store.waiting(token)
    except NotFound:
        raise NotFound("Tệp đã lập không còn nữa. Hãy lập lại từ trang của báo cáo.") from None
