"""How wide a text is in Times New Roman, to balance lines and to size the short rules.

Widths are thousandths of the letter size; a letter with marks is as wide as its base. Exact for
the letters listed, an average for the rest: good for layout, not for typesetting.
"""

from __future__ import annotations

import unicodedata
from functools import cache
from math import inf

_AVERAGE = 600
_REGULAR = {
    250: " ,.", 278: "ijlt;:/", 333: "frI-()", 389: "sJ", 444: "acez“”",
    500: "bdghknopquvxy0123456789–đơ", 556: "FPSư", 611: "ELTZ", 667: "BCR",
    722: "wADGHKNOQUVXYĐƠ", 778: "mƯ&", 889: "M", 944: "W",
}  # fmt: skip
_BOLD = {
    250: " ,.", 278: "il/", 333: "fjt-;:()", 389: "sI", 444: "cerz",
    500: "agovxyJ0123456789–“”", 556: "bdhknpquSđơ", 611: "FPư", 667: "BELTZ",
    722: "wACDNRUVXYĐ", 778: "GHKOQƠ", 800: "Ư", 833: "m&", 944: "M", 1000: "W",
}  # fmt: skip
#: Words that begin a part of a name or of a summary: a line may well begin with them.
_OPENERS = frozenset({
    "và", "huyện", "xã", "phường", "quận", "tỉnh", "thuộc", "của", "về", "theo", "trong", "tại",
    "tháng", "quý", "năm", "ngày", "trên", "được", "thực", "triển", "kết", "hội", "ủy",
})  # fmt: skip
_LONGEST_TITLE = 60
#: "Tài chính - Kế hoạch": no line begins with the dash; one may well end with it.
_DASHES = frozenset({"-", "–", "&"})
_ENDS = frozenset({"-", "–"})
_HORN = "\u031b"


def _by_letter(widths: dict[int, str]) -> dict[str, int]:
    return {letter: width for width, letters in widths.items() for letter in letters}


_WIDTH = {False: _by_letter(_REGULAR), True: _by_letter(_BOLD)}


def text_width_mm(text: str, size: float, *, bold: bool = False) -> float:
    """The width of one line of ``text`` at ``size`` points."""
    widths = _WIDTH[bold]
    thousandths = sum(widths.get(_base(char), _AVERAGE) for char in text)
    return thousandths / 1000 * size * 25.4 / 72


def balanced_lines(text: str, size: float, width_mm: float, *, bold: bool = False) -> list[str]:
    """``text`` in as few lines as ``width_mm`` admits, broken about evenly and at the sense.

    A newline in the text is a break that its author wants. A word wider than the line stays
    whole; the word processor breaks it.
    """
    lines: list[str] = []
    for part in text.split("\n"):
        words = part.split()
        widths = [text_width_mm(f"{word} ", size, bold=bold) for word in words]
        filled = _filled(words, widths, width_mm)
        if len(filled) > 1 and len(words) <= _LONGEST_TITLE:
            filled = _even(words, widths, len(filled), width_mm)
        lines.extend(filled)
    return lines


def _filled(words: list[str], widths: list[float], limit: float) -> list[str]:
    """The words set one after the other, a new line whenever the next does not fit."""
    lines, used = [""], 0.0
    for word, width in zip(words, widths, strict=True):
        if lines[-1] and used + width > limit:
            lines.append(word)
            used = width
        else:
            lines[-1] = f"{lines[-1]} {word}".strip()
            used += width
    return lines


def _even(words: list[str], widths: list[float], count: int, limit: float) -> list[str]:
    """``words`` in ``count`` lines with the least cost: unevenness, and breaks amid the sense."""
    even = sum(widths) / count

    def cost(start: int, end: int) -> float:
        width = sum(widths[start:end])
        too_wide = width > limit and end - start > 1
        return inf if too_wide else (width - even) ** 2 + _break_cost(words, end)

    @cache
    def best(start: int, left: int) -> tuple[float, tuple[str, ...]]:
        if left == 1:
            return cost(start, len(words)), (" ".join(words[start:]),)
        return min(
            (cost(start, end) + best(end, left - 1)[0],
             (" ".join(words[start:end]), *best(end, left - 1)[1]))
            for end in range(start + 1, len(words) - left + 2)
        )  # fmt: skip

    return list(best(0, count)[1])


def _break_cost(words: list[str], at: int) -> float:
    """In square millimetres of unevenness: what a break before word ``at`` costs."""
    if at < len(words) and words[at] in _DASHES:
        return 5000.0
    before = words[at - 1]
    sensible = (
        at == len(words)
        or before[-1] in ",;"
        or before in _ENDS
        or words[at].casefold() in _OPENERS
    )
    return 0.0 if sensible else 500.0


def _base(char: str) -> str:
    """The letter without its tone and accent, but with its horn (ơ and ư are wider)."""
    parts = unicodedata.normalize("NFD", char)
    return unicodedata.normalize("NFC", parts[0] + _HORN) if _HORN in parts else parts[0]
