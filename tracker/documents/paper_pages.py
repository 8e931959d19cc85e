"""The pages of a kept original: how many there are, and how one of them looks."""

from __future__ import annotations

from tracker.documents.file_kind import IMAGE_KINDS, MIME_TYPES, FileKind
from tracker.documents.image_pdf import image_pdf
from tracker.documents.page_picture import Picture, draw_page
from tracker.documents.pdf_file import PDFIUM, open_pdf

PICTURED_TYPES = frozenset(MIME_TYPES[kind] for kind in {FileKind.PDF, *IMAGE_KINDS})
"""Media types of which pages can be drawn."""


def page_count(data: bytes, name: str) -> int:
    """Raises ``RefusedFile`` for a broken file."""
    with PDFIUM:
        document = open_pdf(_as_pdf(data, name), name)
        try:
            return len(document)
        finally:
            document.close()


def draw(data: bytes, name: str, number: int, *, dpi: int) -> Picture | None:
    """Page ``number`` (from 1); None when there is none. Raises ``RefusedFile``."""
    with PDFIUM:
        document = open_pdf(_as_pdf(data, name), name)
        try:
            if not 1 <= number <= len(document):
                return None
            return draw_page(document, number - 1, name, dpi=dpi)
        finally:
            document.close()


def _as_pdf(data: bytes, name: str) -> bytes:
    if data.startswith(b"\x89PNG"):
        return image_pdf(data, name, FileKind.PNG)
    if data.startswith(b"\xff\xd8\xff"):
        return image_pdf(data, name, FileKind.JPEG)
    return data
