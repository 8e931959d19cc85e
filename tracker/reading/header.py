"""The head of a directive: what a register of documents wants to know.

Everything is taken as printed; a number or date that was left blank for a stamp stays None.
Where the heading is lost, kind and issuer are read from how the paper speaks of itself.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from statistics import median

from tracker.domain.directive_kind import DirectiveKind
from tracker.reading.header_fields import (
    DATE,
    NATIONAL,
    NUMBER,
    kind_by_symbol,
    read_date,
    read_number,
)
from tracker.reading.header_words import (
    ENACTING_BODIES,
    KIND_NAMES,
    SELF_NAMES,
    SENTENCE_OPENERS,
)
from tracker.reading.issuer import issuer_from_heading, issuer_from_text
from tracker.reading.raw_line import RawText
from tracker.reading.secrecy import Secrecy, is_restricted, secrecy_mark
from tracker.reading.signature import read_foot
from tracker.reading.stamped import read_stamps
from tracker.reading.text_line import TextLine, starts_lower
from tracker.reading.urgency import Urgency, read_urgency

__all__ = ["DirectiveHeader", "Urgency", "read_header"]


@dataclass(frozen=True, slots=True)
class DirectiveHeader:
    """The header as printed; None where the paper is silent or left blank for a stamp.

    ``number`` is number and symbol together ("05/CT-UBND"); ``summary`` is the trích yếu;
    ``authority`` is TM., KT., TL., TUQ., Q. or None; ``addressed_to`` are the lines of
    "Kính gửi", ``receivers`` those of "Nơi nhận"; ``restricted`` marks "Lưu hành nội bộ" and
    "tài liệu thu hồi" (warn and limit viewers, do not refuse).
    """

    kind: DirectiveKind = DirectiveKind.OTHER
    number: str | None = None
    issued_on: date | None = None
    place: str | None = None
    issuer: str | None = None
    superior: str | None = None
    summary: str | None = None
    signer: str | None = None
    signer_post: str | None = None
    authority: str | None = None
    addressed_to: tuple[str, ...] = ()
    receivers: tuple[str, ...] = ()
    legal_bases: tuple[str, ...] = ()
    urgency: Urgency = Urgency.NORMAL
    secrecy: Secrecy | None = None
    restricted: bool = False
    remarks: tuple[str, ...] = ()
    """Where number or date come from, when the paper itself left them blank (message ids)."""


_SUBJECT = re.compile(r"^\(?(?:V/v|V/V|v/v|Về việc|Vv|V\.v)\b\s*:?\s*(.*)$")
_ADDRESS = re.compile(r"^Kính (?:gửi|trình|đề nghị)\b\s*:?\s*(.*)$", re.IGNORECASE)
_DATE_BESIDE = re.compile(r"\s+(?:[A-ZĐÀ-Ỹ][\wà-ỹ.]*\s*){1,4},\s*ngày\s.*$")
_ADDRESSEE = re.compile(r"\b(?:điện|gửi)\s*:$")
_HEAD_LINES = 70
_LONGEST_TITLE = 600


@dataclass(slots=True)
class _Head:
    """The lines of the head as they are worked through."""

    kind: DirectiveKind | None = None
    kind_line: int | None = None
    title: list[str] | None = None
    body: int = 0


def read_header(raw: RawText, lines: Sequence[TextLine]) -> tuple[DirectiveHeader, int]:
    """The header, and the raw line with which the body begins."""
    pieces = _pieces(lines)
    found = _find_kind(lines, pieces)
    subject, subject_end = _subject(pieces) if found.kind_line is None else (None, 0)
    address, address_end = _address(pieces, lines)
    body = max(found.body, address_end, subject_end)
    head = [text for place, text in pieces if place < max(body, min(_bare_head(lines), len(lines)))]
    number, symbol = read_number(head)
    kind = found.kind or kind_by_symbol(symbol, subject or address) or _kind_by_itself(lines)
    if kind is DirectiveKind.OTHER and address:
        kind = DirectiveKind.OFFICIAL_LETTER
    foot = read_foot(lines, body)
    place, issued_on = read_date(head)
    heading = issuer_from_heading([NATIONAL.sub(" | ", text) for text in head], symbol, foot)
    issuer, superior = heading
    stamped = read_stamps(raw, head, number=number, issued_on=issued_on)
    first = lines[body].index if body < len(lines) else len(raw.lines)
    return (
        DirectiveHeader(
            kind=kind,
            number=stamped.number,
            issued_on=stamped.issued_on,
            place=place,
            issuer=issuer or issuer_from_text(lines[body:], foot, kind),
            superior=superior,
            summary=" ".join(found.title) if found.title else subject,
            signer=foot.signer,
            signer_post=foot.post,
            authority=foot.authority,
            addressed_to=address,
            receivers=foot.receivers,
            legal_bases=_legal_bases(lines, body),
            urgency=read_urgency(raw),
            secrecy=secrecy_mark(raw),
            restricted=is_restricted(raw),
            remarks=stamped.remarks,
        ),
        first,
    )


def _pieces(lines: Sequence[TextLine]) -> list[tuple[int, str]]:
    """The first lines, cells apart: (place in ``lines``, text)."""
    found: list[tuple[int, str]] = []
    for place, line in enumerate(lines[:_HEAD_LINES]):
        for cell in line.cells or (line.text,):
            found.extend((place, text) for text in cell.split("\n") if text)
    return found


def _bare_head(lines: Sequence[TextLine]) -> int:
    """Where a head without kind and subject ends: before the first long line."""
    for place, line in enumerate(lines[:_HEAD_LINES]):
        if len(line.text) > 60 and not line.text.isupper():
            return place
    return 0


def _find_kind(lines: Sequence[TextLine], pieces: list[tuple[int, str]]) -> _Head:
    """The line that names the type ("KẾ HOẠCH"), and the title under it."""
    for index, (place, text) in enumerate(pieces):
        bare = text.strip(" *:.-–")
        for name, kind in KIND_NAMES:
            if not bare.startswith(name) or place > _HEAD_LINES:
                continue
            rest = bare[len(name) :].strip(" :*")
            if rest and (rest[0].isdigit() or bare.lower().startswith(name.lower() + " số")):
                rest_title: list[str] = []
            elif rest and not _is_title_rest(rest):
                continue
            else:
                rest_title = [rest] if rest else []
            head = _Head(kind, place, rest_title, place + 1)
            _collect_title(lines, pieces, index + 1, head)
            return head
        if len(text) > 220 and not text.isupper():
            break
    return _Head()


def _is_title_rest(rest: str) -> bool:
    return rest.isupper() or rest.lower().startswith(
        ("về ", "v/v", "của ", "nâng", "triển", "thực")
    )


def _collect_title(
    lines: Sequence[TextLine], pieces: list[tuple[int, str]], index: int, head: _Head
) -> None:
    title = head.title if head.title is not None else []
    usual_gap = int(median(line.gap for line in lines))
    for place, text in pieces[index:]:
        bare = text.strip(" *")
        if bare.startswith("(") and re.search(r"kèm theo|ban hành|phê duyệt", bare.lower()):
            head.body = place + 1
            continue
        wide = lines[place].gap > usual_gap
        if _ends_title(bare, title, wide=wide) or sum(map(len, title)) > _LONGEST_TITLE:
            break
        title.append(bare)
        head.body = place + 1
        if bare.endswith((".", ":")):
            break
    head.title = title or None


def _ends_title(text: str, title: list[str], *, wide: bool) -> bool:
    if re.match(r"^(?:[IVX]+|\d{1,2}|A)[.)\-–]\s*\S|^[-+•]\s|^Điều 1\b|^Phần\b|^Chương\b", text):
        return True
    if _ADDRESS.match(text) or NUMBER.match(text) or _ADDRESSEE.search(text):
        return True
    if len(text) > 20 and DATE.match(text):
        return True
    if not title:
        return len(text) > 400
    if starts_lower(text):
        return len(text) > 300
    if text.lower().startswith(SENTENCE_OPENERS) or len(text) > 140:
        return True
    capitals = "".join(title).isupper()
    if text.isupper():
        return not capitals or text.startswith(ENACTING_BODIES)
    return capitals or wide


def _subject(pieces: list[tuple[int, str]]) -> tuple[str | None, int]:
    """ "V/v …" of a công văn, up to the address line, a date or a line on its own."""
    for index, (place, text) in enumerate(pieces):
        hit = _SUBJECT.match(text)
        if hit is None or len(text) > 400:
            continue
        parts, end = [_without_date(text)], place + 1
        for following, more in pieces[index + 1 : index + 7]:
            if _ADDRESS.match(more) or DATE.search(more) or NATIONAL.search(more):
                break
            if not starts_lower(more) and (len(more) > 70 or len(parts[-1]) < 18):
                break
            if more.lower().startswith(SENTENCE_OPENERS) or re.match(r"^[-+•\d]", more):
                break
            parts.append(more)
            end = following + 1
        return " ".join(parts), end
    return None, 0


def _without_date(text: str) -> str:
    """A subject whose line ran together with the date of the other column."""
    return _DATE_BESIDE.sub("", NATIONAL.sub(" ", text)).strip()


def _address(
    pieces: list[tuple[int, str]], lines: Sequence[TextLine]
) -> tuple[tuple[str, ...], int]:
    """The receivers after "Kính gửi" and the place after them."""
    for place, text in pieces:
        hit = _ADDRESS.match(text)
        if hit is None:
            continue
        found = [hit.group(1)] if hit.group(1) else []
        end = place + 1
        while end < len(lines):
            line = lines[end].text
            dashed = re.match(r"^[-–+•*]\s*(.+)", line)
            if dashed and len(line) < 200:
                found.append(dashed.group(1))
            elif found and starts_lower(line) and not found[-1].endswith((".", ";")):
                found[-1] += " " + line
            elif (
                (not found and len(line) < 120)
                or (found and len(line) < 90 and line.endswith((";", ",")) and len(found) < 25)
                or (found and found[-1].endswith((";", ",")) and len(line) < 90)
            ):
                found.append(line)
            else:
                break
            end += 1
        return tuple(item.strip(" ;.,") for item in found), end
    return (), 0


def _kind_by_itself(lines: Sequence[TextLine]) -> DirectiveKind:
    """By how often the paper says "Chỉ thị này" and the like."""
    text = " ".join(line.text for line in lines).lower()
    best, most = DirectiveKind.OTHER, 0
    for name, kind in SELF_NAMES:
        times = len(re.findall(rf"\b{name} này\b", text))
        if times > most:
            best, most = kind, times
    return best


def _legal_bases(lines: Sequence[TextLine], body: int) -> tuple[str, ...]:
    found: list[str] = []
    for line in lines[max(0, body - 1) : body + 40]:
        text = line.text
        if text.startswith(("Căn cứ", "Xét đề nghị", "Theo đề nghị", "Xét ")):
            found.append(text.rstrip(";. "))
        elif found and starts_lower(text) and not found[-1].endswith((".", ";")):
            found[-1] = f"{found[-1]} {text}".rstrip(";. ")
        elif found:
            break
    return tuple(found)
