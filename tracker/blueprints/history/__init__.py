"""The history: of one task, and of the whole office for those who check."""

from __future__ import annotations

from tracker.blueprints.history import explained, exporting
from tracker.blueprints.history.views import bp

__all__ = ["bp", "explained", "exporting"]
