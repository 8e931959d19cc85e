"""How a row of the table of deadline phrases is written.

``{D}`` is a day with month ("30/6/2024", "ngày 30 tháng 6 năm 2024"), ``{d}`` a day number,
``{m}`` a month, ``{y}`` a year, ``{/y}`` a year that may be missing, ``{q}`` a quarter, ``{n}`` a
number, ``{step}`` a measure of time, ``{every}`` "hằng", "hàng", "mỗi", "từng",
``{weekday}`` a day of the week that may stand before the date.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from enum import StrEnum


class Yields(StrEnum):
    """What a phrase amounts to; ``due_phrases`` knows how to compute each."""

    DAY = "day"
    SPAN = "span"
    MONTH = "month"
    MONTHS = "months"
    PART_OF_MONTH = "part_of_month"
    HALF_MONTH = "half_month"
    QUARTER = "quarter"
    QUARTERS = "quarters"
    PART_OF_QUARTER = "part_of_quarter"
    HALF_YEAR = "half_year"
    YEAR = "year"
    YEARS = "years"
    PART_OF_YEAR = "part_of_year"
    WEEK = "week"
    FROM = "from"
    HOURS = "hours"
    COUNTED = "counted"
    COUNTED_BACK = "counted_back"
    EVENT = "event"
    DAILY = "daily"
    WEEKLY = "weekly"
    MONTHLY = "monthly"
    QUARTERLY = "quarterly"
    HALF_YEARLY = "half_yearly"
    YEARLY = "yearly"
    EVERY_MONTHS = "every_months"
    TIMES = "times"
    CONTINUOUS = "continuous"
    NOTHING = "nothing"


@dataclass(frozen=True, slots=True)
class Row:
    """One row of the table; ``line_only`` rows need a time line or cell."""

    numbers: tuple[int, ...]
    example: str
    pattern: re.Pattern[str]
    yields: Yields
    line_only: bool = False


_PIECES = {
    "{D}": (
        r"(?:ngày\s+)?(?:mùng\s+)?(?:(?P<d>\d{1,2})\s*[/.-]\s*(?P<m>\d{1,2})(?:\s*[/.-]\s*(?P<y>\d{4}|"
        r"\d{2}(?!\d)))?(?![\d/])"
        r"|(?P<dw>\d{1,2})\s+tháng\s+(?P<mw>\d{1,2})(?:\s*(?:năm\s+|/)(?P<yw>\d{4}))?)"
    ),
    "{E}": (
        r"(?:ngày\s+)?(?:mùng\s+)?(?:(?P<d2>\d{1,2})\s*[/.-]\s*(?P<m2>\d{1,2})(?:\s*[/.-]\s*(?P<y2>\d{4}|"
        r"\d{2}(?!\d)))?(?![\d/])"
        r"|(?P<dw2>\d{1,2})\s+tháng\s+(?P<mw2>\d{1,2})(?:\s*(?:năm\s+|/)(?P<yw2>\d{4}))?)"
    ),
    "{weekday}": r"(?:\(?(?:thứ (?:hai|ba|tư|năm|sáu|bảy|[2-7])|chủ nhật)\)?,?\s+)?",
    "{d}": r"(?P<d>\d{1,2})(?![\d/])",
    "{m}": r"0?(?P<m>1[0-2]|[1-9])(?!\d)",
    "{m2}": r"0?(?P<m2>1[0-2]|[1-9])(?!\d)",
    "{/y}": r"(?:\s*(?:/|năm|-)\s*(?P<y>20\d\d)(?!\d))?",
    "{y}": r"(?P<y>20\d\d)(?!\d)",
    "{y2}": r"(?P<y2>20\d\d)(?!\d)",
    "{Q}": r"(?:quý|quí|q\.?)\s*(?P<q>iv|i{1,3}|[1-4])(?![\w])",
    "{Q2}": r"(?:(?:quý|quí|q\.?)\s*)?(?P<q2>iv|i{1,3}|[1-4])(?![\w])",
    "{n}": r"(?P<n>\d{1,3})(?:\s*\([^)]{1,20}\))?",
    "{every}": r"(?:hằng|hàng|mỗi|từng)",
    "{step}": r"(?P<step>ngày làm việc|ngày|tuần|tháng|năm|giờ làm việc|giờ|tiếng)",
    "{late}": (
        r"(?:(?:chậm|muộn) nhất(?: là)?(?: vào| đến| trong)?|không (?:quá|muộn hơn|chậm hơn)|"
        r"đến hết|tính đến hết|hết|hạn cuối(?: cùng)?(?: là)?|thời hạn(?: là| đến)?|hạn(?: là)?)"
    ),
    "{done}": r"(?:(?:hoàn thành|xong|thực hiện|triển khai|gửi|báo cáo|trình|nộp)[^.;:]{0,45}?\s)?",
}


def group(hit: re.Match[str], name: str) -> str | None:
    """The group ``name`` of whichever alternative of a row's pattern was found."""
    for key, value in hit.groupdict().items():
        if value is not None and key.split("__")[0] == name:
            return value
    return None


def row(
    numbers: tuple[int, ...], example: str, pattern: str, yields: Yields, *, line: bool = False
) -> Row:
    """One row, its pieces put in; a group name used twice is numbered."""
    for name, piece in _PIECES.items():
        pattern = pattern.replace(name, piece)
    seen: Counter[str] = Counter()

    def renamed(hit: re.Match[str]) -> str:
        name = hit.group(1)
        seen[name] += 1
        return f"(?P<{name}>" if seen[name] == 1 else f"(?P<{name}__{seen[name]}>"

    pattern = re.sub(r"\(\?P<(\w+)>", renamed, pattern)
    return Row(numbers, example, re.compile(rf"(?<![\w/])(?:{pattern})"), yields, line)
