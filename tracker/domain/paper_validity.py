"""The days of an official paper: when it was issued, how long it is in force (hết hiệu lực)."""

from __future__ import annotations

from datetime import date

from tracker.domain.errors import InvalidInput
from tracker.domain.vietnamese import day_words


def is_expired(expires_on: date | None, as_of: date) -> bool:
    """``expires_on`` is the last day in force; without one a paper never expires."""
    return expires_on is not None and as_of > expires_on


def check_validity(paper_on: date | None, expires_on: date | None) -> None:
    """Raises InvalidInput for a paper that ends before it begins."""
    if paper_on is not None and expires_on is not None and expires_on < paper_on:
        raise InvalidInput(
            "Ngày hết hiệu lực (%(end)s) trước ngày văn bản (%(paper)s). Hãy kiểm tra lại.",
            field="expires_on",
            end=day_words(expires_on),
            paper=day_words(paper_on),
        )


def check_paper_day(paper_on: date | None, today: date) -> None:
    """Raises InvalidInput for a paper of tomorrow."""
    if paper_on is not None and paper_on > today:
        raise InvalidInput(
            "Ngày văn bản (%(paper)s) ở tương lai. Hãy kiểm tra lại.",
            field="paper_on",
            paper=day_words(paper_on),
        )
