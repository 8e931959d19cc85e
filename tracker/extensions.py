"""The web's own extensions, bound in app.py; tries are counted in auth/rate_store."""

from __future__ import annotations

from typing import Any

from babel import Locale
from babel.support import NullTranslations
from flask_babel import Babel, Domain, format_decimal, get_locale
from flask_bootstrap import Bootstrap5
from flask_limiter import Limiter
from flask_limiter.util import get_remote_address
from flask_login import LoginManager
from flask_migrate import Migrate
from flask_wtf import CSRFProtect
from jinja2 import Environment, pass_context
from jinja2.runtime import Context


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


class OfficeDomain(Domain):
    """The catalogues, found by the locale itself: a page asks for some hundred words."""

    def __init__(self) -> None:
        super().__init__()
        self._known: dict[Locale | None, NullTranslations] = {}

    def get_translations(self) -> NullTranslations:
        locale = get_locale()
        found = self._known.get(locale)
        if found is None:
            found = super().get_translations()
            if locale is not None:
                self._known[locale] = found
        return found

    def ngettext(self, singular: str, plural: str, num: int, **variables: object) -> str:
        return str(super().ngettext(singular, plural, Counted(num), **variables))


babel = Babel()
bootstrap = Bootstrap5()
csrf = CSRFProtect()
limiter = Limiter(get_remote_address, storage_uri="database://")
login = LoginManager()
migrate = Migrate(render_as_batch=True)
