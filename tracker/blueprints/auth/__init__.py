"""The door through which people come in: sign-in, sign-out, password, language, theme."""

from tracker.blueprints.auth.views import bp

__all__ = ["bp"]
