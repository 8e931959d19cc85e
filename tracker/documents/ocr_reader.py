"""Pages that are pictures to raw lines: drawn, read by Tesseract, then treated as any page.

Only pages without usable letters are drawn; the others keep their text layer.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from tracker.documents.file_kind import DIRECTIVE_KINDS, IMAGE_KINDS
from tracker.documents.image_pdf import image_pdf
from tracker.documents.ocr_words import lies_askew, words_of
from tracker.documents.page_picture import Picture, draw_page
from tracker.documents.pdf_file import PDFIUM, open_pdf
from tracker.documents.pdf_furniture import separators
from tracker.documents.pdf_layout import Page, lines_of
from tracker.documents.pdf_reader import GARBLED, read_text_layer
from tracker.documents.pdf_rows import in_reading_order, rows_of
from tracker.documents.pdf_rules import Rules
from tracker.documents.pdf_tables import find_tables
from tracker.documents.picture_rules import picture_rules
from tracker.documents.secrecy_stamps import stamps_seen
from tracker.documents.sniff import recognise
from tracker.documents.tesseract import (
    Patience,
    SeenWord,
    TooSlow,
    is_installed,
    missing,
    seen_words,
    turn_of,
)
from tracker.domain.message_ids import N_
from tracker.reading.raw_line import RawText

OFF_PICTURE = N_(
    "Văn bản là bản quét, chữ do máy nhận dạng từ ảnh nên có thể sai; "
    "hãy đối chiếu với ảnh trang, nhất là những chữ được đánh dấu."
)
PARTLY_OFF_PICTURE = N_(
    "Một số trang là bản quét, chữ do máy nhận dạng từ ảnh nên có thể sai; "
    "hãy đối chiếu với ảnh trang, nhất là những chữ được đánh dấu."
)
HARD_PAGES = N_("Có trang quét quá khó đọc nên bị bỏ qua; hãy xem ảnh trang và bổ sung bằng tay.")

Progress = Callable[[int, int], None]
"""Told before each page how many are done, and of how many. May raise to stop."""

_SMALL_DPI = 100
_SOME_RED = 12
"""Pixels of red side by side: less is no frame of a stamp."""


def read_pictures(data: bytes, name: str, on_page: Progress) -> RawText:
    """All lines of a .pdf, .png or .jpg, the pages that are pictures read by Tesseract.

    ``pictures`` of the answer are the pages that took too long: nobody knows what they say.
    Raises ``TesseractMissing``, and ``RefusedFile`` as the other readers.
    """
    if not is_installed():
        raise missing()
    kind = recognise(data, name, allowed=DIRECTIVE_KINDS)
    if kind in IMAGE_KINDS:
        data = image_pdf(data, name, kind)
    found = read_text_layer(data, name)
    wanted = [page for page in found.pages if page.is_picture]
    remarks = [remark for remark in found.remarks if remark != GARBLED]
    hard: list[int] = []
    with PDFIUM:
        document = open_pdf(data, name)
    try:
        for done, page in enumerate(wanted):
            on_page(done, len(wanted))
            try:
                _read_page(document, page, name)
            except TooSlow:
                page.lines, page.tables = [], []
                hard.append(page.number)
        on_page(len(wanted), len(wanted))
    finally:
        with PDFIUM:
            document.close()
    if wanted:
        remarks.append(OFF_PICTURE if len(wanted) == len(found.pages) else PARTLY_OFF_PICTURE)
    if hard:
        remarks.append(HARD_PAGES)
    return RawText(
        tuple(lines_of(found.pages, found.signed)),
        len(found.pages),
        tuple(remarks),
        pictures=tuple(hard),
        off_picture=bool(wanted),
    )


def _read_page(document: Any, page: Page, name: str) -> None:
    """Put lines and tables on ``page``; what few letters it had become a stamp."""
    patience = Patience()
    picture = draw_page(document, page.number - 1, name)
    seen = seen_words(picture, patience)
    turn = 0
    if lies_askew(seen) and (turn := turn_of(picture, patience)):
        picture = draw_page(document, page.number - 1, name, turn=turn)
        seen = seen_words(picture, patience)
    small = draw_page(document, page.number - 1, name, dpi=_SMALL_DPI, turn=turn)
    page.stamps += [line.text for line in page.lines]
    page.stamps += stamps_seen(small, picture, patience)
    red = draw_page(document, page.number - 1, name, dpi=_SMALL_DPI, turn=turn, only_red=True)
    if b"\0" * _SOME_RED in red.grey:
        whole = draw_page(document, page.number - 1, name, turn=turn, only_red=True)
        page.stamps += stamps_seen(red, whole, patience)
    _put(page, seen, picture, picture_rules(small))


def _put(page: Page, seen: list[SeenWord], picture: Picture, rules: Rules) -> None:
    words = words_of(seen, picture.scale)
    page.width, page.height = picture.width / picture.scale, picture.height / picture.scale
    page.tables, outside = find_tables(words, rules)
    page.lines = in_reading_order(rows_of(outside), page.width)
    page.separators = separators(rules, page.width)
