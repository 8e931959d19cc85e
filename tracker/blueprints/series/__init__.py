"""Recurring duties: their list, one series with its rule and its periods, what is decided of it."""

from __future__ import annotations

from tracker.blueprints.series import deeds
from tracker.blueprints.series.views import bp

__all__ = ["bp", "deeds"]
