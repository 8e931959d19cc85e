"""What is stamped on a PDF after it was made: signatures' looks, stamps, notes, signing times.

A paper's number and date are often put on at digital signing, as the look of an annotation
which is no part of the page's own text. So is a secrecy stamp.
"""

from __future__ import annotations

import ctypes
import re
from collections import Counter
from typing import Any

from pypdfium2 import raw

from tracker.documents.pdf_rows import rows_of
from tracker.documents.pdf_words import Sheet, Word, read_sheet

_SHOWN = frozenset({raw.FPDF_ANNOT_STAMP, raw.FPDF_ANNOT_FREETEXT, raw.FPDF_ANNOT_WIDGET})
_ANNOTATION_LIMIT = 500
_SIGNATURE_LIMIT = 50
_TIME = re.compile(r"D:(\d{4})(\d\d)(\d\d)(?:(\d\d)(\d\d)(\d\d)?)?(?:([+-]\d\d)'?(\d\d))?")


def stamped_lines(document: Any, number: int, sheet: Sheet) -> list[str]:
    """The lines that page ``number`` (from 0) shows beyond its own text.

    Draws the annotations into the page of this document in memory, so it comes after the
    page was read. Notes that have words but no look give their words.
    """
    page = document[number]
    contents, shown = _annotations(page)
    if not shown:
        page.close()
        return contents
    raw.FPDFPage_Flatten(page, raw.FLAT_NORMALDISPLAY)
    page.close()
    page = document[number]
    text_page = page.get_textpage()
    try:
        after = read_sheet(page, text_page)
    finally:
        text_page.close()
        page.close()
    known = Counter(map(_mark, sheet.words))
    new: list[Word] = []
    for word in after.words:
        if known[_mark(word)] > 0:
            known[_mark(word)] -= 1
        else:
            new.append(word)
    lines = [" ".join(part.text for part in row) for row in rows_of(new)]
    aslant = list((Counter(after.aslant) - Counter(sheet.aslant)).elements())
    whole = " ".join(lines)
    return [*lines, *aslant, *(text for text in contents if text not in whole)]


def signing_times(document: Any) -> list[str]:
    """When the document was digitally signed, in words, one line per signature that says it."""
    lines: list[str] = []
    count = raw.FPDF_GetSignatureCount(document)
    for index in range(min(max(count, 0), _SIGNATURE_LIMIT)):
        signature = raw.FPDF_GetSignatureObject(document, index)
        length = raw.FPDFSignatureObj_GetTime(signature, None, 0)
        if not 0 < length < 100:
            continue
        buffer = ctypes.create_string_buffer(length)
        raw.FPDFSignatureObj_GetTime(signature, buffer, length)
        if found := _TIME.match(buffer.value.decode("ascii", "replace")):
            year, month, day, hour, minute, second, zone, zone_minutes = found.groups()
            clock = f" {hour}:{minute}:{second or '00'}" if hour else ""
            where = f" {zone}:{zone_minutes}" if zone else ""
            lines.append(f"Thời gian ký: {day}/{month}/{year}{clock}{where}")
    return lines


def _annotations(page: Any) -> tuple[list[str], bool]:
    """The words kept with stamps and notes, and whether any of them has a look to draw."""
    contents: list[str] = []
    shown = False
    for index in range(min(raw.FPDFPage_GetAnnotCount(page), _ANNOTATION_LIMIT)):
        annotation = raw.FPDFPage_GetAnnot(page, index)
        if not annotation:
            continue
        if raw.FPDFAnnot_GetSubtype(annotation) in _SHOWN:
            shown = shown or raw.FPDFAnnot_HasKey(annotation, b"AP")
            if text := _contents(annotation):
                contents.append(text)
        raw.FPDFPage_CloseAnnot(annotation)
    return contents, bool(shown)


def _contents(annotation: Any) -> str:
    length = raw.FPDFAnnot_GetStringValue(annotation, b"Contents", None, 0)
    if not 2 < length < 10_000:
        return ""
    buffer = (ctypes.c_ushort * (length // 2))()
    raw.FPDFAnnot_GetStringValue(annotation, b"Contents", buffer, length)
    return bytes(buffer).decode("utf-16-le", "replace").rstrip("\0").strip()


def _mark(word: Word) -> tuple[str, int, int]:
    return word.text, round(word.left), round(word.base)
