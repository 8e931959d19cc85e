"""Frozen dataclasses to JSON and back, always the same letters for the same value.

Only what a snapshot holds: text, whole numbers, truth values, days, times with their zone,
enum members, tuples and other frozen dataclasses, each possibly None. A value that does not
fit its type is refused with ValueError when it is read: a snapshot is never half right.
"""

from __future__ import annotations

import json
from dataclasses import MISSING, Field, field, fields, is_dataclass
from datetime import date, datetime
from enum import Enum
from functools import cache
from types import NoneType, UnionType
from typing import Any, TypeVar, Union, get_args, get_origin, get_type_hints

T = TypeVar("T")

_LATER = "later"
_AS_THEY_ARE = frozenset({int, str, bool})


def later(default: T) -> T:
    """A field that older texts do not have: left out of the text while it has its default.

    So a text that was written before the field existed is still written back letter by letter,
    and a value of many rows does not repeat what nothing is said about.
    """
    found: T = field(default=default, metadata={_LATER: True})
    return found


def to_json(value: Any) -> str:
    """Canonical JSON: sorted keys, no blanks, letters as they are."""
    return json.dumps(_plain(value), ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def from_json(kind: type[T], text: str) -> T:
    """The value of type ``kind`` that ``text`` holds; ValueError when it holds something else.

    A field that is missing takes its default (the text may be older than the field); a field
    that nobody knows is refused (the text is newer than this program).
    """
    found: T = _revived(kind, json.loads(text), kind.__name__)
    return found


def part_from_json(kind: type[T], text: str, name: str) -> T | None:
    """One field of a frozen value without reviving the rest; None where it is not there."""
    data = json.loads(text).get(name)
    return None if data is None else _revived(kind, data, f"{kind.__name__}.{name}")


def _plain(value: Any) -> Any:
    if value is None or isinstance(value, bool | int):
        return value
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, str):
        return value
    if isinstance(value, datetime):
        if value.tzinfo is None:
            raise ValueError("a time without its zone cannot be kept")
        return value.isoformat()
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, tuple):
        return [_plain(one) for one in value]
    if is_dataclass(value):
        return _plain_fields(value)
    raise ValueError(f"cannot keep a {type(value).__name__}")


def _plain_fields(value: Any) -> dict[str, Any]:
    kind: Any = type(value)
    always, now_and_then = _names(kind)
    found = {}
    for name in always:
        own = getattr(value, name)
        found[name] = own if own is None or type(own) in _AS_THEY_ARE else _plain(own)
    for name, default in now_and_then:
        own = getattr(value, name)
        if own != default:
            found[name] = own if type(own) in _AS_THEY_ARE else _plain(own)
    return found


@cache
def _names(kind: Any) -> tuple[tuple[str, ...], tuple[tuple[str, Any], ...]]:
    """The fields that are always written, and those that are not while they have the default."""
    known = fields(kind)
    return (
        tuple(each.name for each in known if not each.metadata.get(_LATER)),
        tuple((each.name, each.default) for each in known if each.metadata.get(_LATER)),
    )


def _revived(kind: Any, data: Any, where: str) -> Any:
    if get_origin(kind) in (Union, UnionType):
        return _revived_optional(kind, data, where)
    if get_origin(kind) is tuple:
        if not isinstance(data, list):
            raise ValueError(f"{where}: a list is expected")
        inner = get_args(kind)[0]
        return tuple(_revived(inner, one, f"{where}[{n}]") for n, one in enumerate(data))
    if is_dataclass(kind):
        return _revived_dataclass(kind, data, where)
    return _revived_leaf(kind, data, where)


def _revived_optional(kind: Any, data: Any, where: str) -> Any:
    if data is None:
        return None
    (inner,) = (arg for arg in get_args(kind) if arg is not NoneType)
    return _revived(inner, data, where)


def _revived_dataclass(kind: Any, data: Any, where: str) -> Any:
    known = _typed_fields(kind)
    if not isinstance(data, dict):
        raise ValueError(f"{where}: an object is expected")
    if unknown := set(data) - set(known):
        raise ValueError(f"{where}: unknown {sorted(unknown)}")
    missing = [
        name
        for name, (field, _) in known.items()
        if name not in data and field.default is MISSING and field.default_factory is MISSING
    ]
    if missing:
        raise ValueError(f"{where}: missing {missing}")
    return kind(
        **{name: _revived(known[name][1], one, f"{where}.{name}") for name, one in data.items()}
    )


def _revived_leaf(kind: Any, data: Any, where: str) -> Any:
    if kind in (str, int, bool):
        if type(data) is not kind:
            raise ValueError(f"{where}: {kind.__name__} is expected")
        return data
    if not isinstance(data, str):
        raise ValueError(f"{where}: text is expected")
    try:
        return kind.fromisoformat(data) if issubclass(kind, date) else kind(data)
    except ValueError as fault:
        raise ValueError(f"{where}: {fault}") from fault


@cache
def _typed_fields(kind: Any) -> dict[str, tuple[Field[Any], Any]]:
    hints = get_type_hints(kind)
    return {field.name: (field, hints[field.name]) for field in fields(kind)}
