"""Comments around a task."""

from __future__ import annotations

from tracker.blueprints.comments.views import bp

__all__ = ["bp"]
