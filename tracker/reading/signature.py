"""The foot of a directive: for whom and in what post it was signed, and who receives it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from tracker.reading.frame import AUTHORITY, POST, RECEIVERS
from tracker.reading.text_line import TextLine

_NAME = re.compile(r"^(?:[A-ZĐÀ-Ỹ][a-zà-ỹđ]+ ){1,4}[A-ZĐÀ-Ỹ][a-zà-ỹđ]+$")
_TITLE_OF_NAME = re.compile(
    r"^(?:(?:GS|PGS|TS|ThS|BS|CN|KS|Đại tá|Thượng tá|Trung tá|Thiếu tướng|Trung tướng)\.?\s*)+"
)
_SIGNED = re.compile(r"\(?\s*(?:đã ký|ký tên|ký, đóng dấu|đã ký và đóng dấu)\s*\)?", re.IGNORECASE)
_PREFIX = re.compile(r"^(?:T/M|T\.M|TM|K/T|KT|T/L|TL|TUQ|Q)\s?[./]?\s*")
_KNOWN_AUTHORITIES = ("TM", "KT", "TL", "TUQ", "Q")


@dataclass(frozen=True, slots=True)
class Foot:
    """``authority`` is the last of TM., KT., TL., TUQ., Q.; ``on_behalf_of`` the body after TM."""

    authority: str | None = None
    on_behalf_of: str | None = None
    post: str | None = None
    signer: str | None = None
    receivers: tuple[str, ...] = ()


def read_foot(lines: Sequence[TextLine], body: int) -> Foot:
    """Read the foot that follows the body; an annex below it is not looked at."""
    start = next(
        (
            place
            for place in range(body, len(lines))
            if any(_opens(text) for text in _texts(lines[place]))
        ),
        len(lines),
    )
    authority = on_behalf_of = post = signer = None
    receivers: list[str] = []
    receiving = False
    for line in lines[start : start + 60]:
        for text in _texts(line):
            hit = RECEIVERS.match(text)
            if hit:
                receiving = True
                receivers.extend(_items(text[hit.end() :].strip(" :")))
                continue
            found = _authority(text)
            if found:
                authority = found
                body_name = _PREFIX.sub("", text).strip()
                if found == "TM.":
                    on_behalf_of = on_behalf_of or body_name
                receiving = False
                if POST.match(body_name):
                    post = body_name
            elif POST.match(text):
                post, receiving = text.strip(), False
            elif receiving and (text[0] in "-–+•" or receivers):
                receivers.extend(_items(text))
                receiving = not re.search(r"\bLưu\b", text)
            elif signer is None and (post or authority) and not _SIGNED.fullmatch(text):
                bare = _TITLE_OF_NAME.sub("", _SIGNED.sub("", text).strip())
                signer = bare if _NAME.match(bare) else None
    return Foot(authority, on_behalf_of, post, signer, tuple(receivers))


def _texts(line: TextLine) -> tuple[str, ...]:
    return tuple(text for text in (line.cells or (line.text,)) if text)


def _opens(text: str) -> bool:
    if RECEIVERS.match(text):
        return True
    return len(text) < 80 and bool(AUTHORITY.match(text) or POST.match(text))


def _authority(text: str) -> str | None:
    if len(text) > 100 or not AUTHORITY.match(text):
        return None
    letters = re.sub(r"[^A-Z]", "", text[:4].replace("T/M", "TM").replace("K/T", "KT"))
    for known in _KNOWN_AUTHORITIES:
        if letters.startswith(known):
            return f"{known}."
    return None


def _items(text: str) -> list[str]:
    return [item.strip(" ;.,-–+•") for item in re.split(r";\s*[-–]?\s*", text) if item.strip(" -.")]
