"""A .pdf with text to raw lines, by the geometry of its letters."""

from __future__ import annotations

import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

import pypdfium2 as pdfium

from tracker.documents.legacy_letters import mended, recognised
from tracker.documents.pdf_file import PDFIUM, open_pdf
from tracker.documents.pdf_furniture import separators
from tracker.documents.pdf_layout import Page, lines_of, stamps_of
from tracker.documents.pdf_pictures import is_picture
from tracker.documents.pdf_rows import in_reading_order, rows_of
from tracker.documents.pdf_rules import read_rules
from tracker.documents.pdf_stamps import signing_times, stamped_on
from tracker.documents.pdf_tables import find_tables
from tracker.documents.pdf_words import read_sheet
from tracker.documents.syllables import vietnamese_share
from tracker.documents.text_reader import OLD_ENCODING
from tracker.domain.errors import RefusedFile
from tracker.domain.message_ids import N_
from tracker.reading.raw_line import RawText

SCAN = N_(
    "Tệp PDF là bản quét (ảnh chụp trang giấy), không có lớp chữ nên chưa đọc được. "
    "Hãy tải lên tệp .docx hoặc PDF xuất từ Word, hoặc dán nội dung văn bản."
)
PARTLY_SCAN = N_(
    "Một số trang của tệp PDF là ảnh quét, không có lớp chữ nên chưa đọc được; "
    "hãy đối chiếu với bản gốc."
)
GARBLED = N_(
    "Chữ trong tệp PDF không đọc được đúng (phông chữ không kèm bảng mã); "
    "nên tải lên tệp .docx hoặc dán nội dung văn bản."
)

SECONDS = 60.0
"""Longer than 1500 pages take; a file that needs more is made to take long."""

LETTER_LIMIT = 5_000_000
_FEWEST_MARKED = 30


@dataclass(frozen=True, slots=True)
class PdfText:
    """What the text layer gives, page by page; ``signed`` are signing times in words."""

    pages: list[Page]
    signed: list[str]
    remarks: list[str]


def read_pdf(data: bytes, name: str) -> RawText:
    """All lines in reading order with their page (from 1).

    A line's indentation is kept as blanks in front, a gap wider than usual as an empty line.
    Raises ``RefusedFile`` when the file is broken, locked, or too much to read. Pages without
    a text layer have no lines and are named in a remark.
    """
    found = read_text_layer(data, name)
    pages, remarks = found.pages, list(found.remarks)
    pictures = tuple(page.number for page in pages if page.is_picture)
    if not any(page.lines or page.tables for page in pages):
        stamps = tuple(stamps_of(pages, found.signed))
        return RawText(stamps, len(pages), (SCAN,), pictures)
    if any(not (page.lines or page.tables) for page in pages):
        remarks.append(PARTLY_SCAN)
    return RawText(tuple(lines_of(pages, found.signed)), len(pages), tuple(remarks), pictures)


def read_text_layer(data: bytes, name: str) -> PdfText:
    """The pages with the letters that they carry. Raises as ``read_pdf``."""
    with PDFIUM:
        document = open_pdf(data, name)
        try:
            pages = list(_pages(document, name))
            signed = signing_times(document)
        except pdfium.PdfiumError as error:
            raise _too_much(name) from error
        finally:
            document.close()
    return PdfText(pages, signed, _in_unicode(pages))


def _pages(document: Any, name: str) -> Iterator[Page]:
    deadline = time.monotonic() + SECONDS
    letters = 0
    for number in range(len(document)):
        page = document[number]
        text_page = page.get_textpage()
        try:
            sheet = read_sheet(page, text_page)
            rules = read_rules(page, sheet)
            picture = is_picture(page, sheet)
        finally:
            text_page.close()
            page.close()
        letters += sum(len(word.text) for word in sheet.words)
        if letters > LETTER_LIMIT or time.monotonic() > deadline:
            raise _too_much(name)
        stamped = stamped_on(document, number, sheet)
        tables, outside = find_tables((*sheet.words, *stamped.words), rules)
        lines = in_reading_order(rows_of(outside), sheet.width)
        stamps = [" ".join(sheet.aslant)] if sheet.aslant else []
        stamps += stamped.lines
        yield Page(
            number + 1,
            sheet.height,
            sheet.width,
            lines,
            tables,
            separators(rules, sheet.width),
            stamps,
            picture,
        )


def _too_much(name: str) -> RefusedFile:
    return RefusedFile(
        "Tệp PDF “%(name)s” quá phức tạp hoặc bị hỏng, không đọc hết được. "
        "Hãy xuất lại tệp PDF từ văn bản gốc, hoặc tách phần cần dùng thành tệp riêng.",
        name=name,
    )


def _in_unicode(pages: Sequence[Page]) -> list[str]:
    """Turn the letters of fonts without a table of letters to Unicode; what to tell a person.

    Where no table helps, a person sees the letters but no program can: such pages are pictures.
    """
    texts = [line.text for page in pages for line in page.lines]
    texts += [c for page in pages for table in page.tables for row in table.rows for c in row]
    text = "\n".join(texts)
    legacy = recognised(text)
    if legacy is None:
        share, marked = vietnamese_share(text)
        if marked < _FEWEST_MARKED or share >= 0.5:
            return []
        for page in pages:
            page.is_picture = page.is_picture or bool(page.lines or page.tables)
        return [GARBLED]
    for page in pages:
        page.lines = [replace(line, text=mended(line.text, legacy)) for line in page.lines]
        page.tables = [
            replace(table, rows=tuple(tuple(mended(c, legacy) for c in row) for row in table.rows))
            for table in page.tables
        ]
    return [OLD_ENCODING]
