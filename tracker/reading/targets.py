"""Chỉ tiêu: what is to be reached, how much of it, by when."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from tracker.domain.target_value import Comparator
from tracker.reading.citations import masked
from tracker.reading.target_words import (
    CHANGES,
    COMPARING_WORDS,
    COUNTED,
    PAST_WORDS,
    REACHING_WORDS,
)
from tracker.reading.words import Words

__all__ = ["Comparator", "Target", "find_targets", "year_of"]


@dataclass(frozen=True, slots=True)
class Target:
    """ "tối thiểu 80% thủ tục hành chính … đến năm 2025".

    ``value`` is the number as a decimal string with a point ("84.6"), ``upper`` the other end
    of a range; ``unit`` is "%" or what is counted ("lần/năm"); ``measure`` is what is
    measured, as written.
    """

    measure: str
    comparator: Comparator
    value: str
    unit: str
    year: int | None
    words: Words
    upper: str | None = None


def _any_of(words: Sequence[str]) -> str:
    return "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True))


_BY_WORD = dict(COMPARING_WORDS)
_COMPARING = _any_of([word for word, _meaning in COMPARING_WORDS])
_FIGURE = r"\d{1,3}(?:\.\d{3})+(?:,\d{1,2})?|\d{1,6}(?:[.,]\d{1,2})?"
_NUMBER = re.compile(
    rf"(?<![\w/.,-])(?:(?P<reach>{_any_of(REACHING_WORDS)})\s+)?"
    rf"(?:(?P<word>{_COMPARING})\s+)?(?:(?P<word2>{_COMPARING})\s+)?"
    rf"(?P<value>{_FIGURE})(?:\s*%?\s*(?:-|–|đến)\s*(?P<upper>{_FIGURE}))?\s*"
    rf"(?:(?P<percent>%)|(?P<counted>{_any_of(COUNTED)})(?![\wà-ỹ]))"
    r"(?P<per>\s*/\s*(?:năm|quý|tháng|tuần|người|xã|đơn vị|hộ))?(?P<up>\s*trở lên)?",
    re.IGNORECASE,
)
_PAST = re.compile(rf"\b(?:{_any_of(PAST_WORDS)})\b", re.IGNORECASE)
_YEAR = re.compile(
    r"\b(?:(?:đến|hết|trong|cuối|vào)\s+)?(?:hết\s+)?năm\s+(20\d\d)\b(?!\s*[-–]\s*20)",
    re.IGNORECASE,
)
_SPAN = re.compile(r"\b(?:giai đoạn|các năm|năm)\s+20\d\d\s*[-–]\s*(20\d\d)\b", re.IGNORECASE)
_MEASURE_END = re.compile(r"[;.:|]|,\s(?=\d|trong đó|phấn đấu|tối thiểu|trên\s\d|đạt\s)|\s\(")
_LEADING = re.compile(
    r"^(?:[-+•*]\s*)?(?:(?:đến|hết|trong|cuối) (?:hết )?năm 20\d\d,?\s*|phấn đấu\s+|bảo đảm\s+|"
    r"đảm bảo\s+|số\s+(?=cơ quan|đơn vị)|tổng số\s+)+",
    re.IGNORECASE,
)
_LONGEST_MEASURE = 200


def find_targets(
    texts: Sequence[tuple[int, str]],
    year: int | None,
    above: Mapping[int, int] | None = None,
) -> tuple[Target, ...]:
    """All percentages and counts that are to be reached, with what they measure and by when.

    ``above`` gives the year that a clause's heading names ("Đến năm 2025:"); ``year`` is the
    paper's own, used where neither says one. Numbers and dates of cited papers, deadlines and
    what was reached in the past are no targets.
    """
    found: list[Target] = []
    for clause, text in texts:
        if not any(char.isdigit() for char in text):
            continue
        hidden = masked(text)
        end = 0
        for hit in _NUMBER.finditer(hidden):
            if not _is_target(hidden, hit):
                continue
            named = year_of(_sentence(hidden, hit.start(), hit.end()))
            found.append(
                Target(
                    measure=_measure(text, hidden, hit, end),
                    comparator=_comparator(hit),
                    value=_decimal(hit.group("value")),
                    upper=_decimal(hit.group("upper")) if hit.group("upper") else None,
                    unit=_unit(hit),
                    year=named or (above or {}).get(clause) or year,
                    words=Words(clause, hit.start(), hit.end(), text[hit.start() : hit.end()]),
                )
            )
            end = hit.end()
    return tuple(found)


def year_of(text: str) -> int | None:
    """The year by which something is to be reached: the last of a span, else the first named."""
    span = _SPAN.search(text)
    if span:
        return int(span.group(1))
    named = _YEAR.search(text)
    return int(named.group(1)) if named else None


def _is_target(text: str, hit: re.Match[str]) -> bool:
    """A percentage, or a count that a word binds; nothing that was reached already."""
    before = re.split(r"[.;]\s", text[: hit.start()])[-1]
    if _PAST.search(before[-120:]):
        return False
    if (hit.group("word") or "").lower() == "trên" and hit.group("value").lstrip("0") == "1":
        return bool(hit.group("percent"))  # "trên 1 ha": for every hectare
    return bool(hit.group("percent") or hit.group("word") or hit.group("reach"))


def _comparator(hit: re.Match[str]) -> Comparator:
    words = [(hit.group(name) or "").lower() for name in ("word", "word2")]
    meant = [_BY_WORD[word] for word in words if word]
    if meant and meant[0] in CHANGES:
        return meant[0]
    if hit.group("up"):
        return Comparator.AT_LEAST
    if hit.group("upper"):
        return Comparator.BETWEEN
    return meant[-1] if meant else Comparator.EQUAL


def _unit(hit: re.Match[str]) -> str:
    per = re.sub(r"\s", "", hit.group("per") or "")
    return ("%" if hit.group("percent") else hit.group("counted").lower()) + per


def _decimal(figure: str) -> str:
    """ "1.200" → "1200", "84,6" → "84.6", "01" → "1"."""
    if re.fullmatch(r"\d{1,3}(?:\.\d{3})+(?:,\d+)?", figure):
        figure = figure.replace(".", "")
    figure = figure.replace(",", ".")
    return re.sub(r"^0+(?=\d)", "", figure)


def _measure(text: str, hidden: str, hit: re.Match[str], previous: int) -> str:
    """What follows the number, or what precedes it where a word says so or nothing follows."""
    before = _preceding(text, hit, previous)
    following = text[hit.end() : _up_to_paper(hidden, hit.end())].lstrip(" ,")
    stop = _MEASURE_END.search(following)
    after = (following[: stop.start()] if stop else following).strip(" ,()")
    if hit.group("counted") and not hit.group("reach"):
        return _cut(" … ".join(filter(None, (before, after))))
    precedes = hit.group("reach") or re.search(r"(?:đạt|là|tăng|giảm)$", before)
    if len(after) > 3 and not (precedes and len(before) > 3):
        return _cut(after)
    return _cut(before) or _cut(after)


def _cut(words: str) -> str:
    """The last words that fit."""
    if len(words) <= _LONGEST_MEASURE:
        return words
    return "… " + words[-_LONGEST_MEASURE:].partition(" ")[2]


def _up_to_paper(hidden: str, start: int) -> int:
    """Where a cited paper or a date begins: the measure ends before it."""
    place = hidden.find("§", start)
    return len(hidden) if place < 0 else place


def _preceding(text: str, hit: re.Match[str], previous: int) -> str:
    """The words of the sentence before the number, after the target before it."""
    piece = re.split(r"[;:|]|\.\s", text[previous : hit.start()])[-1].strip(" ,()")
    return _LEADING.sub("", piece).strip(" ,")


def _sentence(text: str, start: int, end: int) -> str:
    """The sentence around a place; after the number only up to the next stop."""
    left = max(text.rfind(". ", 0, start), text.rfind("; ", 0, start)) + 1
    right = re.search(r"[.;](?:\s|$)", text[end:])
    return text[left : end + right.start()] if right else text[left:]
