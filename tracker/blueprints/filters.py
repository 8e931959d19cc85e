"""Filters, globals and words for templates: ready values in, words out; no rule lives here.

``register(app)`` is called once by ``create_app``. Everything visible is translated at the
moment of rendering; days and moments are always written day first, on a Vietnamese clock.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime
from enum import StrEnum
from functools import lru_cache
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

from flask import Flask, g, request, url_for
from flask_babel import gettext, ngettext

from tracker.blueprints import form_filters, looks, number_words, scan_marks
from tracker.blueprints.list_file import elsewhere
from tracker.blueprints.scan_words import scan_words
from tracker.blueprints.steady_urls import steady_url
from tracker.domain.free_periods import period_sentence
from tracker.domain.labels import label as label_of
from tracker.domain.local_time import local_moment
from tracker.domain.sentences import Sentence
from tracker.domain.vietnamese import day_words
from tracker.extensions import language
from tracker.surroundings import store


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table. ``sort``: its name in the address; ``kind``: text, number, date, narrow,
    wide, actions or select; ``hidden``: the heading is only for the ear."""

    label: str
    sort: str = ""
    kind: str = "text"
    hidden: bool = False


@lru_cache(maxsize=4096)
def _said(message: str, _language: str) -> str:
    return gettext(message)


def said(message: str) -> str:
    """A message that a page says many times, looked up once per language."""
    return _said(message, language())


def label(member: StrEnum) -> str:
    """The Vietnamese (or translated) name of an enum member."""
    return said(label_of(member))


def words(sentence: Sentence | str) -> str:
    """A sentence of a rule in the reader's language."""
    return sentence.words(gettext) if isinstance(sentence, Sentence) else gettext(sentence)


def period_name(key: str) -> str:
    """The reporting period "2026-11" in the reader's words: "tháng 11 năm 2026"."""
    return period_sentence(key).words(gettext)


def day(value: date | None) -> str:
    """21/11/2026; a dash where there is none."""
    return day_words(value) if value is not None else "–"


def moment(value: datetime | None) -> str:
    """14:05, 21/11/2026 on a Vietnamese clock; ``value`` is aware."""
    if value is None:
        return "–"
    local = local_moment(value)
    return f"{local.hour:02}:{local.minute:02}, {day_words(local)}"


def machine_time(value: datetime) -> str:
    """For the ``datetime`` attribute."""
    return value.astimezone(UTC).strftime("%Y-%m-%dT%H:%MZ")


def distance(left: int) -> str:
    """Working days still to go (0: today), or minus the days overdue, in words."""
    return _distance(left, language())


@lru_cache(maxsize=4096)
def _distance(left: int, _language: str) -> str:
    if left == 0:
        return gettext("hạn là hôm nay")
    if left > 0:
        return ngettext("còn %(num)s ngày làm việc", "còn %(num)s ngày làm việc", left)
    return ngettext("quá hạn %(num)s ngày", "quá hạn %(num)s ngày", -left)


def distance_tone(left: int) -> str:
    """Which colour stands behind the distance; the words say it too."""
    if left < 0:
        return "over"
    return "soon" if left <= 3 else "plain"


def person(who: Any) -> str:
    """A person's name; a deed without a person was the system's."""
    if who is None:
        return gettext("Hệ thống")
    return who if isinstance(who, str) else str(who.name)


def short_sha(sha256: str) -> str:
    """The first twelve signs, enough to compare two papers by eye."""
    return sha256[:12]


def is_kept(sha256: str) -> bool:
    """Whether the store still has the file: its page says so, before somebody follows the link."""
    return store().exists(sha256)


_LANGUAGES = {"vi": "Tiếng Việt", "en": "English"}


def language_name(code: str) -> str:
    """A language calls itself by its own name in every language."""
    return _LANGUAGES.get(code, code)


def chosen(value: str, current: object) -> str:
    """For aria-pressed."""
    return "true" if value == current else "false"


def dark_media(theme: object) -> str:
    """When the dark colours apply: always, never, or as the machine says. Paper is never dark."""
    if theme == "light":
        return ""
    return "screen" if theme == "dark" else "screen and (prefers-color-scheme: dark)"


def sort_state(column: Column, sort: str) -> str:
    """For aria-sort."""
    return {column.sort: "ascending", f"-{column.sort}": "descending"}.get(sort, "none")


def sort_next(column: Column, sort: str) -> str:
    """The next click turns the order round."""
    return f"-{column.sort}" if sort == column.sort else column.sort


def sort_icon(column: Column, sort: str) -> str:
    """Up, down, or the sign that one can sort."""
    return {column.sort: "sorted-up", f"-{column.sort}": "sorted-down"}.get(sort, "sort")


def address(**changes: object) -> str:
    """This page's address with some of its query changed; None takes a value out."""
    values = {name: request.args.getlist(name) for name in request.args}
    for name, value in changes.items():
        values[name] = [] if value is None else [str(value)]
    query = urlencode([(name, one) for name, many in values.items() for one in many if one])
    return f"{request.path}?{query}" if query else request.path


def task_address(task_id: int) -> str:
    """The page of a task. A list asks fifty times, so the router is asked once a request."""
    if "task_address" not in g:
        g.task_address = url_for("tasks.show", task_id=0).removesuffix("0")
    return f"{g.task_address}{task_id}"


def here() -> str:
    """Where to come back to after a switch of language or theme."""
    return address() if request.method == "GET" else request.path


@dataclass(frozen=True, slots=True)
class Typed:
    """One value of a form that could not be taken in; ``words`` is empty for what nobody typed."""

    name: str
    value: str
    words: str


def typed_text() -> list[Typed]:
    """What the refused request carried, to be shown or sent again; never a password."""
    kept = []
    for name, values in request.form.lists():
        if name == "csrf_token" or "password" in name:
            continue
        for value in values:
            kept.append(Typed(name, value, value if is_words(name, value) else ""))
    return kept


def is_words(name: str, value: str) -> bool:
    """Whether somebody typed this, as far as one can tell."""
    return len(value) > 3 and not value.isdigit() and name not in _UNTYPED


def from_our_pages() -> bool:
    """Whether the browser vouches that the form stood on one of our own pages.

    Another site's form must not be finished by the person who was lured here.
    """
    return request.headers.get("Sec-Fetch-Site") == "same-origin"


#: Values that forms carry for themselves.
_UNTYPED = {"receipt", "version", "opened", "next", "kept", "back"}


def static_version(folder: Path) -> str:
    """A short mark that changes with any file in ``folder``, for addresses cached for long."""
    digest = hashlib.sha256()
    for path in sorted(folder.rglob("*")):
        if path.is_file():
            digest.update(path.relative_to(folder).as_posix().encode())
            digest.update(path.read_bytes())
    return digest.hexdigest()[:10]


def register(app: Flask) -> None:
    """Give every template of ``app`` these words."""
    filters: Mapping[str, Any] = {
        function.__name__: function
        for function in (
            label, words, period_name, day, moment, machine_time, distance, distance_tone,
            said, person, short_sha, is_kept, language_name,
            chosen, dark_media,
            sort_state, sort_next, sort_icon, looks.look, looks.bar, looks.tone, looks.tone_icon,
            looks.tone_word, looks.file_icon, *form_filters.FILTERS,
            *number_words.FILTERS,
            *scan_marks.FILTERS, scan_words,
        )
    }  # fmt: skip
    app.jinja_env.filters.update(filters)
    version = static_version(Path(app.static_folder)) if app.static_folder else ""

    def asset(filename: str) -> str:
        """The address of one of our static files; it may be cached for ever."""
        return steady_url("static", filename=filename, v=version)

    app.jinja_env.globals.update(
        asset=asset,
        steady_url=steady_url,
        address=address,
        here=here,
        elsewhere=elsewhere,
        task_address=task_address,
        column=Column,
        typed_text=typed_text,
        from_our_pages=from_our_pages,
        legend_looks=lambda: looks.LEGEND,
    )
