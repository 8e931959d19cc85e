"""Leaders' instructions on tasks: given, answered, accepted or asked for again."""

from __future__ import annotations

from tracker.blueprints.instructions.deeds import bp

__all__ = ["bp"]
