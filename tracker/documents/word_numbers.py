"""Counted numbers as Word shows them: 1, 01, I, iv, b, aa, hai, bullets as dashes."""

from __future__ import annotations

_ROMAN = (
    (1000, "m"),
    (900, "cm"),
    (500, "d"),
    (400, "cd"),
    (100, "c"),
    (90, "xc"),
    (50, "l"),
    (40, "xl"),
    (10, "x"),
    (9, "ix"),
    (5, "v"),
    (4, "iv"),
    (1, "i"),
)
_DIGITS = ("không", "một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín")
_MARKS_KEPT = "+*"
_LARGEST_ROMAN = 3999
_LARGEST_LETTER = 780


def shown(count: int, form: str) -> str:
    """``count`` in one of Word's number formats; formats of other languages fall back to digits.

    Letters are the Latin ones as in Word (d is followed by e; a "đ)" between them is typed by
    hand and is in the text); after z come aa, bb, cc.
    """
    if form in ("none", "bullet"):
        return ""
    if form in ("lowerLetter", "upperLetter") and 0 < count <= _LARGEST_LETTER:
        letters = chr(ord("a") + (count - 1) % 26) * ((count - 1) // 26 + 1)
        return letters.upper() if form == "upperLetter" else letters
    if form in ("lowerRoman", "upperRoman") and 0 < count <= _LARGEST_ROMAN:
        return _roman(count).upper() if form == "upperRoman" else _roman(count)
    if form == "decimalZero":
        return f"{count:02d}"
    if form == "vietnameseCounting" and 0 < count < 100:
        return _in_words(count)
    return str(count)


def bullet(template: str) -> str:
    """The sign of a bulleted level: "+" and "*" keep their rank below "-", all else is a dash."""
    return template if template and template in _MARKS_KEPT else "-"


def _roman(count: int) -> str:
    letters = ""
    for worth, sign in _ROMAN:
        letters += sign * (count // worth)
        count %= worth
    return letters


def _in_words(count: int) -> str:
    tens, ones = divmod(count, 10)
    if tens == 0:
        return _DIGITS[ones]
    head = "mười" if tens == 1 else f"{_DIGITS[tens]} mươi"
    if ones == 0:
        return head
    tail = "mốt" if ones == 1 and tens > 1 else "lăm" if ones == 5 else _DIGITS[ones]
    return f"{head} {tail}"
