"""Opening a PDF: one library, one caller at a time."""

from __future__ import annotations

import re
import threading

import pypdfium2 as pdfium

from tracker.domain.errors import RefusedFile

PAGE_LIMIT = 1500

PDFIUM = threading.RLock()
"""PDFium is not safe for threads: whoever calls it holds this."""


def open_pdf(data: bytes, name: str) -> pdfium.PdfDocument:
    """The document, to be closed by the caller.

    Raises ``RefusedFile`` when it is locked, broken, without pages, or has too many.
    """
    with PDFIUM:
        try:
            document = pdfium.PdfDocument(data)
            pages = len(document)
        except pdfium.PdfiumError as error:
            raise _refused(data, str(error), name) from error
    if pages == 0:
        raise RefusedFile(
            "Tệp PDF “%(name)s” không có trang nào. Hãy kiểm tra tệp gốc rồi tải lên lại.",
            name=name,
        )
    if pages > PAGE_LIMIT:
        raise RefusedFile(
            "Tệp PDF “%(name)s” có %(pages)s trang, vượt mức %(limit)s trang cho phép. "
            "Hãy tách phần cần dùng thành tệp riêng rồi tải lên lại.",
            name=name,
            pages=pages,
            limit=PAGE_LIMIT,
        )
    return document


def _refused(data: bytes, error: str, name: str) -> RefusedFile:
    """PDFium's word on passwords may be about the file before: only locked files say Encrypt."""
    if b"/Encrypt" in data and re.search("password|security", error, re.IGNORECASE):
        return RefusedFile(
            "Tệp PDF “%(name)s” được đặt mật khẩu nên không đọc được. "
            "Hãy bỏ mật khẩu rồi tải lên lại.",
            name=name,
        )
    return RefusedFile(
        "Tệp PDF “%(name)s” bị hỏng, không mở được. Hãy xuất lại tệp PDF từ văn bản gốc "
        "rồi tải lên lại.",
        name=name,
    )
