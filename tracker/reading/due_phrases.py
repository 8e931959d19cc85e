"""Finding the deadline phrases of a paragraph and saying what they amount to.

The phrases stand in ``due_table``; here they are looked for, compared and computed. Dates of
cited documents are no deadlines, nor are years that only name a programme.
"""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from functools import lru_cache

from tracker.reading.citations import masked
from tracker.reading.due import NO_DUE, Due, DueKind, last_day
from tracker.reading.due_groups import Calendar
from tracker.reading.due_row import Row, Yields
from tracker.reading.due_table import ROWS
from tracker.reading.due_values import computed
from tracker.reading.subjects import opens_with_verb
from tracker.reading.words import Words

_TRIGGER = re.compile(
    r"\d|quý|hằng|hàng (?:năm|tháng|quý|tuần|ngày)|mỗi|định kỳ|trong (?:năm|tuần|ngày)|"
    r"(?:đầu|giữa|cuối) năm|sau khi|ngay (?:sau|khi)|kỳ họp|\btết\b|sơ kết|thường xuyên|liên "
    r"tục|cả năm"
)


def read_dues(
    text: str, calendar: Calendar, *, line: bool = False, clause: int = 0
) -> tuple[Due, ...]:
    """The times that ``text`` sets, the one for the main product first; empty for none.

    ``line``: the text is the whole of a time line or table cell, where a bare "Quý II" or
    "Thường xuyên" is a deadline too. A phrase whose year cannot be known comes back with
    kind ``none`` and is marked doubtful.
    """
    low = scanned(masked(text).lower())
    if not line and not _TRIGGER.search(low):
        return ()
    hits = _hits(low, line=line)
    dues: list[Due] = []
    for row, hit in hits:
        if not line and not _is_meant(row, hit, low, text):
            continue
        due = computed(row, hit, calendar)
        if due is None or (not line and _is_past(due, calendar)):
            continue
        words = Words(clause, hit.start(), hit.end(), text[hit.start() : hit.end()].strip())
        dues.append(replace(due, text=words.text, words=words, pattern=row.numbers[0]))
    return _dated_first(tuple(sorted(dues, key=lambda due: due.kind is DueKind.NONE)))


_BAD_DIGIT = re.compile(r"(?<=[\s/])l(?=[\d/])|(?<=\d)l(?=[\s/.,;)]|$)|(?<=quý )l{1,3}(?=[/\s.,;])")


def scanned(low: str) -> str:
    """A scanner reads "l" for the digit 1 and for the Roman I: "tháng l2", "quý l/2024"."""
    return _BAD_DIGIT.sub(
        lambda hit: ("i" if low[: hit.start()].endswith("quý ") else "1") * len(hit.group()), low
    )


_LABEL = re.compile(r"^([^:.;]{3,45}):\s")
_LABEL_REST = 8


def label_dues(text: str, calendar: Calendar, *, clause: int = 0) -> tuple[Due, ...]:
    """The time that an item of a timetable begins with: "Quý I/2026: Kiểm tra …"."""
    hit = _LABEL.match(text)
    found = read_dues(hit.group(1), calendar, line=True, clause=clause) if hit else ()
    if hit is None or len(found) != 1 or found[0].words is None:
        return ()
    covered = len(found[0].words.text)
    return found if covered + _LABEL_REST >= len(hit.group(1)) else ()


def _dated_first(dues: tuple[Due, ...]) -> tuple[Due, ...]:
    """ "Định kỳ hằng quý, trước ngày 15 tháng cuối quý": of one rhythm the dated one counts."""
    aims = [due for due in dues if due.pattern == 29 and (due.text or "").startswith("Phấn đấu")]
    if aims and any(due.kind is DueKind.DATE for due in dues):
        # "Phấn đấu đến năm 2030 …; lập đề án trước 30/6": the aim is no deadline of this work.
        dues = (*(due for due in dues if due not in aims), *aims)
    if len(dues) < 2 or dues[0].kind is not DueKind.RECURRING:
        return dues
    first, second = dues[0], dues[1]
    bare = first.recurrence is not None and first.recurrence.day is None
    dated = second.recurrence is not None and second.recurrence.day is not None
    return dues[1:] if bare and dated and first.value == second.value else dues


def main_due(dues: tuple[Due, ...]) -> Due:
    """The deadline of a task among the times of its paragraph."""
    return dues[0] if dues else NO_DUE


@lru_cache(maxsize=256)
def _hits(low: str, *, line: bool) -> tuple[tuple[Row, re.Match[str]], ...]:
    """Matches that do not overlap: the earlier wins, then the longer, then the higher row.

    Several questions are asked of one paragraph, one soon after the other.
    """
    found: list[tuple[int, int, int, Row, re.Match[str]]] = []
    for rank, row in enumerate(ROWS):
        if row.line_only and not line:
            continue
        found.extend((hit.start(), -hit.end(), rank, row, hit) for hit in row.pattern.finditer(low))
    found.sort(key=lambda item: item[:3])
    kept: list[tuple[Row, re.Match[str]]] = []
    end = 0
    for start, negative_end, _, row, hit in found:
        if start >= end and -negative_end > start:
            kept.append((row, hit))
            end = -negative_end
    return tuple(kept)


# --- is the phrase meant as a time for this task? ------------------------------------------

_NEAR = 400
_COUNTED_DATA = re.compile(r"(?:số liệu|tính|thời điểm|kỳ báo cáo|phát sinh)(?: \w+){0,3}\s*$")
"""Before a span that only says which figures are meant."""
_FOLLOWING_YEARS = re.compile(r"^\s*,?\s*(?:và|đến) (?:những|các) năm (?:tiếp theo|sau)")
_DAY_BEHIND = re.compile(
    r"^\s*,?\s*(?:xong |hoàn thành )?(?:trước|chậm nhất|đến|vào|trong)\s(?:(?:là|hết)\s)?"
    r"(?:ngày|\d|quý|tháng)"
)
"""A day right behind it: the year only says which ("hoàn thành kế hoạch năm 2026 trước ngày …")."""
_CLAUSE_START = re.compile(r"(?:^|[.;:]\s*|\b(?:phấn đấu|hoàn thành)\s*)$")


def _is_meant(row: Row, hit: re.Match[str], low: str, text: str) -> bool:
    first = max(0, hit.start() - _NEAR)
    before, after = low[first : hit.start()], low[hit.end() : hit.end() + _NEAR]
    if row.yields is Yields.YEAR:
        return _year_is_meant(hit, before, after)
    if row.yields is Yields.YEARLY and set(row.numbers) == {65, 63}:
        return _yearly_is_meant(hit, before, after, text[hit.end() : hit.end() + _NEAR])
    told_apart = hit.group().startswith("từng") and before.endswith("theo ")
    if told_apart or row.yields in (Yields.NOTHING, Yields.CONTINUOUS):
        return False  # "tiến độ theo từng tuần" says how it is told apart
    if hit.group().startswith(("từ năm", "kể từ năm", "từ ngày", "kể từ ngày")):
        if row.yields is Yields.SPAN:
            return not _COUNTED_DATA.search(before)
        return bool(_CLAUSE_START.search(before))
    if row.yields is Yields.DAILY:
        return not re.search(r"(?:đời sống|hoạt động|sinh hoạt|công việc)\s*$", before)
    return True


def _year_is_meant(hit: re.Match[str], before: str, after: str) -> bool:
    """ "trong năm 2024" sets a time with a doing word; after a noun it only says which."""
    phrase = hit.group()
    if _FOLLOWING_YEARS.match(after) and not phrase.startswith(("hoàn thành", "xong")):
        return False
    if _DAY_BEHIND.match(after):
        return False
    if "đến năm" in phrase:
        vision = re.search(r"(?:định hướng|tầm nhìn|giai đoạn[^,;.]{0,30}|\d{4},?)\s*$", before)
        return bool(_CLAUSE_START.search(before)) and not vision
    if phrase.startswith(("trong năm", "trong cả năm")):
        near = before[-70:].rsplit(";", 1)[-1]
        doing = re.search(
            r"\b(?:hoàn thành|ban hành|xong|triển khai ngay|ít nhất|tối thiểu|đưa vào (?:vận hành|"
            r"sử dụng|hoạt động|khai thác)|bàn giao|khởi công|nghiệm thu)\b",
            near,
        )
        ends = re.match(r"\s*(?:$|[.;,)])", after)
        making = _MAKING.match(re.split(r"[;.]\s", before)[-1].strip())
        return bool(_CLAUSE_START.search(before) or doing or (ends and making))
    return True


_MAKING = re.compile(
    r"(?:tổ chức|mở|thành lập|khởi công|trồng|lắp đặt|thí điểm|tuyển dụng|sửa chữa|nâng cấp|"
    r"thanh tra|kiểm tra|phát động|đưa|trang bị|mua sắm|di dời|xóa)\s"
)
"""Openings of a deed that is done once, for which "trong năm …" sets the time."""
_EVENT = re.compile(
    r"(?:^|[.;,]\s*)(?:tổ chức|phát động|mở)\s[^;.]{0,60}\b(?:tuần lễ|ngày hội|hội thi|hội nghị|lễ|"
    r"cuộc thi|hội thao|diễn tập|chiến dịch|tháng hành động|liên hoan|hội chợ|diễn đàn|đối thoại|"
    r"lớp|đợt)\b[^;.]*$"
)


def _yearly_is_meant(hit: re.Match[str], before: str, after: str, text: str) -> bool:
    """ "Hằng năm" counts when it schedules the doing, not when it belongs to a noun."""
    opening = not before or bool(re.search(r"[.]\s*$", before))
    follows = text.lstrip(" ,")
    if re.search(r";\s*$", before):
        return follows.startswith(("tổng hợp", "báo cáo", "sơ kết", "tổng kết"))
    if opening or hit.group().startswith(("định kỳ", "mỗi năm")):
        return opening or hit.group().startswith("định kỳ") or opens_with_verb(follows)
    if ";" in before and not opening:
        return False
    if re.match(r"\s*(?:của|trên|tại|đối với|cho|theo|được|giữa)\b", after):
        return False
    if opens_with_verb(follows) and not follows.startswith(
        ("có", "bảo đảm", "đảm bảo", "làm", "gắn")
    ):
        return not re.search(r"(?:chỉ số|kết quả|đánh giá|nhiệm vụ|kế hoạch)[^,;.]{0,30}$", before)
    if _EVENT.search(before) and re.match(r"\s*(?:$|[.;,)])", after):
        return True
    clause = before.rsplit(",", 1)[-1] if before.count(",") < 2 else before
    planned = re.search(
        r"\b(?:xây dựng|ban hành|tổ chức|lập|báo cáo)\b[^;.]{0,120}\b(?:kế hoạch|chương trình|"
        r"báo cáo|hội nghị)\b",
        before,
    )
    return bool(planned and re.match(r"\s*(?:$|[.;,]|và\b)", after) and clause)


def _is_past(due: Due, calendar: Calendar) -> bool:
    """A time before the paper's own date is a fact that it tells, not a deadline."""
    if calendar.issued_on is None or due.value is None:
        return False
    if due.kind is DueKind.DATE:
        return date.fromisoformat(due.value) < calendar.issued_on
    if due.kind is DueKind.PERIOD and not due.value.startswith(("hours", "from")):
        day = last_day(due.value)
        return day is not None and day < calendar.issued_on
    return False
