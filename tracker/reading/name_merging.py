"""Names of a list that are one name: a room inside a larger unit, a person with the post."""

from __future__ import annotations

import re

from tracker.reading.unit_name import NameKind, UnitName


def merged_names(text: str, names: list[UnitName]) -> list[UnitName]:
    """The names found one behind the other in ``text``, those that belong together as one."""
    return _posts_of_people(text, _rooms_of_larger_units(text, names))


def _rooms_of_larger_units(text: str, names: list[UnitName]) -> list[UnitName]:
    """ "phòng Cải cách hành chính, Sở Nội vụ" (small "phòng") is a room inside the second."""
    merged: list[UnitName] = []
    for name in names:
        last = merged[-1] if merged else None
        if (
            last is not None
            and last.text.startswith(("phòng ", "ban ", "vụ "))
            and last.kind is NameKind.NAMED
            and name.text.startswith(("Sở ", "Bộ ", "Cục ", "UBND "))
            and text[last.end : name.start].strip() == ","
        ):
            merged[-1] = UnitName(text[last.start : name.end], name.kind, last.start, name.end)
        else:
            merged.append(name)
    return merged


_CALLED = re.compile(r"(?:đồng chí|đ/c|ông|bà)\s(?P<name>.+)", re.IGNORECASE)


def _posts_of_people(text: str, names: list[UnitName]) -> list[UnitName]:
    """ "đồng chí Lò Văn A, Phó Chủ tịch UBND xã": one person, by name and then by post."""
    merged: list[UnitName] = []
    for name in names:
        last = merged[-1] if merged else None
        called = _CALLED.fullmatch(last.text) if last is not None else None
        if (
            last is not None
            and called is not None
            and all(word.istitle() for word in called.group("name").split())
            and name.kind is NameKind.PERSON
            and not _CALLED.match(name.text)
            and text[last.end : name.start].strip() == ","
        ):
            merged[-1] = UnitName(text[last.start : name.end], name.kind, last.start, name.end)
        else:
            merged.append(name)
    return merged
