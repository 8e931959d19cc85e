"""A file within a page: what each kind shows, page by page, and what is refused with a sentence."""

from __future__ import annotations

import io
import zipfile
from datetime import datetime
from urllib.parse import quote

import pytest
from flask import Flask
from sqlalchemy.orm import Session

from tests.factories.district import District, a_district
from tests.factories.task import a_task
from tests.pages.kept_papers import a_docx, a_paper, a_pdf, a_png, an_xlsx, lose
from tests.support.visitor import Visitor, words
from tracker.documents.file_kind import FileKind
from tracker.models import EvidenceRevision, Task


class Shelf:
    """Hands papers in for Phòng Tư pháp and shows them to its head."""

    def __init__(self, app: Flask, session: Session, page: Visitor, now: datetime) -> None:
        self.app, self.session, self.page, self.now = app, session, page, now
        self.district: District = a_district(session)
        self.task: Task = a_task(session, self.district.office, self.district.justice)

    def paper(self, content: bytes, name: str, kind: FileKind) -> EvidenceRevision:
        made = a_paper(
            self.app,
            self.session,
            self.district,
            self.task,
            content=content,
            name=name,
            kind=kind,
            now=self.now,
        )
        self.page.sign_in(self.district.justice_head)
        return made


@pytest.fixture
def shelf(app: Flask, session: Session, page: Visitor, now: datetime) -> Shelf:
    return Shelf(app, session, page, now)


def test_a_pdf_is_turned_page_by_page(page: Visitor, shelf: Shelf) -> None:
    made = shelf.paper(a_pdf(3), "Báo cáo.pdf", FileKind.PDF)
    soup = page.get("evidence.preview", revision_id=made.id)
    assert "Trang 1/3" in words(soup)
    assert made.blob_sha256 in words(soup)
    soup = page.get("evidence.preview", revision_id=made.id, page=3)
    assert not soup.find("a", rel="next")
    (sheet,) = soup.select(".preview-sheet img")
    drawn = page.open(str(sheet["src"]), buffered=True)
    assert drawn.mimetype == "image/png"
    assert drawn.data.startswith(b"\x89PNG")
    again = page.open(str(sheet["src"]), headers={"If-None-Match": drawn.headers["ETag"]})
    assert again.status_code == 304


def test_a_page_after_the_last_is_the_last(page: Visitor, shelf: Shelf) -> None:
    made = shelf.paper(a_pdf(2), "Báo cáo.pdf", FileKind.PDF)
    assert "Trang 2/2" in words(page.get("evidence.preview", revision_id=made.id, page=99))
    page.get("evidence.picture", revision_id=made.id, number=3, status=404)


def test_the_browser_s_viewer_gets_a_frame_that_may_load_nothing(
    page: Visitor, shelf: Shelf
) -> None:
    made = shelf.paper(a_pdf(), "Báo cáo.pdf", FileKind.PDF)
    soup = page.get("evidence.preview", revision_id=made.id, viewer=1)
    (frame,) = soup.find_all("iframe")
    answer = page.open(str(frame["src"]), buffered=True)
    assert answer.headers["Content-Disposition"].startswith("inline;")
    assert answer.headers["X-Frame-Options"] == "SAMEORIGIN"
    policy = answer.headers["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "frame-ancestors 'self'" in policy
    assert answer.headers["X-Content-Type-Options"] == "nosniff"


def test_a_picture_is_shown_as_it_is_and_runs_nothing(page: Visitor, shelf: Shelf) -> None:
    made = shelf.paper(a_png(), "Ảnh.png", FileKind.PNG)
    soup = page.get("evidence.preview", revision_id=made.id)
    (picture,) = soup.select(".preview-sheet img")
    answer = page.open(str(picture["src"]), buffered=True)
    assert answer.data == a_png()
    assert "sandbox" in answer.headers["Content-Security-Policy"]


def test_a_word_file_is_read_out_a_page_at_a_time(page: Visitor, shelf: Shelf) -> None:
    made = shelf.paper(a_docx(450), "Báo cáo.docx", FileKind.DOCX)
    soup = page.get("evidence.preview", revision_id=made.id)
    assert "Đoạn thứ 200 của báo cáo" in words(soup)
    assert "Đoạn thứ 201 của báo cáo" not in words(soup)
    soup = page.get("evidence.preview", revision_id=made.id, page=3)
    assert "Đoạn thứ 450 của báo cáo" in words(soup)
    assert "401–450 trong 450" in words(soup)


def test_a_sheet_shows_its_rows_and_the_other_sheets(page: Visitor, shelf: Shelf) -> None:
    made = shelf.paper(an_xlsx(150), "Số liệu.xlsx", FileKind.XLSX)
    soup = page.get("evidence.preview", revision_id=made.id)
    assert "D100C3" in words(soup)
    assert "D101C1" not in words(soup)
    soup = page.get("evidence.preview", revision_id=made.id, page=2)
    assert "D150C1" in words(soup)
    soup = page.get("evidence.preview", revision_id=made.id, sheet=2)
    assert "Nguồn: các xã" in words(soup)


def test_a_large_sheet_says_that_it_goes_on(page: Visitor, shelf: Shelf) -> None:
    made = shelf.paper(an_xlsx(2100, 45), "Lớn.xlsx", FileKind.XLSX)
    told = words(page.get("evidence.preview", revision_id=made.id, page=20))
    assert "chỉ hiện 2.000 dòng đầu" in told
    assert "chỉ hiện 40 cột đầu" in told
    assert "D2000C1" in told
    assert "D2001C1" not in told
    assert "D2000C41" not in told


def a_bomb() -> bytes:
    """A Word file of a few kilobytes whose text unpacks to far more than is ever looked into."""
    small = io.BytesIO(a_docx(1))
    target = io.BytesIO()
    with (
        zipfile.ZipFile(small) as source,
        zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as out,
    ):
        for entry in source.infolist():
            content = source.read(entry)
            if entry.filename == "word/document.xml":
                content += b" " * (40 * 1024 * 1024)
            out.writestr(entry, content)
    return target.getvalue()


def test_what_would_unpack_to_much_is_not_looked_into(page: Visitor, shelf: Shelf) -> None:
    bomb = a_bomb()
    assert len(bomb) < 200_000
    made = shelf.paper(bomb, "Nén.docx", FileKind.DOCX)
    assert "quá lớn để xem trước" in words(page.get("evidence.preview", revision_id=made.id))


def test_a_torn_file_is_said_and_can_still_be_fetched(page: Visitor, shelf: Shelf) -> None:
    made = shelf.paper(b"%PDF-1.4 hong", "Hỏng.pdf", FileKind.PDF)
    told = words(page.get("evidence.preview", revision_id=made.id))
    assert "bị hỏng" in told
    page.download("evidence.download", revision_id=made.id)


def test_word_files_are_never_given_out_to_be_shown(page: Visitor, shelf: Shelf) -> None:
    made = shelf.paper(a_docx(1), "Báo cáo.docx", FileKind.DOCX)
    page.get("evidence.content", revision_id=made.id, status=404)
    page.get("evidence.picture", revision_id=made.id, number=1, status=404)


def test_hostile_words_stay_words(page: Visitor, shelf: Shelf) -> None:
    book = an_xlsx(1)
    made = shelf.paper(book, "<script>alert(1)</script>.xlsx", FileKind.XLSX)
    soup = page.get("evidence.preview", revision_id=made.id)
    assert not [tag for tag in soup.find_all("script") if "alert" in tag.get_text()]


def test_a_lost_file_is_said_at_every_door(app: Flask, page: Visitor, shelf: Shelf) -> None:
    made = shelf.paper(a_pdf(), "Báo cáo.pdf", FileKind.PDF)
    lose(app, made.blob_sha256)
    for door in ("preview", "download", "content"):
        soup = page.get(f"evidence.{door}", revision_id=made.id, status=404)
        assert "Không tìm thấy tệp trong kho lưu trữ" in words(soup)
    page.get("evidence.picture", revision_id=made.id, number=1, status=404)
    assert "Tệp không còn trong kho lưu trữ" in words(page.get("tasks.show", task_id=shelf.task.id))


class TestRanges:
    """Downloads that broke off, asked for by parts; names that survive the way."""

    NAME = "Báo cáo “rà soát” quý IV.pdf"

    @pytest.fixture
    def made(self, shelf: Shelf) -> EvidenceRevision:
        return shelf.paper(a_pdf(2), self.NAME, FileKind.PDF)

    @pytest.mark.parametrize("door", ["evidence.download", "evidence.content"])
    def test_a_part_is_given(self, page: Visitor, made: EvidenceRevision, door: str) -> None:
        url = page.address(door, revision_id=made.id)
        answer = page.open(url, headers={"Range": "bytes=10-19"}, buffered=True)
        assert (answer.status_code, answer.data) == (206, a_pdf(2)[10:20])

    def test_a_part_of_another_version_is_not_mixed_in(
        self, page: Visitor, made: EvidenceRevision
    ) -> None:
        url = page.address("evidence.download", revision_id=made.id)
        asked = {"Range": "bytes=10-19", "If-Range": f'"{made.blob_sha256}"'}
        assert page.open(url, headers=asked, buffered=True).status_code == 206
        asked["If-Range"] = f'"{"0" * 64}"'
        answer = page.open(url, headers=asked, buffered=True)
        assert (answer.status_code, answer.data) == (200, a_pdf(2))

    def test_a_part_beyond_the_end_is_refused(self, page: Visitor, made: EvidenceRevision) -> None:
        url = page.address("evidence.download", revision_id=made.id)
        assert page.open(url, headers={"Range": "bytes=999999-"}).status_code == 416

    def test_a_look_at_the_head_brings_length_and_name(
        self, page: Visitor, made: EvidenceRevision
    ) -> None:
        url = page.address("evidence.download", revision_id=made.id)
        answer = page.open(url, method="HEAD")
        assert answer.headers["Content-Length"] == str(len(a_pdf(2)))
        assert answer.headers["Accept-Ranges"] == "bytes"
        assert f"filename*=UTF-8''{quote(self.NAME)}" in answer.headers["Content-Disposition"]
        assert answer.data == b""
