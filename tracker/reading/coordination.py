"""Who works with the lead: the units after "phối hợp với", "cùng với"; where results go."""

from __future__ import annotations

import re

from tracker.reading.subjects import is_predicate
from tracker.reading.unit_name import NameKind, UnitName
from tracker.reading.unit_names import read_units

_ADVERBS = (
    r"(?:\s*,?\s*(?:chặt chẽ|đồng bộ|thường xuyên|nhịp nhàng|hiệu quả|có hiệu quả|tốt|kịp thời|"
    r"chặt|thống nhất|tham mưu|triển khai|thực hiện|xây dựng))*"
)
_TOGETHER = re.compile(
    rf"\b[Pp]hối hợp{_ADVERBS}\s+(?P<with>với|cùng với|cùng)\s*:?\s+|\b[Pp]hối "
    rf"hợp{_ADVERBS}\s+(?=\S)"
    r"|\b[Cc]ùng với\s+|\bchủ trì,? (?:và )?cùng(?! với)\s+|\bvới sự (?:phối hợp|tham gia) "
    r"của\s+|\bcó sự phối hợp của\s+"
)
_BARE_PARTNER = re.compile(
    r"(?:doanh nghiệp|nhà trường|gia đình|chính quyền địa phương|(?:phòng|ban|cơ quan|đơn vị|"
    r"ngành) "
    r"(?:chuyên môn|chức năng|(?:có )?liên quan)(?: (?:của |cấp )?(?:huyện|tỉnh|xã|sở|thành "
    r"phố))?)\b"
)
_FACILITATE = re.compile(r"\btạo điều kiện (?:thuận lợi )?(?:để|cho)\s+", re.IGNORECASE)
_JOINS = re.compile(r"\s*(?:có trách nhiệm |cùng )?phối hợp(?! với|,? cùng)")
_HELPING = re.compile(r"(?:[;,(]|\bvà)\s+(?=[A-ZĐÀ-Ỹc])")
_DIRECTED = re.compile(r"\b(?:chỉ đạo|yêu cầu|giao|đề nghị|đôn đốc|hướng dẫn)\s+", re.IGNORECASE)
_DIRECTING = re.compile(
    r"\b(?:chỉ đạo|hướng dẫn|yêu cầu|đôn đốc|giao|đề nghị|tham mưu|báo cáo)\s+(?:cho\s+)?$",
    re.IGNORECASE,
)


def coordinating_units(text: str, leads: tuple[UnitName, ...] = ()) -> tuple[UnitName, ...]:
    """The units after "phối hợp với", "cùng với"; not those whom a third one is to join."""
    found: list[UnitName] = []
    for hit in _TOGETHER.finditer(text):
        if _belongs_to_others(text, hit.start(), leads):
            continue
        units, _ = read_units(text, hit.end())
        bare = _BARE_PARTNER.match(text, hit.end()) if hit.group("with") else None
        if not units and bare is not None:
            units = [UnitName(bare.group(), NameKind.CLASS, bare.start(), bare.end())]
        if units and hit.group("with") is None and "hối hợp" in hit.group()[:9]:
            small = text[hit.end()].islower()
            if small and units[0].kind not in (NameKind.CLASS, NameKind.OPEN):
                continue
            if not small and not _really_joined(text, units):
                continue
        found.extend(units)
    for hit in _FACILITATE.finditer(text):
        units, _ = read_units(text, hit.end())
        if units and units[0].kind is NameKind.NAMED:
            found.extend(units)
    found.extend(_helpers(text, leads))
    return _unique(found, leads)


def _really_joined(text: str, units: list[UnitName]) -> bool:
    return is_predicate(text, units[-1].end) or text[units[-1].end : units[-1].end + 1] in ",;."


def _belongs_to_others(text: str, place: int, leads: tuple[UnitName, ...]) -> bool:
    """Whether a unit that is not the lead stands right before "phối hợp"."""
    before = text[max(0, place - 160) : place]
    known = {unit.text.lower() for unit in leads}
    for directed in _DIRECTED.finditer(before):
        units, end = read_units(text, max(0, place - 160) + directed.end())
        if units and not text[end:place].strip(" ,") and units[0].text.lower() not in known:
            return True
    return False


def _helpers(text: str, leads: tuple[UnitName, ...]) -> list[UnitName]:
    """ "…; các phòng, ban phối hợp thực hiện" after another lead."""
    if not leads:
        return []
    found: list[UnitName] = []
    for hit in _HELPING.finditer(text):
        if hit.start() < leads[0].end and hit.start() < 400 and hit.group()[0] != ";":
            continue
        units, end = read_units(text, hit.end())
        joins = units and _JOINS.match(text, end)
        if joins and not _DIRECTING.search(text[: hit.start()]):
            found.extend(units)
    return found


def _unique(units: list[UnitName], leads: tuple[UnitName, ...]) -> tuple[UnitName, ...]:
    seen = {unit.text.lower() for unit in leads}
    kept: list[UnitName] = []
    for unit in units:
        if unit.text.lower() not in seen:
            seen.add(unit.text.lower())
            kept.append(unit)
    return tuple(kept)


_RESULTS_TO = re.compile(
    r"(?:\(?\s*qua|[Gg]ửi(?: về)?|[Bb]áo cáo(?: kết quả)?(?: về)?)\s+(?=(?:Phòng|phòng|Văn phòng|"
    r"Sở|Bộ|Ban|Cục|Vụ|Thanh tra|UBND|Chi cục))"
)


def report_destination(text: str) -> str | None:
    """Where results go: "báo cáo về UBND huyện (qua Phòng Nội vụ tổng hợp)" → Phòng Nội vụ."""
    last = None
    for hit in _RESULTS_TO.finditer(text):
        units, _ = read_units(text, hit.end())
        if units:
            last = units[0].text
            if "qua" in hit.group():
                return last
    return last
