"""Index sets: their list, the tree of one, its items, in and out of Excel."""

from __future__ import annotations

from tracker.blueprints.index_sets import deeds, importing, items
from tracker.blueprints.index_sets.views import bp

__all__ = ["bp", "deeds", "importing", "items"]
