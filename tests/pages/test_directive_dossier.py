"""The dossier of an order: its contents on a page, all of it in one file, how long it is kept."""

from __future__ import annotations

import hashlib
import io
import zipfile
from datetime import datetime
from urllib.parse import unquote

import docx
import pytest
from flask import Flask
from sqlalchemy import select
from sqlalchemy.orm import Session

from tests.factories.district import District, a_district
from tests.factories.task import a_task
from tests.pages.kept_papers import a_directive_file, a_paper, a_pdf, lose
from tests.support.visitor import Visitor, words
from tracker.documents.file_kind import FileKind
from tracker.domain.delivery import ScanState
from tracker.domain.history import EventKind
from tracker.domain.retention import Retention
from tracker.models import Blob, Directive, Event, EvidenceRevision, Task


@pytest.fixture
def district(session: Session) -> District:
    return a_district(session)


@pytest.fixture
def task(session: Session, district: District) -> Task:
    return a_task(session, district.office, district.justice)


@pytest.fixture
def directive(app: Flask, session: Session, task: Task, now: datetime) -> Directive:
    found = task.duty.directive
    a_directive_file(
        app, session, found, content=a_pdf(3, "goc"), name="Kế hoạch số 5/KH.pdf", now=now
    )
    return found


@pytest.fixture
def paper(
    app: Flask, session: Session, district: District, task: Task, now: datetime
) -> EvidenceRevision:
    return a_paper(
        app,
        session,
        district,
        task,
        content=a_pdf(2),
        name="Báo cáo.pdf",
        kind=FileKind.PDF,
        now=now,
    )


def fetch(page: Visitor, directive: Directive) -> zipfile.ZipFile:
    answer = page.download("directives.dossier_archive", directive_id=directive.id)
    assert answer.mimetype == "application/zip"
    archive = zipfile.ZipFile(io.BytesIO(answer.data))
    assert archive.testzip() is None
    return archive


def contents(archive: zipfile.ZipFile) -> str:
    paper = docx.Document(io.BytesIO(archive.read("muc-luc.docx")))
    cells = [cell.text for table in paper.tables for row in table.rows for cell in row.cells]
    return " ".join([*(p.text for p in paper.paragraphs), *cells])


def manifest(archive: zipfile.ZipFile) -> list[str]:
    return archive.read("MA-BAM-SHA256.txt").decode().splitlines()


def test_everything_of_an_order_is_in_one_file(
    page: Visitor, district: District, directive: Directive, paper: EvidenceRevision, task: Task
) -> None:
    page.sign_in(district.monitor)
    archive = fetch(page, directive)
    assert archive.namelist() == [
        "van-ban/01-Kế hoạch số 5_KH.pdf",
        f"tai-lieu/{paper.evidence_id:05d}-ban-1-Báo cáo.pdf",
        f"nhiem-vu/{task.id:06d} Phòng Tư pháp/ho-so.docx",
        "muc-luc.docx",
        "MA-BAM-SHA256.txt",
    ]
    told = contents(archive)
    assert "2 văn bản, tài liệu; 5 trang." in told
    assert "45/BC-TP" in told
    assert "Chưa xác định" in told


def test_anybody_can_check_it_without_us(
    page: Visitor, district: District, directive: Directive, paper: EvidenceRevision
) -> None:
    page.sign_in(district.auditor)
    archive = fetch(page, directive)
    assert paper.blob_sha256
    lines = [line.split("  ", 1) for line in manifest(archive)]
    assert {path for _, path in lines} == set(archive.namelist()) - {"MA-BAM-SHA256.txt"}
    assert all(hashlib.sha256(archive.read(path)).hexdigest() == sha for sha, path in lines)


def test_the_name_of_the_file_names_the_paper(
    page: Visitor, district: District, directive: Directive
) -> None:
    page.sign_in(district.monitor)
    answer = page.download("directives.dossier_archive", directive_id=directive.id)
    told = unquote(answer.headers["Content-Disposition"])
    assert "Hồ sơ" in told
    assert str(directive.number).replace("/", "-") in told


def test_a_lost_and_an_infected_file_are_named_and_stay_behind(
    app: Flask,
    page: Visitor,
    district: District,
    directive: Directive,
    paper: EvidenceRevision,
) -> None:
    session = page.session
    lose(app, directive.files[0].blob_sha256)
    session.get_one(Blob, paper.blob_sha256).scan_state = ScanState.INFECTED
    page.sign_in(district.monitor)
    archive = fetch(page, directive)
    assert not [name for name in archive.namelist() if name.endswith(".pdf")]
    notes = [line for line in manifest(archive) if line.startswith("#")]
    assert notes[0].startswith("# không còn trong kho lưu trữ")
    assert notes[1].startswith("# không kèm tệp (có vi-rút)")
    told = contents(archive)
    assert "Tệp không còn trong kho lưu trữ" in told
    assert "Không kèm tệp: có vi-rút" in told
    shown = words(page.get("directives.dossier", directive_id=directive.id))
    assert "Tệp không còn trong kho lưu trữ" in shown
    assert "có vi-rút" in shown


def test_an_order_without_files_or_tasks_has_a_dossier_too(
    page: Visitor, district: District, directive: Directive, session: Session
) -> None:
    for file in list(directive.files):
        session.delete(file)
    page.sign_in(district.monitor)
    archive = fetch(page, directive)
    assert "muc-luc.docx" in archive.namelist()


def test_an_order_for_internal_use_says_so(
    page: Visitor, district: District, directive: Directive
) -> None:
    directive.restricted = True
    page.sign_in(district.chairman)
    assert "lưu hành nội bộ" in contents(fetch(page, directive))
    page.sign_in(district.auditor)
    page.get("directives.dossier", directive_id=directive.id, status=404)


class TestRetention:
    """Who says for how long, and on which basis."""

    def test_it_is_chosen_and_told(
        self, page: Visitor, session: Session, district: District, directive: Directive
    ) -> None:
        page.sign_in(district.monitor)
        page.get("directives.retention", directive_id=directive.id)
        page.submit("Lưu thời hạn bảo quản", status=422)
        soup = page.submit(
            "Lưu thời hạn bảo quản", retention="years_20", basis="Danh mục hồ sơ, mục 5"
        )
        assert "20 năm" in words(soup)
        event = session.scalars(select(Event).where(Event.kind == EventKind.RETENTION_SET)).one()
        assert event.basis == "Danh mục hồ sơ, mục 5"
        assert "20 năm" in contents(fetch(page, directive))

    def test_a_change_needs_its_basis(
        self, page: Visitor, session: Session, district: District, directive: Directive
    ) -> None:
        directive.retention = Retention.PERMANENT
        page.sign_in(district.monitor)
        page.get("directives.retention", directive_id=directive.id)
        told = words(
            page.submit("Lưu thời hạn bảo quản", retention="years_5", basis="", status=422)
        )
        assert "Hãy ghi căn cứ thay đổi" in told
        session.refresh(directive)
        assert directive.retention is Retention.PERMANENT

    def test_two_people_meet_at_the_newest(
        self, page: Visitor, session: Session, district: District, directive: Directive
    ) -> None:
        page.sign_in(district.monitor)
        page.get("directives.retention", directive_id=directive.id)
        directive.retention = Retention.PERMANENT
        page.submit("Lưu thời hạn bảo quản", retention="years_5", basis="x", status=409)
        session.refresh(directive)
        assert directive.retention is Retention.PERMANENT

    @pytest.mark.parametrize("who", ["justice_head", "chairman", "auditor"])
    def test_others_do_not_choose(
        self, page: Visitor, district: District, directive: Directive, who: str
    ) -> None:
        page.sign_in(getattr(district, who))
        page.get("directives.retention", directive_id=directive.id, status=403)
