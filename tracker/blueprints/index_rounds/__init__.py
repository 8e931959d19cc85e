"""Rounds of the index: the list, one of them, opened, closed, published, sealed; results."""

from __future__ import annotations

from tracker.blueprints.index_rounds import deeds, results
from tracker.blueprints.index_rounds.views import bp

__all__ = ["bp", "deeds", "results"]
