"""The words of our pages, translated once in a language and remembered: a page has some hundred."""

from __future__ import annotations

from typing import Any

from flask import Flask
from flask_babel import gettext
from jinja2 import pass_eval_context
from jinja2.nodes import EvalContext
from markupsafe import Markup

from tracker.blueprints import remembered
from tracker.extensions import language

_known: dict[tuple[str, bool, str], str] = {}


@pass_eval_context
def words(context: EvalContext, message: str, /, **variables: Any) -> str:
    """As Jinja's own new-style gettext: a format string always, and safe where pages are HTML."""
    safe = context.autoescape
    asked = (language(), safe, message)
    found = _known.get(asked)
    if found is None:
        translated = gettext(message)
        found = Markup(translated) if safe else translated  # noqa: S704 — our own catalogue
        _known[asked] = found
    return found % variables if variables or "%" in found else found


def register(app: Flask) -> None:
    """For every template of ``app``; only our own code writes messages, so they come to an end."""
    app.jinja_env.globals.update(gettext=words, _=words)
    remembered.register(app)
