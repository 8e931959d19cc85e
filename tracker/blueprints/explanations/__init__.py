"""Explanations of lateness: their list, one for many tasks, the cause that is confirmed."""

from __future__ import annotations

from tracker.blueprints.explanations import deeds
from tracker.blueprints.explanations.views import bp

__all__ = ["bp", "deeds"]
