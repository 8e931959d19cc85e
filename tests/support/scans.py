"""Scans made here: invented text set in a real font, drawn, turned a little, specked like a copy.

The letters of the drawn page are gone: what comes out is a picture, as from an office scanner.
"""

from __future__ import annotations

import ctypes
import io
import math
import random
from collections.abc import Iterator, Sequence
from functools import cache
from pathlib import Path

import pypdfium2 as pdfium
from pypdfium2 import raw

from tracker.documents.file_kind import FileKind
from tracker.documents.image_pdf import image_pdf
from tracker.documents.page_picture import Picture, draw_page

A4 = (595.0, 842.0)
SIZE, PITCH, LEFT, TOP, WIDEST, MOST = 13.0, 19.0, 85.0, 70.0, 82, 38
_FONTS = ("LiberationSerif-Regular.ttf", "DejaVuSerif.ttf", "times.ttf")
_FOLDERS = ("/usr/share/fonts", "/Library/Fonts", "C:/Windows/Fonts")


def font() -> Path | None:
    """A font with all Vietnamese letters."""
    for name in _FONTS:
        for folder in _FOLDERS:
            found = next(Path(folder).rglob(name), None)
            if found is not None:
                return found
    return None


def blank_sheet() -> bytes:
    """A .png without anything on it; needs no font."""
    return Picture(40, 56, 1.0, b"\xff" * 40 * 56).as_png()


def scanned_png(text: str, *, stamp: str = "", lean: float = 0.3, specks: int = 300) -> bytes:
    """One sheet. ``lean`` is in degrees; ``stamp`` is set in a frame, aslant, under the head."""
    return _picture(text, stamp, lean, specks).as_png()


def scanned_pdf(*texts: str, stamp: str = "", lean: float = 0.3) -> bytes:
    """A sheet for each text, without any letters in the file."""
    document = pdfium.PdfDocument.new()
    for number, text in enumerate(texts):
        sheet = scanned_png(text, stamp="" if number else stamp, lean=lean)
        one = pdfium.PdfDocument(image_pdf(sheet, "sheet.png", FileKind.PNG))
        document.import_pages(one)
        one.close()
    return _saved(document)


def with_letters(pdf: bytes, text: str) -> bytes:
    """``pdf`` with a last page that has a text layer."""
    document = pdfium.PdfDocument(pdf)
    written = document_of(text, lean=0.0)
    document.import_pages(written)
    return _saved(document)


def sheets_of(text: str) -> list[str]:
    """A long text cut into sheets of as many lines as fit."""
    lines = list(lines_of(text))
    return ["\n".join(lines[at : at + MOST]) for at in range(0, len(lines), MOST)]


def lines_of(text: str) -> Iterator[str]:
    """The text in lines of a page's width, as a typist would break them."""
    for paragraph in text.splitlines():
        line = ""
        for word in paragraph.split():
            if line and len(line) + 1 + len(word) > WIDEST:
                yield line
                line = word
            else:
                line = f"{line} {word}".strip()
        yield line


def _picture(text: str, stamp: str, lean: float, specks: int) -> Picture:
    document = document_of(text, stamp=stamp, lean=lean)
    clean = draw_page(document, 0, "sheet.pdf")
    document.close()
    dirt = random.Random(len(text))
    grey = bytearray(clean.grey)
    for _ in range(specks):
        grey[dirt.randrange(len(grey))] = dirt.randrange(160)
    return Picture(clean.width, clean.height, clean.scale, bytes(grey))


def document_of(text: str, *, stamp: str = "", lean: float = 0.3) -> pdfium.PdfDocument:
    """The sheet before it is drawn, in colour."""
    document = pdfium.PdfDocument.new()
    page = document.new_page(*A4)
    letters = _font_bytes()
    buffer = (ctypes.c_uint8 * len(letters)).from_buffer_copy(letters)
    face = raw.FPDFText_LoadFont(document.raw, buffer, len(letters), raw.FPDF_FONT_TRUETYPE, True)
    for at, line in enumerate(lines_of(text)):
        if line:
            place = (LEFT, TOP + at * PITCH)
            _write(document, page, face, line, size=SIZE, at=place, turn=-lean)
    if stamp:
        _stamp(document, page, face, stamp)
    page.gen_content()
    page.close()
    return document


def _stamp(document: pdfium.PdfDocument, page: pdfium.PdfPage, face: object, words: str) -> None:
    size, turn = 18.0, 7.0
    wide = len(words) * size * 0.78 + 12
    x, y = 110.0, TOP + 6 * PITCH
    frame = raw.FPDFPageObj_CreateNewRect(0, -7, wide, size + 8)
    raw.FPDFPageObj_SetStrokeColor(frame, 200, 30, 30, 255)
    raw.FPDFPageObj_SetStrokeWidth(frame, 1.6)
    raw.FPDFPath_SetDrawMode(frame, 0, True)
    _place(frame, (x, y), turn)
    raw.FPDFPage_InsertObject(page.raw, frame)
    inside = (x + 8 * math.cos(math.radians(turn)), y - 8 * math.sin(math.radians(turn)))
    _write(document, page, face, words, size=size, at=inside, turn=turn, colour=(200, 30, 30))


def _write(
    document: pdfium.PdfDocument,
    page: pdfium.PdfPage,
    face: object,
    words: str,
    *,
    size: float,
    at: tuple[float, float],
    turn: float,
    colour: Sequence[int] = (0, 0, 0),
) -> None:
    thing = raw.FPDFPageObj_CreateTextObj(document.raw, face, size)
    coded = (words + "\0").encode("utf-16-le")
    units = (ctypes.c_ushort * (len(coded) // 2)).from_buffer_copy(coded)
    raw.FPDFText_SetText(thing, units)
    raw.FPDFPageObj_SetFillColor(thing, *colour, 255)
    _place(thing, at, turn)
    raw.FPDFPage_InsertObject(page.raw, thing)


def _place(thing: object, at: tuple[float, float], turn: float) -> None:
    """Put at a point measured from the top left, turned anticlockwise by degrees."""
    sine, cosine = math.sin(math.radians(turn)), math.cos(math.radians(turn))
    raw.FPDFPageObj_Transform(thing, cosine, sine, -sine, cosine, at[0], A4[1] - at[1])


@cache
def _font_bytes() -> bytes:
    found = font()
    assert found is not None, (
        "needs a font with Vietnamese letters: sudo apt install fonts-liberation2"
    )
    return found.read_bytes()


def _saved(document: pdfium.PdfDocument) -> bytes:
    target = io.BytesIO()
    document.save(target)
    document.close()
    return target.getvalue()
