"""The unit that a sentence is about, and whether what follows it is something to do."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum

from tracker.domain.message_ids import N_
from tracker.reading.markers import UPPER
from tracker.reading.order_words import MODALS, ORDER_VERBS
from tracker.reading.phrase_table import PhraseTable, tokens
from tracker.reading.unit_name import NameKind, UnitName
from tracker.reading.unit_names import read_units

_ASIDE = re.compile(r"[-–]\s+[^-–.;:]{3,80}\s[-–]\s+")
CHARGE = re.compile(
    r"(?P<verb>(?:[Gg]iao|[Yy]êu cầu|(?:[Kk]ính )?[Đđ]ề nghị|[Pp]hân công|[Ủủ]y quyền|[Uu]ỷ quyền)"
    r"(?: (?:nhiệm vụ|trách nhiệm))?(?: cho)?(?: đối với)?)\s*:?\s+"
)
_CHARGING_ONLY = re.compile(
    r"(?:yêu cầu|đề nghị|chỉ đạo|giao nhiệm vụ|kết luận|chỉ thị|có ý kiến)\s*(?:như sau)?\s*:?\s*$"
)
_DUTY = re.compile(
    r"\s(?:làm )?(?:chủ trì|có trách nhiệm|chịu trách nhiệm|có nhiệm vụ|là đầu mối|là cơ quan)\b"
)
_NO_PART_OF_NAME = re.compile(
    r"\s*(?:,?\s*(?:căn cứ|theo|trên cơ sở|tiếp tục|chủ động|trực tiếp|cùng|đồng|được|phải|cần|"
    r"tham mưu|"
    r"tổ chức|phối hợp|giao|chịu|có|là|để|khẩn trương|thường xuyên|hướng dẫn|rà soát|xây dựng|"
    r"đã|sẽ))\b"
)
_PREDICATE = PhraseTable((*ORDER_VERBS, *MODALS))
_VERBS = PhraseTable(ORDER_VERBS)
_AFTER_COMMA = frozenset(
    [
        "căn",
        "theo",
        "trên",
        "trong",
        "hằng",
        "hàng",
        "định",
        "trước",
        "chậm",
        "ngay",
        "khi",
        "tùy",
        "tuỳ",
        "với",
        "chủ",
        "có",
        "khẩn",
        "tiếp",
        "phối",
    ]
)
_NO_VERBS = frozenset(
    [
        "của",
        "và",
        "các",
        "những",
        "trong",
        "tại",
        "ở",
        "với",
        "cho",
        "về",
        "thuộc",
        "trên",
        "là",
        "đã",
        "đang",
        "còn",
        "chưa",
        "bị",
        "việc",
        "công",
        "điện",
        "hoặc",
        "như",
        "do",
        "khi",
        "mà",
        "thì",
        "nói",
        "này",
        "đó",
        "theo",
        "nhưng",
        "cũng",
        "đều",
        "vẫn",
        "không",
        "nào",
        "đến",
        "từ",
        "qua",
        "bằng",
        "vì",
        "nên",
    ]
)


class LeadRule(StrEnum):
    """How the lead was found; the values are Vietnamese sentences for the screen."""

    CHARGED = N_("Văn bản giao, yêu cầu hoặc đề nghị đích danh")
    SUBJECT = N_("Đơn vị là chủ ngữ của câu giao việc")
    PASSIVE = N_("Việc do đơn vị này chủ trì, thực hiện")
    LATER = N_("Câu sau của đoạn giao trách nhiệm")
    CELL = N_("Cột đơn vị chủ trì của bảng")
    LINE = N_("Dòng cơ quan chủ trì, thực hiện")
    HEADING = N_("Theo đơn vị nêu ở đề mục phía trên")
    ENACTING = N_("Theo câu yêu cầu chung ở đầu văn bản")


@dataclass(frozen=True, slots=True)
class Actor:
    """The units charged in a text, by which rule, and where what they must do begins."""

    units: tuple[UnitName, ...]
    rule: LeadRule
    end: int
    asked: bool = False
    verb: str = ""


def subject(text: str, start: int) -> Actor | None:
    """A unit that opens the sentence and is followed by what it must do, or by a colon."""
    units, end = over_comma(text, *stretched(text, *read_units(text, start)))
    units, end = _up_to_colon(text, units, end)
    if not units or not (is_predicate(text, end) or _plain_verb(text, units, end)):
        return None
    after = text[end:].lstrip(" ,")
    if _orders_others(units, after) or _CHARGING_ONLY.match(after):
        return None
    return Actor(tuple(units), LeadRule.SUBJECT, end)


_LONGEST_GAP = 60


def _up_to_colon(text: str, units: list[UnitName], end: int) -> tuple[list[UnitName], int]:
    """ "Các cơ quan thông tấn trên địa bàn: Đưa tin": before a colon a name goes on to it.

    Not over a doing word, a sign that ends a sentence, or a comma with another name behind.
    """
    colon = text.find(":", end, end + _LONGEST_GAP)
    gap = text[end:colon] if colon > 0 else ""
    if not units or not gap.strip() or is_predicate(text, end) or re.search(_OTHER_PART, gap):
        return units, end
    words = tokens(gap)
    if any(_PREDICATE.match(words, place) for place in range(len(words))):
        return units, end
    last = units[-1]
    stop = end + len(gap.rstrip())
    return [*units[:-1], UnitName(text[last.start : stop], last.kind, last.start, stop)], stop


_OTHER_PART = rf"[.;()\d“\"]|,\s+[{UPPER}]"


def _plain_verb(text: str, units: list[UnitName], end: int) -> bool:
    """A small word that no table knows, right behind a clear subject, is taken for its verb."""
    words = tokens(text[end : end + 40])
    if not words or not words[0].is_word or words[0].is_capital or words[0].low in _NO_VERBS:
        return False
    if text[end : end + words[0].start].strip() or words[0].text[0].isdigit():
        return False
    last = units[-1]
    clear = last.kind in (NameKind.CLASS, NameKind.PERSON) or len(last.text.split()) > 2
    return (clear and text[last.start : last.start + 1].isupper()) or len(units) > 1


def stretched(text: str, units: list[UnitName], end: int) -> tuple[list[UnitName], int]:
    """A name that no rule knows to its end reaches to the duty word behind it.

    "Phòng Quản lý thu - Sổ, thẻ có trách nhiệm …", "Phòng Công chức, viên chức chủ trì …".
    """
    hit = _DUTY.search(text, end, end + 60)
    if not units or hit is None or units[-1].kind not in (NameKind.NAMED, NameKind.PERSON):
        return units, end
    gap = text[end : hit.start()]
    if not gap or re.search(r"[.;:(]", gap) or _NO_PART_OF_NAME.match(gap):
        return units, end
    if gap.count(",") > 1 or (is_predicate(text, end) and "," not in gap and " - " not in gap):
        return units, end
    last = units[-1]
    whole = UnitName(
        text[last.start : hit.start()], last.kind, last.start, hit.start(), last.shared_head
    )
    return [*units[:-1], whole], hit.start()


_REST = re.compile(r",\s+((?:[a-zà-ỹđ]+\s+){1,4})")
_LISTING_HEAD = re.compile(r"(?:Phòng|Ban|Chi cục|Cục|Vụ|Trung tâm)\s")


def over_comma(text: str, units: list[UnitName], end: int) -> tuple[list[UnitName], int]:
    """ "Phòng Công chức, viên chức nộp …": small words between a comma and the verb.

    They belong to the name when they are no verb, no adverb and no unit themselves.
    """
    hit = _REST.match(text, end)
    if (
        hit is None
        or not units
        or not _LISTING_HEAD.match(units[-1].text)
        or is_predicate(text, end)
    ):
        return units, end
    words = hit.group(1).split()
    if words[0] in _NO_VERBS or words[0] in _AFTER_COMMA or opens_with_verb(hit.group(1)):
        return units, end
    if read_units(text, hit.start(1))[0] or read_units(f"các {hit.group(1)}")[0]:
        return units, end
    place = hit.start(1)
    for word in words:
        place += len(word)
        if opens_with_verb(text[place:].lstrip()):
            last = units[-1]
            whole = UnitName(text[last.start : place], last.kind, last.start, place)
            return [*units[:-1], whole], place
        place += len(text[place:]) - len(text[place:].lstrip())
    return units, end


def _orders_others(units: list[UnitName], after: str) -> bool:
    """ "UBND huyện yêu cầu các phòng …": the subject is the issuer, not the one who must act."""
    hit = CHARGE.match(after)
    if units[0].kind is NameKind.CLASS:
        return False
    others = read_units(after, hit.end())[0] if hit and len(units) == 1 else []
    own = hit is not None and "công" in hit.group("verb") and units[0].kind is NameKind.PERSON
    # "Tổ trưởng phân công nhiệm vụ cho các thành viên": dealing out is the deed itself.
    return bool(others) and not (own and others[0].kind is NameKind.CLASS)


def is_predicate(text: str, end: int) -> bool:
    """Whether at ``end`` follows what a subject must do: a verb, a duty word or a colon."""
    rest = text[end:]
    stripped = rest.lstrip()
    if stripped.startswith(":"):
        return True
    offset = end + len(rest) - len(stripped)
    if stripped.startswith(","):
        words = tokens(text[offset + 1 : offset + 90])
        return bool(words) and words[0].low in _AFTER_COMMA
    aside = _ASIDE.match(stripped)
    if aside:
        return is_predicate(text, offset + aside.end())
    if stripped.startswith("("):
        close = stripped.find(")")
        return 0 < close < 90 and is_predicate(text, offset + close + 1)
    words = tokens(text[offset : offset + 60])
    return bool(words) and words[0].is_word and bool(_PREDICATE.match(words, 0))


def opens_with_verb(text: str) -> bool:
    """Whether the text begins with what is to be done ("Rà soát …", "Chủ động …")."""
    words = tokens(text[:80])
    return bool(words) and bool(_VERBS.match(words, 0))
