""" "Tham mưu, trình": the unit drafts and submits, a leader issues (design D15)."""

from __future__ import annotations

import re
from datetime import date

from tracker.domain.errors import InvalidInput
from tracker.domain.vietnamese import day_words

_ISSUED_BY_A_LEADER = re.compile(
    r"(?<!chương )(?<!quy )(?<!lộ )(?<!tiến )(?<!công )(?<!quá )\btrình\s+"
    r"(?:ubnd|uỷ ban|ủy ban|hđnd|hội đồng|chủ tịch|phó chủ tịch|thường trực|lãnh đạo|"
    r"ban thường vụ|thủ tướng|bộ trưởng|giám đốc|cấp (?:có )?thẩm quyền)"
    r"|\btham mưu\b[^.;]*\b(?:ban hành|phê duyệt|ký|trình)\b",
    re.IGNORECASE,
)


def is_for_leader(text: str) -> bool:
    """Whether the words of a duty ask for a draft that somebody above the unit issues."""
    return _ISSUED_BY_A_LEADER.search(text) is not None


def check_issued(issued_on: date, *, drafted_on: date, today: date) -> None:
    """Refuse a paper dated before the draft that it came from, or tomorrow."""
    if issued_on > today:
        raise InvalidInput(
            "Ngày ban hành (%(day)s) chưa đến. Hãy kiểm tra lại.",
            field="issued_on",
            day=day_words(issued_on),
        )
    if issued_on < drafted_on:
        raise InvalidInput(
            "Ngày ban hành (%(day)s) trước ngày đơn vị trình (%(drafted)s). Hãy kiểm tra lại.",
            field="issued_on",
            day=day_words(issued_on),
            drafted=day_words(drafted_on),
        )
