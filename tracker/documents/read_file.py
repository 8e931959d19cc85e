"""Bytes of a directive in, raw lines out, whatever form it arrived in."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace

from tracker.documents.docx_reader import read_docx
from tracker.documents.file_kind import CONVERTED_KINDS, DIRECTIVE_KINDS, FileKind
from tracker.documents.image_reader import read_image
from tracker.documents.libre_office import to_docx
from tracker.documents.pdf_reader import read_pdf
from tracker.documents.sniff import recognise
from tracker.documents.text_reader import read_text
from tracker.documents.xlsx_reader import read_xlsx
from tracker.domain.message_ids import N_
from tracker.reading.raw_line import RawText

_READERS = {
    FileKind.DOCX: read_docx,
    FileKind.PDF: read_pdf,
    FileKind.TEXT: read_text,
    FileKind.XLSX: read_xlsx,
    FileKind.PNG: read_image,
    FileKind.JPEG: read_image,
}

CONVERTED = N_(
    "Tệp .doc, .odt hoặc .rtf đã được LibreOffice chuyển sang .docx để đọc; "
    "hãy đối chiếu số thứ tự và bảng biểu với bản gốc."
)


def read_file(
    data: bytes, name: str, *, allowed: Collection[FileKind] = DIRECTIVE_KINDS
) -> RawText:
    """The lines of a directive with their places on the paper. Kinds are those with a reader.

    Raises ``RefusedFile`` with a sentence for the screen when the bytes cannot be used.
    A file without any readable letter is not refused: no lines, and a remark that says why.
    ``pictures`` of the answer are pages that only ``ocr_reader`` can read.
    """
    return read_known(data, name, recognise(data, name, allowed=allowed))


def read_known(data: bytes, name: str, kind: FileKind) -> RawText:
    """The same for bytes that were recognised as ``kind`` before."""
    if kind in CONVERTED_KINDS:
        raw = read_docx(to_docx(data, kind, name), name)
        return replace(raw, remarks=(CONVERTED, *raw.remarks))
    return _READERS[kind](data, name)
