"""Number, symbol and date in the head of a paper; None where they were left blank."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date

from tracker.domain.directive_kind import DirectiveKind
from tracker.reading.header_words import KIND_SYMBOLS, NATIONAL_HEADINGS

NATIONAL = re.compile("|".join(NATIONAL_HEADINGS), re.IGNORECASE)
_SYMBOL = r"[A-ZĐ][A-ZĐa-zà-ỹ0-9&.]{0,12}(?:\s?[-–/]\s?[A-ZĐ][A-ZĐa-zà-ỹ0-9&.]{0,12}){0,4}"
NUMBER = re.compile(
    rf"(?:^|[\s|])S[ốôóòo0Ố]\s?:?\s*(?P<digits>\d{{1,5}}[a-z]?)?[\s.…_]*"
    rf"(?P<year>/\s?20\d\d)?(?P<link>\s?[-–/]\s?)(?P<symbol>{_SYMBOL})"
)
DATE = re.compile(
    r"(?P<place>[A-ZĐÀ-Ỹ][^,;:.|\d]{1,40})?,?\s*(?:ngày|Ngày)\s*(?P<day>\d{1,2})?[\s.…_]*"
    r"tháng\s*(?P<month>\d{1,2})?[\s.…_]*năm\s*(?P<year>\d{4})?"
)
_SHORT_DATE = re.compile(
    r"^(?P<place>[A-ZĐÀ-Ỹ][^,;:.|\d]{1,40}),\s*ngày\s*(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})$"
)


def read_number(head: Sequence[str]) -> tuple[str | None, str | None]:
    """Number with symbol, and the symbol alone (also of a number that was left blank)."""
    symbol = None
    for text in head:
        if len(text) > 200:
            continue
        for hit in NUMBER.finditer(NATIONAL.sub(" | ", text)):
            found = re.sub(r"\s", "", hit.group("symbol")).rstrip(".")
            symbol = symbol or found
            if hit.group("digits"):
                year = re.sub(r"\s", "", hit.group("year") or "")
                link = "/" if "/" in hit.group("link") else "-"
                return f"{hit.group('digits')}{year}{link}{found}", found
    return None, symbol


def read_date(head: Sequence[str]) -> tuple[str | None, date | None]:
    for text in head:
        if len(text) > 200:
            continue
        short = _SHORT_DATE.match(text)
        if short:
            return short.group("place").strip(), _day(*short.groups()[1:])
        hit = DATE.search(NUMBER.sub(" | ", NATIONAL.sub(" | ", text)))
        if hit and not text.lower().startswith(("căn cứ", "(", "thực hiện", "theo")):
            place = hit.group("place")
            return (
                place.split("|")[-1].strip() if place else None,
                _day(hit.group("day"), hit.group("month"), hit.group("year")),
            )
    return None, None


def _day(day: str | None, month: str | None, year: str | None) -> date | None:
    if not (day and month and year):
        return None
    try:
        return date(int(year), int(month), int(day))
    except ValueError:
        return None


def kind_by_symbol(symbol: str | None, letter: object) -> DirectiveKind | None:
    """By the abbreviation in the symbol; a symbol without one belongs to a công văn."""
    if symbol is None:
        return DirectiveKind.OFFICIAL_LETTER if letter else None
    first = re.split(r"[-–/]", symbol)[0].upper()
    return KIND_SYMBOLS.get(first, DirectiveKind.OFFICIAL_LETTER)
