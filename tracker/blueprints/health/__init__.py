"""Whether the clock runs and messages leave: a page for people, an address for machines."""

from tracker.blueprints.health.views import bp

__all__ = ["bp"]
