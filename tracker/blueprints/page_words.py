"""The words of our pages, translated once in a language and remembered: a page has some hundred."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from flask import Flask
from flask_babel import get_locale, gettext
from jinja2 import pass_eval_context
from jinja2.nodes import EvalContext
from markupsafe import Markup

_known: dict[tuple[str, bool, str], str] = {}


@pass_eval_context
def words(context: EvalContext, message: str, /, **variables: Any) -> str:
    """As Jinja's own new-style gettext: a format string always, and safe where pages are HTML."""
    safe = context.autoescape
    asked = (str(get_locale()), safe, message)
    found = _known.get(asked)
    if found is None:
        translated = gettext(message)
        found = Markup(translated) if safe else translated  # noqa: S704 — our own catalogue
        _known[asked] = found
    return found % variables if variables or "%" in found else found


def once() -> Callable[..., Any]:
    """Calls a macro once for each set of values: rows of a list say the same again and again."""
    said: dict[tuple[Any, ...], Any] = {}

    def call(macro: Any, *values: Any) -> Any:
        asked = (macro.name, *values)
        if asked not in said:
            said[asked] = macro(*values)
        return said[asked]

    return call


def register(app: Flask) -> None:
    """For every template of ``app``; only our own code writes messages, so they come to an end."""
    app.jinja_env.globals.update(gettext=words, _=words, once=once)
