"""Rounds of the index: the list, one of them, opened, closed, published, sealed; results."""

from __future__ import annotations

from tracker.blueprints.index_rounds import deeds, emulation, outlooks, results, surveys, years
from tracker.blueprints.index_rounds.views import bp

__all__ = ["bp", "deeds", "emulation", "outlooks", "results", "surveys", "years"]
