"""What is stamped on a PDF after it was made: signatures' looks, stamps, notes, signing times.

A paper's number and date are often put on at digital signing, as the look of an annotation
which is no part of the page's own text. So is a secrecy stamp.
"""

from __future__ import annotations

import ctypes
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any

from pypdfium2 import raw

from tracker.documents.pdf_rows import rows_of
from tracker.documents.pdf_words import Sheet, Word, read_sheet

_SHOWN = frozenset(
    {
        raw.FPDF_ANNOT_STAMP,
        raw.FPDF_ANNOT_FREETEXT,
        raw.FPDF_ANNOT_WIDGET,
        raw.FPDF_ANNOT_WATERMARK,
    }
)
_ANNOTATION_LIMIT = 500
_SIGNATURE_LIMIT = 50
_CONTENTS_LIMIT = 1_000_000
_TIME = re.compile(
    r"D:(\d{4})(\d\d)(\d\d)(?:(\d\d)(\d\d)(\d\d)?)?(?:(Z|[+-]\d\d)'?(\d\d)?)?", re.ASCII
)
_SIGNED_AT = re.compile(
    rb"\x06\x09\x2a\x86\x48\x86\xf7\x0d\x01\x09\x05\x31.(?:"
    rb"\x17\x0d(?P<short>\d{12})Z|\x18\x0f(?P<long>\d{14})Z)",
    re.DOTALL,
)
_VIETNAM = timedelta(hours=7)

_NUMBER = re.compile(r"\d{1,5}[a-z]?", re.ASCII)
_SAME_LINE, _TOUCHING, _WIDEST_GAP = 0.6, 0.15, 8.0
"""In heights of the letters."""


@dataclass(frozen=True, slots=True)
class Stamped:
    """What a page shows beyond its own text.

    ``words`` stand in a gap that the text left for them ("Số:      /CT-UBND") and belong to
    its lines; ``lines`` is all the rest.
    """

    words: tuple[Word, ...] = ()
    lines: tuple[str, ...] = ()


def stamped_on(document: Any, number: int, sheet: Sheet) -> Stamped:
    """What was put on page ``number`` (from 0) after it was written.

    Draws the annotations into the page of this document in memory, so it comes after the
    page was read. Notes that have words but no look give their words.
    """
    page = document[number]
    contents, shown = _annotations(page)
    if not shown:
        page.close()
        return Stamped(lines=tuple(contents))
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
    fitted = _in_gaps(new, sheet) if after.turn == sheet.turn else {}
    apart = [word for word in new if word not in fitted]
    lines = [" ".join(part.text for part in row) for row in rows_of(apart)]
    aslant = list((Counter(after.aslant) - Counter(sheet.aslant)).elements())
    whole = " ".join([*lines, *(word.text for word in fitted)])
    said = (text for text in contents if text not in whole)
    return Stamped(tuple(fitted.values()), (*lines, *aslant, *said))


def _in_gaps(new: Sequence[Word], sheet: Sheet) -> dict[Word, Word]:
    """Numbers that were stamped into a gap of a line, each moved onto that line.

    A gap lies between two words of one line; nothing of the text stands under the number.
    """
    found: dict[Word, Word] = {}
    for word in new:
        if not _NUMBER.fullmatch(word.text):
            continue
        beside = [
            one for one in sheet.words if abs(one.base - word.base) < _SAME_LINE * max(one.size, 1)
        ]
        left = [one for one in beside if one.right <= word.left + _TOUCHING * word.size]
        right = [one for one in beside if one.left >= word.right - _TOUCHING * word.size]
        if left and right and len(left) + len(right) == len(beside):
            before = max(left, key=lambda one: one.right)
            after = min(right, key=lambda one: one.left)
            if after.left - before.right < _WIDEST_GAP * before.size:
                found[word] = replace(word, base=before.base, size=before.size)
    return found


def signing_times(document: Any) -> list[str]:
    """When the document was digitally signed, in Vietnam's time, one line per signature.

    By the signature's own entry, or by the time inside the signed attributes.
    """
    lines: list[str] = []
    count = raw.FPDF_GetSignatureCount(document)
    for index in range(min(max(count, 0), _SIGNATURE_LIMIT)):
        signature = raw.FPDF_GetSignatureObject(document, index)
        said = _string(raw.FPDFSignatureObj_GetTime, signature, 100)
        signed = _stated(said.decode("ascii", "replace")) or _attested(
            _string(raw.FPDFSignatureObj_GetContents, signature, _CONTENTS_LIMIT)
        )
        if signed is not None:
            lines.append(f"Thời gian ký: {signed:%d/%m/%Y %H:%M:%S}")
    return lines


def _string(ask: Any, signature: Any, limit: int) -> bytes:
    length = ask(signature, None, 0)
    if not 0 < length < limit:
        return b""
    buffer = ctypes.create_string_buffer(length)
    ask(signature, buffer, length)
    return buffer.raw.rstrip(b"\0") if ask is raw.FPDFSignatureObj_GetTime else buffer.raw


def _stated(said: str) -> datetime | None:
    """ "D:20260205162807+07'00'"; a time without a zone is the signer's own."""
    found = _TIME.match(said)
    if found is None:
        return None
    *numbers, zone, zone_minutes = found.groups()
    try:
        at = datetime(*(int(number or 0) for number in numbers))  # type: ignore[arg-type]  # noqa: DTZ001
        if not zone:
            return at
        hours = 0 if zone == "Z" else int(zone)
        minutes = int(zone_minutes or 0) * (-1 if hours < 0 else 1)
        return at - timedelta(hours=hours, minutes=minutes) + _VIETNAM
    except (ValueError, OverflowError):
        return None


def _attested(contents: bytes) -> datetime | None:
    """The attribute "signing time" of a CMS signature (RFC 5652, 11.3)."""
    found = _SIGNED_AT.search(contents)
    if found is None:
        return None
    digits = (found["short"] or found["long"]).decode()
    form = "%y%m%d%H%M%S" if found["short"] else "%Y%m%d%H%M%S"
    try:
        return datetime.strptime(digits, form) + _VIETNAM  # noqa: DTZ007 (UTC by its form)
    except (ValueError, OverflowError):
        return None


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
