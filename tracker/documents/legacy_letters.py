"""Vietnamese as it was typed before Unicode: TCVN3 (ABC, fonts named .Vn…) and VNI.

Both put Vietnamese letters where Western Europe has others, so that old files show
"ñy ban nh©n d©n" or "UÛy ban nhaân daân". TCVN3 (TCVN 5712:1993, VN3) has one sign per letter
and small accented letters only; VNI-Windows writes the letter and then its mark.
"""

from __future__ import annotations

import re
import unicodedata
from enum import StrEnum

from tracker.documents.syllables import vietnamese_share


class Legacy(StrEnum):
    """An old way of writing, by the name that Vietnamese users know."""

    TCVN3 = "TCVN3 (ABC)"
    VNI = "VNI"
    TWICE = "UTF-8"
    """UTF-8 that was taken for Western text once and saved again."""


_TCVN3_SIGNS = (
    "¡Ă¢Â£Ê¤Ô¥Ơ¦Ư§Đ¨ă©âªê«ô¬ơ\u00adư®đµà¶ả·ã\u00b8á¹ạ»ằ¼ẳ½ẵ¾ắÆặÇầÈẩÉẫÊấËậÌèÎẻÏẽÐéÑẹÒềÓểÔễÕếÖệ×ìØỉÜĩ"
    "ÝíÞịßòáỏâõãóäọåồæổçỗèốéộêờëởìỡíớîợïùñủòũóúôụõừöử÷ữøứùựúỳûỷüỹýýþỵ"
)
_TCVN3 = {ord(a): b for a, b in zip(_TCVN3_SIGNS[::2], _TCVN3_SIGNS[1::2], strict=True)}
_TCVN3 |= {0xB0: "\u0300", 0xB1: "\u0309", 0xB2: "\u0303", 0xB3: "\u0301", 0xB4: "\u0323"}

_VNI_TONES = {"ù": "\u0301", "ø": "\u0300", "û": "\u0309", "õ": "\u0303", "ï": "\u0323"}
_VNI_MARKS = {
    **_VNI_TONES,
    "ê": "\u0306",
    "é": "\u0306\u0301",
    "è": "\u0306\u0300",
    "ú": "\u0306\u0309",
    "ü": "\u0306\u0303",
    "ë": "\u0306\u0323",
    "â": "\u0302",
    "á": "\u0302\u0301",
    "à": "\u0302\u0300",
    "å": "\u0302\u0309",
    "ã": "\u0302\u0303",
    "ä": "\u0302\u0323",
}
_VNI_LETTERS = {
    "ô": "ơ",
    "ö": "ư",
    "ñ": "đ",
    "î": "ỵ",
    "í": "í",
    "ì": "ì",
    "æ": "ỉ",
    "ó": "ĩ",
    "ò": "ị",
}
_VNI = re.compile(
    f"(?P<base>[aeouy])(?P<mark>[{''.join(_VNI_MARKS)}])"
    f"|(?P<horned>[ôö])(?P<tone>[{''.join(_VNI_TONES)}])"
    f"|(?P<alone>[{''.join(_VNI_LETTERS)}])",
    re.IGNORECASE,
)

_GOOD = 0.7
_FEW = 4
_SURE, _BAD, _SOME = 0.9, 0.5, 6
"""For one line among good ones the signs must be plainer."""

_MIXED = re.compile(r"[A-Z][A-Z]+[^\W\d_A-Z]|[^\W\d_A-Z][A-Z][A-Z]|[A-Z][^\W\d_A-Z][A-Z]")
"""An accented small letter in a word of capitals."""

_IS_UNICODE = re.compile(
    "[\u0102\u0103\u0110\u0111\u0128\u0129\u0168\u0169\u01a0\u01a1\u01af\u01b0\u1ea0-\u1ef9"
    "\u0300\u0301\u0303\u0309\u0323]"
)
"""Letters that no old writing has, as it is shown: what holds one is Unicode already."""


def convert(text: str, legacy: Legacy) -> str:
    """``text``, taken for Western letters, as the Unicode that was meant."""
    if legacy is Legacy.TCVN3:
        return unicodedata.normalize("NFC", _in_capitals(text.translate(_TCVN3)))
    if legacy is Legacy.VNI:
        return unicodedata.normalize("NFC", _VNI.sub(_vni_letter, text))
    return b"".join(_western_byte(char) for char in text).decode("utf-8", "replace")


def in_unicode(text: str) -> tuple[str, Legacy | None]:
    """``text`` with every line in Unicode, and the old writing that was met (None: nowhere).

    A paper pasted together from two sources may be old in some paragraphs only.
    """
    whole = recognised(text)
    if whole is not None:
        return "\n".join(mended(line, whole) for line in text.split("\n")), whole
    met: Legacy | None = None
    lines = text.split("\n")
    for place, line in enumerate(lines):
        if line.isascii() or _IS_UNICODE.search(line):
            continue
        share, words = vietnamese_share(line)
        legacy = recognised(line) if words >= _SOME and share < _BAD else None
        if legacy is not None:
            better = convert(line, legacy)
            if vietnamese_share(better)[0] >= _SURE:
                lines[place], met = better, legacy
    if met is None:
        return text, None
    return "\n".join(_better(line, met) for line in lines), met


def recognised(text: str) -> Legacy | None:
    """Which old writing this is, by the shape of its words; None when it reads well as it is."""
    share, words = vietnamese_share(text)
    if words < _FEW or share >= _GOOD:
        return None
    best: Legacy | None = None
    for legacy in Legacy:
        if legacy is Legacy.TWICE and not _was_utf8(text):
            continue
        other = vietnamese_share(convert(text, legacy))[0]
        if other >= _GOOD and other > share:
            best, share = legacy, other
    return best


def mended(line: str, legacy: Legacy) -> str:
    """One line of a file in ``legacy``; a line that is good Unicode already stays as it is."""
    if line.isascii() or _IS_UNICODE.search(line):
        return line
    converted = convert(line, legacy)
    before, after = vietnamese_share(line)[0], vietnamese_share(converted)[0]
    return converted if after >= before else line


def _better(line: str, legacy: Legacy) -> str:
    """The line turned, only where it reads better then."""
    if line.isascii() or _IS_UNICODE.search(line):
        return line
    converted = convert(line, legacy)
    return converted if vietnamese_share(converted)[0] > vietnamese_share(line)[0] else line


def by_font(text: str, font: str) -> str:
    """A run of Word text by the name of its font: .VnTime is TCVN3, VNI-Times is VNI.

    Fonts named .Vn…H show small letters as capitals, which is how TCVN3 writes accented ones.
    """
    if not tells_old_writing(font):
        return text
    if font[0] == ".":
        converted = convert(text, Legacy.TCVN3)
        return converted.upper() if font.upper().endswith("H") else converted
    return convert(text, Legacy.VNI)


def tells_old_writing(font: str) -> bool:
    """Whether a font's name says in which old writing its letters are."""
    return font.upper().startswith((".VN", "VNI-"))


def _in_capitals(text: str) -> str:
    """TCVN3 has no accented capitals: "CéNG HOµ" is meant to be all capitals, "Sè 9/TB" is not."""

    def meant(line: str) -> str:
        plain = re.sub(r"[^A-Za-z]", "", line)
        return line.upper() if plain.isupper() and _MIXED.search(line) else line

    return "\n".join(map(meant, text.split("\n")))


def _vni_letter(match: re.Match[str]) -> str:
    base = match["base"] or _VNI_LETTERS[(match["horned"] or match["alone"]).lower()]
    mark = (match["mark"] or match["tone"] or "").lower()
    letter = unicodedata.normalize("NFC", base.lower() + _VNI_MARKS.get(mark, ""))
    return letter.upper() if match[0][0].isupper() else letter


def _western_byte(char: str) -> bytes:
    if ord(char) < 0x100:
        return bytes([ord(char)])
    return char.encode("cp1252", "replace")


def _was_utf8(text: str) -> bool:
    return re.search("[\u00c3\u00c4\u00c6\u00e1][\u0080-\u00bf\u0152-\u2122]", text) is not None
