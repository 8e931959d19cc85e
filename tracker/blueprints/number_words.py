"""Numbers as people write them, in the reader's language."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

from flask_babel import format_decimal, gettext

from tracker.extensions import language
from tracker.queries.keyset import Total


def number(value: Any) -> str:
    """1.234,5 in Vietnamese; words and dashes pass through."""
    if type(value) is int and 0 <= value < 1000:
        return str(value)  # the same in every language of ours, and most figures are small
    if type(value) is int:
        return _grouped(value, language())
    return value if isinstance(value, str) else str(format_decimal(value))


@lru_cache(maxsize=4096)
def _grouped(value: int, _language: str) -> str:
    return str(format_decimal(value))


def total_words(total: Total) -> str:
    """1.234, or "hơn 10.000" where nobody counted on."""
    counted = number(total.count)
    return gettext("hơn %(n)s", n=counted) if total.more else counted


def counted(total: Total, words: str) -> str:
    """A heading that tells a number: "3 văn bản"; "Hơn 10000 văn bản" where nobody counted on."""
    return gettext("Hơn %(counted)s", counted=words) if total.more else words


def percent(part: int, whole: int) -> str:
    """66,7%; a dash when there is nothing to divide by."""
    if not whole:
        return "–"
    return f"{format_decimal(round(100 * part / whole, 1))}%"


def file_size(size: int) -> str:
    """Bytes as people say them: 812 byte, 64 KB, 1,2 MB."""
    if size < 1024:
        return f"{size} byte"
    if size < 1024 * 1024:
        return f"{format_decimal(round(size / 1024))} KB"
    return f"{format_decimal(round(size / 1024 / 1024, 1))} MB"


FILTERS = (number, total_words, percent, file_size)
