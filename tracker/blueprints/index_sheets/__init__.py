"""A unit's sheet: its three columns, one item at a time, papers, and every deed that moves it."""

from __future__ import annotations

from tracker.blueprints.index_sheets import archives, deeds, items, outlooks, papers, scores
from tracker.blueprints.index_sheets.views import bp

__all__ = ["archives", "bp", "deeds", "items", "outlooks", "papers", "scores"]
