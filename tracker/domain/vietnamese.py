"""Vietnamese text as text: one Unicode form, accent-free keys, our own sorting, dates in words.

Python's ``str.lower`` and SQL's LIKE know nothing of đ, tone placement or the order of
letters; everything that compares Vietnamese goes through here.
"""

from __future__ import annotations

import re
import unicodedata
from datetime import date
from decimal import Decimal
from functools import lru_cache

_SPACES = re.compile(r"[\s\u00a0\u200b]+")
_INVISIBLE = dict.fromkeys(map(ord, "\u00ad\u200b\u200c\u200d\u2060\ufeff"))
_NO_TEXT = dict.fromkeys([*range(0x09), *range(0x0E, 0x20), 0x7F, *range(0xD800, 0xE000),
                          0xFFFE, 0xFFFF])  # fmt: skip
"""Controls and half characters: PostgreSQL refuses some, .docx and .xlsx nearly all of them."""
_NEVER_KEPT = _INVISIBLE | _NO_TEXT

_LETTERS = "aăâbcdđeêfghijklmnoôơpqrstuưvwxyz"
_TONES = {"\u0300": 1, "\u0309": 2, "\u0303": 3, "\u0301": 4, "\u0323": 5}
_RANK = {letter: rank for rank, letter in enumerate(_LETTERS, start=1)}


def nfc(text: str) -> str:
    """The one form in which text is kept: NFC, the true Đ (U+0110), no invisible joiners.

    Controls other than tab and line ends go too, and so do halves of surrogate pairs.
    """
    return unicodedata.normalize("NFC", text).translate(_NEVER_KEPT).replace("\u00d0", "Đ")


def one_line(text: str) -> str:
    """NFC with every run of white space as a single blank."""
    return _SPACES.sub(" ", nfc(text)).strip()


def fold(text: str) -> str:
    """The accent-free, caseless search key: "Đắk Lắk" and "dak lak" fold to the same."""
    bare = unicodedata.normalize("NFD", nfc(text).casefold().replace("đ", "d"))
    kept = "".join(c for c in bare if not unicodedata.combining(c))
    return _SPACES.sub(" ", kept).strip()


def searchable(text: str) -> str:
    """The folded words of ``text`` with blanks between: "12/CV-UBND" is 12, cv, ubnd.

    Signs are left out here, because databases disagree on what they are part of.
    """
    return " ".join("".join(c if c.isalnum() else " " for c in fold(text)).split())


@lru_cache(maxsize=8192)
def sort_key(text: str) -> tuple[tuple[int, ...], tuple[int, ...], str]:
    """Dictionary order: letters first (a ă â b … d đ …), tones only between equal letters."""
    weights = [_weight(char) for char in nfc(text).casefold()]
    return tuple(letter for letter, _ in weights), tuple(tone for _, tone in weights), text


@lru_cache(maxsize=1024)
def _weight(char: str) -> tuple[int, int]:
    """Where one letter stands, and its tone."""
    parts = unicodedata.normalize("NFD", char)
    tone = next((_TONES[p] for p in parts if p in _TONES), 0)
    letter = unicodedata.normalize("NFC", "".join(p for p in parts if p not in _TONES))
    if letter in _RANK:
        return 100 + _RANK[letter], tone
    if char.isdigit():
        return (50 + int(char) if char.isdecimal() else 60), tone
    return (1 if char.isspace() else 2), tone


def capitalised(text: str) -> str:
    """First letter upper, the rest as it is ("phòng Nội vụ" → "Phòng Nội vụ")."""
    return text[:1].upper() + text[1:]


def day_words(day: date) -> str:
    """ "21/11/2026": how a day is written on a screen."""
    return f"{day.day:02d}/{day.month:02d}/{day.year}"


def long_date(day: date) -> str:
    """ "ngày 05 tháng 02 năm 2024": decree 30/2020, annex I: days < 10 and months 1, 2 padded."""
    month = f"{day.month:02d}" if day.month < 3 else str(day.month)
    return f"ngày {day.day:02d} tháng {month} năm {day.year}"


def number_words(value: int | Decimal | float, places: int | None = None) -> str:
    """1234.5 → "1.234,5": dot for thousands, comma for decimals."""
    text = f"{value:,.{places}f}" if places is not None else f"{value:,}"
    return text.translate(str.maketrans(",.", ".,"))
