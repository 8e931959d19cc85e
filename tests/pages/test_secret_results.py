"""A state secret handed in as a result leaves as little behind as one sent in as a directive."""

from __future__ import annotations

import io
import logging

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from tests.documents.readers.word_file import para, word_file
from tests.factories.district import a_district
from tests.factories.task import a_task
from tests.support.visitor import Visitor, words
from tracker.models import Blob, Event, Evidence
from tracker.surroundings import KEY, Surroundings

NAME = "Phương án A2.docx"


def a_paper(*lines: str) -> io.BytesIO:
    return io.BytesIO(word_file("".join(para(line) for line in lines)))


@pytest.fixture
def form(page: Visitor, session: Session) -> Visitor:
    """A browser in which a unit's officer is about to hand in papers for a task."""
    district = a_district(session)
    task = a_task(session, district.office, district.justice)
    page.sign_in(district.justice_officer)
    page.get("tasks.attach", task_id=task.id)
    return page


@pytest.mark.parametrize("mark", ["MẬT", "TỐI MẬT", "Tuyệt mật"])
def test_nothing_of_it_stays(
    form: Visitor, session: Session, caplog: pytest.LogCaptureFixture, mark: str
) -> None:
    surroundings: Surroundings = form.app.extensions[KEY]
    kept = list(surroundings.store.all_hashes())
    events = len(session.scalars(select(Event)).all())
    secret = a_paper("UBND HUYỆN THỬ NGHIỆM", mark, "PHƯƠNG ÁN", "Nội dung không ai được giữ.")
    with caplog.at_level(logging.DEBUG):
        soup = form.submit("Nộp văn bản, tài liệu", status=422, files=[(secret, NAME)])
    assert "dấu chỉ độ mật" in words(soup)
    assert NAME not in words(soup)
    assert not soup.find_all("input", attrs={"name": "files-kept"})
    assert list(surroundings.store.all_hashes()) == kept
    assert not list((surroundings.config.data_dir / "store" / "quarantine").glob("*"))
    assert not session.scalars(select(Evidence)).all()
    assert not session.scalars(select(Blob)).all()
    assert len(session.scalars(select(Event)).all()) == events
    assert NAME not in caplog.text


def test_a_report_that_speaks_of_secrets_is_none(form: Visitor, session: Session) -> None:
    paper = a_paper("BÁO CÁO", "Việc bảo vệ bí mật nhà nước: không có văn bản mật nào bị lộ.")
    form.submit("Nộp văn bản, tài liệu", files=[(paper, "Báo cáo.docx")])
    assert session.scalars(select(Evidence.title)).all() == ["Báo cáo.docx"]
