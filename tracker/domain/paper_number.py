"""Numbers and symbols of papers as they are compared: "Số 05/CT–UBND" and "5/CT-UBND" are one."""

from __future__ import annotations

import re

from tracker.domain.vietnamese import fold

_DASHES = re.compile("[\u2010-\u2015\u2212]")
_NOT_NUMBER = re.compile(r"^(?:so)?[\s:]*")


def number_key(number: str | None) -> str | None:
    """What two spellings of one number have in common; None for no number.

    Case, accents, blanks, kinds of dashes, a leading "Số:" and leading zeros do not count.
    """
    if not number:
        return None
    key = _DASHES.sub("-", fold(number))
    key = _NOT_NUMBER.sub("", key, count=1)
    key = re.sub(r"\s", "", key).rstrip(".,;")
    key = re.sub(r"^0+(?=\d)", "", key)
    return key[:60] or None
