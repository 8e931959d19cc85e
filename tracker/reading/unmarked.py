"""A paragraph without a mark: an order, a name, a caption, or only a telling."""

from __future__ import annotations

import re
from bisect import bisect_right

from tracker.domain.vietnamese import fold
from tracker.reading.clause import Disposition, Level
from tracker.reading.due_groups import Calendar
from tracker.reading.due_phrases import read_dues
from tracker.reading.order_words import TELLING_OPENINGS
from tracker.reading.orders import find_actor, later_actor
from tracker.reading.outline import Node
from tracker.reading.subjects import Actor, opens_with_verb
from tracker.reading.unit_names import read_units
from tracker.reading.verdict import Judgement, Verdict

TELLING = re.compile(
    rf"^(?:{'|'.join(TELLING_OPENINGS)})\b|^(?:nhóm|đây|đó|qua đó|kế hoạch được|bộ chỉ số)\b",
    re.IGNORECASE,
)


def judge_unmarked(node: Node, found: Judgement) -> Verdict:
    text = node.text
    parent = node.parent
    if TELLING.match(text) and find_actor(text) is None:
        return Verdict(Disposition.BACKGROUND, "Đoạn nêu tình hình")
    actor = find_actor(text)
    orders = opens_an_order(text) or _under_unit(node)
    if actor is None and not orders and later_actor(text) is None:
        return Verdict(Disposition.BACKGROUND, "Đoạn không giao việc cho ai")
    if actor is None and sets_target(text):
        return Verdict(Disposition.TARGET, "Nêu chỉ tiêu phấn đấu")
    if only_names(text):
        return Verdict(Disposition.HEADING, "Chỉ nêu tên đơn vị")
    if _captions_table(node):
        return Verdict(Disposition.HEADING, "Tên của bảng bên dưới")
    if actor is not None and _issuer_tells(text, actor, found.issuer):
        return Verdict(Disposition.BACKGROUND, "Cơ quan ban hành thông báo, không giao việc")
    above = found.verdicts.get(parent.ord) if parent else None
    continues = above is not None and above.disposition is Disposition.TASK
    if continues and actor is None and not read_dues(text, Calendar(year=2000)):
        return Verdict(Disposition.TASK, "Đoạn tiếp theo của một nhiệm vụ", optional=True)
    return Verdict(Disposition.TASK, "Đoạn giao việc")


def _under_unit(node: Node) -> bool:
    """A whole sentence under a heading that is nothing but the name of a unit."""
    parent = node.parent
    if parent is None or parent.level is Level.PARAGRAPH or not node.text.endswith((".", ";")):
        return False
    return only_names(parent.text) or _ROLE.match(node.text) is not None


_ROLE = re.compile(r"(?:Là|Làm) (?:cơ quan|đơn vị|đầu mối|thường trực)\b")


_LONGEST_CAPTION = 110
_LONGEST_LIST_NAME = 40


def _captions_table(node: Node) -> bool:
    """A short line without a full stop, right above a table or lines that are none either."""
    if len(node.text) > _LONGEST_CAPTION or node.text.endswith((".", ";")) or node.parent is None:
        return False
    beside = node.parent.children
    following = bisect_right(beside, node.ord, key=lambda other: other.ord)
    if following == len(beside):
        return False
    below = beside[following]
    lists = (
        below.level is Level.PARAGRAPH
        and len(node.text) <= _LONGEST_LIST_NAME
        and len(below.text) <= _LONGEST_CAPTION
        and not below.text.endswith((".", ";", ":"))
        and not opens_with_verb(below.text)
    )
    return below.level is Level.ROW or (lists and not node.text.endswith(":"))


_COUNTED_OFF = re.compile(
    r"(?:Thứ (?:nhất|hai|ba|tư|năm|sáu|bảy|tám|chín|mười)|(?:Một|Hai|Ba|Bốn|Năm|Sáu|Bảy|Tám|Chín|"
    r"Mười) là|Trước mắt|Trước hết|Đồng thời|Bên cạnh đó|Ngoài ra|Cuối cùng|Song song với đó)"
    r"(?: là)?\s*[,:]\s*"
)
_TIME_FIRST = re.compile(
    r"(?:(?:Trước|Trong|Từ|Đến|Chậm nhất|Vào|Hết|Cuối|Đầu|Giữa|Sau) [^.;:]{3,60}?|(?:Ngày|"
    r"Tháng|Quý|Năm)"
    r" [^.;:]{1,40}?)[,:]\s+(?P<deed>.+)",
    re.DOTALL,
)


def opens_an_order(text: str) -> bool:
    """Whether the text begins with what is to be done, or with a time and then that."""
    if opens_with_verb(text):
        return True
    counted = _COUNTED_OFF.match(text)
    if counted is not None:
        return opens_with_verb(text[counted.end() :])
    timed = _TIME_FIRST.match(text)
    return (
        timed is not None
        and opens_with_verb(timed.group("deed"))
        and bool(
            read_dues(text[: timed.start("deed")].rstrip(" ,:"), Calendar(year=2000), line=True)
        )
    )


_TARGET = re.compile(
    r"^(?:Phấn đấu|Tỷ lệ|Tỉ lệ|Trên|Ít nhất|Tối thiểu)\b[^;]{0,120}\b(?:đạt|giảm|tăng|còn|dưới)\b"
    r"[^;]{0,30}\d[\d.,]*\s?%"
)


def sets_target(text: str) -> bool:
    """ "Phấn đấu đến 31/12 giải ngân đạt trên 95%.": a figure to reach, no deed."""
    return len(text) < 220 and ";" not in text.rstrip(";") and _TARGET.match(text) is not None


_TELLING_VERB = re.compile(
    r"\s*(?:thông báo|trân trọng|kính|ban hành|nhận được|xin|đã|gửi|có ý kiến|báo cáo như|xây "
    r"dựng kế hoạch như)\b"
)


def _issuer_tells(text: str, actor: Actor, issuer: str) -> bool:
    """ "UBND phường thông báo lịch nghỉ lễ …": the issuer speaks of itself."""
    name = fold(actor.units[0].text).replace("ubnd", "uy ban nhan dan")
    own = issuer.replace("ubnd", "uy ban nhan dan")
    return bool(own and (name in own or own in name) and _TELLING_VERB.match(text[actor.end :]))


def only_names(text: str) -> bool:
    units, end = read_units(text)
    return bool(units) and not text[end:].strip(" .:;,")
