"""A place in a list as the address carries it: beside which row, on which side of it."""

from __future__ import annotations

import json
from base64 import urlsafe_b64decode, urlsafe_b64encode
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime

from tracker.domain.errors import InvalidInput

Value = date | datetime | int | str

_LONGEST = 1500
_LARGEST = 2**31 - 1
"""Of the whole numbers that an order may hold on both databases."""


class LostPlace(InvalidInput):
    """The address speaks of a place that this list does not have; the list itself is there."""

    code = "lost_place"


@dataclass(frozen=True, slots=True)
class Place:
    """``back``: the page before the row with ``values``, else the one after it.

    ``shown``: how many rows stand before the page that follows, or up to the end of the one
    before; it is only said, never skipped.
    """

    back: bool
    shown: int
    stretch: int
    values: tuple[Value, ...]

    def text(self) -> str:
        """Short enough for an address, without signs that need escaping."""
        raw = [int(self.back), self.shown, self.stretch, *map(_plain, self.values)]
        packed = json.dumps(raw, ensure_ascii=False, separators=(",", ":")).encode()
        return urlsafe_b64encode(packed).decode().rstrip("=")


def read_place(text: str | None, kinds: Sequence[Sequence[type]]) -> Place | None:
    """The place that ``text`` speaks of; None for the beginning.

    ``kinds``: the kinds of the keys of each stretch of the list. LostPlace for anything else.
    A bare number is a page of the days when pages had numbers: the beginning.
    """
    text = (text or "").strip()
    if not text or (text.isascii() and text.isdigit()):
        return None
    try:
        if len(text) > _LONGEST:
            raise ValueError("too long")
        raw = json.loads(urlsafe_b64decode(text + "=" * (-len(text) % 4)))
        back, shown, stretch = (_whole(one, at_least=0) for one in raw[:3])
        wanted = kinds[stretch]
        values = tuple(_value(one, kind) for one, kind in zip(raw[3:], wanted, strict=True))
    except (ValueError, TypeError, LookupError, OverflowError, RecursionError):
        raise LostPlace("Địa chỉ không chỉ đúng một trang của danh sách này.") from None
    return Place(back == 1, shown, stretch, values)


def _plain(value: Value) -> int | str:
    return value.isoformat() if isinstance(value, date) else value


def _value(raw: object, kind: type) -> Value:
    if kind is int:
        return _whole(raw, at_least=-_LARGEST)
    if not isinstance(raw, str) or not raw.isprintable():
        raise ValueError("no text")
    if kind is datetime:
        moment = datetime.fromisoformat(raw)
        if moment.tzinfo is None:
            raise ValueError("no time zone")
        return moment.astimezone(UTC)
    return date.fromisoformat(raw) if kind is date else raw


def _whole(raw: object, *, at_least: int) -> int:
    if type(raw) is not int or not at_least <= raw <= _LARGEST:
        raise ValueError("no such number")
    return raw
