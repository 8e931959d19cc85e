"""A person's due days in a calendar program."""

from tracker.blueprints.feed.views import bp

__all__ = ["bp"]
