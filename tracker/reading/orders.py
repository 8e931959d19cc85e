"""Who must do what: the unit that an order names, and the units that work with it.

The patterns are those of office Vietnamese (27 kinds): "Giao X chủ trì, phối hợp với Y …",
"X có trách nhiệm …", "Yêu cầu X …", "Trước ngày …, X …", "… do X chủ trì". What a paragraph
does not say itself is inherited elsewhere (see ``inheritance``).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache

from tracker.reading.order_words import MODALS, ORDER_VERBS
from tracker.reading.phrase_table import PhraseTable, tokens
from tracker.reading.sentences import sentences
from tracker.reading.unit_name import NameKind, UnitName
from tracker.reading.unit_names import read_units


class LeadRule(StrEnum):
    """How the lead was found; the values are Vietnamese sentences for the screen."""

    CHARGED = "Văn bản giao, yêu cầu hoặc đề nghị đích danh"
    SUBJECT = "Đơn vị là chủ ngữ của câu giao việc"
    PASSIVE = "Việc do đơn vị này chủ trì, thực hiện"
    LATER = "Câu sau của đoạn giao trách nhiệm"
    CELL = "Cột đơn vị chủ trì của bảng"
    LINE = "Dòng cơ quan chủ trì, thực hiện"
    HEADING = "Theo đơn vị nêu ở đề mục phía trên"
    ENACTING = "Theo câu yêu cầu chung ở đầu văn bản"


@dataclass(frozen=True, slots=True)
class Actor:
    """The units charged in a text, by which rule, and where what they must do begins."""

    units: tuple[UnitName, ...]
    rule: LeadRule
    end: int
    asked: bool = False
    verb: str = ""


_CHARGE = re.compile(
    r"(?P<verb>(?:[Gg]iao|[Yy]êu cầu|(?:[Kk]ính )?[Đđ]ề nghị|[Pp]hân công|[Ủủ]y quyền|[Uu]ỷ quyền)"
    r"(?: (?:nhiệm vụ|trách nhiệm))?(?: cho)?(?: đối với)?)\s*:?\s+"
)
_CHARGE_AT_START = re.compile(
    rf"^(?:(?:Trước mắt|Đồng thời|Bên cạnh đó|Ngoài ra|Riêng|Trong đó|Tiếp tục|Thống "
    rf"nhất)[,:]?\s+)?{_CHARGE.pattern}"
)
_CHARGE_BY_ISSUER = re.compile(
    rf"(?P<issuer>(?:UBND|Ủy ban|Uỷ ban|Chủ tịch|Phó Chủ tịch|Thường trực|Ban Thường vụ|Thủ tướng|"
    rf"Bộ|Sở|Giám đốc|Tỉnh ủy|Huyện ủy|Thành ủy|Đảng ủy|Hội đồng|HĐND|Ban Chỉ đạo|Chính phủ|"
    rf"Tổng Giám đốc|"
    rf"Ban)[^.;:]{{0,80}}?)\s+{_CHARGE.pattern}"
)
_CHARGING_ONLY = re.compile(
    r"(?:yêu cầu|đề nghị|chỉ đạo|giao nhiệm vụ|kết luận|chỉ thị|có ý kiến)\s*(?:như sau)?\s*:?\s*$"
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
_PREDICATE = PhraseTable((*ORDER_VERBS, *MODALS))
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
_LABEL = re.compile(r"^[^.;:]{3,140}:\s+")
_ASSENT = re.compile(
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
        _charged(opening, 0)
        or _subject(opening, 0)
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
        actor = _charged(sentence, start) or _subject(sentence, start)
        if actor is None:
            continue
        if actor.rule is LeadRule.CHARGED or _RESPONSIBLE.match(text[actor.units[-1].end :]):
            return Actor(actor.units, LeadRule.LATER, actor.end, actor.asked, actor.verb)
    return None


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
        text = text.capitalize()
    charged = find_actor(text) or (later_actor(text) if text.rstrip().endswith(":") else None)
    if charged:
        return charged.units
    if text.isupper():
        text = text.capitalize()
    start = _HEADING_PREFIX.match(text)
    units, end = read_units(text, start.end() if start else 0)
    rest = text[end:].strip(" .:;,")
    return tuple(units) if units and (not rest or rest.startswith(("(", "-"))) else ()


_HEADING_PREFIX = re.compile(
    r"^(?:(?:Trách nhiệm|Nhiệm vụ)(?: của)?|Đối với|Giao|Đề nghị|Yêu cầu|Tại|Ở|Phân công)\s+"
)


def enacting_units(text: str) -> tuple[UnitName, ...]:
    """The units that the general sentence of a directive addresses ("… yêu cầu X thực hiện …")."""
    found: tuple[UnitName, ...] = ()
    for hit in _CHARGE.finditer(text):
        units, _ = read_units(text, hit.end())
        if units:
            found = tuple(units)
    return found or (heading_units(text) if text.endswith(":") else ())


def second_orders(text: str, first: tuple[UnitName, ...]) -> list[tuple[int, int, Actor]]:
    """Later sentences that order another unit: (start, end, who)."""
    found: list[tuple[int, int, Actor]] = []
    taken = {unit.text.lower() for unit in first}
    for start, end in sentences(text)[1:]:
        actor = _charged(text[:end], start)
        if actor and not {unit.text.lower() for unit in actor.units} & taken:
            found.append((start, end, actor))
    return found


def _charged(text: str, start: int) -> Actor | None:
    """ "Giao X …", "Yêu cầu X …", "Đề nghị X …" at ``start``."""
    hit = _CHARGE_AT_START.match(text[start:])
    if hit is None:
        return None
    units, end = _stretched(text, *read_units(text, start + hit.end()))
    if not units:
        return None
    asked = "nghị" in hit.group("verb").lower()
    return Actor(tuple(units), LeadRule.CHARGED, end, asked, hit.group("verb"))


def _subject(text: str, start: int) -> Actor | None:
    """A unit that opens the sentence and is followed by what it must do, or by a colon."""
    units, end = _stretched(text, *read_units(text, start))
    if not units or not (is_predicate(text, end) or _plain_verb(text, units, end)):
        return None
    after = text[end:].lstrip(" ,")
    if _orders_others(units, after) or _CHARGING_ONLY.match(after):
        return None
    return Actor(tuple(units), LeadRule.SUBJECT, end)


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


_DUTY = re.compile(
    r"\s(?:làm )?(?:chủ trì|có trách nhiệm|chịu trách nhiệm|có nhiệm vụ|là đầu mối|là cơ quan)\b"
)
_NO_PART_OF_NAME = re.compile(
    r"\s*(?:,?\s*(?:căn cứ|theo|trên cơ sở|tiếp tục|chủ động|trực tiếp|cùng|đồng|được|phải|cần|"
    r"tham mưu|"
    r"tổ chức|phối hợp|giao|chịu|có|là|để|khẩn trương|thường xuyên|hướng dẫn|rà soát|xây dựng|"
    r"đã|sẽ))\b"
)


def _stretched(text: str, units: list[UnitName], end: int) -> tuple[list[UnitName], int]:
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


def _orders_others(units: list[UnitName], after: str) -> bool:
    """ "UBND huyện yêu cầu các phòng …": the subject is the issuer, not the one who must act."""
    hit = _CHARGE.match(after)
    return bool(hit and len(units) == 1 and read_units(after, hit.end())[0])


def _regarded(text: str) -> Actor | None:
    hit = _REGARDING.match(text)
    if hit is None:
        return None
    units, end = read_units(text, hit.end())
    if units and re.match(r"\s*(?:[:,]|$)", text[end:]):
        return Actor(tuple(units), LeadRule.SUBJECT, end)
    return None


def _by_issuer(text: str) -> Actor | None:
    named, name_end = read_units(text)
    if len(named) == 1:
        direct = _CHARGE.match(text[name_end:].lstrip())
        if direct:
            shift = name_end + len(text[name_end:]) - len(text[name_end:].lstrip())
            units, end = _stretched(text, *read_units(text, shift + direct.end()))
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
        actor = _charged_inside(text, word.start) or _subject(text, word.start)
        if actor and (before.low == "," or _clear_subject(text, actor)):
            return actor
    return None


def _charged_inside(text: str, start: int) -> Actor | None:
    hit = _CHARGE.match(text, start)
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
    return _charged(text, hit.end()) or _subject(text, hit.end())


def _after_assent(text: str) -> Actor | None:
    """ "Đồng ý chủ trương …; giao Phòng A …"."""
    if not _ASSENT.match(text):
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
    return None


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
    if stripped.startswith("("):
        close = stripped.find(")")
        return 0 < close < 90 and is_predicate(text, offset + close + 1)
    words = tokens(text[offset : offset + 60])
    return bool(words) and words[0].is_word and bool(_PREDICATE.match(words, 0))


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


def opens_with_verb(text: str) -> bool:
    """Whether the text begins with what is to be done ("Rà soát …", "Chủ động …")."""
    words = tokens(text[:80])
    return bool(words) and bool(_VERBS.match(words, 0))


_VERBS = PhraseTable(ORDER_VERBS)
