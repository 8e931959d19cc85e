"""Scans of invented papers, read by Tesseract: words, places, doubts, stamps, patience."""

from __future__ import annotations

import difflib
import shutil
from pathlib import Path

import pytest

from tests.factories.paper import PLAN
from tests.support.scans import (
    document_of,
    lines_of,
    scanned_pdf,
    scanned_png,
    sheets_of,
    with_letters,
)
from tests.support.source import ROOT
from tracker.documents import tesseract
from tracker.documents.ocr_reader import HARD_PAGES, OFF_PICTURE, PARTLY_OFF_PICTURE, read_pictures
from tracker.documents.page_picture import draw_page
from tracker.documents.read_file import read_file
from tracker.documents.secrecy_stamps import stamps_seen
from tracker.reading.directive_reading import read_directive
from tracker.reading.raw_line import RawLine, RawText
from tracker.reading.secrecy import Secrecy, secrecy_mark

SECOND = """4. Phòng Nội vụ

Theo dõi, đôn đốc việc thực hiện Kế hoạch này; tổng hợp, báo cáo UBND huyện trước ngày 20/12/2026.
"""

pytestmark = pytest.mark.tesseract


def read(data: bytes, name: str = "quét.pdf") -> RawText:
    return read_pictures(data, name, lambda _done, _total: None)


def words(raw: RawText) -> list[str]:
    return " ".join(line.text for line in raw.lines).split()


def right_share(raw: RawText, text: str) -> float:
    """The share of the text's words that were read right and in order."""
    wanted = text.split()
    same = difflib.SequenceMatcher(None, wanted, words(raw), autojunk=False)
    return sum(block.size for block in same.get_matching_blocks()) / len(wanted)


def test_a_scan_is_read_as_the_paper_was_written() -> None:
    raw = read(scanned_pdf(PLAN, SECOND))
    assert right_share(raw, PLAN + SECOND) > 0.97
    assert {line.page for line in raw.lines} == {1, 2}
    assert (raw.page_count, raw.remarks, raw.off_picture) == (2, (OFF_PICTURE,), True)
    reading = read_directive(raw)
    assert reading.header.number == "45/KH-UBND"
    assert [draft.due.value for draft in reading.drafts if draft.due.value].count("2026-12-15") == 1


@pytest.mark.slow
@pytest.mark.parametrize("number", ["05", "24"])
def test_a_sample_reads_off_its_scan_as_off_its_text(number: str) -> None:
    (path,) = (ROOT / "tests" / "samples" / "directives").glob(f"{number}_*.txt")
    text = path.read_text("utf-8")
    raw = read(scanned_pdf(*sheets_of(text)))
    assert right_share(raw, text) > 0.98
    scanned, typed = read_directive(raw), read_directive(read_file(text.encode(), path.name))
    assert scanned.header == typed.header
    assert [draft.due.value for draft in scanned.drafts] == [
        draft.due.value for draft in typed.drafts
    ]


def test_a_photo_of_one_sheet() -> None:
    raw = read(scanned_png(PLAN, lean=-0.6), "ảnh.png")
    assert right_share(raw, PLAN) > 0.95


def test_a_sheet_that_lies_on_its_side_is_turned() -> None:
    document = document_of(PLAN, lean=0.0)
    on_its_side = draw_page(document, 0, "a", turn=90).as_png()
    assert right_share(read(on_its_side, "a.png"), PLAN) > 0.95


def test_only_pages_without_letters_are_read_off_their_picture() -> None:
    told: list[tuple[int, int]] = []
    mixed = with_letters(scanned_pdf(PLAN), SECOND)
    assert read_file(mixed, "a.pdf").pictures == (1,)
    raw = read_pictures(mixed, "a.pdf", lambda done, total: told.append((done, total)))
    assert told == [(0, 1), (1, 1)]
    assert raw.remarks == (PARTLY_OFF_PICTURE,)
    last = [line for line in lines_of(SECOND) if line][-1]
    assert any(line.text.endswith(last) for line in raw.lines)


def test_words_that_are_hardly_seen_are_doubtful_and_kept() -> None:
    clear = read(scanned_png(PLAN), "a.png")
    dirty = read(scanned_png(PLAN, specks=90_000), "a.png")
    doubts = sum(len(line.doubts) for line in dirty.lines)
    assert doubts > sum(len(line.doubts) for line in clear.lines)
    reading = read_directive(dirty)
    spans = [(clause, span) for clause in reading.clauses for span in clause.doubts]
    assert spans
    assert all(" " not in clause.text[start:end] for clause, (start, end) in spans)


@pytest.mark.parametrize(
    ("stamp", "mark"),
    [("MẬT", Secrecy.MAT), ("TỐI MẬT", Secrecy.TOI_MAT), ("TUYỆT MẬT", Secrecy.TUYET_MAT)],
)
def test_a_red_stamp_across_the_text_is_seen(stamp: str, mark: Secrecy) -> None:
    document = document_of(PLAN, stamp=stamp)
    small, whole = (draw_page(document, 0, "a", dpi=dpi, only_red=True) for dpi in (100, 200))
    seen = RawText(tuple(RawLine(text) for text in stamps_seen(small, whole, tesseract.Patience())))
    assert secrecy_mark(seen) is mark


def test_a_stamp_in_black_and_white_is_seen_where_it_stands_free() -> None:
    free = PLAN.replace("\nThử Nghiệm, ngày", "\n\n\n\n\nThử Nghiệm, ngày", 1)
    assert secrecy_mark(read(scanned_pdf(free, stamp="TỐI MẬT"))) is Secrecy.TOI_MAT


def test_another_stamp_is_no_secret() -> None:
    free = PLAN.replace("\nThử Nghiệm, ngày", "\n\n\n\n\nThử Nghiệm, ngày", 1)
    assert secrecy_mark(read(scanned_pdf(free, stamp="HỎA TỐC"))) is None
    document = document_of(PLAN, stamp="THƯỢNG KHẨN")
    small, whole = (draw_page(document, 0, "a", dpi=dpi, only_red=True) for dpi in (100, 200))
    assert stamps_seen(small, whole, tesseract.Patience()) == []


def test_reading_stops_between_two_pages() -> None:
    class Enough(Exception):
        pass

    seen: list[int] = []

    def stop_at_second(done: int, _total: int) -> None:
        seen.append(done)
        if done:
            raise Enough

    with pytest.raises(Enough):
        read_pictures(scanned_pdf(PLAN, SECOND, PLAN), "a.pdf", stop_at_second)
    assert seen == [0, 1]


def test_a_page_that_takes_too_long_is_passed_over(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tesseract, "SECONDS", 0.05)
    raw = read(scanned_pdf(PLAN))
    assert HARD_PAGES in raw.remarks
    assert words(raw) == []
    assert raw.pictures == (1,)


def test_nothing_of_a_scan_is_written_to_a_temporary_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TMPDIR", str(tmp_path))
    monkeypatch.chdir(tmp_path)
    read(scanned_pdf(PLAN))
    assert list(tmp_path.iterdir()) == []


def test_without_the_program_a_sentence_says_what_to_install(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert shutil.which("tesseract")
    data = scanned_pdf(PLAN)
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(tesseract.TesseractMissing, match="tesseract-ocr-vie"):
        read(data)
    assert read_file(data, "a.pdf").pictures == (1,)
