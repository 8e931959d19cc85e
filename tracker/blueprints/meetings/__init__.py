"""Meeting mode: the list walked on the screen, decisions recorded, the conclusion compared."""

from __future__ import annotations

from tracker.blueprints.meetings import comparing, deeds
from tracker.blueprints.meetings.views import bp

__all__ = ["bp", "comparing", "deeds"]
