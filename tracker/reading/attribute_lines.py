"""Lines that say something about the task above them: who leads it, with whom, by when."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from tracker.reading.attribute_words import LINE_WORDS, Attribute
from tracker.reading.orders import find_actor
from tracker.reading.unit_name import NameKind, UnitName
from tracker.reading.unit_names import read_units

_LINE = tuple(
    (attribute, re.compile(
        rf"(?:[-+*•–]\s*|\d\)\s*|\(|“)?(?:{words})\s*(?:\([^)]{{1,60}}\)\s*)?:\s*", re.IGNORECASE))
    for attribute, words in LINE_WORDS
)  # fmt: skip
_INSIDE = re.compile(
    r"(?:^|[.;,(–-]\s*|\s)(?P<key>(?:(?:cơ quan|đơn vị|phòng|bộ phận)\s+)?(?:chủ trì|phối hợp|"
    r"thực hiện)(?: thực hiện)?|thời (?:gian|hạn)(?: (?:thực hiện|hoàn thành))?|(?:dự kiến )?sản "
    r"phẩm|hoàn thành|tiến độ|kết quả|[đc][vq](?:ct|th|ph)|tg(?:th|ht)?)\s*:\s*",
    re.IGNORECASE,
)
_TIME_SENTENCE = re.compile(
    r"^(?:(?:hoàn thành|xong|thực hiện xong)(?: các nội dung trên| các nhiệm vụ trên)?|"
    r"(?:thời hạn|thời gian (?:hoàn thành|thực hiện)|hạn (?:hoàn thành|chót|cuối))[^.;:]{0,30})\s"
    r"(?:trước|trong|chậm nhất|vào|là|ngày|quý|tháng|năm)\b[^.;]{0,60}[.;]?$",
    re.IGNORECASE,
)
_SHORT_VALUES = (Attribute.LEAD, Attribute.COORDINATING, Attribute.TIME, Attribute.PRODUCT)
_LEADS_THEN = re.compile(r"\s+(?:chủ trì|làm chủ trì)\s*[;,.]\s*", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class AttributeValue:
    """One attribute with its value and where the value stands in the paragraph's text."""

    attribute: Attribute
    value: str
    start: int


@lru_cache(maxsize=1024)
def read_attributes(text: str) -> tuple[AttributeValue, ...]:
    """The attributes of a paragraph that is nothing but attributes; () for any other."""
    first = attribute_of(text)
    if first is None:
        if _TIME_SENTENCE.match(text):
            return (AttributeValue(Attribute.TIME, text, 0),)
        return ()
    inside = _further(text, first)
    if inside and first.attribute in _SHORT_VALUES:
        cut = max(text.rfind(sign, 0, _key_start(text, inside[0])) for sign in ";.,-–(")
        if cut > first.start:
            first = AttributeValue(first.attribute, text[first.start : cut].strip(), first.start)
        return (first, *inside)
    return (first,)


def _key_start(text: str, item: AttributeValue) -> int:
    """Where the key of an attribute inside a line begins."""
    return max(
        (hit.start("key") for hit in _INSIDE.finditer(text) if hit.end() <= item.start), default=0
    )


def attribute_of(text: str) -> AttributeValue | None:
    """The attribute that the words before the first colon name."""
    colon = text.find(":")
    if not 0 < colon < 90:
        return None
    for attribute, pattern in _LINE:
        hit = pattern.match(text)
        if hit and hit.end() > colon:
            return AttributeValue(attribute, text[hit.end() :].strip(), hit.end())
    return None


@lru_cache(maxsize=256)
def inline_attributes(text: str) -> tuple[AttributeValue, ...]:
    """Attributes inside an order: "… (Cơ quan chủ trì: X; thời gian: Quý II)"."""
    found: list[AttributeValue] = []
    hits = list(_INSIDE.finditer(text))
    for place, hit in enumerate(hits):
        if hit.start("key") == 0:
            continue
        end = hits[place + 1].start() if place + 1 < len(hits) else len(text)
        attribute = _attribute_of_key(hit.group("key"))
        value = text[hit.end() : end].strip(" ;,.()-–")
        if attribute is Attribute.LEAD and not read_units(value)[0]:
            continue
        found.append(AttributeValue(attribute, value, hit.end()))
    return tuple(found)


def _further(text: str, first: AttributeValue) -> list[AttributeValue]:
    return [item for item in inline_attributes(text) if item.start > first.start]


def _attribute_of_key(key: str) -> Attribute:
    low = key.lower()
    if "phối hợp" in low or low in ("đvph", "cqph"):
        return Attribute.COORDINATING
    if (
        "chủ trì" in low
        or low in ("thực hiện", "đvct", "cqct", "đvth", "cqth")
        or low.endswith(("cơ quan thực hiện", "đơn vị thực hiện"))
    ):
        return Attribute.LEAD
    if "sản phẩm" in low or "kết quả" in low:
        return Attribute.PRODUCT
    return Attribute.TIME


def lead_and_others(value: str) -> tuple[tuple[UnitName, ...], tuple[UnitName, ...]]:
    """The value of "Thực hiện: X chủ trì; Y, Z triển khai": (lead, coordinating).

    Without "chủ trì" all named units lead (labelling rule L6).
    """
    if _IN_BRACKETS.search(value):
        return _by_brackets(value)
    parts = _LEADS_THEN.split(value, maxsplit=1)
    if len(parts) > 1:
        rest = _HELPERS_VERB.sub("", parts[1])
        shift = len(value) - len(parts[1])
        return units_of(parts[0]), moved(units_of(rest), shift)
    together = re.search(r",?\s*phối hợp (?:với|cùng)\s+", value)
    if together:
        lead = units_of(re.sub(r"\s*chủ trì\s*$", "", value[: together.start()]))
        return lead, moved(units_of(value[together.end() :]), together.end())
    value = re.sub(r"\s+(?:chủ trì|thực hiện|làm chủ trì)\s*\.?\s*$", "", value)
    actor = find_actor(value)
    if actor:
        return actor.units, ()
    found = units_of(value)
    if found:
        return found, ()
    whole = value.strip(" .;")
    if whole and len(whole) < 120:
        parts_found = [part.strip(" .") for part in re.split(r"[;,]", whole) if part.strip(" .")]
        return tuple(_as_written(part, value) for part in parts_found), ()
    return (), ()


_IN_BRACKETS = re.compile(
    r"\s*\((?:làm )?(?P<what>chủ trì|phối hợp|đầu mối|tham gia)\)", re.IGNORECASE
)


def _by_brackets(value: str) -> tuple[tuple[UnitName, ...], tuple[UnitName, ...]]:
    """ "Sở A (chủ trì), Sở B, UBND các huyện (phối hợp)": the mark behind a name decides."""
    leads: list[UnitName] = []
    others: list[UnitName] = []
    start = 0
    for hit in _IN_BRACKETS.finditer(value):
        names = value[start : hit.start()].lstrip(" ,;.")
        chairs = hit.group("what").lower() in ("chủ trì", "đầu mối")
        (leads if chairs else others).extend(moved(units_of(names), hit.start() - len(names)))
        start = hit.end()
    rest = value[start:].lstrip(" ,;.")
    others.extend(moved(units_of(rest), len(value) - len(rest)))
    return (tuple(leads), tuple(others)) if leads else (tuple(others), ())


_HELPERS_VERB = re.compile(
    r"\s+(?:cùng )?(?:phối hợp|triển khai|tham gia|thực hiện|hỗ trợ)(?: thực hiện| triển "
    r"khai)?\s*\.?\s*$"
)


def moved(units: tuple[UnitName, ...], shift: int) -> tuple[UnitName, ...]:
    """The names with their places counted from the start of the whole paragraph."""
    return tuple(
        UnitName(u.text, u.kind, u.start + shift, u.end + shift, u.shared_head) for u in units
    )


def _skip(value: str, start: int) -> int:
    hit = re.match(r"(?:phối hợp|cùng)\s*(?:với|:)?\s*", value[start:], re.IGNORECASE)
    return start + (hit.end() if hit else 0)


def _as_written(part: str, value: str) -> UnitName:
    from_kind = read_units("các đơn vị")[0][0].kind
    start = value.find(part)
    return UnitName(part, from_kind, start, start + len(part))


def units_of(value: str) -> tuple[UnitName, ...]:
    """The units of a line or cell that holds nothing else.

    Each name reaches to the next sign, so that one which no rule knows to its end ("các doanh
    nghiệp hạ tầng số") is still whole; what no rule knows at all is kept as written.
    """
    found: list[UnitName] = []
    place = _skip(value, 0)
    while place < len(value):
        units, end = read_units(value, place)
        if units:
            stop = _end_of_item(value, end)
            last = units[-1]
            units[-1] = UnitName(
                value[last.start : stop].strip(" ."), last.kind, last.start, stop, last.shared_head
            )
            found.extend(units)
        else:
            stop = _end_of_item(value, place)
            item = value[place:stop].strip(" .-")
            after_comma = value[:place].rstrip().endswith(",")
            one = found and (after_comma or found[-1].kind is not NameKind.CLASS)
            if item and item[0].islower() and one:
                last = found[-1]
                found[-1] = UnitName(
                    value[last.start : stop].strip(" ."), last.kind, last.start, stop
                )
            elif item:
                found.append(_as_written(item, value))
        rest = re.compile(r"[\s;,.]*(?:(?:và|cùng|phối hợp với|phối hợp)\s+)?").match(value, stop)
        place = rest.end() if rest and rest.end() > place else len(value)
    return tuple(found)


def _end_of_item(value: str, start: int) -> int:
    """The next sign outside brackets, or "và" before another unit."""
    depth = 0
    for place in range(start, len(value)):
        char = value[place]
        depth += (char == "(") - (char == ")")
        if depth <= 0 and (
            char in ";," or (char == "." and value[place + 1 : place + 2] in ("", " "))
        ):
            return place
        if value.startswith(" và ", place) and read_units(value, place + 4)[0]:
            return place
    return len(value)
