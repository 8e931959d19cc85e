"""A unit's plan read as a child of the directive that demanded it."""

from tracker.blueprints.plans.views import bp

__all__ = ["bp"]
