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


PNG = b"\x89PNG\r\n\x1a\n" + b"\0" * 40


def test_a_picture_is_taken_in_when_somebody_has_looked_at_it(
    form: Visitor, session: Session
) -> None:
    """No text can be read in it: a person vouches, and the history says who did."""
    surroundings: Surroundings = form.app.extensions[KEY]
    kept = list(surroundings.store.all_hashes())
    picture = (io.BytesIO(PNG), "Ảnh hiện trường.png")
    soup = form.submit("Nộp văn bản, tài liệu", status=422, files=[picture])
    fault = soup.find(id="not_secret-fault")
    assert fault is not None
    assert "Ảnh hiện trường.png" in words(fault)
    assert "đánh dấu xác nhận" in words(fault)
    assert list(surroundings.store.all_hashes()) == kept
    assert not session.scalars(select(Evidence)).all()

    picture = (io.BytesIO(PNG), "Ảnh hiện trường.png")
    form.submit("Nộp văn bản, tài liệu", files=[picture], not_secret="y")
    event = session.scalars(select(Event).order_by(Event.id.desc()).limit(1)).one()
    assert event.note == (
        "Ảnh hiện trường.png (không đọc được chữ; người nộp đã xem, không mang dấu chỉ độ mật)"
    )


def test_a_tick_does_not_let_a_marked_paper_in(form: Visitor, session: Session) -> None:
    secret = a_paper("UBND HUYỆN THỬ NGHIỆM", "MẬT", "PHƯƠNG ÁN", "Nội dung không ai được giữ.")
    form.submit("Nộp văn bản, tài liệu", status=422, files=[(secret, NAME)], not_secret="y")
    assert not session.scalars(select(Evidence)).all()


def test_what_can_be_read_needs_no_tick(form: Visitor, session: Session) -> None:
    paper = a_paper("BÁO CÁO", "Đã hoàn thành việc rà soát thủ tục hành chính trong tháng.")
    form.submit("Nộp văn bản, tài liệu", files=[(paper, "Báo cáo.docx")])
    event = session.scalars(select(Event).order_by(Event.id.desc()).limit(1)).one()
    assert event.note == "Báo cáo.docx"
