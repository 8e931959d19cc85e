"""The leader's page: the same figures as pictures, and what waits for his word."""

from __future__ import annotations

from tracker.blueprints.leader.views import bp

__all__ = ["bp"]
