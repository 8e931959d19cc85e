"""What leaves the house: the outbox of an office."""

from tracker.blueprints.outbox.views import bp

__all__ = ["bp"]
