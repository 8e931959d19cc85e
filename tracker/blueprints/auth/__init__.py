"""The door through which people come in: sign-in, sign-out, password, language, theme."""

from tracker.blueprints.auth import rate_store  # noqa: F401 — where the limiter counts
from tracker.blueprints.auth.views import bp

__all__ = ["bp"]
