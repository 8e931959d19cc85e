"""Whom a heading or the enacting sentence charges with all that stands below it."""

from __future__ import annotations

import re

from tracker.reading.orders import find_actor, later_actor
from tracker.reading.sentences import sentences
from tracker.reading.subjects import CHARGE, opens_with_verb
from tracker.reading.unit_name import UnitName
from tracker.reading.unit_names import read_units


def heading_units(text: str) -> tuple[UnitName, ...]:
    """The units that a heading charges with all that stands under it.

    A heading may be a bare name ("2. Phòng Nội vụ"), a name with "có trách nhiệm", or a
    sentence that ends in a colon, whose last part decides.
    """
    spans = sentences(text)
    if text.rstrip().endswith(":") and len(spans) > 1:
        last = find_actor(text[spans[-1][0] : spans[-1][1]])
        if last:
            shift = spans[-1][0]
            return tuple(
                UnitName(u.text, u.kind, u.start + shift, u.end + shift, u.shared_head)
                for u in last.units
            )
    if text.isupper():
        return _in_capitals(text)
    charged = find_actor(text) or (later_actor(text) if text.rstrip().endswith(":") else None)
    if charged:
        return charged.units
    start = _HEADING_PREFIX.match(text)
    units, end = read_units(text, start.end() if start else 0)
    rest = text[end:].strip(" .:;,")
    if units and (not rest or rest.startswith(("(", "-"))):
        return tuple(units)
    regards = start is not None and start.group().startswith(("Đối với", "Trách nhiệm"))
    return _whole_heading(text, units, end, regards=regards)


_CAPITAL_PREFIX = re.compile(
    r"(?:TRÁCH NHIỆM|NHIỆM VỤ)(?: CỦA)?\s|ĐỐI VỚI\s|GIAO\s|ĐỀ NGHỊ\s|YÊU CẦU\s|VỀ PHÍA\s"
)


def _in_capitals(text: str) -> tuple[UnitName, ...]:
    """ "II. ĐỐI VỚI PHÒNG NỘI VỤ CÁC XÃ": read as if written "Đối với Phòng nội vụ các xã"."""
    prefix = _CAPITAL_PREFIX.match(text)
    start = prefix.end() if prefix else 0
    softer = text[:start].capitalize() + text[start:].capitalize()
    if len(softer) != len(text) or softer.isupper():
        return ()
    return tuple(
        UnitName(text[u.start : u.end], u.kind, u.start, u.end, u.shared_head)
        for u in heading_units(softer)
    )


_LONGEST_NAME_HEADING = 120
_NAMED_OPENING = re.compile(
    r"(?:các\s+)?(?:(?:phó\s+)?(?:giám đốc|trưởng|chủ tịch|chánh|thủ trưởng)\s+)?(?:phòng|ban|"
    r"chi cục|cục|vụ|trung tâm|công ty|viện|trường|đơn vị|cơ sở)\s",
    re.IGNORECASE,
)


def _whole_heading(
    text: str, units: list[UnitName], end: int, *, regards: bool
) -> tuple[UnitName, ...]:
    """A short heading that is one long name: "Phòng Quản lý Doanh nghiệp, Lao động".

    ``regards``: after "Đối với" everything up to the end is the name, even a word that might
    be a verb ("các trung tâm giáo dục thường xuyên").
    """
    stop = len(text.rstrip(" .:;"))
    rest = text[end:stop]
    if not units or stop > _LONGEST_NAME_HEADING or re.search(r"[.;:()\d]", rest):
        return ()
    if not _NAMED_OPENING.match(units[-1].text) or rest.count(",") > 1:
        return ()
    if not regards and (opens_with_verb(rest.strip(" ,")) or not _goes_on(rest)):
        return ()
    last = units[-1]
    return (*units[:-1], UnitName(text[last.start : stop], last.kind, last.start, stop))


def _goes_on(rest: str) -> bool:
    """Behind a comma, or in words that say which unit ("các công trình huyện")."""
    return (
        rest.startswith(",") or re.match(r"\s*(?:các|phụ trách|thuộc|chợ|rừng)\s", rest) is not None
    )


_HEADING_PREFIX = re.compile(
    r"^(?:(?:Trách nhiệm|Nhiệm vụ)(?: của)?|Đối với|Giao|Đề nghị|Yêu cầu|Kiến nghị|Tại|Ở|Phân công"
    r"|Giao nhiệm vụ(?: cho)?|Kính đề nghị|Về phía)\s+"
)


_CONCLUDING = re.compile(
    r"\b(?:kết luận|có ý kiến|chỉ đạo)(?: và (?:kết luận|chỉ đạo|giao nhiệm vụ))?"
    r"(?: (?:một số |các )?(?:nội dung|vấn đề|nhiệm vụ))? (?:như sau|sau đây|sau)\s*:$"
)


def enacting_units(text: str) -> tuple[UnitName, ...]:
    """The units that the general sentence of a directive addresses ("… yêu cầu X thực hiện …")."""
    found: tuple[UnitName, ...] = ()
    for hit in CHARGE.finditer(text):
        units, _ = read_units(text, hit.end())
        if units:
            found = tuple(units)
    if found or not text.endswith(":") or _CONCLUDING.search(text):
        # "Sau khi nghe Sở A báo cáo, … kết luận như sau:" charges nobody.
        return found
    return heading_units(text)
