"""Deeds on a directive's surroundings as its history tells them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from flask_babel import gettext as _

from tracker.domain.history import EventKind
from tracker.domain.vietnamese import day_words

Data = Mapping[str, Any]


def _citation(data: Data) -> str:
    if data.get("cited"):
        return _("%(number)s là %(paper)s", number=data["number"], paper=data["cited"])
    return _("%(number)s không có trong sổ văn bản", number=data["number"])


def _parent(data: Data) -> str:
    if data.get("parent_after"):
        return str(data["parent_after"])
    return _("bỏ xác định %(paper)s", paper=data["parent_before"])


def _target(data: Data) -> str:
    said = {
        "added": _("thêm"),
        "changed": _("sửa"),
        "removed": _("bỏ"),
        "linked": _("gắn với một nhiệm vụ"),
        "unlinked": _("bỏ gắn với một nhiệm vụ"),
    }[data["deed"]]
    return f"{said} – {data['facts']['measure']}"


def _event(data: Data) -> str:
    if data.get("day_after"):
        day = day_words(date.fromisoformat(data["day_after"]))
        return _("“%(name)s” ngày %(day)s", name=data["name"], day=day)
    return _("bỏ ngày của “%(name)s”", name=data["name"])


def _name(data: Data) -> str:
    said = _("“%(name)s” là %(unit)s", name=data["name"], unit=data["means"])
    return _("%(said)s, ghi nhớ cho văn bản sau", said=said) if data["remembered"] else said


def _result(data: Data) -> str:
    return _("%(paper)s – %(text)s", paper=data["paper"], text=data["text"])


def _reread(data: Data) -> str:
    return _(
        "lần %(version)s, %(new)s nội dung mới, giữ %(kept)s nội dung đã xử lý",
        version=data["version"],
        new=data["drafts"],
        kept=data["kept"],
    )


SURROUNDINGS: Mapping[EventKind, Callable[[Data], str]] = {
    EventKind.CITATION_LINKED: _citation,
    EventKind.PARENT_SET: _parent,
    EventKind.TARGET_CHANGED: _target,
    EventKind.EVENT_DATED: _event,
    EventKind.NAME_SETTLED: _name,
    EventKind.RESULT_SHARED: _result,
    EventKind.RESULT_UNSHARED: _result,
    EventKind.DIRECTIVE_REREAD: _reread,
}
