"""The web's own extensions, bound in app.py; tries are counted in auth/rate_store."""

from __future__ import annotations

from collections.abc import MutableMapping
from typing import Any

from babel.support import NullTranslations
from flask import g
from flask.templating import Environment
from flask_babel import Babel, Domain, format_decimal, get_locale
from flask_bootstrap import Bootstrap5
from flask_limiter import Limiter
from flask_limiter.util import get_remote_address
from flask_login import LoginManager
from flask_migrate import Migrate
from flask_wtf import CSRFProtect
from jinja2 import pass_context
from jinja2.runtime import Context


class PageEnvironment(Environment):
    """Finds the globals of a template in one dictionary: a page asks for some hundred of them."""

    def make_globals(self, d: MutableMapping[str, Any] | None) -> MutableMapping[str, Any]:
        """Jinja would lay an empty dictionary over them, which is looked into in Python."""
        return super().make_globals(d) if d else self.globals


class Counted(int):
    """A number inside a sentence, written as the language writes numbers: 1.366."""

    def __str__(self) -> str:
        return int.__repr__(self) if -1000 < self < 1000 else str(format_decimal(int(self)))


def count_in_sentences(environment: Environment) -> None:
    """Templates too write the number of a sentence as their language does."""
    plain: Any = environment.globals["ngettext"]

    @pass_context
    def ngettext(context: Context, singular: str, plural: str, n: int, **places: Any) -> Any:
        return plain(context, singular, plural, Counted(n), **places)

    environment.globals["ngettext"] = ngettext


def language() -> str:
    """The reader's language, "vi"; found without asking who reads once that is known."""
    try:
        known = g._get_current_object().__dict__.get("_flask_babel")
    except RuntimeError:  # no application: a template drawn by itself
        return ""
    locale = getattr(known, "babel_locale", None) or get_locale()
    return str(locale.language) if locale is not None else ""


class OfficeDomain(Domain):
    """The catalogues, found by the language: a page asks for some hundred words."""

    def __init__(self) -> None:
        super().__init__()
        self._known: dict[str, NullTranslations] = {}

    def get_translations(self) -> NullTranslations:
        spoken = language()
        found = self._known.get(spoken)
        if found is None:
            found = super().get_translations()
            if spoken:
                self._known[spoken] = found
        return found

    def ngettext(self, singular: str, plural: str, num: int, **variables: object) -> str:
        return str(super().ngettext(singular, plural, Counted(num), **variables))


babel = Babel()
bootstrap = Bootstrap5()
csrf = CSRFProtect()
limiter = Limiter(get_remote_address, storage_uri="database://")
login = LoginManager()
migrate = Migrate(render_as_batch=True)
