"""The marks that open an item: Phần, Chương, Điều, I., 1., 1.1, a), (i), -, +, •."""

from __future__ import annotations

import re
from dataclasses import dataclass

from tracker.reading.clause import Level

UPPER = "A-ZĐÀÁẢÃẠĂẰẮẲẴẶÂẦẤẨẪẬÈÉẺẼẸÊỀẾỂỄỆÌÍỈĨỊÒÓỎÕỌÔỒỐỔỖỘƠỜỚỞỠỢÙÚỦŨỤƯỪỨỬỮỰỲÝỶỸỴ"
LOWER = UPPER[3:].lower() + "a-z"

_ORDINALS = ("nhất", "hai", "ba", "bốn", "tư", "năm", "sáu", "bảy", "tám", "chín", "mười")
_ROMAN_VALUES = {"I": 1, "V": 5, "X": 10, "L": 50, "C": 100}
LETTERS = "abcdđeghiklmnopqrstuvxy"


@dataclass(frozen=True, slots=True)
class Marker:
    """A mark at the start of a paragraph: ``label`` as printed, ``rest`` what follows it.

    ``value`` is its place in the sequence (1 for "a)", "I.", "1."; 0 for dashes); ``depth``
    counts the parts of "3.1.2"; ``style`` tells "1." from "1)" and "(1)", and is the word of a
    numbered step ("Bước 1: …"), which stays part of the text.
    """

    level: Level
    label: str
    rest: str
    value: int = 0
    depth: int = 1
    style: str = ""


_PATTERNS: tuple[tuple[Level, re.Pattern[str]], ...] = tuple(
    (level, re.compile(pattern))
    for level, pattern in (
        (
            Level.PART,
            rf"(?P<label>(?:Phần|PHẦN)\s+(?:(?:thứ|THỨ)\s+)?"
            rf"(?P<value>[IVX]+|\d+|{'|'.join(_ORDINALS)}|{'|'.join(o.upper() for o in _ORDINALS)})"
            rf")\s*(?:[.:\-–]\s*|$|\s(?=[{UPPER}]))",
        ),
        (
            Level.CHAPTER,
            rf"(?P<label>(?:Chương|CHƯƠNG)\s+(?P<value>[IVX]+|\d+))\s*(?:[.:\-–]\s*|$|\s(?=[{UPPER}]))",
        ),
        (
            Level.SECTION,
            rf"(?P<label>(?:Mục|MỤC|Tiểu mục|TIỂU MỤC)\s+(?P<value>[IVX]+|\d+))"
            rf"\s*(?:[.:\-–]\s*|$|\s(?=[{UPPER}]))",
        ),
        (
            Level.ARTICLE,
            r"(?P<label>(?:Điều|ĐIỀU)\s+(?P<value>\d{1,3})[a-zđ]?\s*[.:])\s*",
        ),
        (
            Level.ROMAN,
            rf"(?P<label>(?P<value>[IVXl1]{{1,6}})\s?[.\-–/):])\s*(?=[{UPPER}“\"(])",
        ),
        (Level.ALPHA, rf"(?P<label>(?P<value>[A-HĐK])\s?[.\-)/])\s+(?=[{UPPER}“\"])"),
        (
            Level.NUMBER,
            r"(?P<label>(?P<value>\d{1,2}(?:\.\d{1,2}){1,4})(?:\s?[.)\-–:](?!\d)|(?=\s)))\s*"
            rf"(?=[{UPPER}“\"(*])",
        ),
        (
            Level.NUMBER,
            r"(?P<label>(?P<value>\d{1,2}(?:\.\d{1,2}){1,4})\s?[.)\-–:](?!\d))\s*(?=\S)",
        ),
        (
            Level.NUMBER,
            r"(?P<label>(?P<value>\d{1,2})\s?(?P<style>[.)\-–/:]))(?!\d)\s*(?=\S)",
        ),
        (Level.NUMBER, rf"(?P<label>(?P<value>l)\.)\s+(?=[{UPPER}])"),
        (Level.NUMBER, r"(?P<label>(?P<style>\()(?P<value>\d{1,2})\))\s*(?=\S)"),
        (
            Level.NUMBER,
            r"(?P<label>(?P<style>Bước|Nhiệm vụ|Nhóm nhiệm vụ|Giải pháp|Nội dung|Giai đoạn|Đợt|"
            r"Việc)"
            r" (?:thứ )?(?P<value>\d{1,2}))\s*(?:[:.\-–]|(?=\())\s*(?=\S)",
        ),
        (
            Level.SMALL_ROMAN,
            r"(?P<label>\((?P<value>i{1,3}|iv|vi{0,3}|ix|x)\))\s*(?=\S)",
        ),
        (Level.SMALL_ROMAN, r"(?P<label>(?P<value>i{2,3}|iv|vi{1,3}|ix)[.)])\s*(?=\S)"),
        (Level.LETTER, r"(?P<label>\(?(?P<value>[a-zđ])\d?\))\s*(?=\S)"),
        (Level.LETTER, rf"(?P<label>(?P<value>[a-zđ])(?:[./]|\s?-))\s+(?=[{UPPER}“\"])"),
        (Level.PLUS, r"(?P<label>[+⁺])\s*(?=\S)"),
        (Level.BULLET, r"(?P<label>[•●▪◦○■□◆♦❖❑➢➤►▶✓✔·§→⇒\uf000-\uf0ff*])\s*(?=\S)"),
        (Level.BULLET, rf"(?P<label>o)\s+(?=[{UPPER}])"),
        (Level.DASH, r"(?P<label>[-–—−\u2011])\s*(?=[^\s\-–—])"),
    )
)


def read_marker(text: str) -> Marker | None:
    """The mark with which ``text`` (one line, trimmed) opens, or None."""
    for level, pattern in _PATTERNS:
        hit = pattern.match(text)
        if hit is None:
            continue
        groups = hit.groupdict()
        raw, style = groups.get("value") or "", groups.get("style") or ""
        named = len(style) > 1
        if level is Level.ROMAN and not _is_roman(raw, text[hit.end() :]):
            continue
        return Marker(
            level=level,
            label=hit.group("label").strip(),
            rest=(text if named else text[hit.end() :]).strip(),
            value=_value(level, raw),
            depth=raw.count(".") + 1,
            style=style if named or style in ("(", ")") else "",
        )
    return None


def _is_roman(raw: str, rest: str) -> bool:
    """A scanner reads "I." as "l."; it is that before a title in capitals only."""
    return bool(set(raw) & set("IVX")) or (raw == "l" and rest[:12].isupper())


def roman_value(text: str) -> int:
    """The number that Roman digits stand for, also where a scanner read l or 1 for I."""
    total = 0
    digits = [_ROMAN_VALUES.get(c, 1) for c in text.upper().replace("L", "I").replace("1", "I")]
    for place, digit in enumerate(digits):
        bigger_follows = place + 1 < len(digits) and digits[place + 1] > digit
        total += -digit if bigger_follows else digit
    return total


def _value(level: Level, raw: str) -> int:
    low = raw.lower()
    if level is Level.LETTER:
        return LETTERS.find(low) + 1
    if level is Level.ALPHA:
        return "ABCDĐEFGHK".find(raw) + 1
    if level is Level.NUMBER:
        return 1 if raw == "l" else int(raw.rsplit(".", maxsplit=1)[-1])
    if low in _ORDINALS:
        return max(1, _ORDINALS.index(low) + (1 if _ORDINALS.index(low) < 4 else 0))
    if raw.isdigit():
        return int(raw)
    return roman_value(raw) if raw else 0
