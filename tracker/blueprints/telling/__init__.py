"""How a person wishes to be reminded."""

from tracker.blueprints.telling.views import bp

__all__ = ["bp"]
