"""A day as people type it: day first, never guessed."""

from __future__ import annotations

import calendar
import re
from datetime import date

from tracker.domain.errors import InvalidInput

_DAY_FIRST = re.compile(r"(\d{1,2})\s*[/.\-]\s*(\d{1,2})\s*[/.\-]\s*(\d{4})")


def typed_day(text: str) -> date:
    """The day written as d/m/yyyy (also with - or .). Raises InvalidInput with what is wrong.

    A month above 12 is refused, not swapped with the day: 02/13/2026 is nobody's day.
    """
    match = _DAY_FIRST.fullmatch(text.strip())
    if match is None:
        raise InvalidInput(
            "“%(text)s” không phải là ngày. Hãy nhập theo thứ tự ngày/tháng/năm, ví dụ 05/02/2026.",
            text=text.strip()[:40],
        )
    day, month, year = (int(part) for part in match.groups())
    if not (1 <= month <= 12 and 1900 <= year <= 2200):
        raise InvalidInput(
            "Không có tháng %(month)s năm %(year)s. Hãy nhập theo thứ tự ngày/tháng/năm, "
            "ví dụ 05/02/2026.",
            month=month,
            year=year,
        )
    last = calendar.monthrange(year, month)[1]
    if not 1 <= day <= last:
        raise InvalidInput(
            "Không có ngày %(day)s/%(month)s/%(year)s: tháng %(month)s năm %(year)s "
            "chỉ có %(last)s ngày.",
            day=day,
            month=month,
            year=year,
            last=last,
        )
    return date(year, month, day)
