"""Chỉ tiêu: what is to be reached, how much of it, by when."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum

from tracker.reading.words import Words


class Comparator(StrEnum):
    """How the value binds: at least, at most, more than, less than, exactly, a change by."""

    AT_LEAST = "at_least"
    AT_MOST = "at_most"
    MORE_THAN = "more_than"
    LESS_THAN = "less_than"
    EQUAL = "equal"
    INCREASE = "increase"
    DECREASE = "decrease"


@dataclass(frozen=True, slots=True)
class Target:
    """ "tối thiểu 80% thủ tục hành chính … đến năm 2025".

    ``value`` is the number as a decimal string with a point ("84.6"); ``unit`` is "%" or the
    word that follows the number; ``measure`` is what is measured, as written.
    """

    measure: str
    comparator: Comparator
    value: str
    unit: str
    year: int | None
    words: Words


COMPARING_WORDS: tuple[tuple[str, Comparator], ...] = (
    ("tối thiểu", Comparator.AT_LEAST),
    ("ít nhất", Comparator.AT_LEAST),
    ("không thấp hơn", Comparator.AT_LEAST),
    ("từ", Comparator.AT_LEAST),
    ("tối đa", Comparator.AT_MOST),
    ("không quá", Comparator.AT_MOST),
    ("không vượt quá", Comparator.AT_MOST),
    ("trên mức", Comparator.MORE_THAN),
    ("trên", Comparator.MORE_THAN),
    ("hơn", Comparator.MORE_THAN),
    ("dưới", Comparator.LESS_THAN),
    ("còn dưới", Comparator.LESS_THAN),
    ("tăng", Comparator.INCREASE),
    ("giảm", Comparator.DECREASE),
    ("cắt giảm", Comparator.DECREASE),
)
"""The word right before the number and what it means; without one the value is exact."""

_BY_WORD = dict(COMPARING_WORDS)
_NUMBER = re.compile(
    r"(?:(?P<word>tối thiểu|ít nhất|không thấp hơn|tối đa|không quá|không vượt quá|trên mức|trên|"
    r"còn dưới|dưới|hơn|cắt giảm|giảm|tăng|từ)\s+(?:(?P<word2>tối thiểu|ít nhất|trên)\s+)?)?"
    r"(?P<value>\d{1,3}(?:[.,]\d{1,2})?)\s*%(?P<up>\s*trở lên)?",
    re.IGNORECASE,
)
_YEAR = re.compile(r"\b(?:đến|hết|trong|cuối|vào)?\s*năm\s+(20\d\d)\b", re.IGNORECASE)
_MEASURE_END = re.compile(r"[;.:]|,\s(?=\d|trong đó|phấn đấu|tối thiểu|trên\s\d)")


def find_targets(texts: list[tuple[int, str]], year: int | None) -> tuple[Target, ...]:
    """All percentages that are to be reached, with what they measure and by when.

    ``year`` is the paper's own year; it is used where a target names none and None stays None.
    """
    found: list[Target] = []
    for clause, text in texts:
        if "%" not in text:
            continue
        for hit in _NUMBER.finditer(text):
            named = _year_of(text, hit.start(), hit.end())
            found.append(
                Target(
                    measure=_measure(text, hit.start(), hit.end()),
                    comparator=_comparator(hit),
                    value=hit.group("value").replace(",", "."),
                    unit="%",
                    year=named or year,
                    words=Words(clause, hit.start(), hit.end(), hit.group()),
                )
            )
    return tuple(found)


def _comparator(hit: re.Match[str]) -> Comparator:
    word = (hit.group("word") or "").lower()
    second = (hit.group("word2") or "").lower()
    if hit.group("up"):
        return Comparator.AT_LEAST
    if word in ("giảm", "cắt giảm", "tăng"):
        return _BY_WORD[word]
    return _BY_WORD.get(second or word, Comparator.EQUAL)


def _measure(text: str, start: int, end: int) -> str:
    """What follows the number, or what precedes it where nothing follows ("đạt trên 80%")."""
    after = text[end:].strip()
    stop = _MEASURE_END.search(after)
    following = (after[: stop.start()] if stop else after).strip(" ,()")
    if len(following) > 3:
        return following[:200]
    before = re.split(r"[;.:]", text[:start])[-1].strip(" ,")
    return re.sub(r"\s+(?:đạt|đạt mức|là|phải đạt)$", "", before)[-200:]


def _year_of(text: str, start: int, end: int) -> int | None:
    """The year named in the same sentence, the nearest before the number first."""
    left = max(text.rfind(". ", 0, start), text.rfind("; ", 0, start)) + 1
    before = _YEAR.findall(text[left:start])
    if before:
        return int(before[-1])
    right = re.search(r"[.;]", text[end:])
    after = _YEAR.search(text[end : end + right.start()] if right else text[end:])
    return int(after.group(1)) if after else None
