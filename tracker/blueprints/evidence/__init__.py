"""Papers that prove work: fetching a version, adding a new one."""

from __future__ import annotations

from tracker.blueprints.evidence.views import bp

__all__ = ["bp"]
