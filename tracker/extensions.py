"""The web's own extensions, bound in app.py; tries are counted in auth/rate_store."""

from __future__ import annotations

from babel import Locale
from babel.support import NullTranslations
from flask_babel import Babel, Domain, get_locale
from flask_bootstrap import Bootstrap5
from flask_limiter import Limiter
from flask_limiter.util import get_remote_address
from flask_login import LoginManager
from flask_migrate import Migrate
from flask_wtf import CSRFProtect


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


babel = Babel()
bootstrap = Bootstrap5()
csrf = CSRFProtect()
limiter = Limiter(get_remote_address, storage_uri="database://")
login = LoginManager()
migrate = Migrate(render_as_batch=True)
