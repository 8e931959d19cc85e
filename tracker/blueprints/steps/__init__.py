"""Steps inside a unit on the way to a task's result."""

from __future__ import annotations

from tracker.blueprints.steps.views import bp

__all__ = ["bp"]
