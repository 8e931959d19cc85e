"""A .pdf with text to raw lines, by the geometry of its letters."""

from __future__ import annotations

from tracker.documents.clean_text import clean_line
from tracker.documents.pdf_file import PDFIUM, open_pdf
from tracker.reading.raw_line import RawLine, RawText


def read_pdf(data: bytes, name: str) -> RawText:
    with PDFIUM:
        document = open_pdf(data, name)
        lines = []
        for n, page in enumerate(document, 1):
            for line in page.get_textpage().get_text_range().splitlines():
                lines.append(RawLine(clean_line(line), page=n))
        return RawText(tuple(lines), len(document))
