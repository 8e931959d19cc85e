"""What a virus scanner said, at every door: shown as a word, given out or kept back."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime

import pytest
from flask import Flask
from sqlalchemy import select
from sqlalchemy.orm import Session

from tests.factories.district import District, a_district
from tests.factories.task import a_task
from tests.pages.kept_papers import a_directive_file, a_paper, a_pdf
from tests.support.visitor import Visitor, words
from tracker.documents.file_kind import FileKind
from tracker.domain.delivery import ScanState
from tracker.models import Blob, EvidenceRevision, EvidenceTask, Task
from tracker.surroundings import KEY, Surroundings


@pytest.fixture
def district(session: Session) -> District:
    return a_district(session)


@pytest.fixture
def task(session: Session, district: District) -> Task:
    return a_task(session, district.office, district.justice)


@pytest.fixture
def paper(
    app: Flask, session: Session, district: District, task: Task, now: datetime
) -> EvidenceRevision:
    return a_paper(
        app,
        session,
        district,
        task,
        content=a_pdf(),
        name="Báo cáo.pdf",
        kind=FileKind.PDF,
        now=now,
    )


@pytest.fixture
def set_scanner(app: Flask, monkeypatch: pytest.MonkeyPatch) -> Callable[..., None]:
    """As if the operator had set TRACKER_CLAMD; nobody listens there."""

    def change(*, serves_unscanned: bool = False) -> None:
        around: Surroundings = app.extensions[KEY]
        config = replace(around.config, clamd="tcp://127.0.0.1:1", serve_unscanned=serves_unscanned)
        monkeypatch.setitem(app.extensions, KEY, replace(around, config=config))

    return change


def mark(session: Session, paper: EvidenceRevision, state: ScanState) -> None:
    session.get_one(Blob, paper.blob_sha256).scan_state = state


def _task_of(page: Visitor, paper: EvidenceRevision) -> int:
    query = select(EvidenceTask.task_id).where(EvidenceTask.evidence_id == paper.evidence_id)
    return page.session.scalars(query).one()


DOORS = ("evidence.download", "evidence.preview", "evidence.content")


def statuses(page: Visitor, paper: EvidenceRevision) -> set[int]:
    urls = [page.address(door, revision_id=paper.id) for door in DOORS]
    urls.append(page.address("evidence.picture", revision_id=paper.id, number=1))
    return {page.open(url, buffered=True).status_code for url in urls}


def test_without_a_scanner_everything_works_and_says_so(
    page: Visitor, district: District, task: Task, paper: EvidenceRevision
) -> None:
    page.sign_in(district.justice_head)
    assert statuses(page, paper) == {200}
    assert "Chưa quét vi-rút" in words(page.get("tasks.show", task_id=task.id))


def test_with_one_a_new_file_waits_to_be_looked_at(
    set_scanner: Callable[..., None],
    page: Visitor,
    district: District,
    task: Task,
    paper: EvidenceRevision,
) -> None:
    set_scanner()
    page.sign_in(district.justice_head)
    assert statuses(page, paper) == {403}
    told = words(page.get("evidence.preview", revision_id=paper.id, status=403))
    assert "Tệp này chưa mở được" in told
    assert "“Báo cáo.pdf” đang chờ quét vi-rút" in told
    assert "quyền" not in told
    assert "Chờ quét vi-rút" in words(page.get("tasks.show", task_id=task.id))


def test_an_office_may_give_it_out_with_a_warning(
    set_scanner: Callable[..., None], page: Visitor, district: District, paper: EvidenceRevision
) -> None:
    set_scanner(serves_unscanned=True)
    page.sign_in(district.justice_head)
    assert statuses(page, paper) == {200}
    told = words(page.get("evidence.preview", revision_id=paper.id))
    assert "chưa được xác nhận là không có vi-rút" in told


@pytest.mark.parametrize("scanner", [True, False])
def test_a_file_with_a_virus_is_given_to_nobody(
    set_scanner: Callable[..., None],
    page: Visitor,
    district: District,
    paper: EvidenceRevision,
    *,
    scanner: bool,
) -> None:
    """Also once the scanner was taken away again."""
    if scanner:
        set_scanner(serves_unscanned=True)
    mark(page.session, paper, ScanState.INFECTED)
    for person in (district.justice_head, district.monitor, district.chairman, district.auditor):
        page.sign_in(person)
        assert statuses(page, paper) == {403}
    told = words(page.get("tasks.show", task_id=_task_of(page, paper)))
    assert "Có vi-rút" in told
    assert paper.blob_sha256[:12] in told, "the row and the hash stay"


def test_one_that_could_not_be_judged_is_given_out_with_a_warning(
    set_scanner: Callable[..., None],
    page: Visitor,
    session: Session,
    district: District,
    paper: EvidenceRevision,
) -> None:
    set_scanner()
    mark(session, paper, ScanState.UNSCANNABLE)
    page.sign_in(district.justice_head)
    assert statuses(page, paper) == {200}
    told = words(page.get("evidence.preview", revision_id=paper.id))
    assert "chưa được xác nhận là không có vi-rút (Không quét được)" in told


def test_a_task_s_dossier_leaves_it_out_and_says_why(
    page: Visitor, session: Session, district: District, task: Task, paper: EvidenceRevision
) -> None:
    mark(session, paper, ScanState.INFECTED)
    page.sign_in(district.auditor)
    answer = page.download("tasks.dossier", task_id=task.id)
    archive = zipfile.ZipFile(io.BytesIO(answer.data))
    assert not [name for name in archive.namelist() if name.endswith(".pdf")]
    assert "không kèm tệp (có vi-rút)" in archive.read("MA-BAM-SHA256.txt").decode()


def test_an_infected_original_is_not_even_drawn(
    app: Flask, page: Visitor, district: District, task: Task, now: datetime
) -> None:
    session, directive = page.session, task.duty.directive
    file = a_directive_file(
        app, session, directive, content=a_pdf(2, "goc"), name="Gốc.pdf", now=now
    )
    session.get_one(Blob, file.blob_sha256).scan_state = ScanState.INFECTED
    page.sign_in(district.monitor)
    for door, more in (
        ("directives.download", {"file_id": file.id}),
        ("directives.file_preview", {"file_id": file.id}),
        ("directives.page", {"number": 1}),
        ("directives.page_picture", {"number": 1}),
    ):
        page.get(door, directive_id=directive.id, **more, status=403)
