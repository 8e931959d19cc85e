"""Sentences of a paragraph, with their places."""

from __future__ import annotations

import re

from tracker.reading.markers import UPPER

_END = re.compile(rf"[.!?…]+[”\"')\]]*\s+(?=[{UPPER}“\"(\d])")
_SHORTENED = re.compile(
    r"(?:\b(?:TP|Tp|tp|TT|Q|P|TM|KT|TL|TUQ|ThS|TS|GS|PGS|BS|đ/c|Đ/c|v\.v|vv|tr|No|St|Mr)|\d|"
    r"(?:^|\s)[A-ZĐa-zđ])\.$"
)


def sentences(text: str) -> list[tuple[int, int]]:
    """(start, end) of each sentence; a full stop after an abbreviation or number ends none."""
    found: list[tuple[int, int]] = []
    start = 0
    for hit in _END.finditer(text):
        upto = text[start : hit.start() + 1]
        follows_digit = text[hit.end() : hit.end() + 1].isdigit()
        if _SHORTENED.search(upto) and (follows_digit or not upto[-2:-1].isdigit()):
            continue
        found.append((start, hit.start() + len(hit.group().rstrip())))
        start = hit.end()
    if start < len(text):
        found.append((start, len(text)))
    return found
