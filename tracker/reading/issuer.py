"""Who issued the paper: from the heading, else from how the text speaks of its issuer."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from tracker.domain.directive_kind import DirectiveKind
from tracker.reading.header_words import (
    AREA_WORDS,
    BODY_HEADS,
    COMMON_WORDS,
    KIND_NAMES,
    PARTY_SYMBOLS,
)
from tracker.reading.signature import Foot
from tracker.reading.text_line import TextLine

_NOT_A_BODY = re.compile(
    r"^(?:SỐ|V/V|KHẨN|HỎA TỐC|HOẢ TỐC|THƯỢNG KHẨN|MẬT|TỐI MẬT|TUYỆT MẬT|DỰ THẢO|BẢN SAO|CÔNG BÁO)\b"
)
_SECTION = re.compile(r"^(?:[IVX]{1,4}|\d{1,2}|[A-ZĐ])\s*[.)\-–/]\s*\S")
_KINDS = tuple(name for name, _ in KIND_NAMES)
_NAMELESS = ("Ban chấp hành", "Ban thường vụ", "Thường trực", "Hội đồng", "Ban chỉ đạo")
_ORDERS = r"(?:yêu cầu|chỉ đạo|giao|đề nghị|ban hành|xây dựng|quyết định|kết luận)"
_AREA_NAME = r"(?:[A-ZĐÀ-Ỹ][\wà-ỹ]*(?: (?=[A-ZĐÀ-Ỹ])[A-ZĐÀ-Ỹ][\wà-ỹ]*){0,3})"
_SPEAKER = re.compile(
    rf"\b(?P<body>(?:Chủ tịch )?(?:UBND|Ủy ban nhân dân|Uỷ ban nhân dân) "
    rf"(?:{'|'.join(AREA_WORDS)})(?: {_AREA_NAME})?"
    rf"|(?:Ban Thường vụ|Ban Chấp hành|Thường trực) (?:Huyện ủy|Tỉnh ủy|Thành ủy|Đảng ủy|Đảng bộ)"
    rf"(?: {_AREA_NAME})?|Thủ tướng Chính phủ"
    rf"|(?:Bộ|Sở) {_AREA_NAME}(?: (?:và|,) {_AREA_NAME})?) {_ORDERS}\b"
)
_OF_THE_SO = re.compile(
    r"\bGiám đốc Sở(?: (?P<name>[A-ZĐÀ-Ỹ][\wà-ỹ]*(?: và)?(?: [A-ZĐÀ-Ỹ][\wà-ỹ]*)*))? "
)
_SO = re.compile(rf"\bSở {_AREA_NAME}(?:(?: và|,) {_AREA_NAME})?")


def issuer_from_heading(
    head: Sequence[str], symbol: str | None, foot: Foot
) -> tuple[str | None, str | None]:
    """(issuer, superior body) from the lines in capitals above the number."""
    flat = _bodies(head)
    party = PARTY_SYMBOLS.get(re.split(r"[-–/]", symbol)[-1]) if symbol else None
    if party and not any("ỦY" in body.replace("ỦY BAN", "") for body in flat):
        return (_natural(foot.on_behalf_of) if foot.on_behalf_of else party), None
    if not flat:
        return None, None
    if (
        len(flat) > 1
        and flat[-1] == "VĂN PHÒNG"
        and re.search(r"(?:^|/)(?:UBND|HĐND)-", symbol or "")
    ):
        # The office only drafted it: the symbol says whose letter it is.
        return _natural(flat[-2]), None
    return _natural(flat[-1]), (_natural(flat[-2]) if len(flat) > 1 else None)


def _bodies(head: Sequence[str]) -> list[str]:
    """Names of bodies in capitals, as far as the type of the paper or a section heading."""
    bodies: list[str] = []
    whole = False
    for text in head:
        if _SECTION.match(text.strip(" *")) and bodies:
            break
        for piece in re.split(r"\s*\|\s*|\s{3,}", text):
            bare = piece.strip(" *-–_.:")
            bare = re.sub(r"\s+Số\s*:.*$", "", bare)
            letters = [c for c in bare if c.isalpha()]
            if len(letters) < 3 or not bare.isupper() or _NOT_A_BODY.match(bare):
                continue
            if bare.startswith(_KINDS):
                whole = True
            elif bare.startswith(BODY_HEADS):
                bodies.append(bare)
            elif bodies and len(bodies[-1]) < 90 and not whole:
                bodies[-1] = f"{bodies[-1]} {bare}"
    return [body for merged in bodies for body in _split_merged(merged)]


def _split_merged(body: str) -> list[str]:
    """ "UBND TỈNH X SỞ NỘI VỤ" in one line is two bodies."""
    hit = re.search(r" (?=(?:SỞ|PHÒNG|BAN QUẢN LÝ|CHI CỤC|BAN CHỈ ĐẠO|TRUNG TÂM) )", body)
    if hit and body.startswith(("UBND", "ỦY BAN NHÂN DÂN", "UỶ BAN NHÂN DÂN", "BỘ ", "SỞ ")):
        return [body[: hit.start()], body[hit.end() :]]
    return [body]


def _natural(capitals: str) -> str:
    """ "ỦY BAN NHÂN DÂN HUYỆN MÊ LINH" as it is written inside a sentence."""
    if not capitals.isupper():
        return capitals
    words: list[str] = []
    for place, word in enumerate(capitals.split()):
        low = word.lower()
        if word in ("UBND", "HĐND", "UBMTTQ", "MTTQ", "BCĐ", "BQL", "TNHH", "CP"):
            words.append(word)
        elif place == 0 or low.strip(",-") not in COMMON_WORDS:
            words.append(low.capitalize())
        else:
            words.append(low)
    if words[:1] in (["Sở"], ["Bộ"], ["Phòng"]) and len(words) > 1:
        words[1] = words[1].capitalize()
    return " ".join(words)


def issuer_from_text(lines: Sequence[TextLine], foot: Foot, kind: DirectiveKind) -> str | None:
    """The body that orders in the text ("Chủ tịch UBND huyện yêu cầu …")."""
    text = " ".join(line.text for line in lines[:400])
    director = _OF_THE_SO.search(text)
    if director and (foot.post or "").startswith(("GIÁM ĐỐC", "PHÓ GIÁM ĐỐC")):
        named = Counter(hit.group() for hit in _SO.finditer(text))
        return named.most_common(1)[0][0] if named else None
    signing = _natural(foot.on_behalf_of) if foot.on_behalf_of else None
    speakers = Counter(hit.group("body") for hit in _SPEAKER.finditer(text))
    if signing and not signing.startswith(("Ủy ban nhân dân", "Uỷ ban nhân dân", "UBND")):
        return None if signing in _NAMELESS else signing
    if speakers:
        if kind is not DirectiveKind.INSTRUCTION:
            plain = Counter({k.removeprefix("Chủ tịch "): v for k, v in speakers.items()})
            return plain.most_common(1)[0][0]
        return speakers.most_common(1)[0][0]
    return signing
