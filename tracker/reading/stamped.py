"""Number and date that were put on a paper after it was written: stamps, boxes, signing times.

A paper that goes out by a document system leaves both blank; they come on with the digital
signature. What the receiving office stamps ("ĐẾN Số: 214") is none of the paper's own.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from tracker.domain.message_ids import N_
from tracker.domain.vietnamese import one_line
from tracker.reading.header_fields import NUMBER, read_date, read_number
from tracker.reading.raw_line import Place, RawText

NUMBER_BY_STAMP = N_("Số, ký hiệu lấy từ phần đóng thêm lên văn bản; hãy đối chiếu.")
DATE_BY_STAMP = N_("Ngày ban hành lấy từ phần đóng thêm lên văn bản; hãy đối chiếu.")
DATE_BY_SIGNATURE = N_("Ngày ban hành lấy theo ngày ký ghi kèm (chữ ký số); hãy đối chiếu.")

_PLACES = frozenset({Place.STAMP, Place.TEXT_BOX})
_ARRIVAL = re.compile(r"\b(?:văn bản|công văn) đến\b|^đến\b|\bđến (?:số|ngày|giờ)\b", re.IGNORECASE)
_BARE_NUMBER = re.compile(r"^Số\s*:?\s*(\d{1,5}[a-z]?)\s*$", re.IGNORECASE)
_BARE_DATE = re.compile(r"^(?:Ngày\s*:?\s*)(\d{1,2})[/.-](\d{1,2})[/.-](20\d\d)$", re.IGNORECASE)
_SIGNED = re.compile(
    r"(?:ngày|thời gian|thời điểm) ký(?: số)?\s*:?\s*(\d{1,2})[/.-](\d{1,2})[/.-](20\d\d)\b",
    re.IGNORECASE,
)
_BLANK_DATE = re.compile(
    r"ngày[\s.…_]*(?P<day>\d{1,2})?[\s.…_]*tháng[\s.…_]*(?P<month>\d{1,2})?[\s.…_]*"
    r"năm[\s.…_]*(?P<year>\d{4})?",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Stamped:
    """What was found, each with the remark that says where (a message id)."""

    number: str | None = None
    issued_on: date | None = None
    remarks: tuple[str, ...] = ()


def read_stamps(
    raw: RawText, head: Sequence[str], *, number: str | None, issued_on: date | None
) -> Stamped:
    """What the stamps add to a header whose ``number`` or ``issued_on`` is None."""
    stamps = [one_line(line.text) for line in raw.lines if line.place in _PLACES and line.text]
    of_arrival = any(map(_ARRIVAL.search, stamps))
    found, day, remarks = number, issued_on, []
    symbol = read_number(head)[1]
    if found is None and (found := _number(stamps, symbol, bare=not of_arrival)) is not None:
        remarks.append(NUMBER_BY_STAMP)
    if day is None and (day := _date(stamps, bare=not of_arrival)) is not None:
        remarks.append(DATE_BY_STAMP)
    if day is None and (day := _signing_day(raw, head)) is not None:
        remarks.append(DATE_BY_SIGNATURE)
    return Stamped(found, day, tuple(remarks))


def _number(stamps: Sequence[str], symbol: str | None, *, bare: bool) -> str | None:
    """A whole number with its symbol (the printed one, where one is printed), or the bare digits
    of "Số: 15" before the printed symbol."""
    for text in stamps:
        found, its_symbol = read_number([text])
        if found is not None and symbol in (None, its_symbol):
            return found
    for text in stamps if bare and symbol is not None else ():
        if hit := _BARE_NUMBER.match(text):
            return f"{hit[1]}/{symbol}"
    return None


def _date(stamps: Sequence[str], *, bare: bool) -> date | None:
    for text in stamps:
        if NUMBER.search(text) or not _ARRIVAL.search(text):
            found = read_date([text])[1]
            if found is None and bare and (hit := _BARE_DATE.match(text)):
                found = _day(*hit.groups())
            if found is not None:
                return found
    return None


def _signing_day(raw: RawText, head: Sequence[str]) -> date | None:
    """The day of the last signature, unless a month or year is printed that says otherwise."""
    days = [
        day
        for line in raw.lines
        if len(line.text) <= 200
        for hit in _SIGNED.finditer(line.text)
        if (day := _day(*hit.groups())) is not None
    ]
    if not days:
        return None
    last = max(days)
    printed = next((hit for text in head if (hit := _BLANK_DATE.search(text))), None)
    if printed is None:
        return last
    agrees = all(
        printed[part] is None or int(printed[part]) == getattr(last, part)
        for part in ("day", "month", "year")
    )
    return last if agrees else None


def _day(day: str, month: str, year: str) -> date | None:
    try:
        return date(int(year), int(month), int(day))
    except ValueError:
        return None
