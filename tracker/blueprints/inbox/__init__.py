"""A person's messages inside the application."""

from tracker.blueprints.inbox.views import bp

__all__ = ["bp"]
