"""On which days somebody may be stood in for (phân công xử lý thay)."""

from __future__ import annotations

from datetime import date

from tracker.domain.errors import InvalidInput
from tracker.domain.vietnamese import day_words

MOST_DAYS = 366
"""Longer is no absence but another holder of the post; and most often a mistyped year."""


def check_days(from_on: date | None, to_on: date | None, *, today: date) -> None:
    """Both days are inclusive. Raises InvalidInput at ``from_on`` or ``to_on``.

    Days that are over cannot be handed over: what was done on them was done in one's own name.
    """
    if from_on is None:
        raise InvalidInput("Hãy ghi ngày bắt đầu.", field="from_on")
    if to_on is None:
        raise InvalidInput("Hãy ghi ngày kết thúc.", field="to_on")
    if from_on < today:
        raise InvalidInput(
            "Không phân công xử lý thay cho ngày đã qua. Ngày sớm nhất là %(day)s.",
            field="from_on",
            day=day_words(today),
        )
    check_end(from_on, to_on, today=today)


def check_end(from_on: date, to_on: date | None, *, today: date) -> None:
    """As ``check_days`` for a last day that is to change."""
    if to_on is None:
        raise InvalidInput("Hãy ghi ngày kết thúc.", field="to_on")
    if to_on < from_on:
        raise InvalidInput(
            "Ngày kết thúc (%(to)s) sớm hơn ngày bắt đầu (%(from_)s).",
            field="to_on",
            to=day_words(to_on),
            from_=day_words(from_on),
        )
    if to_on < today:
        raise InvalidInput("Ngày kết thúc phải từ hôm nay trở đi.", field="to_on")
    if (to_on - from_on).days >= MOST_DAYS:
        raise InvalidInput(
            "Mỗi lần phân công xử lý thay không quá %(days)s ngày. Hãy kiểm tra lại năm.",
            field="to_on",
            days=MOST_DAYS,
        )
