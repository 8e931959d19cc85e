"""Periods that follow no calendar: any days, for a report on demand or over a directive's life.

Their keys hold both days: "20261015-20261114", and with an L before them for a life.
"""

from __future__ import annotations

import re
from datetime import date

from tracker.domain.errors import InvalidInput
from tracker.domain.recurrence_periods import period_words
from tracker.domain.sentences import Sentence, say
from tracker.domain.vietnamese import day_words

_SHAPE = re.compile(r"(L?)(\d{8})-(\d{8})", re.ASCII)


def free_key(from_on: date, to_on: date, *, life: bool) -> str:
    """The key of a free period, both days inside."""
    return f"{'L' if life else ''}{from_on:%Y%m%d}-{to_on:%Y%m%d}"


def free_days(key: str) -> tuple[date, date]:
    """First and last day of a free period; InvalidInput for what is none."""
    found = _SHAPE.fullmatch(key.strip())
    try:
        if found is None:
            raise ValueError(key)
        return _day(found[2]), _day(found[3])
    except ValueError:
        raise InvalidInput(
            "Không hiểu kỳ báo cáo “%(key)s”. Hãy viết theo mẫu %(example)s.",
            field="period",
            code="bad_period",
            key=key[:40],
            example="20261015-20261114",
        ) from None


def period_sentence(key: str) -> Sentence:
    """The name of any period for whoever reads it, free ones by their days."""
    found = _SHAPE.fullmatch(key.strip())
    if found is None:
        return period_words(key.strip())
    first, last = (day_words(day) for day in free_days(key))
    if found[1]:
        return say("từ khi triển khai (%(from_on)s) đến ngày %(to_on)s", from_on=first, to_on=last)
    return say("từ ngày %(from_on)s đến ngày %(to_on)s", from_on=first, to_on=last)


def _day(text: str) -> date:
    return date(int(text[:4]), int(text[4:6]), int(text[6:]))
