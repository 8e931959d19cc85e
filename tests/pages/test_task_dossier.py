"""The dossier of a task: one file that answers whoever asks later, with hashes that prove it."""

from __future__ import annotations

import hashlib
import io
import zipfile
from datetime import datetime

import docx
import pytest
from sqlalchemy.orm import Session

from tests.factories.district import District, a_district
from tests.factories.task import a_task
from tests.pages.test_task_pages import a_pdf
from tests.support.visitor import Visitor
from tracker.domain.explanation_rules import LateCause
from tracker.models import Explanation, ExplanationTask, Task
from tracker.services import comments, instructions


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


class TestWhatWasSaid:
    """Leaders' words, answers and explanations go along; comments where a rule says so."""

    def talk(self, session: Session, district: District, task: Task, now: datetime) -> None:
        row = instructions.give(
            session, task_id=task.id, text="Báo cáo rõ nguyên nhân", due_on=None,
            actor=district.actor(district.chairman), now=now,
        )  # fmt: skip
        actor = district.actor(district.justice_officer)
        instructions.answer(session, instruction_id=row.id, version=None, text="Do thiếu số liệu",
                            actor=actor, now=now)  # fmt: skip
        comments.write(session, task_id=task.id, text="Chiều nay họp nhé", mention_ids=[],
                       actor=actor, now=now)  # fmt: skip
        explanation = Explanation(
            office_id=task.office_id, unit_id=task.lead_unit_id, text="Chờ hướng dẫn của tỉnh",
            cause=LateCause.OBJECTIVE, stated_at=now, stated_by_id=district.justice_head.id,
        )  # fmt: skip
        session.add(explanation)
        session.flush()
        session.add(ExplanationTask(explanation_id=explanation.id, task_id=task.id))
        session.commit()

    def fetched(self, page: Visitor, endpoint: str, **values: int) -> zipfile.ZipFile:
        return zipfile.ZipFile(io.BytesIO(page.download(endpoint, **values).data))

    @pytest.mark.parametrize(
        "rules", [{}, {"dossier_comments": True, "dossier_instructions": False}]
    )
    def test_by_the_rules_of_the_office(
        self, page: Visitor, session: Session, now: datetime, rules: dict[str, bool]
    ) -> None:
        district = a_district(session, **rules)
        task = a_task(session, district.office, district.justice)
        self.talk(session, district, task, now)
        page.sign_in(district.auditor)
        told = words_of(self.fetched(page, "tasks.dossier", task_id=task.id))
        assert "Chờ hướng dẫn của tỉnh" in told
        assert "Khách quan" in told
        assert ("Do thiếu số liệu (Phạm Thị Cúc" in told) is (not rules)
        assert ("Chiều nay họp nhé" in told) is bool(rules)

    def test_the_order_tells_them_unit_by_unit(
        self, page: Visitor, session: Session, district: District, task: Task, now: datetime
    ) -> None:
        self.talk(session, district, task, now)
        page.sign_in(district.monitor)
        archive = self.fetched(
            page, "directives.dossier_archive", directive_id=task.duty.directive_id
        )
        paper = docx.Document(io.BytesIO(archive.read("muc-luc.docx")))
        cells = [cell.text for table in paper.tables for row in table.rows for cell in row.cells]
        assert "Do thiếu số liệu" in cells
        assert "Chiều nay họp nhé" not in cells
