"""The door through which people come in: sign-in, sign-out, password, language, theme."""

from tracker.blueprints.auth import (
    kept,  # noqa: F401 — a door
    rate_store,  # noqa: F401 — where the limiter counts
)
from tracker.blueprints.auth.views import bp, sign_in_again

__all__ = ["bp", "sign_in_again"]
