"""A scan comes in: quarantined until it was read and judged, entered once, or refused for good."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from tests.factories.district import District, a_district
from tests.factories.paper import PLAN, SECRET
from tests.support.scans import blank_sheet, scanned_pdf, with_letters
from tests.support.source import ROOT
from tracker.db import Base
from tracker.domain.delivery import JobState
from tracker.domain.source import SourceKind
from tracker.models import Clause, Directive, DirectiveFile, Event, Job, Reading, TaskDraft
from tracker.services import scan_queue
from tracker.services.intake_reading import read_upload
from tracker.services.long_work import FAULT, work_next
from tracker.services.scan_queue import Queued, ScanNote
from tracker.storage import FolderStore
from tracker.surroundings import KEY

TODAY = date(2026, 11, 23)


@dataclass
class Office:
    """The clerk with a store, and the worker's hands."""

    session: Session
    district: District
    store: FolderStore
    now: datetime

    def bring(
        self, data: bytes, name: str = "Kế hoạch quét.pdf", *, vouched: bool = False
    ) -> Queued:
        taken = read_upload(self.store, data, name, pictures_later=True)
        note = scan_queue.put_note(self.store, ScanNote(name, "118", not_secret=vouched))
        queued = scan_queue.queue(
            self.session,
            taken=taken,
            note=note,
            received_on=TODAY,
            source=SourceKind.DOCUMENT,
            actor=self.district.actor(self.district.monitor),
            now=self.now,
        )
        self.session.commit()
        return queued

    def work(self, *, at: datetime | None = None, go_on: Callable[[], bool] = lambda: True) -> bool:
        return work_next(
            self.session,
            store=self.store,
            owner="người làm",
            go_on=go_on,
            clock=lambda: at or self.now,
        )

    def waiting_files(self) -> list[Path]:
        return list(self.store.path("0" * 64).parents[2].glob("quarantine/*"))

    def kept_files(self) -> list[str]:
        return list(self.store.all_hashes())

    def count(self, model: type[Base]) -> int:
        self.session.rollback()
        return self.session.scalar(select(func.count()).select_from(model)) or 0


@pytest.fixture
def office(app: Flask, session: Session, now: datetime) -> Office:
    district = a_district(session)
    session.commit()
    return Office(session, district, app.extensions[KEY].store, now)


def test_a_scan_waits_in_quarantine_and_says_nothing(office: Office) -> None:
    job = office.bring(blank_sheet(), "Kế hoạch.png").job
    assert (job.state, job.done, job.total) == (JobState.WAITING, 0, 1)
    assert len(office.waiting_files()) == 2
    assert office.kept_files() == []
    assert office.count(Directive) == office.count(Event) == 0
    said = str([getattr(job, column.key) for column in Job.__table__.columns])
    assert "Kế hoạch" not in said
    assert scan_queue.waiting_tokens(office.session) == {
        path.name for path in office.waiting_files()
    }


def test_the_sweep_spares_what_waits_to_be_read(office: Office) -> None:
    """The files bear the machine's own time, so that "tomorrow" lies far off."""
    office.bring(blank_sheet(), "Kế hoạch.png")
    office.store.quarantine(b"forgotten")
    tomorrow = datetime(2999, 1, 1, tzinfo=UTC)
    spared = scan_queue.waiting_tokens(office.session)
    assert office.store.sweep_quarantine(tomorrow, spared=spared) == 1
    assert len(office.waiting_files()) == 2


def test_the_same_scan_is_read_once(office: Office) -> None:
    data = blank_sheet()
    first, second = office.bring(data, "Kế hoạch.png"), office.bring(data, "Tên khác.png")
    assert (first.is_new, second.is_new) == (True, False)
    assert first.job is second.job


def test_stopping_leaves_nothing(office: Office) -> None:
    job = office.bring(blank_sheet(), "Kế hoạch.png").job
    tokens = scan_queue.stop(office.session, job_id=job.id, now=office.now)
    office.session.commit()
    scan_queue.drop(office.store, tokens)
    assert office.waiting_files() == []
    assert not office.work()


def test_a_scan_whose_file_is_gone_says_so(office: Office) -> None:
    job = office.bring(blank_sheet(), "Kế hoạch.png").job
    for path in office.waiting_files():
        path.unlink()
    assert office.work()
    assert job.state is JobState.FAILED
    assert "Hãy tải lên lại" in job.error


@pytest.mark.tesseract
def test_a_scan_is_entered_when_it_was_read(office: Office) -> None:
    job = office.bring(scanned_pdf(PLAN)).job
    assert office.work()
    directive = office.session.scalars(select(Directive)).one()
    assert (job.state, job.payload, job.subject) == (JobState.DONE, {}, None)
    assert job.result is not None
    assert job.result["directive_id"] == directive.id
    assert (directive.number, directive.arrival_number) == ("45/KH-UBND", "118")
    assert directive.created_by_id == office.district.monitor.id
    file = office.session.scalars(select(DirectiveFile)).one()
    assert (file.name, office.kept_files()) == ("Kế hoạch quét.pdf", [file.blob_sha256])
    assert office.waiting_files() == []
    assert office.count(TaskDraft) == 4
    assert office.session.scalars(select(Clause.page)).first() == 1


@pytest.mark.tesseract
@pytest.mark.parametrize("stamped", [False, True])
def test_a_secret_scan_leaves_nothing(
    office: Office, stamped: bool, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level("DEBUG")
    free = PLAN.replace("\nThử Nghiệm, ngày", "\n\n\n\n\nThử Nghiệm, ngày", 1)
    data = scanned_pdf(free, stamp="TỐI MẬT") if stamped else scanned_pdf(SECRET)
    job = office.bring(data, "Kế hoạch rất kín.pdf").job
    assert office.work()
    assert (job.state, job.payload, job.subject) == (JobState.FAILED, {}, None)
    assert "dấu chỉ độ mật" in job.error
    assert office.waiting_files() == []
    assert office.kept_files() == []
    for model in (Directive, DirectiveFile, Reading, Clause, TaskDraft, Event):
        assert office.count(model) == 0
    office.session.refresh(job)
    said = caplog.text + str([getattr(job, column.key) for column in Job.__table__.columns])
    assert "rất kín" not in said
    assert "Thử Nghiệm" not in said


@pytest.mark.tesseract
@pytest.mark.parametrize("vouched", [False, True])
def test_a_scan_without_a_letter_needs_a_person_s_word(office: Office, vouched: bool) -> None:
    job = office.bring(scanned_pdf("."), vouched=vouched).job
    assert office.work()
    assert office.count(Directive) == vouched
    assert (job.state is JobState.DONE) == vouched
    assert office.waiting_files() == []


@pytest.mark.tesseract
@pytest.mark.parametrize("vouched", [False, True])
def test_a_page_that_nobody_could_judge_needs_it_too(
    office: Office, vouched: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tracker.documents.tesseract.SECONDS", 0.05)
    job = office.bring(with_letters(scanned_pdf(PLAN), PLAN), vouched=vouched).job
    assert office.work()
    assert office.count(Directive) == vouched
    assert vouched or "chưa kiểm tra được hết" in job.error
    assert office.waiting_files() == []


@pytest.mark.tesseract
def test_a_worker_that_is_asked_to_end_leaves_the_scan_for_later(office: Office) -> None:
    job = office.bring(scanned_pdf(PLAN)).job
    office.work(go_on=lambda: False)
    assert (job.state, job.attempts) == (JobState.WAITING, 0)
    assert len(office.waiting_files()) == 2
    office.work()
    assert job.state is JobState.DONE


@pytest.mark.tesseract
def test_a_fault_ends_the_job_and_quotes_nothing(
    office: Office, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def broken(*_: object, **__: object) -> None:
        raise ValueError(PLAN)

    job_id = office.bring(scanned_pdf(PLAN)).job.id
    monkeypatch.setattr("tracker.services.intake_reading.read_directive", broken)
    assert office.work()
    job = office.session.get_one(Job, job_id)
    assert (job.state, job.error) == (JobState.FAILED, FAULT.message)
    assert "ValueError" in caplog.text
    assert "Thử Nghiệm" not in caplog.text
    assert office.waiting_files() == []


@pytest.mark.tesseract
@pytest.mark.skipif(os.name == "nt", reason="signals are those of POSIX")
def test_a_killed_worker_s_scan_is_read_again_and_entered_once(
    app: Flask, office: Office, session: Session
) -> None:
    job = office.bring(scanned_pdf(*[PLAN + "\n" * turn + f"Bản {turn}" for turn in range(5)])).job
    config = app.extensions[KEY].config
    env = {
        **os.environ,
        "TRACKER_DATABASE_URL": config.database_url,
        "TRACKER_DATA_DIR": str(config.data_dir),
        "TRACKER_SECRET_KEY": config.secret_key,
    }
    command = [sys.executable, "-m", "flask", "--app", str(ROOT / "wsgi.py"), "worker", "run"]
    worker = subprocess.Popen(command, env=env, cwd=ROOT, stderr=subprocess.DEVNULL)
    try:
        deadline = time.monotonic() + 60
        while job.done < 1 and time.monotonic() < deadline:
            session.refresh(job)
            session.rollback()  # hold no lock while the worker works
            time.sleep(0.1)
    finally:
        os.kill(worker.pid, signal.SIGKILL)
        worker.wait()
    session.rollback()
    session.refresh(job)
    assert (job.state, job.done >= 1) == (JobState.RUNNING, True)
    assert office.count(Directive) == 0
    until = job.claimed_until
    assert until is not None
    session.rollback()
    assert not office.work(at=until - timedelta(seconds=1))
    assert office.work(at=until + timedelta(seconds=1))
    assert (job.state, job.attempts) == (JobState.DONE, 2)
    assert office.count(Directive) == 1
    assert office.waiting_files() == []


@pytest.mark.tesseract
def test_a_worker_killed_after_the_file_was_kept_enters_it_all_the_same(office: Office) -> None:
    job = office.bring(scanned_pdf(PLAN)).job
    office.store.keep(office.store.waiting(job.payload["paper"]))
    assert office.work()
    assert (job.state, office.count(Directive)) == (JobState.DONE, 1)
    assert office.waiting_files() == []
