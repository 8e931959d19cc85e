"""The frame around a directive: head, foot (receivers and signature), annexes."""

from __future__ import annotations

import re
from collections.abc import Sequence
from enum import StrEnum

from tracker.reading.lines import Paragraph

KIND_TITLES = (
    "CHỈ THỊ",
    "NGHỊ QUYẾT",
    "CHƯƠNG TRÌNH",
    "KẾ HOẠCH",
    "QUYẾT ĐỊNH",
    "CÔNG ĐIỆN",
    "THÔNG BÁO",
    "KẾT LUẬN",
    "HƯỚNG DẪN",
    "ĐỀ ÁN",
    "PHƯƠNG ÁN",
    "QUY ĐỊNH",
    "QUY CHẾ",
    "TỜ TRÌNH",
    "BÁO CÁO",
    "THÔNG TRI",
    "BIÊN BẢN",
)


class Zone(StrEnum):
    """Which part of the paper a paragraph stands in."""

    HEAD = "head"
    BODY = "body"
    FOOT = "foot"
    ANNEX_TITLE = "annex_title"
    ANNEX = "annex"


RECEIVERS = re.compile(r"^(?:nơi nhận|nơi gửi)\s*(?::|$)", re.IGNORECASE)
AUTHORITY = re.compile(
    r"^(?:TM|T/M|KT|TL|TUQ|T\.M|K/T|T/L)\s?[./]?\s*[A-ZĐÀ-Ỹ]|^Q\.\s?[A-ZĐÀ-Ỹ]{3}"
)
POST = re.compile(
    r"^(?:PHÓ |QUYỀN )?(?:CHỦ TỊCH|GIÁM ĐỐC|TỔNG GIÁM ĐỐC|BÍ THƯ|BỘ TRƯỞNG|THỨ TRƯỞNG|THỦ TƯỚNG|"
    r"CHÁNH VĂN PHÒNG|CHÁNH THANH TRA|TRƯỞNG (?:BAN|PHÒNG)|CỤC TRƯỞNG|TỔNG CỤC TRƯỞNG|VỤ TRƯỞNG|"
    r"THỦ TRƯỞNG|VIỆN TRƯỞNG|HIỆU TRƯỞNG|CHI CỤC TRƯỞNG|BÍ THƯ THƯỜNG TRỰC)"
    r"(?: (?:CHÍNH PHỦ|THƯỜNG TRỰC|UBND|ỦY BAN NHÂN DÂN|VĂN PHÒNG|PHÓ CHỦ TỊCH|PHÓ BÍ THƯ))*\W*$"
)
_ANNEX = re.compile(
    r"^(?:PHỤ LỤC|Phụ lục|BIỂU|Biểu|MẪU|Mẫu|DANH MỤC|ĐỀ CƯƠNG|BẢNG PHÂN CÔNG|PHÂN CÔNG NHIỆM VỤ)"
    r"(?:$|[\s:.]+(?:SỐ|số|[IVX\d]+|[A-ZĐÀ-Ỹ])[^;]{0,150}$|\s*$)"
)
_ATTACHED = re.compile(r"^\W{0,3}(?:Ban hành |Đính )?[Kk]èm theo\b|^\W{0,3}Ban hành theo\b")
_END = re.compile(r"\./\.?\W*$")


def zones(paragraphs: Sequence[Paragraph], first_body_line: int) -> list[Zone]:
    """The zone of each paragraph; the body begins at raw line ``first_body_line``."""
    found: list[Zone] = []
    zone, ended = Zone.HEAD, False
    for place, paragraph in enumerate(paragraphs):
        text = paragraph.cells[0] if paragraph.cells else paragraph.text
        if zone is Zone.HEAD and paragraph.lines[0] >= first_body_line:
            zone = Zone.BODY
        if zone is not Zone.HEAD and _opens_annex(paragraphs, place, zone, ended=ended):
            zone, ended = Zone.ANNEX_TITLE, False
        elif zone is Zone.ANNEX_TITLE and not _is_title(text):
            zone = Zone.ANNEX
        if zone in (Zone.BODY, Zone.ANNEX) and _opens_foot(paragraph, text, ended=ended):
            zone = Zone.FOOT
        ended = ended or bool(_END.search(paragraph.text))
        found.append(zone)
    return found


def annex_number(text: str) -> str | None:
    """ "PHỤ LỤC II" → "PL2"; "Biểu số 01" → "B1"; None for an annex without a number."""
    hit = re.match(r"^(phụ lục|biểu|mẫu)(?:\s+số)?\s*:?\s*0*(\d+|[IVX]+)\b", text, re.IGNORECASE)
    if hit is None:
        return None
    number = hit.group(2)
    roman = {"I": 1, "II": 2, "III": 3, "IV": 4, "V": 5, "VI": 6, "VII": 7, "VIII": 8, "IX": 9}
    value = number if number.isdigit() else str(roman.get(number.upper(), number))
    return ("PL" if hit.group(1).lower() == "phụ lục" else "B") + value


def _opens_annex(paragraphs: Sequence[Paragraph], place: int, zone: Zone, *, ended: bool) -> bool:
    paragraph = paragraphs[place]
    text = paragraph.text
    if paragraph.cells:
        heads = " ".join(paragraph.cells).lower()
        return zone is Zone.FOOT and bool(re.search(r"\b(?:s?tt|số tt)\b", heads))
    if len(text) > 200:
        return False
    if _ANNEX.match(text) and (text.isupper() or len(text) < 60 or zone is Zone.FOOT):
        return not text.endswith((".", ";")) or zone is Zone.FOOT
    if zone is Zone.FOOT or ended:
        if text.upper().startswith(KIND_TITLES) and text.split(" ")[0].isupper():
            return True
        return bool(_ATTACHED.match(text))
    following = [p.text for p in paragraphs[place + 1 : place + 5]]
    return text in KIND_TITLES and any(_ATTACHED.match(t) for t in following)


def _is_title(text: str) -> bool:
    return bool(
        text.isupper() or _ATTACHED.match(text) or (len(text) < 160 and not text.endswith("."))
    ) and not re.match(r"^(?:[IVX]+|\d+|[A-Z])[.\-)]|^(?:S?TT|Số TT)$|^[-+•]|^Điều ", text)


def _opens_foot(paragraph: Paragraph, text: str, *, ended: bool) -> bool:
    if RECEIVERS.match(text):
        return True
    if len(text) > 120:
        return False
    if any(RECEIVERS.match(cell) or AUTHORITY.match(cell) for cell in paragraph.cells):
        return True
    return bool(AUTHORITY.match(text) or (ended and POST.match(text)))
