"""Documents that a directive cites: what it carries out and on what it rests."""

from __future__ import annotations

import re
from collections.abc import Container, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from tracker.domain.cited_paper import CitationRole
from tracker.domain.directive_kind import DirectiveKind
from tracker.reading.markers import UPPER
from tracker.reading.words import Words

KIND_WORDS: dict[str, DirectiveKind] = {
    "nghị quyết": DirectiveKind.RESOLUTION,
    "chỉ thị": DirectiveKind.INSTRUCTION,
    "quyết định": DirectiveKind.DECISION,
    "kế hoạch": DirectiveKind.PLAN,
    "chương trình": DirectiveKind.PROGRAMME,
    "công văn": DirectiveKind.OFFICIAL_LETTER,
    "văn bản": DirectiveKind.OFFICIAL_LETTER,
    "công điện": DirectiveKind.TELEGRAM,
    "thông báo": DirectiveKind.ANNOUNCEMENT,
    "kết luận": DirectiveKind.CONCLUSION,
    "hướng dẫn": DirectiveKind.GUIDANCE,
    "đề án": DirectiveKind.SCHEME,
    "báo cáo": DirectiveKind.REPORT,
    "tờ trình": DirectiveKind.SUBMITTAL,
    "quy định": DirectiveKind.REGULATION,
    "quy chế": DirectiveKind.INTERNAL_RULES,
    "thông tri": DirectiveKind.BULLETIN,
    "nghị định": DirectiveKind.OTHER,
    "thông tư": DirectiveKind.OTHER,
    "luật": DirectiveKind.OTHER,
    "pháp lệnh": DirectiveKind.OTHER,
    "hiến pháp": DirectiveKind.OTHER,
    "phương án": DirectiveKind.OPERATING_PLAN,
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
    rf"^\s*,?\s*của\s+(?P<issuer>(?:[{UPPER}]|các |tỉnh|huyện|xã |thành |thường |liên )"
    r"[^,;:.()|\n“”\"]{1,90}?)"
    r"(?=\s*(?:$|[,;:.()|\n“”\"]|\s(?:về|ban hành|phê duyệt|quy định|hướng dẫn|triển khai|"
    r"thực hiện|nhằm|để|gắn|được|đã|có|theo|kèm|như|là|trong|tại|đối với|cho|trình|yêu cầu|công bố|"
    r"giao|sửa đổi|bổ sung|ngày|số|nêu|tiếp tục|khóa|khoá|Về|và (?:các|(?i:" + _KINDS + r")))\b))"
)
_CARRIED = re.compile(
    r"(?:triển khai|thực hiện|cụ thể h(?:óa|oá)|thi hành|hưởng ứng)\s+"
    r"(?:(?:tốt|nghiêm|nghiêm túc|hiệu quả|có hiệu quả|đầy đủ|kịp thời)\s+)*"
    r"(?:(?:các |những )?(?:nội dung|nhiệm vụ|ý kiến chỉ đạo|chỉ đạo|quy định)\s+"
    r"(?:(?:của|tại|theo|nêu tại|trong)\s+)?)?$",
    re.IGNORECASE,
)
_OPENS_CARRYING = re.compile(
    r"^\W*(?:để )?(?:tiếp tục |tổ chức )?(?:triển khai|thực hiện|cụ thể h(?:óa|oá)|thi hành)\b",
    re.IGNORECASE,
)
_BASIS = re.compile(r"^\W*căn cứ\b", re.IGNORECASE)
_STRENGTH = (CitationRole.MENTIONED, CitationRole.BASIS, CitationRole.CARRIED_OUT)
SUMMARY = -1
"""The clause number of words that stand in the paper's title and in no clause."""
_FACT_DATE = re.compile(
    r"(?:ký|ban hành|họp|tại (?:cuộc họp|hội nghị|buổi làm việc)|phiên họp|sinh|thành lập|"
    r"kỷ niệm|hiệu lực(?: thi hành)?(?: kể)?(?: từ)?|tính đến|phát sinh|trước đây)\s+"
    r"(?:vào\s+)?ngày\s*\d{1,2}\s*(?:[/.-]|\s+tháng\s+)\s*\d{1,2}(?:\s*(?:[/.-]|\s+năm\s+)\s*\d{4})?"
)


@dataclass(frozen=True, slots=True)
class Citation:
    """One cited document; the same number cited twice is one citation with two places.

    ``kind_words`` is the type as written ("Nghị định"), ``kind`` where it is one of ours;
    ``role`` says whether the paper carries it out ("Thực hiện Chỉ thị số …"), rests on it
    ("Căn cứ …") or only mentions it.
    """

    number: str
    kind: DirectiveKind
    kind_words: str | None
    issued_on: date | None
    issuer: str | None
    words: tuple[Words, ...]
    role: CitationRole = CitationRole.MENTIONED


def find_citations(
    texts: Sequence[tuple[int, str]], *, summary: str = "", orders: Container[int] = ()
) -> tuple[Citation, ...]:
    """All cited documents in the title and in ``texts`` (clause, text), by first mention.

    ``orders`` are the clauses that give work: what these want carried out, others carry out.
    """
    found: dict[str, Citation] = {}
    for clause, text in ((SUMMARY, summary), *texts):
        for hit in _NUMBERED.finditer(text):
            number = re.sub(r"\s", "", hit.group("number")).replace("–", "-").rstrip(".")
            issuer = _ISSUER.match(text[hit.end() : hit.end() + 160])
            kind_words = hit.group("kind")
            new = Citation(
                number,
                KIND_WORDS.get((kind_words or "").lower(), DirectiveKind.OTHER),
                kind_words,
                _date(hit.group("dated")),
                issuer.group("issuer").strip() if issuer else None,
                (Words(clause, hit.start(), hit.end(), hit.group()),),
                CitationRole.MENTIONED if clause in orders else _role(text, hit.start()),
            )
            old = found.get(number)
            found[number] = new if old is None else _together(old, new)
    return tuple(found.values())


def _role(text: str, start: int) -> CitationRole:
    """By the words right before, or by those with which the sentence begins."""
    if _BASIS.match(text):
        return CitationRole.BASIS
    before = text[:start]
    sentence = before[max(before.rfind(". "), before.rfind("; ")) + 1 :]
    if _CARRIED.search(before) or _OPENS_CARRYING.match(sentence):
        return CitationRole.CARRIED_OUT
    return CitationRole.MENTIONED


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
        max(old.role, new.role, key=_STRENGTH.index),
    )


def _date(text: str | None) -> date | None:
    hit = re.search(_DATED, text) if text else None
    if hit is None:
        return None
    try:
        return date(int(hit.group(3)), int(hit.group(2)), int(hit.group(1)))
    except ValueError:
        return None
