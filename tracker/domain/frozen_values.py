"""Frozen dataclasses to JSON and back, always the same letters for the same value.

Only what a snapshot holds: text, whole numbers, truth values, days, times with their zone,
enum members, tuples and other frozen dataclasses, each possibly None. A value that does not
fit its type is refused with ValueError when it is read: a snapshot is never half right.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Collection
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


def from_json(kind: type[T], text: str, *, without: Collection[str] = ()) -> T:
    """The value of type ``kind`` that ``text`` holds; ValueError when it holds something else.

    Fields named in ``without`` are not revived and take their default.

    A field that is missing takes its default (the text may be older than the field); a field
    that nobody knows is refused (the text is newer than this program).
    """
    data = json.loads(text)
    if without and isinstance(data, dict):
        data = {name: value for name, value in data.items() if name not in without}
    found: T = _revived(kind, data, kind.__name__)
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
    try:
        return _reviver(kind)(data)
    except _Misfit as fault:
        raise ValueError(f"{where}{fault}") from fault


class _Misfit(Exception):
    """A value that does not fit; the way to it is put together only when that happens."""


_Reviver = Callable[[Any], Any]


@cache
def _reviver(kind: Any) -> _Reviver:
    """How a value of this type is read; found out once a type, for texts of many rows."""
    if get_origin(kind) in (Union, UnionType):
        (inner,) = (arg for arg in get_args(kind) if arg is not NoneType)
        known = _reviver(inner)
        return lambda data: None if data is None else known(data)
    if get_origin(kind) is tuple:
        return _tuple_reviver(_reviver(get_args(kind)[0]))
    if is_dataclass(kind):
        return _dataclass_reviver(kind)
    return _leaf_reviver(kind)


def _tuple_reviver(inner: _Reviver) -> _Reviver:
    def revive(data: Any) -> Any:
        if not isinstance(data, list):
            raise _Misfit(": a list is expected")
        found, n = [], 0
        try:
            for n, one in enumerate(data):  # noqa: B007 — named in the refusal
                found.append(inner(one))
        except _Misfit as fault:
            raise _Misfit(f"[{n}]{fault}") from fault
        return tuple(found)

    return revive


def _dataclass_reviver(kind: Any) -> _Reviver:
    known = _typed_fields(kind)
    parts = {name: _reviver(typed) for name, (_field, typed) in known.items()}
    needed = {
        name
        for name, (field, _typed) in known.items()
        if field.default is MISSING and field.default_factory is MISSING
    }

    def revive(data: Any) -> Any:
        if not isinstance(data, dict):
            raise _Misfit(": an object is expected")
        if unknown := data.keys() - parts.keys():
            raise _Misfit(f": unknown {sorted(unknown)}")
        if missing := needed - data.keys():
            raise _Misfit(f": missing {sorted(missing)}")
        try:
            return kind(**{name: parts[name](one) for name, one in data.items()})
        except _Misfit as fault:
            raise _Misfit(f".{_culprit(parts, data)}{fault}") from fault

    return revive


def _culprit(parts: dict[str, _Reviver], data: dict[str, Any]) -> str:
    """Which field was refused."""
    for name, one in data.items():
        try:
            parts[name](one)
        except _Misfit:
            return name
    return ""


def _leaf_reviver(kind: Any) -> _Reviver:
    if kind in (str, int, bool):

        def as_it_is(data: Any) -> Any:
            if type(data) is not kind:
                raise _Misfit(f": {kind.__name__} is expected")
            return data

        return as_it_is
    read = kind.fromisoformat if issubclass(kind, date) else kind

    def revive(data: Any) -> Any:
        if not isinstance(data, str):
            raise _Misfit(": text is expected")
        try:
            return read(data)
        except ValueError as fault:
            raise _Misfit(f": {fault}") from fault

    return revive


@cache
def _typed_fields(kind: Any) -> dict[str, tuple[Field[Any], Any]]:
    hints = get_type_hints(kind)
    return {field.name: (field, hints[field.name]) for field in fields(kind)}
