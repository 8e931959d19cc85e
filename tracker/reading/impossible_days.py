"""Days that no calendar has, as somebody typed them: 31/11/2026, 30/02, ngày 32 tháng 5."""

from __future__ import annotations

import re
from datetime import date

from tracker.domain.vietnamese import one_line

_WRITTEN = re.compile(
    r"(?<![\d/.-])(?P<day>\d{1,2})\s?(?P<sign>[/.-])\s?(?P<month>\d{1,2})"
    r"(?:\s?(?P=sign)\s?(?P<year>\d{4}|\d{2}))?(?![\d/]|[.-]\d)"
    r"|ngày\s(?P<day_words>\d{1,2})\stháng\s(?P<month_words>\d{1,2})"
    r"(?:\snăm\s(?P<year_words>\d{4}))?",
    re.IGNORECASE,
)
_LEAP = 2000


def impossible_days(text: str) -> tuple[str, ...]:
    """The days in ``text`` that do not exist, as written. "Quý 3-4/2026" and "02/2026" are none.

    Without a year 29/02 is let pass; with one it is not, unless that year has it.
    """
    found: list[str] = []
    for hit in _WRITTEN.finditer(one_line(text)):
        named = hit.groupdict()
        if named["day"] and not named["year"] and named["sign"] != "/":
            continue
        year = named["year"] or named["year_words"] or str(_LEAP)
        try:
            date(
                int(year) if len(year) == 4 else 2000 + int(year),
                int(named["month"] or named["month_words"]),
                int(named["day"] or named["day_words"]),
            )
        except ValueError:
            found.append(hit.group().strip())
    return tuple(found)
