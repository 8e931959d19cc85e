"""Files of reports and big offices are worked in the background, and leave nothing when stopped."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import pytest
from flask import Flask
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from tests.factories.district import District, a_district
from tests.factories.task import a_task
from tracker.domain.delivery import JobState
from tracker.domain.errors import RefusedFile
from tracker.domain.history import EventKind
from tracker.domain.report_files import ReportFile
from tracker.domain.report_snapshot import Section, from_json
from tracker.domain.reporting_periods import PeriodKind, Window
from tracker.models import Event, Job, Report, ReportSnapshotRow
from tracker.queries.reports import snapshot_of
from tracker.services import report_files, report_making, report_verification, reporting
from tracker.services.long_work import work_next
from tracker.services.report_content import Question
from tracker.services.report_drawing import draw
from tracker.services.report_texts import write
from tracker.storage import FolderStore
from tracker.surroundings import KEY

FROM, TO = date(2026, 10, 15), date(2026, 11, 14)


@dataclass
class Desk:
    """The clerk, a draft of November, and a worker beside."""

    session: Session
    district: District
    store: FolderStore
    now: datetime

    @property
    def question(self) -> Question:
        return Question(self.district.office.id, PeriodKind.MONTH, "2026-11", Window(FROM, TO))

    def freeze(self) -> Report:
        report = reporting.freeze(
            self.session, office_id=self.district.office.id, kind=PeriodKind.MONTH, key="2026-11",
            from_on=FROM, to_on=TO, actor=self.district.actor(self.district.monitor), now=self.now,
        )  # fmt: skip
        self.session.commit()
        return report

    def ask(self, report: Report, file: ReportFile, n: int = 1) -> Job:
        job = report_files.queue_file(
            self.session, report_id=report.id, n=n, file=file,
            actor=self.district.actor(self.district.monitor), now=self.now,
        )  # fmt: skip
        self.session.commit()
        return job

    def ask_to_count(self) -> Job:
        job = report_files.queue_freeze(
            self.session, question=self.question, due_at=None,
            actor=self.district.actor(self.district.monitor), now=self.now,
        )  # fmt: skip
        self.session.commit()
        return job

    def work(self) -> bool:
        return work_next(
            self.session, store=self.store, owner="w", go_on=lambda: True, clock=lambda: self.now
        )

    def lying(self) -> list[Path]:
        return list(self.store.path("0" * 64).parents[2].glob("quarantine/*"))

    def count(self, model: type[Report] | type[ReportSnapshotRow]) -> int:
        return self.session.scalar(select(func.count()).select_from(model)) or 0


@pytest.fixture
def desk(app: Flask, session: Session, now: datetime) -> Desk:
    district = a_district(session)
    a_task(session, district.office, district.justice, assigned_on=FROM, due_on=date(2026, 11, 2))
    session.commit()
    return Desk(session, district, app.extensions[KEY].store, now)


def test_the_file_of_a_job_is_the_file_of_the_page(desk: Desk) -> None:
    report = desk.freeze()
    job = desk.ask(report, ReportFile.DOCX)
    assert (job.state, desk.lying()) == (JobState.WAITING, [])
    assert desk.work()
    assert job.state is JobState.DONE
    snapshot = from_json(snapshot_of(desk.session, report.id).content)
    assert report_making.fetched(desk.store, job).read() == draw(snapshot)
    assert (job.result or {})["name"] == "Báo cáo tháng 11 năm 2026.docx"


def test_a_whole_period_is_packed(desk: Desk) -> None:
    job = desk.ask(desk.freeze(), ReportFile.PERIOD)
    assert desk.work()
    with ZipFile(BytesIO(report_making.fetched(desk.store, job).read())) as archive:
        assert archive.testzip() is None
        names = archive.namelist()
    assert any(name.endswith("bao-cao.docx") for name in names)
    assert any(name.endswith("ban-chot.sha256") for name in names)


def test_what_was_asked_twice_is_made_once(desk: Desk) -> None:
    report = desk.freeze()
    assert desk.ask(report, ReportFile.DOCX).id == desk.ask(report, ReportFile.DOCX).id
    assert desk.ask(report, ReportFile.XLSX).id != desk.ask(report, ReportFile.DOCX).id


def test_stopped_before_it_began(desk: Desk) -> None:
    job = desk.ask(desk.freeze(), ReportFile.DOCX)
    report_files.stop(desk.session, job_id=job.id, now=desk.now)
    desk.session.commit()
    assert not desk.work()
    assert (job.state, desk.lying()) == (JobState.CANCELLED, [])


def test_stopped_while_it_is_drawn_leaves_no_file(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    job = desk.ask(desk.freeze(), ReportFile.DOCX)

    def stopped_meanwhile(_snapshot: object, _template: object, **_more: object) -> bytes:
        report_files.stop(desk.session, job_id=job.id, now=desk.now)
        desk.session.commit()
        return b"drawn in vain"

    monkeypatch.setattr(report_making, "draw", stopped_meanwhile)
    assert desk.work()
    assert (job.state, desk.lying()) == (JobState.CANCELLED, [])


def test_without_libre_office_a_pdf_is_refused_with_a_sentence(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    report = desk.freeze()
    monkeypatch.setattr(report_files, "find_libre_office", lambda: None)
    with pytest.raises(RefusedFile, match="chưa cài LibreOffice"):
        desk.ask(report, ReportFile.PDF)
    assert "chọn Lưu thành… PDF" in report_files.what_pdf_needs()


@pytest.mark.libreoffice
def test_with_libre_office_it_is_a_pdf(desk: Desk) -> None:
    job = desk.ask(desk.freeze(), ReportFile.PDF)
    assert desk.work()
    assert job.state is JobState.DONE, job.error
    assert report_making.fetched(desk.store, job).read().startswith(b"%PDF-")


def test_a_big_office_is_counted_by_a_job(desk: Desk) -> None:
    job = desk.ask_to_count()
    assert desk.count(Report) == 0
    assert desk.work()
    report = desk.session.scalars(select(Report)).one()
    assert (job.state, job.result) == (JobState.DONE, {"report_id": report.id})
    assert from_json(snapshot_of(desk.session, report.id).content).tasks.total == 1
    assert report.created_by_id == desk.district.monitor.id
    last = desk.session.scalars(select(Event).order_by(Event.id.desc()).limit(1)).one()
    assert last.kind is EventKind.REPORT_FROZEN
    assert report_verification.verify(desk.session, report_id=report.id, store=desk.store) == []


def test_counting_again_refreshes_the_draft_and_keeps_its_words(desk: Desk) -> None:
    report = desk.freeze()
    actor = desk.district.actor(desk.district.monitor)
    write(
        desk.session, report_id=report.id, version=None, snapshot_n=1, actor=actor, now=desk.now,
        texts={Section.CAUSES: "Do thay đổi quy định."},
    )  # fmt: skip
    desk.session.commit()
    a_task(desk.session, desk.district.office, desk.district.justice, assigned_on=FROM)
    desk.ask_to_count()
    assert desk.work()
    assert desk.count(Report) == 1
    newest = from_json(snapshot_of(desk.session, report.id).content)
    assert (newest.tasks.total, newest.words_of(Section.CAUSES)) == (2, "Do thay đổi quy định.")


def test_a_counting_that_was_stopped_keeps_nothing(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    job = desk.ask_to_count()
    count_ahead = reporting.count_ahead

    def stopped_meanwhile(*given: object, **more: object) -> reporting.CountedAhead:
        counted = count_ahead(*given, **more)  # type: ignore[arg-type]
        desk.session.rollback()
        report_files.stop(desk.session, job_id=job.id, now=desk.now)
        desk.session.commit()
        return counted

    monkeypatch.setattr(report_making, "count_ahead", stopped_meanwhile)
    assert desk.work()
    assert (job.state, desk.count(Report), desk.count(ReportSnapshotRow)) == (
        JobState.CANCELLED, 0, 0,
    )  # fmt: skip


def test_a_big_office_is_known_by_its_tasks(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    assert not report_files.is_big(desk.session, desk.district.office.id)
    monkeypatch.setattr(report_files, "BIG_OFFICE", 1)
    assert report_files.is_big(desk.session, desk.district.office.id)
