"""Who must do what: the unit that an order names, and the units that work with it.

The patterns are those of office Vietnamese (27 kinds): "Giao X chủ trì, phối hợp với Y …",
"X có trách nhiệm …", "Yêu cầu X …", "Trước ngày …, X …", "… do X chủ trì". What a paragraph
does not say itself is inherited elsewhere (see ``inheritance``).
"""

from __future__ import annotations

import re
from functools import lru_cache

from tracker.reading.phrase_table import tokens
from tracker.reading.sentences import sentences
from tracker.reading.subjects import (
    CHARGE,
    Actor,
    LeadRule,
    stretched,
    subject,
)
from tracker.reading.unit_names import read_units

_CHARGE_AT_START = re.compile(
    rf"^(?:(?:Trước mắt|Đồng thời|Bên cạnh đó|Ngoài ra|Riêng|Trong đó|Tiếp tục|Thống "
    rf"nhất)[,:]?\s+)?{CHARGE.pattern}"
)
_CHARGE_BY_ISSUER = re.compile(
    rf"(?P<issuer>(?:UBND|Ủy ban|Uỷ ban|Chủ tịch|Phó Chủ tịch|Thường trực|Ban Thường vụ|Thủ tướng|"
    rf"Bộ|Sở|Giám đốc|Tỉnh ủy|Huyện ủy|Thành ủy|Đảng ủy|Hội đồng|HĐND|Ban Chỉ đạo|Chính phủ|"
    rf"Tổng Giám đốc|"
    rf"Ban)[^.;:]{{0,80}}?)\s+{CHARGE.pattern}"
)
_REGARDING = re.compile(r"^(?:Đối với|Riêng đối với|Riêng|Về phía)\s+")
_ADVERBIAL = re.compile(
    r"^(?:Trên cơ sở|Căn cứ|Theo|Trong|Để|Nhằm|Hằng|Hàng|Định kỳ|Trước|Chậm nhất|Muộn nhất|Sau|"
    r"Ngay|"
    r"Khi|Từ|Qua|Nhận được|Đến|Quý|Tháng|Năm|Tại|Ngoài|Bên cạnh|Cùng với|Xuất phát|Với|Ngày|Vào|"
    r"Chủ nhật|Thứ|Thời gian|Về|Song song|Đồng thời|Trường hợp|Nếu|Công tác|Việc|Mỗi|Ít nhất|"
    r"Tối thiểu)\b"
)
_PASSIVE = re.compile(r"\b(?:do|bởi)\s+(?=\S)")
_PASSIVE_VERB = re.compile(
    r"^\s*(?:\([^)]*\)\s*)?(?:làm )?(?:chủ trì|thực hiện|đảm nhiệm|phụ trách|chịu trách nhiệm|"
    r"tổ chức|đầu mối|là)\b"
)
_RESPONSIBLE = re.compile(
    r"^\s*(?:\([^)]*\)\s*)?(?:có trách nhiệm|chịu trách nhiệm|chủ trì|trực tiếp|là cơ quan|là "
    r"đầu mối|"
    r"làm đầu mối|tham mưu|chủ động|phải|đôn đốc|theo dõi)"
)
_PREPOSITIONS = frozenset(
    [
        "của",
        "cho",
        "với",
        "tại",
        "từ",
        "giữa",
        "đến",
        "thuộc",
        "do",
        "và",
        "về",
        "bởi",
        "theo",
        "tới",
        "gồm",
        "như",
        "trên",
        "giúp",
        "nhất",
        "cùng",
        "để",
        "mà",
        "qua",
        "vào",
        "hoặc",
        "những",
        "là",
        "trừ",
        "đối",
        "chỉ",
        "đạo",
        "dẫn",
        "cầu",
        "nghị",
        "giao",
        "sở",
    ]
)
_SUBJECT_OPENERS = ("các", "mỗi", "từng", "toàn", "thủ", "người")
_LABEL = re.compile(r"^[^.;:(]{3,140}(?:\([^)]{1,80}\)\s*)?:\s+")
ASSENT = re.compile(
    r"^(?:Cơ bản )?(?:[Đđ]ồng ý|[Tt]hống nhất|[Nn]hất trí|[Cc]ho phép|[Cc]hấp thuận|[Gg]hi nhận)\b"
)
_LONGEST_OPENING = 700


@lru_cache(maxsize=1024)
def find_actor(text: str) -> Actor | None:
    """The unit that the opening sentence charges, or None where it names none."""
    spans = sentences(text[:_LONGEST_OPENING])
    if not spans:
        return None
    opening = text[: spans[0][1]]
    return (
        charged(opening, 0)
        or subject(opening, 0)
        or _regarded(opening)
        or _by_issuer(opening)
        or _after_adverbial(opening)
        or _after_label(opening)
        or _after_assent(opening)
        or _passive(opening)
    )


def later_actor(text: str) -> Actor | None:
    """A later sentence that explicitly charges someone ("Thủ trưởng … chịu trách nhiệm …")."""
    for start, end in sentences(text)[1:]:
        sentence = text[:end]
        actor = charged(sentence, start) or subject(sentence, start)
        if actor is None:
            continue
        does = _DOES_IT.match(text[actor.units[-1].end : end])
        if (
            does
            or actor.rule is LeadRule.CHARGED
            or _RESPONSIBLE.match(text[actor.units[-1].end :])
        ):
            return Actor(actor.units, LeadRule.LATER, actor.end, actor.asked, actor.verb)
    return None


_DOES_IT = re.compile(r"\s*(?:chủ trì |tổ chức |phối hợp )?(?:thực hiện|triển khai)\W*$")
_CHAIRS = re.compile(r"\s*(?:làm )?(?:chủ trì|đầu mối)\b")
_ANSWERS = re.compile(r"\s*(?:có|chịu) trách nhiệm\b")


def _chairs(text: str, end: int, *, strictly: bool) -> bool:
    return bool(_CHAIRS.match(text, end) or (not strictly and _ANSWERS.match(text, end)))


def clause_actor(text: str, *, chairing: bool = False) -> Actor | None:
    """After a semicolon: "Rà soát …; giao Phòng A …", "…; Phòng B chủ trì …".

    ``chairing``: only a unit that is told to lead, for use where the paper charges everybody.
    """
    for hit in re.finditer(r";\s*(?:đồng thời,?\s*|trong đó,?\s*)?", text[:_LONGEST_OPENING]):
        at = hit.end()
        charge = CHARGE.match(text, at)
        given = charge is not None and charge.group("verb").lower().startswith(("giao", "phân"))
        units, end = read_units(text, charge.end() if charge and given else at)
        if units and (_chairs(text, end, strictly=chairing) or (given and not chairing)):
            return Actor(tuple(units), LeadRule.LATER, end)
    return None


def charged(text: str, start: int) -> Actor | None:
    """ "Giao X …", "Yêu cầu X …", "Đề nghị X …" at ``start``."""
    hit = _CHARGE_AT_START.match(text[start:])
    if hit is None:
        return None
    units, end = stretched(text, *read_units(text, start + hit.end()))
    if not units:
        return None
    asked = "nghị" in hit.group("verb").lower()
    return Actor(tuple(units), LeadRule.CHARGED, end, asked, hit.group("verb"))


def _regarded(text: str) -> Actor | None:
    hit = _REGARDING.match(text)
    if hit is None:
        return None
    units, end = read_units(text, hit.end())
    told = re.match(r"\s*:\s*", text[end:]) if units else None
    nearer = subject(text, end + told.end()) if told else None
    if nearer is not None:
        return nearer
    if units and re.match(r"\s*(?:[:,]|$)", text[end:]):
        return Actor(tuple(units), LeadRule.SUBJECT, end)
    return None


def _by_issuer(text: str) -> Actor | None:
    named, name_end = read_units(text)
    if len(named) == 1:
        direct = CHARGE.match(text[name_end:].lstrip())
        if direct:
            shift = name_end + len(text[name_end:]) - len(text[name_end:].lstrip())
            units, end = stretched(text, *read_units(text, shift + direct.end()))
            if units:
                return Actor(tuple(units), LeadRule.CHARGED, end, "nghị" in direct.group("verb"))
    hit = _CHARGE_BY_ISSUER.search(text)
    if hit is None:
        return None
    before = text[: hit.start("issuer")].rstrip()
    if before and not before.endswith((",", ";", ":")):
        return None
    units, end = read_units(text, hit.end())
    if not units:
        return None
    return Actor(tuple(units), LeadRule.CHARGED, end, "nghị" in hit.group("verb").lower())


def _after_adverbial(text: str) -> Actor | None:
    """ "Trước ngày 15/12, X gửi …", "Trong quá trình thực hiện các đơn vị lưu ý …"."""
    if not _ADVERBIAL.match(text):
        return None
    words = tokens(text[:420])
    for place, word in enumerate(words[1:60], start=1):
        before = words[place - 1]
        charging = word.low in ("yêu", "giao", "đề") and before.low in (",", "này", "trên")
        opening = word.is_capital or word.low in _SUBJECT_OPENERS
        if not (opening or charging) or before.low in _PREPOSITIONS:
            continue
        actor = _charged_inside(text, word.start) or subject(text, word.start)
        if actor and (before.low == "," or _clear_subject(text, actor)):
            return actor
    return None


def _charged_inside(text: str, start: int) -> Actor | None:
    hit = CHARGE.match(text, start)
    if hit is None:
        return None
    units, end = read_units(text, hit.end())
    if not units:
        return None
    return Actor(tuple(units), LeadRule.CHARGED, end, "nghị" in hit.group("verb").lower())


def _clear_subject(text: str, actor: Actor) -> bool:
    after = text[actor.end :].lstrip()
    return actor.rule is LeadRule.CHARGED or after.startswith(
        ("cần", "phải", "lưu ý", "chủ trì", "có trách nhiệm", "chủ động", "phản ánh", "báo cáo")
    )


def _after_label(text: str) -> Actor | None:
    """ "Công tác tuyên truyền: Phòng Văn hóa và Thông tin chủ trì …"."""
    hit = _LABEL.match(text)
    if hit is None:
        return None
    return charged(text, hit.end()) or subject(text, hit.end())


def _after_assent(text: str) -> Actor | None:
    """ "Đồng ý chủ trương …; giao Phòng A …"."""
    if not ASSENT.match(text):
        return None
    for hit in re.finditer(
        r"[;,.]\s*(?:đồng thời\s*,?\s*)?(?=(?:giao|yêu cầu|đề nghị|phân công)\s)", text
    ):
        actor = _charged_inside(text, hit.end())
        if actor:
            return actor
    return None


def _passive(text: str) -> Actor | None:
    for hit in _PASSIVE.finditer(text):
        units, end = read_units(text, hit.end())
        if units and _PASSIVE_VERB.match(text[end:]):
            return Actor(tuple(units), LeadRule.PASSIVE, end)
    closing = _IN_BRACKET.search(text)
    if closing is not None:
        units, end = read_units(text, closing.start("who"))
        if units and end == closing.end("who"):
            return Actor(tuple(units), LeadRule.PASSIVE, end)
    return None


_IN_BRACKET = re.compile(
    r"\(\s*(?:do\s+)?(?P<who>[^():;]{3,120}?)\s+(?:chủ trì|thực hiện|phụ trách|đảm nhiệm)"
    r"(?:\s*[,;]\s*[^()]{3,240})?\s*\)\W*$"
)
