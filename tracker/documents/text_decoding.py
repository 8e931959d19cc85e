"""Bytes of a text file to text: Unicode in its forms, else what Vietnamese typed before it."""

from __future__ import annotations

import codecs
import unicodedata

from tracker.documents.legacy_letters import in_unicode
from tracker.documents.syllables import vietnamese_share

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
"""Longer marks before the shorter ones that they begin with."""

_HEAD = 4096
_GOOD = 0.7
_FEW_CONTROLS = 0.005
_BAD_CONTROLS = frozenset(range(0x20)) - {0x09, 0x0A, 0x0B, 0x0C, 0x0D, 0x1A, 0x1B, 0x1E, 0x1F}


class NotText(Exception):
    """The bytes are no text in any encoding that we know."""


def is_text(data: bytes) -> bool:
    """Whether the beginning of ``data`` can be text at all; cheap, reads no more than a page."""
    head = data[:_HEAD]
    marked = next((encoding for mark, encoding in _MARKS if head.startswith(mark)), "")
    if wide := marked or _utf16_unmarked(head):
        return _control_share(head.decode(wide, "ignore")) <= _FEW_CONTROLS
    return sum(byte in _BAD_CONTROLS for byte in head) <= len(head) * _FEW_CONTROLS


def decoded(data: bytes) -> tuple[str, str]:
    """The text in whatever form of Unicode, and the name of the encoding it was in.

    Raises ``NotText``. Single-byte files are told apart by the shape of Vietnamese syllables.
    """
    text, encoding = _unicode(data)
    if text is None:
        if not is_text(data):
            raise NotText
        text, encoding = _single_byte(data)
    if _control_share(text) > _FEW_CONTROLS:
        raise NotText
    text, legacy = in_unicode(text)
    return text, legacy.value if legacy is not None else encoding


def _unicode(data: bytes) -> tuple[str | None, str]:
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return data[len(mark) :].decode(encoding, "replace"), encoding
    guessed = _utf16_unmarked(data[:_HEAD])
    for encoding in (guessed,) if guessed else ("utf-8",):
        try:
            return data.decode(encoding), encoding
        except UnicodeDecodeError:
            continue
    return None, ""


def _utf16_unmarked(head: bytes) -> str:
    """UTF-16 without its mark: blanks and digits leave every other byte zero."""
    pairs = len(head) // 2
    if pairs < 4:
        return ""
    even, odd = head[0 : pairs * 2 : 2].count(0), head[1 : pairs * 2 : 2].count(0)
    if odd > pairs * 0.3 and even < pairs * 0.02:
        return "utf-16-le"
    return "utf-16-be" if even > pairs * 0.3 and odd < pairs * 0.02 else ""


def _single_byte(data: bytes) -> tuple[str, str]:
    western = data.decode("cp1252", "replace") if b"\x81" not in data else data.decode("latin-1")
    vietnamese = unicodedata.normalize("NFC", data.decode("cp1258", "replace"))
    share = vietnamese_share(vietnamese)[0]
    if share >= _GOOD and share > vietnamese_share(western)[0]:
        return vietnamese, "Windows-1258"
    return western, "Windows-1252"


def _control_share(text: str) -> float:
    bad = sum(text.count(chr(code)) for code in _BAD_CONTROLS) + text.count("\ufffd")
    return bad / max(len(text), 1)
