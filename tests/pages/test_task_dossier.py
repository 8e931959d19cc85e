"""The dossier of a task: one file that answers whoever asks later, with hashes that prove it."""

from __future__ import annotations

import hashlib
import io
import zipfile

import docx
import pytest
from sqlalchemy.orm import Session

from tests.factories.district import District, a_district
from tests.factories.task import a_task
from tests.pages.test_task_pages import a_pdf
from tests.support.visitor import Visitor
from tracker.models import Task


@pytest.fixture
def district(session: Session) -> District:
    return a_district(session)


@pytest.fixture
def task(session: Session, district: District) -> Task:
    task = a_task(session, district.office, district.justice, coordinating=[district.culture])
    session.commit()
    return task


@pytest.fixture
def archive(page: Visitor, district: District, task: Task) -> zipfile.ZipFile:
    """A task that was extended, handed in and confirmed, fetched by an auditor."""
    page.sign_in(district.justice_officer)
    page.get("tasks.ask_extension", task_id=task.id)
    page.submit("Gửi đề nghị gia hạn", wanted_on="15/12/2026", reason="Chờ hướng dẫn của Sở")
    page.sign_in(district.monitor)
    page.get("tasks.decide_extension", task_id=task.id)
    page.submit("Ghi nhận quyết định", decision="yes", due_on="10/12/2026", basis="Đồng ý")
    page.sign_in(district.justice_officer)
    page.get("tasks.submit", task_id=task.id)
    page.submit(
        "Báo cáo hoàn thành",
        summary="Đã rà soát 12 thủ tục",
        paper_number="15/BC-PTP",
        paper_on="20/11/2026",
        files=a_pdf("Báo cáo số 15.pdf"),
        not_secret="y",
    )
    page.sign_in(district.monitor)
    page.get("tasks.confirm", task_id=task.id)
    page.submit("Xác nhận hoàn thành", note="Đạt yêu cầu")
    page.sign_in(district.auditor)
    answer = page.download("tasks.dossier", task_id=task.id)
    assert answer.mimetype == "application/zip"
    return zipfile.ZipFile(io.BytesIO(answer.data))


def words_of(archive: zipfile.ZipFile) -> str:
    paper = docx.Document(io.BytesIO(archive.read("ho-so.docx")))
    cells = [cell.text for table in paper.tables for row in table.rows for cell in row.cells]
    return "\n".join([*(paragraph.text for paragraph in paper.paragraphs), *cells])


@pytest.mark.parametrize(
    "words",
    [
        "Rà soát thủ tục hành chính thuộc lĩnh vực phụ trách",
        "Chờ hướng dẫn của Sở",
        "Đồng ý gia hạn đến 10/12/2026",
        "Đã rà soát 12 thủ tục",
        "15/BC-PTP 20/11/2026",
        "Đạt yêu cầu",
        "Xác nhận hoàn thành",
        "Phòng Văn hóa và Thông tin",
        "Niêm phong nhật ký tại thời điểm lập:",
    ],
)
def test_the_paper_tells_the_whole_story(archive: zipfile.ZipFile, words: str) -> None:
    assert words in words_of(archive)


def test_every_paper_goes_along_and_can_be_checked_by_its_hash(archive: zipfile.ZipFile) -> None:
    lines = archive.read("MA-BAM-SHA256.txt").decode().splitlines()
    named = dict(line.split("  ", 1)[::-1] for line in lines)
    assert set(named) == set(archive.namelist()) - {"MA-BAM-SHA256.txt"}
    for path, sha256 in named.items():
        assert hashlib.sha256(archive.read(path)).hexdigest() == sha256
    assert any(path.endswith("Báo cáo số 15.pdf") for path in named)
    assert named[next(path for path in named if path.endswith(".pdf"))] in words_of(archive)


def test_another_unit_does_not_get_it(page: Visitor, session: Session, district: District) -> None:
    other = a_task(session, district.office, district.justice)
    session.commit()
    page.sign_in(district.culture_head)
    page.download("tasks.dossier", task_id=other.id, status=404)
