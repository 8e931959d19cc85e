"""A unit's report of a period on one page, and the lead office's overview of all units."""

from __future__ import annotations

from tracker.blueprints.period.views import bp

__all__ = ["bp"]
