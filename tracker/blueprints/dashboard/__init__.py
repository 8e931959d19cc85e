"""The first page: what a leader must know, what a unit must do, where an administrator goes."""

from __future__ import annotations

from tracker.blueprints.dashboard.views import bp

__all__ = ["bp"]
