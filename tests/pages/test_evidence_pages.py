"""Fetching papers: right names, ranges, and nothing for those who guess numbers."""

from __future__ import annotations

import io
from datetime import datetime, timedelta
from urllib.parse import quote

import pytest
from flask import Flask
from sqlalchemy.orm import Session

from tests.factories.district import District, a_district
from tests.factories.task import a_task
from tests.support.visitor import Visitor, words
from tracker.models import EvidenceRevision, Task
from tracker.services import evidence
from tracker.services.evidence import KeptFile
from tracker.surroundings import KEY, Surroundings

CONTENT = b"%PDF-1.4 noi dung van ban" * 40
PNG = b"\x89PNG\r\n\x1a\n" + b"\0" * 40
NAME = "Báo cáo “rà soát” quý IV.pdf"


@pytest.fixture
def district(session: Session) -> District:
    return a_district(session)


@pytest.fixture
def task(session: Session, district: District) -> Task:
    return a_task(session, district.office, district.justice, coordinating=[district.culture])


@pytest.fixture
def paper(
    app: Flask, session: Session, district: District, task: Task, now: datetime
) -> EvidenceRevision:
    surroundings: Surroundings = app.extensions[KEY]
    waiting = surroundings.store.quarantine(CONTENT)
    sha256 = surroundings.store.keep(waiting)
    (made,) = evidence.attach(
        session,
        task_id=task.id,
        unit_id=district.justice.id,
        files=[KeptFile(sha256, len(CONTENT), "application/pdf", NAME)],
        title="",
        is_result_paper=True,
        paper_number="45/BC-TP",
        paper_on=None,
        note="",
        actor=district.actor(district.justice_officer),
        now=now,
    )
    return made


def test_a_download_keeps_name_kind_and_bytes(
    page: Visitor, district: District, paper: EvidenceRevision
) -> None:
    page.sign_in(district.justice_head)
    answer = page.download("evidence.download", revision_id=paper.id)
    assert answer.data == CONTENT
    assert answer.mimetype == "application/pdf"
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    told = answer.headers["Content-Disposition"]
    assert told.startswith("attachment;")
    assert f"filename*=UTF-8''{quote(NAME)}" in told


def test_a_broken_off_download_goes_on(
    page: Visitor, district: District, paper: EvidenceRevision
) -> None:
    page.sign_in(district.justice_head)
    url = page.address("evidence.download", revision_id=paper.id)
    answer = page.open(url, headers={"Range": "bytes=100-199"}, buffered=True)
    assert answer.status_code == 206
    assert answer.data == CONTENT[100:200]
    assert answer.headers["Content-Range"] == f"bytes 100-199/{len(CONTENT)}"


def test_coordinators_and_readers_may_fetch_it(
    page: Visitor, district: District, paper: EvidenceRevision
) -> None:
    for person in (district.culture_head, district.monitor, district.auditor, district.chairman):
        page.sign_in(person)
        page.download("evidence.download", revision_id=paper.id)


def test_a_unit_that_guesses_numbers_finds_nothing(
    page: Visitor, session: Session, district: District, now: datetime
) -> None:
    theirs = a_task(session, district.office, district.justice)
    (made,) = evidence.attach(
        session,
        task_id=theirs.id,
        unit_id=district.justice.id,
        files=[KeptFile("a" * 64, 10, "application/pdf", NAME)],
        title="",
        is_result_paper=False,
        paper_number=None,
        paper_on=None,
        note="",
        actor=district.actor(district.justice_officer),
        now=now,
    )
    page.sign_in(district.culture_head)
    page.get("evidence.download", revision_id=made.id, status=404)
    page.get("evidence.download", revision_id=made.id + 1, status=404)
    page.get("evidence.revise", evidence_id=made.evidence_id, status=404)
    page.get("tasks.show", task_id=theirs.id, status=404)


def test_another_office_s_papers_are_not_there(
    page: Visitor, session: Session, paper: EvidenceRevision
) -> None:
    elsewhere = a_district(session)
    page.sign_in(elsewhere.monitor)
    page.get("evidence.download", revision_id=paper.id, status=404)


def test_a_file_that_the_store_has_lost_is_said_on_a_page(
    app: Flask, page: Visitor, session: Session, district: District, paper: EvidenceRevision
) -> None:
    surroundings: Surroundings = app.extensions[KEY]
    surroundings.store.path(paper.blob_sha256).unlink()  # type: ignore[attr-defined]
    page.sign_in(district.justice_head)
    soup = page.get("evidence.download", revision_id=paper.id, status=404)
    assert "Không tìm thấy tệp trong kho lưu trữ" in words(soup)


def test_nobody_fetches_without_signing_in(page: Visitor, paper: EvidenceRevision) -> None:
    answer = page.open(page.address("evidence.download", revision_id=paper.id))
    assert answer.status_code == 302


def test_a_new_version_stands_before_the_old_one(
    page: Visitor, district: District, task: Task, paper: EvidenceRevision
) -> None:
    page.sign_in(district.justice_officer)
    page.get("evidence.revise", evidence_id=paper.evidence_id)
    page.submit("Nộp bản mới", status=422)
    newer = (io.BytesIO(CONTENT + b" sua"), "Báo cáo sửa.pdf")
    soup = page.submit("Nộp bản mới", files=[newer], note="Bổ sung phụ lục", status=422)
    assert "bị hỏng" in words(soup), "bytes that only begin like a PDF are no PDF"


def test_two_people_at_one_task_s_papers_meet_the_newest_first(
    page: Visitor, session: Session, district: District, task: Task, paper: EvidenceRevision
) -> None:
    """Each of the three forms that bring something along carries what its person saw."""
    page.sign_in(district.justice_officer)
    page.get("tasks.attach", task_id=task.id)
    other = Visitor(page.app, session)
    other.sign_in(district.culture_head)
    other.get("tasks.answer", task_id=task.id)
    evidence.revise(
        session,
        evidence_id=paper.evidence_id,
        seen=1,
        file=KeptFile("cd" * 32, 3, "application/pdf", "Bản mới của đồng nghiệp.pdf"),
        note="",
        actor=district.actor(district.justice_head),
        now=task.updated_at + timedelta(minutes=5),
    )
    session.commit()
    before = task.row_version
    told = words(
        page.submit(
            "Nộp văn bản, tài liệu", files=[a_picture()], not_secret="y", note="Ảnh họp", status=409
        )
    )
    assert "Người khác vừa thay đổi nhiệm vụ này" in told
    assert "Ảnh họp" in told
    other.submit("Gửi nội dung phối hợp", answer="Đã cử cán bộ", status=409)
    session.refresh(task)
    assert task.row_version == before
    assert task.parts[0].answer == ""


def test_a_version_of_somebody_else_meanwhile_is_told_by_name(
    page: Visitor, session: Session, district: District, paper: EvidenceRevision, now: datetime
) -> None:
    page.sign_in(district.justice_officer)
    page.get("evidence.revise", evidence_id=paper.evidence_id)
    evidence.revise(
        session,
        evidence_id=paper.evidence_id,
        seen=1,
        file=KeptFile("cd" * 32, 3, "application/pdf", "Bản mới của đồng nghiệp.pdf"),
        note="",
        actor=district.actor(district.justice_head),
        now=now,
    )
    told = words(page.submit("Nộp bản mới", files=[a_picture()], not_secret="y", status=409))
    assert "Bản mới của đồng nghiệp.pdf" in told


def a_picture() -> tuple[io.BytesIO, str]:
    return io.BytesIO(PNG), "anh.png"
