"""Documents that a directive cites: what it carries out and on what it rests."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from tracker.domain.directive_kind import DirectiveKind
from tracker.reading.markers import UPPER
from tracker.reading.words import Words

KIND_WORDS: dict[str, DirectiveKind] = {
    "nghị quyết": DirectiveKind.NGHI_QUYET,
    "chỉ thị": DirectiveKind.CHI_THI,
    "quyết định": DirectiveKind.QUYET_DINH,
    "kế hoạch": DirectiveKind.KE_HOACH,
    "chương trình": DirectiveKind.CHUONG_TRINH,
    "công văn": DirectiveKind.CONG_VAN,
    "văn bản": DirectiveKind.CONG_VAN,
    "công điện": DirectiveKind.CONG_DIEN,
    "thông báo": DirectiveKind.THONG_BAO,
    "kết luận": DirectiveKind.KET_LUAN,
    "hướng dẫn": DirectiveKind.HUONG_DAN,
    "đề án": DirectiveKind.DE_AN,
    "báo cáo": DirectiveKind.BAO_CAO,
    "tờ trình": DirectiveKind.TO_TRINH,
    "quy định": DirectiveKind.QUY_DINH,
    "quy chế": DirectiveKind.QUY_CHE,
    "thông tri": DirectiveKind.THONG_TRI,
    "nghị định": DirectiveKind.OTHER,
    "thông tư": DirectiveKind.OTHER,
    "luật": DirectiveKind.OTHER,
    "pháp lệnh": DirectiveKind.OTHER,
    "hiến pháp": DirectiveKind.OTHER,
    "phương án": DirectiveKind.PHUONG_AN,
    "giấy mời": DirectiveKind.OTHER,
    "thông tư liên tịch": DirectiveKind.OTHER,
}

_KINDS = "|".join(sorted(KIND_WORDS, key=len, reverse=True))
_SYMBOL = rf"[{UPPER}][{UPPER}\wà-ỹ.&]*(?:\s?[-–/]\s?[{UPPER}][{UPPER}\wà-ỹ.&]*){{0,4}}"
_DATED = (
    r"(?:ngày\s*)?(\d{1,2})\s*(?:[/.-]|\s+tháng\s+)\s*(\d{1,2})\s*(?:[/.-]|\s+năm\s+)\s*(\d{4})"
)
_NUMBERED = re.compile(
    rf"(?:(?P<kind>(?i:{_KINDS}))\s+)?(?:liên tịch\s+)?(?:[Ss]ố|số)?\s*:?\s*"
    rf"(?<![\d/.,])(?P<number>\d{{1,5}}[a-zA-Z]?\s?(?:/\s?\d{{4}}\s?)?[-–/]\s?{_SYMBOL})"
    rf"(?:\s*,?\s*(?P<dated>{_DATED}))?"
)
_DATED_ONLY = re.compile(
    rf"(?P<kind>(?i:{_KINDS}))(?P<between>[^.;:\n]{{0,60}}?)\s(?P<dated>ngày\s*(?:\d{{1,2}})\s*"
    r"(?:[/.-]|\s+tháng\s+)\s*\d{1,2}\s*(?:[/.-]|\s+năm\s+)\s*\d{4})"
)
_ISSUER = re.compile(
    rf"^\s*,?\s*của\s+(?P<issuer>(?:[{UPPER}][\wà-ỹ&-]*|các|tỉnh|huyện|xã|thành|phố|ủy|uỷ|ban|"
    r"nhân|dân|thường|vụ|trực|phủ|và|chính|bộ|trị|đảng|hành|chấp|ương|tướng|quận|thị|hội|đồng)"
    rf"(?:\s+(?:[{UPPER}][\wà-ỹ&-]*|ủy|uỷ|ban|nhân|dân|tỉnh|huyện|xã|thành|phố|thường|vụ|trực|phủ|"
    r"chính|bộ|trị|đảng|hành|chấp|ương|tướng|quận|thị|trấn|hội|đồng|lần|thứ)){0,9})"
)
_FACT_DATE = re.compile(
    r"(?:ký|ban hành|họp|tại (?:cuộc họp|hội nghị|buổi làm việc)|phiên họp|sinh|thành lập|"
    r"kỷ niệm|hiệu lực(?: thi hành)?(?: kể)?(?: từ)?|tính đến|phát sinh|trước đây)\s+"
    r"(?:vào\s+)?ngày\s*\d{1,2}\s*(?:[/.-]|\s+tháng\s+)\s*\d{1,2}(?:\s*(?:[/.-]|\s+năm\s+)\s*\d{4})?"
)


@dataclass(frozen=True, slots=True)
class Citation:
    """One cited document; the same number cited twice is one citation with two places.

    ``kind_words`` is the type as written ("Nghị định"), ``kind`` where it is one of ours.
    """

    number: str
    kind: DirectiveKind
    kind_words: str | None
    issued_on: date | None
    issuer: str | None
    words: tuple[Words, ...]


def find_citations(texts: list[tuple[int, str]]) -> tuple[Citation, ...]:
    """All cited documents in ``texts`` (clause, text), in order of first mention."""
    found: dict[str, Citation] = {}
    for clause, text in texts:
        for hit in _NUMBERED.finditer(text):
            number = re.sub(r"\s", "", hit.group("number")).replace("–", "-").rstrip(".")
            place = Words(clause, hit.start(), hit.end(), hit.group())
            issuer = _ISSUER.match(text[hit.end() : hit.end() + 160])
            kind_words = hit.group("kind")
            new = Citation(
                number,
                KIND_WORDS.get((kind_words or "").lower(), DirectiveKind.OTHER),
                kind_words,
                _date(hit.group("dated")),
                issuer.group("issuer").strip() if issuer else None,
                (place,),
            )
            old = found.get(number)
            found[number] = new if old is None else _together(old, new)
    return tuple(found.values())


_TITLE = re.compile(r"“[^”“\d]{2,80}”|\"[^\"\d]{2,80}\"")
"""The name of a movement or programme: "Mỗi ngày một việc tốt"."""


@lru_cache(maxsize=256)
def masked(text: str) -> str:
    """``text`` with cited documents and dates of facts blanked out, places kept.

    Their dates are no deadlines.
    """
    if '"' in text or "“" in text:
        text = _TITLE.sub(lambda hit: "§" * len(hit.group()), text)
    if not any(char.isdigit() for char in text):
        return text
    for pattern in (_NUMBERED, _FACT_DATE):
        text = pattern.sub(lambda hit: "§" * len(hit.group()), text)
    return _DATED_ONLY.sub(_blank_date, text)


def _blank_date(hit: re.Match[str]) -> str:
    """ "Nghị quyết Trung ương 5 ngày …"; but "gửi báo cáo trước ngày …" stays a deadline."""
    between = hit.group("between").rstrip().lower()
    own = ("trước", "đến", "hết", "nhất", "vào", "quá", "là", "hơn", "xong", "từ", "trong", "thành")
    if between.endswith(own) or re.search(r"\b(?:trước|chậm nhất|đến hết|hoàn thành)\b", between):
        return hit.group()
    length = len(hit.group("dated"))
    return hit.group()[:-length] + "§" * length


def _together(old: Citation, new: Citation) -> Citation:
    return Citation(
        old.number,
        old.kind if old.kind_words else new.kind,
        old.kind_words or new.kind_words,
        old.issued_on or new.issued_on,
        old.issuer or new.issuer,
        (*old.words, *new.words),
    )


def _date(text: str | None) -> date | None:
    hit = re.search(_DATED, text) if text else None
    if hit is None:
        return None
    try:
        return date(int(hit.group(3)), int(hit.group(2)), int(hit.group(1)))
    except ValueError:
        return None
