"""What pages say again and again, drawn once and remembered by all that it depends on.

A state, a due day, a list to choose from look the same for everybody who reads one language.
What is remembered is keyed by every value that was handed in, so it can never be out of date.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from threading import Lock
from typing import Any

from flask import Flask, current_app, request
from markupsafe import Markup

from tracker.extensions import language

_MOST_BYTES = 4 * 1024 * 1024
"""Pieces that are kept in a process, with what they are known by; then the oldest half goes."""


class Pieces:
    """Drawn pieces by what they were drawn of; of one application."""

    def __init__(self) -> None:
        self._drawn: dict[tuple[Any, ...], Markup] = {}
        self._bytes = 0
        self._lock = Lock()

    def get(self, asked: tuple[Any, ...], draw: Callable[[], Any]) -> Markup:
        """The piece for ``asked``, drawn when nobody asked before."""
        found = self._drawn.get(asked)
        if found is None:
            found = Markup(draw())  # noqa: S704 — a macro's own words
            with self._lock:
                self._bytes += _size(asked, found)
                self._drawn[asked] = found
                if self._bytes > _MOST_BYTES:
                    self._forget()
        return found

    def _forget(self) -> None:
        for old in list(self._drawn)[: len(self._drawn) // 2 + 1]:
            self._bytes -= _size(old, self._drawn.pop(old))


def _size(asked: tuple[Any, ...], drawn: Markup) -> int:
    """Roughly: the piece itself, and a list to choose from as part of what it is known by."""
    return sys.getsizeof(drawn) + 1000 + 8 * len(repr(asked))


def drawing() -> Callable[..., Markup]:
    """Draws by macros what depends on nothing but the values given and the language.

    Macros are known by their names. One for each list: it does not ask again who reads.
    """
    drawn, here = _pieces(), (request.root_path, language())

    def draw(macro: Any, *values: Any) -> Markup:
        return drawn.get((macro.name, here, *values), lambda: macro(*values))

    return draw


def remembered(macro: Any, *values: Any) -> Markup:
    """One piece drawn so."""
    return drawing()(macro, *values)


def remembered_field(field: Any, macro: Any, *values: Any, **attributes: Any) -> Markup:
    """The same for a macro that draws a field of a form."""
    look = _look_of(field)
    if look is None:
        return Markup(macro(field, *values, **attributes))  # noqa: S704 — a macro's own words
    here = (request.root_path, language())
    asked = (macro.name, here, look, *values, *attributes.items())
    return _pieces().get(asked, lambda: macro(field, *values, **attributes))


def _look_of(field: Any) -> tuple[Any, ...] | None:
    """All that a field's look depends on; None where that cannot be told.

    The form's class and the name stand for everything that the class fixes (label, flags,
    widget); what a request changes is the value, the faults, what may be chosen.
    """
    choices = getattr(field, "units", None)
    if choices is None and getattr(field, "choices", None) is not None:
        try:
            choices = tuple((choice.value, str(choice.label)) for choice in field.choices)
        except AttributeError:  # groups, or options of another kind
            return None
    value = field._value() if hasattr(field, "_value") else field.data
    if not isinstance(value, str | int | None):
        return None
    faults = tuple(str(error) for error in field.errors)
    return (type(field.meta), field.id, value, faults, choices)


def _pieces() -> Pieces:
    found: Pieces = current_app.extensions["pieces"]
    return found


def register(app: Flask) -> None:
    app.extensions["pieces"] = Pieces()
    app.jinja_env.globals.update(drawing=drawing, remembered=remembered)
    app.jinja_env.filters["remembered"] = remembered_field
