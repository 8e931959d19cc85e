"""Secrecy marks: a stamp or heading on the paper, never the word in a sentence.

Law on protection of state secrets 2018, art. 8 and 13: tuyệt mật, tối mật, mật are shown by
a mark on the document. "Trừ các văn bản mật" in a sentence is no mark.
"""

from __future__ import annotations

import re
from enum import StrEnum

from tracker.domain.vietnamese import fold, one_line
from tracker.reading.raw_line import RawText


class Secrecy(StrEnum):
    """Độ mật, from the lowest up."""

    MAT = "mat"
    TOI_MAT = "toi_mat"
    TUYET_MAT = "tuyet_mat"


MARKS = (
    ("TUYỆT MẬT", Secrecy.TUYET_MAT),
    ("TỐI MẬT", Secrecy.TOI_MAT),
    ("MẬT", Secrecy.MAT),
)
RESTRICTED = ("LƯU HÀNH NỘI BỘ", "TÀI LIỆU THU HỒI", "THU HỒI SAU HỘI NGHỊ", "XEM XONG TRẢ LẠI")

_FRAME = " .:;*_-–—|[](){}<>/\\\"“”'#!=~"
_LABEL = re.compile(r"^(?:ĐỘ|DẤU|MỨC ĐỘ|CHỈ) ?(?:MẬT|DẤU)? ?(?:ĐỘ MẬT)? ?:? ")
_WORDS = r"(?:TUYỆT MẬT|TỐI MẬT|MẬT)"
_IN_HEAD = re.compile(
    rf"(?:^|[|.:;*\[(] ?|\s{{2,}}){_WORDS}(?=$|[|.:;*\])]|\s{{2,}})"
    rf"|^(?:ĐỘ|MỨC ĐỘ) MẬT ?: ?{_WORDS}(?:\W|$)"
)
_SPACED = re.compile(r"^(?:T ?U ?Y ?Ệ ?T|T ?Ố ?I)? ?M ?Ậ ?T$")
_NUMBER_MARK = re.compile(r"^SỐ ?:.*\((?:TUYỆT MẬT|TỐI MẬT|MẬT|M|TM|TUM)\)\W*$")
_HEAD_LINES = 60
_MISREAD = {"tuyet mat": Secrecy.TUYET_MAT, "toi mat": Secrecy.TOI_MAT, "mat": Secrecy.MAT}
"""A program that reads a picture mistakes marks over letters: MẬT is seen as MẶT or MẤT."""


def secrecy_mark(raw: RawText) -> Secrecy | None:
    """The highest secrecy mark that the paper bears, or None.

    On a scan a line of capitals that could be a mark is one: keeping a secret is worse than
    asking a person to look.
    """
    found: Secrecy | None = None
    for place, line in enumerate(raw.lines):
        mark = _mark_of(line.text, in_head=place < _HEAD_LINES)
        if mark is None and raw.off_picture:
            mark = _misread_mark(line.text)
        if mark is not None and (found is None or _rank(mark) > _rank(found)):
            found = mark
    return found


def is_restricted(raw: RawText) -> bool:
    """Whether a line of its own says "Lưu hành nội bộ" or "Tài liệu thu hồi"."""
    for line in raw.lines:
        if len(line.text) > 80 or "\n" in line.text:
            continue
        bare = one_line(line.text).strip(_FRAME)
        if any(bare.upper() == mark for mark in RESTRICTED):
            return True
        if bare.isupper() and any(mark in bare for mark in RESTRICTED):
            return True
    return False


def _rank(mark: Secrecy) -> int:
    return list(Secrecy).index(mark)


def _misread_mark(text: str) -> Secrecy | None:
    bare = one_line(text).strip(_FRAME)
    return _MISREAD.get(fold(bare)) if bare.isupper() else None


def _mark_of(text: str, *, in_head: bool) -> Secrecy | None:
    if len(text) > 200 or "MẬT" not in text.upper().replace(" ", ""):
        return None
    line = one_line(text)
    bare = line.strip(_FRAME)
    for mark, secrecy in MARKS:
        if bare == mark or (in_head and bare.upper() == mark):
            return secrecy
    if _SPACED.match(bare):
        squeezed = bare.replace(" ", "")
        return next(s for mark, s in MARKS if mark.replace(" ", "") == squeezed)
    if in_head:
        head = re.sub(r"[^\S ]", " ", text.strip())
        hit = _IN_HEAD.search(head) or _IN_HEAD.search(
            head.upper() if re.match(r"^\s*(?:độ|mức độ) mật", head, re.IGNORECASE) else ""
        )
        if hit or _NUMBER_MARK.match(line.upper()):
            return next((s for mark, s in MARKS if mark in line.upper()), Secrecy.MAT)
    return None
